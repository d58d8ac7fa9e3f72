//! What one page tells of the gap behind it.

use super::density;
use super::key::Key;
use super::span::Span;
use super::task::Page;

/// The page that ended where a gap begins: it tells how ids count there.
#[derive(Clone, Debug)]
pub(super) struct Range {
    /// Where the gap begins.
    pub behind: Key,
    /// The first id of the page.
    pub first: String,
    /// The last id of the page.
    pub last: String,
    /// How many rows it had.
    pub rows: usize,
    /// Whether it was as long as pages get.
    pub full: bool,
}

impl Range {
    /// What a page tells of what is behind it.
    pub fn of(page: &Page<'_>) -> Option<Self> {
        let (first, last) = (page.rows.first()?, page.rows.last()?);
        Some(Self {
            behind: Key::after(last.id),
            first: first.id.to_owned(),
            last: last.id.to_owned(),
            rows: page.rows.len(),
            full: page.rows.len() * 4 > usize::from(page.top) * 3,
        })
    }

    /// How many rows are left in a gap, if they stand there as densely as on the page before it.
    #[allow(clippy::cast_precision_loss)] // a page has a thousand rows
    pub fn left_in(&self, gap: &Span<Key>) -> f64 {
        let whole = Span::new(Key::of(self.first.as_str()), gap.to.clone());
        let part = density::part(&whole, &gap.from);
        if part <= 0.0 {
            return f64::INFINITY;
        }
        self.rows as f64 * (1.0 - part) / part
    }
}
