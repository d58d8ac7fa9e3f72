//! How wide the next window is: as many instances as a call deletes within a few seconds.

/// An answer that took longer than this makes windows smaller, in milliseconds: a gateway gives up after 230 s, and whoever watches
/// wants to see it move and to be able to stop it.
const SLOW_MS: f64 = 10_000.0;
/// One that took less makes them larger.
const QUICK_MS: f64 = 2_500.0;
/// Instances in the first window.
const FIRST: usize = 100;
/// And in the largest.
const MOST: usize = 50_000;
/// Stretches of time that a range is cut into at first, where it is not known who was created when.
const PARTS: i64 = 16;

/// Milliseconds of a second: windows begin and end with whole seconds, because that is how lists tell a time of creation.
pub(super) const SECOND: i64 = 1_000;

/// See the module. Times are milliseconds since 1970.
#[derive(Clone, Debug, PartialEq)]
pub(super) struct Windows {
    /// When those that are known were created, in order.
    known: Vec<i64>,
    /// Whether all there are, are known.
    is_complete: bool,
    /// Known instances in the next window.
    batch: usize,
    /// How long the next window is at most, where not all are known.
    span: i64,
}

impl Windows {
    pub(super) fn new(mut known: Vec<i64>, is_complete: bool, from: i64, to: i64) -> Self {
        known.sort_unstable();
        let span = to.saturating_sub(from) / PARTS;
        Self {
            known,
            is_complete,
            batch: FIRST,
            span: span.max(SECOND),
        }
    }

    /// The end of a window that begins at `from`, in a range that ends at `to`.
    pub(super) fn end(&self, from: i64, to: i64) -> i64 {
        let first = self.known.partition_point(|it| *it < from);
        // The whole second of the last one, for its fraction is not told.
        let by_count = self
            .known
            .get(first.saturating_add(self.batch))
            .map(|it| it.div_euclid(SECOND).saturating_add(1) * SECOND);
        let by_span = (!self.is_complete).then(|| from.saturating_add(self.span));
        let least = from.saturating_add(SECOND);
        let end = by_count.unwrap_or(to).min(by_span.unwrap_or(to)).max(least);
        // What would be left behind it may as well come along.
        if to.saturating_sub(end) < SECOND {
            to
        } else {
            end
        }
    }

    /// How many of those known were created in a window.
    pub(super) fn known_in(&self, from: i64, to: i64) -> u64 {
        let first = self.known.partition_point(|it| *it < from);
        let behind = self.known.partition_point(|it| *it <= to);
        behind.saturating_sub(first) as u64
    }

    /// An answer took so long.
    pub(super) fn took(&mut self, ms: f64) {
        if ms > SLOW_MS {
            self.shrink(2);
        } else if ms < QUICK_MS {
            self.batch = (self.batch * 2).min(MOST);
            self.span = self.span.saturating_mul(2);
        }
    }

    /// A call was too much for whoever was to answer it.
    pub(super) fn shrink(&mut self, by: usize) {
        self.batch = (self.batch / by).max(1);
        self.span = (self.span / i64::try_from(by).unwrap_or(1)).max(SECOND);
    }
}
