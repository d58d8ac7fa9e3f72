//! Idle times that are folded away.

use super::Ticks;
use crate::model::HistoryModel;
use crate::order::{Keyed, sort, ticks};
use crate::span::SpanKind;

/// A time that is drawn narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From here,
    pub from: Ticks,
    /// to here.
    pub to: Ticks,
}

/// At most so many folds: more would tell nothing.
const MOST: usize = 24;

/// The idle times of a history that are worth folding: within them nothing begins and nothing ends, and no activity, call or
/// child runs. The longest first are folded while they take more than `share` (0 to 1; 0.15 is usual) of what is
/// not folded yet, and more than a twentieth of everything. In their order.
pub fn folds(model: &HistoryModel, domain: (Ticks, Ticks), share: f64) -> Vec<Fold> {
    let mut gaps = idle(model, domain);
    // The longest first.
    let mut order: Vec<Keyed> = Vec::with_capacity(gaps.len());
    for (at, gap) in gaps.iter().enumerate() {
        order.push((gap.from - gap.to, at));
    }
    sort(&mut order);
    let mut left = domain.1 - domain.0;
    let mut chosen = vec![false; gaps.len()];
    for (length, at) in order.into_iter().take(MOST) {
        let length = -length;
        #[allow(clippy::cast_precision_loss, reason = "a share need not be exact")]
        let is_long = length as f64 > left as f64 * share && length > (domain.1 - domain.0) / 20;
        if !is_long {
            break;
        }
        if let Some(chosen) = chosen.get_mut(at) {
            *chosen = true;
        }
        left -= length;
    }
    let mut chosen = chosen.into_iter();
    gaps.retain(|_| chosen.next().unwrap_or_default());
    gaps
}

/// In so many parts of equal length the time is looked at. What is folded is longer than three of them.
const CELLS: usize = 64;

/// What happens in a part of the time.
#[derive(Clone, Copy)]
struct Cell {
    /// The first and the last thing that happens.
    first: Ticks,
    last: Ticks,
    /// How much more is running at its end than at its beginning.
    change: i32,
}

struct Cells {
    domain: (Ticks, Ticks),
    width: Ticks,
    all: [Cell; CELLS],
}

impl Cells {
    /// Something happens: work begins (+1), ends (-1), or anything else (0).
    fn see(&mut self, time: Ticks, change: i32) {
        let time = time.clamp(self.domain.0, self.domain.1);
        let at = usize::try_from((time - self.domain.0) / self.width).unwrap_or(0);
        if let Some(cell) = self.all.get_mut(at) {
            cell.first = cell.first.min(time);
            cell.last = cell.last.max(time);
            cell.change += change;
        }
    }

    /// Something runs, to the end of all if it has none.
    fn work(&mut self, start: Ticks, end: Option<Ticks>) {
        self.see(start, 1);
        self.see(end.unwrap_or(self.domain.1), -1);
    }
}

/// The idle times within which a whole cell lies, in their order. There may be 50,000 spans, so nothing is sorted.
fn idle(model: &HistoryModel, domain: (Ticks, Ticks)) -> Vec<Fold> {
    let nothing = Cell {
        first: Ticks::MAX,
        last: Ticks::MIN,
        change: 0,
    };
    let mut cells = Cells {
        domain,
        width: (domain.1 - domain.0) / 64 + 1,
        all: [nothing; CELLS],
    };
    for (span, (start, end)) in model.bounded() {
        let works = matches!(
            span.kind,
            SpanKind::Activity | SpanKind::SubOrchestration | SpanKind::EntityCall
        );
        let (start, end) = (known(start), known(end));
        match start {
            Some(start) if works && span.tries.is_empty() => cells.work(start, end),
            _ => {
                for time in [start, end].into_iter().flatten() {
                    cells.see(time, 0);
                }
            }
        }
        // Between tries it is idle.
        for it in &span.tries {
            if let Some(start) = it.start {
                cells.work(ticks(start), it.end.map(ticks));
            }
        }
    }
    cells.see(domain.0, 0);
    cells.see(domain.1, 0);
    let (mut gaps, mut running) = (Vec::new(), 0);
    let (mut before, mut until) = (0, domain.0);
    for (at, cell) in cells.all.iter().enumerate() {
        if cell.first == Ticks::MAX {
            continue;
        }
        if running == 0 && at > before + 1 {
            gaps.push(Fold {
                from: until,
                to: cell.first,
            });
        }
        running += cell.change;
        (before, until) = (at, cell.last);
    }
    gaps
}

fn known(time: Ticks) -> Option<Ticks> {
    (time != Ticks::MIN).then_some(time)
}
