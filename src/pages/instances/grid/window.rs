//! Which rows stand on the page, and where. Pure.
//!
//! Only the rows that one sees and a few around them are elements. Above them stands a pad as high as the rows that are not, so that the bar at the
//! side tells the truth. Browsers lay nothing out that is higher than some 17 million pixels (Firefox; Chromium 33 million):
//! a list that would be is drawn on less, and a pixel of the bar then stands for more than one of the list.

/// The highest that the list is laid out, in CSS pixels.
const HIGHEST: f64 = 12_000_000.0;
/// Rows around those that one sees, on each side.
const AROUND: usize = 8;
/// The window moves by so many rows at once.
const STEP: usize = 8;

/// What decides which rows stand on the page.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Frame {
    /// How many rows there are.
    pub rows: usize,
    /// How high a row is, in CSS pixels.
    pub row: f64,
    /// How high the part is that one sees.
    pub view: f64,
    /// How far it is scrolled down.
    pub scrolled: f64,
}

/// The rows on the page.
#[derive(Clone, Copy, Debug, Default, PartialEq)]
pub struct Window {
    /// The first one.
    pub first: usize,
    /// How many, as far as there are any.
    pub count: usize,
    /// What stands above them, in CSS pixels.
    pub pad: f64,
    /// How high all is.
    pub height: f64,
    /// How high a row is.
    pub row: f64,
}

#[allow(
    clippy::cast_precision_loss,
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "millions of rows"
)]
impl Frame {
    /// How high all rows are together.
    fn whole(self) -> f64 {
        self.rows as f64 * self.row
    }

    fn height(self) -> f64 {
        self.whole().min(HIGHEST)
    }

    /// How many pixels of the list one of the bar stands for.
    fn scale(self) -> f64 {
        let room = self.height() - self.view;
        if self.whole() <= HIGHEST || room <= 0.0 {
            return 1.0;
        }
        (self.whole() - self.view) / room
    }

    /// The rows that stand on the page.
    pub fn window(self) -> Window {
        let height = self.height();
        if self.rows == 0 || self.row <= 0.0 {
            return Window::default();
        }
        let scrolled = self.scrolled.clamp(0.0, (height - self.view).max(0.0));
        let exact = scrolled * self.scale();
        let seen = (exact / self.row) as usize;
        let count = (self.view / self.row).ceil() as usize + 2 * AROUND + STEP;
        let first = seen.saturating_sub(AROUND) / STEP * STEP;
        let first = first.min(self.rows.saturating_sub(1));
        let pad = scrolled - (exact - first as f64 * self.row);
        let count = count.min(self.rows - first);
        // What is drawn on less than its height must not reach beyond the end.
        let pad = pad.clamp(0.0, (height - count as f64 * self.row).max(0.0));
        Window {
            first,
            count,
            pad,
            height,
            row: self.row,
        }
    }

    /// The row at the upper edge.
    pub fn top(self) -> usize {
        if self.row <= 0.0 {
            return 0;
        }
        ((self.scrolled * self.scale()) / self.row) as usize
    }

    /// The first row that is seen whole.
    pub fn first_whole(self) -> usize {
        if self.row <= 0.0 {
            return 0;
        }
        // Less than a pixel is no part of a row that anybody sees.
        let above = (self.scrolled * self.scale() - 1.0).max(0.0);
        (above / self.row).ceil() as usize
    }

    /// How far to scroll so that a row is seen whole; nothing when it is.
    pub fn reveal(self, row: usize) -> Option<f64> {
        let scale = self.scale();
        let top = row as f64 * self.row;
        let exact = self.scrolled * scale;
        if top < exact {
            return Some(top / scale);
        }
        let bottom = top + self.row;
        (bottom > exact + self.view).then(|| (bottom - self.view) / scale)
    }

    /// How far to scroll so that what was at one row is at another now.
    pub fn moved(self, from: usize, to: usize) -> f64 {
        let rows = to as f64 - from as f64;
        (self.scrolled + rows * self.row / self.scale()).max(0.0)
    }
}

#[cfg(test)]
#[allow(
    clippy::cast_precision_loss,
    clippy::float_cmp,
    reason = "whole pixels"
)]
mod tests {
    use super::*;

    fn frame(rows: usize, scrolled: f64) -> Frame {
        Frame {
            rows,
            row: 34.0,
            view: 680.0,
            scrolled,
        }
    }

    #[test]
    fn what_one_sees_is_on_the_page_wherever_one_scrolls() {
        for rows in [1, 19, 20, 50, 1_000, 100_000, 1_000_000, 10_000_000] {
            for part in 0..=200 {
                let room = (frame(rows, 0.0).height() - 680.0).max(0.0);
                let frame = frame(rows, room * f64::from(part) / 200.0);
                let window = frame.window();
                assert!(window.count <= 60, "{window:?}");
                assert!(window.first <= frame.top(), "{frame:?} {window:?}");
                let seen = frame.top() + 20;
                assert!(
                    window.first + window.count >= seen.min(rows),
                    "{frame:?} {window:?}"
                );
                // The first row that is seen is drawn where the view begins.
                let exact = frame.scrolled * frame.scale();
                let drawn = window.pad + (exact - window.first as f64 * 34.0);
                assert!((drawn - frame.scrolled).abs() < 1.0, "{frame:?} {window:?}");
            }
        }
    }

    #[test]
    fn the_end_of_a_long_list_is_reached() {
        let frame = frame(1_000_000, 12_000_000.0 - 680.0);
        let window = frame.window();
        assert_eq!(window.first + window.count, 1_000_000);
        assert_eq!(window.height, 12_000_000.0);
    }

    #[test]
    fn a_row_is_scrolled_to_only_when_it_is_not_seen() {
        let frame = frame(1_000, 340.0);
        assert_eq!(frame.reveal(10), None);
        assert_eq!(frame.reveal(29), None);
        assert_eq!(frame.reveal(9), Some(306.0));
        assert_eq!(frame.reveal(30), Some(374.0));
    }

    #[test]
    fn a_row_that_is_cut_at_the_upper_edge_is_not_the_first() {
        for (scrolled, first) in [
            (0.0, 0),
            (0.5, 0),
            (10.0, 1),
            (34.0, 1),
            (35.5, 2),
            (68.9, 2),
        ] {
            assert_eq!(frame(1_000, scrolled).first_whole(), first, "{scrolled}");
        }
    }

    #[test]
    fn rows_that_come_above_push_nothing_away() {
        let before = frame(1_000, 340.0);
        assert_eq!(before.moved(10, 17), 340.0 + 7.0 * 34.0);
        assert_eq!(before.moved(10, 0), 0.0);
    }
}
