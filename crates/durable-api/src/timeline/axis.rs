//! Time and place on a timeline: piecewise linear, with folded times narrow, and a window for zooming.

use super::{Fold, Ticks};

/// Maps times to places from 0 (the beginning) to 1 (the end).
#[derive(Clone, Debug, PartialEq)]
pub struct Axis {
    /// The corners in their order: time and place.
    corners: Vec<(Ticks, f64)>,
}

#[allow(
    clippy::cast_precision_loss,
    reason = "places on a screen need not be exact"
)]
fn length(from: Ticks, to: Ticks) -> f64 {
    (to - from).max(0) as f64
}

impl Axis {
    /// An axis over a domain. Each fold gets `fold_width` (0 to 1) of it, all together at most half; what is not folded
    /// gets the rest.
    pub fn new(domain: (Ticks, Ticks), folds: &[Fold], fold_width: f64) -> Self {
        let (from, to) = (domain.0, domain.1.max(domain.0 + 1));
        let inside = |fold: &&Fold| fold.from >= from && fold.to <= to && fold.from < fold.to;
        let count = folds.iter().filter(inside).count();
        #[allow(clippy::cast_precision_loss, reason = "there are few folds")]
        let for_folds = (fold_width * count as f64).clamp(0.0, 0.5);
        let folded: f64 = folds
            .iter()
            .filter(inside)
            .map(|fold| length(fold.from, fold.to))
            .sum();
        let open = length(from, to) - folded;
        // With nothing left outside the folds they share it all.
        let (for_folds, scale) = if open > 0.0 {
            (for_folds, (1.0 - for_folds) / open)
        } else {
            (1.0, 0.0)
        };
        #[allow(clippy::cast_precision_loss, reason = "there are few folds")]
        let each = for_folds / count.max(1) as f64;
        let mut corners = vec![(from, 0.0)];
        let (mut time, mut place) = (from, 0.0);
        for fold in folds.iter().filter(inside).filter(|fold| fold.from >= from) {
            if fold.from < time {
                continue;
            }
            place += length(time, fold.from) * scale;
            corners.push((fold.from, place));
            place += each;
            corners.push((fold.to, place));
            time = fold.to;
        }
        corners.push((to, 1.0));
        Self { corners }
    }

    /// The place of a time; 0 before the domain and 1 after it.
    pub fn place(&self, time: Ticks) -> f64 {
        let at = self.corners.partition_point(|(corner, _)| *corner <= time);
        let (before, after) = (
            at.checked_sub(1).and_then(|at| self.corners.get(at)),
            self.corners.get(at),
        );
        match (before, after) {
            (None, _) => 0.0,
            (_, None) => 1.0,
            (Some((t0, x0)), Some((t1, x1))) => {
                x0 + (x1 - x0) * length(*t0, time) / length(*t0, *t1)
            }
        }
    }

    /// The time at a place, to a tick where places can tell it.
    pub fn time(&self, place: f64) -> Ticks {
        let at = self.corners.partition_point(|(_, corner)| *corner <= place);
        let (before, after) = (
            at.checked_sub(1).and_then(|at| self.corners.get(at)),
            self.corners.get(at),
        );
        match (before, after) {
            (None, _) => self.corners.first().map_or(0, |corner| corner.0),
            (_, None) => self.corners.last().map_or(0, |corner| corner.0),
            (Some((t0, x0)), Some((t1, x1))) => {
                let share = (place - x0) / (x1 - x0);
                #[allow(
                    clippy::cast_possible_truncation,
                    reason = "a share of a length in ticks is one"
                )]
                let passed = (length(*t0, *t1) * share).round() as Ticks;
                t0 + passed
            }
        }
    }

    /// The folds that are drawn, with the places where they begin and end.
    pub fn folds(&self) -> impl Iterator<Item = (Fold, f64, f64)> {
        // Corners come in pairs between the first and the last.
        let inner = self.corners.get(1..self.corners.len().saturating_sub(1));
        let pairs = inner.unwrap_or_default().chunks_exact(2);
        pairs.filter_map(|pair| match pair {
            [(from, x0), (to, x1)] => Some((
                Fold {
                    from: *from,
                    to: *to,
                },
                *x0,
                *x1,
            )),
            _ => None,
        })
    }
}

/// The part of an axis that is on screen: from 0 to 1 is all of it.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Window {
    /// Its left end.
    pub from: f64,
    /// Its right end.
    pub to: f64,
}

impl Window {
    /// Everything.
    pub const ALL: Self = Self { from: 0.0, to: 1.0 };

    /// The narrowest window: a millionth.
    pub const NARROWEST: f64 = 1e-6;

    /// The window between two places, in whichever order they come; a brush makes one.
    pub fn between(one: f64, other: f64) -> Self {
        let (from, to) = (one.min(other), one.max(other));
        let width = (to - from).clamp(Self::NARROWEST, 1.0);
        let from = from.clamp(0.0, 1.0 - width);
        Self {
            from,
            to: from + width,
        }
    }

    /// How wide it is.
    pub fn width(self) -> f64 {
        self.to - self.from
    }

    /// The window made wider (`factor` above 1) or narrower, so that what is at `at` (0 to 1 of the screen) stays there.
    #[must_use]
    pub fn zoomed(self, factor: f64, at: f64) -> Self {
        let width = (self.width() * factor).clamp(Self::NARROWEST, 1.0);
        let fixed = self.from + self.width() * at;
        let from = (fixed - width * at).clamp(0.0, 1.0 - width);
        Self {
            from,
            to: from + width,
        }
    }

    /// The window moved by a part of itself: 1 is one screen to the right.
    #[must_use]
    pub fn moved(self, by: f64) -> Self {
        let width = self.width();
        let from = (self.from + width * by).clamp(0.0, 1.0 - width);
        Self {
            from,
            to: from + width,
        }
    }

    /// Where on the screen (0 to 1) a place of the axis is; below 0 or above 1 when it is outside.
    pub fn on_screen(self, place: f64) -> f64 {
        (place - self.from) / self.width()
    }

    /// The place of the axis at a part of the screen.
    pub fn place(self, on_screen: f64) -> f64 {
        self.from + self.width() * on_screen
    }
}
