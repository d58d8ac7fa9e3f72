//! How much at once: page size by the time answers take, fewer requests when the host is busy, ceilings.

use super::ask::Failure;
use super::coverage::Ms;

/// How long an answer may take, in milliseconds: pages grow and shrink towards it.
const TARGET: Ms = 1000;
/// The largest page a store serves, and the smallest worth a request.
const LARGEST: u16 = 1000;
const SMALLEST: u16 = 50;
/// The first page is small: it is what somebody waits for.
const FIRST: u16 = 100;
/// The first and the longest wait before a busy or unreachable host is asked again.
const WAIT: Ms = 1000;
const LONGEST_WAIT: Ms = 60_000;

/// Page size, connections, waiting, ceilings and what was spent.
#[derive(Clone, Debug)]
pub(super) struct Pace {
    /// Rows to ask for.
    pub top: u16,
    /// Requests at once, at this moment.
    pub parallel: usize,
    most: usize,
    /// Not before this time, where the host is being spared.
    pub not_before: Option<Ms>,
    /// Failures in a row.
    pub failures: u32,
    pub requests: u32,
    pub bytes: u64,
    pub request_ceiling: Option<u32>,
    pub byte_ceiling: Option<u64>,
}

impl Pace {
    pub fn new(parallel: usize) -> Self {
        let most = parallel.clamp(1, 8);
        Self {
            top: FIRST,
            parallel: most,
            most,
            not_before: None,
            failures: 0,
            requests: 0,
            bytes: 0,
            request_ceiling: None,
            byte_ceiling: None,
        }
    }

    /// Whether what the user allowed is spent.
    pub fn is_spent(&self) -> bool {
        self.request_ceiling
            .is_some_and(|most| self.requests >= most)
            || self.byte_ceiling.is_some_and(|most| self.bytes >= most)
    }

    /// Learns from an answer: how long it took, what was asked for and how many came.
    pub fn answered(&mut self, took: Ms, asked: u16, came: usize, bytes: u64) {
        self.bytes += bytes;
        self.failures = 0;
        self.not_before = None;
        if took > 3 * TARGET {
            self.parallel = (self.parallel - 1).max(1);
        } else if took < 2 * TARGET {
            self.parallel = (self.parallel + 1).min(self.most);
        }
        // A page that was not full says nothing of what a full one takes, unless it took long.
        if asked < self.top / 2 || (came < usize::from(asked) / 2 && took < TARGET) {
            return;
        }
        let took = took.max(1);
        let size = Ms::from(asked);
        let fitting = (size * TARGET / took).clamp(size / 4, size * 4);
        let fitting = u16::try_from(fitting).unwrap_or(LARGEST);
        self.top = fitting.clamp(SMALLEST, LARGEST);
    }

    /// Learns from a failure; gives whether it is worth asking again.
    pub fn failed(&mut self, now: Ms, why: Failure) -> bool {
        self.failures += 1;
        let wait = WAIT << self.failures.saturating_sub(1).min(6);
        let wait = match why {
            Failure::Busy(after) => after.unwrap_or(wait),
            _ => wait,
        };
        let (patience, wait) = match why {
            Failure::Busy(_) => (12, wait.clamp(WAIT, 5 * LONGEST_WAIT)),
            Failure::TimedOut => (4, 0),
            Failure::Unreachable | Failure::Refused(_) => (3, wait.min(LONGEST_WAIT)),
            Failure::Unauthorized | Failure::NotFound => (0, 0),
            Failure::Aborted => {
                self.failures -= 1;
                return true;
            }
        };
        if matches!(why, Failure::Busy(_)) {
            self.parallel = (self.parallel / 2).max(1);
        }
        if matches!(why, Failure::TimedOut | Failure::Refused(_)) {
            self.top = (self.top / 2).max(SMALLEST);
        }
        if wait > 0 {
            self.not_before = Some(self.not_before.unwrap_or(now).max(now + wait));
        }
        self.failures <= patience
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_grow_while_answers_are_quick_and_shrink_when_they_are_slow() {
        let mut pace = Pace::new(4);
        assert_eq!(pace.top, 100);
        pace.answered(40, 100, 100, 5);
        pace.answered(160, 400, 400, 5);
        assert_eq!((pace.top, pace.bytes), (1000, 10));
        pace.answered(2500, 1000, 1000, 5);
        assert_eq!(pace.top, 400);
        pace.answered(9000, 400, 400, 5);
        assert_eq!((pace.top, pace.parallel), (100, 3));
        pace.answered(20, 100, 3, 5);
        assert_eq!(pace.top, 100, "three rows say nothing");
    }

    #[test]
    fn a_busy_host_is_spared_as_long_as_it_says_or_ever_longer() {
        let mut pace = Pace::new(4);
        assert!(pace.failed(0, Failure::Busy(Some(7000))));
        assert_eq!((pace.not_before, pace.parallel), (Some(7000), 2));
        assert!(pace.failed(10_000, Failure::Busy(None)));
        assert_eq!(pace.not_before, Some(12_000));
        assert!(pace.failed(12_000, Failure::Busy(None)));
        assert_eq!(pace.not_before, Some(16_000));
        pace.answered(10, 100, 100, 0);
        assert_eq!((pace.not_before, pace.failures), (None, 0));
    }

    #[test]
    fn nobody_asks_again_without_a_key() {
        let mut pace = Pace::new(1);
        assert!(!pace.failed(0, Failure::Unauthorized));
        let mut pace = Pace::new(1);
        let tries = (0..10).take_while(|_| pace.failed(0, Failure::Unreachable));
        assert_eq!(tries.count(), 3);
    }

    #[test]
    fn a_ceiling_is_spent_when_it_is_reached() {
        let mut pace = Pace::new(1);
        pace.request_ceiling = Some(2);
        pace.requests = 1;
        assert!(!pace.is_spent());
        pace.requests = 2;
        assert!(pace.is_spent());
    }
}
