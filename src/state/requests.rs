//! What this page has asked of hosts, and what it cost: the bill is somebody's.

use signals::RwSignal;

use crate::words::Word;

/// How many requests are kept one by one; the totals go on counting.
const KEPT: usize = 200;

/// One request that is over.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Sent {
    /// Counts up from 1 in this page's life.
    pub number: u64,
    /// When it was sent, in milliseconds since 1970 (UTC).
    pub at_ms: i64,
    /// The page that asked; requests of one view share it.
    pub scope: u64,
    /// `GET`, `POST` or `DELETE`.
    pub method: &'static str,
    /// The address asked, which never holds the key: that travels in a header.
    pub url: String,
    /// What it was for, when not plain from the address: a position written by this page, a retry.
    pub note: Option<Word>,
    /// How it ended.
    pub outcome: Outcome,
    /// From sending to the last byte, in milliseconds.
    pub millis: u32,
    /// Size of the answer's body in bytes.
    pub bytes: u64,
}

/// How a request ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Outcome {
    /// With this HTTP status.
    Status(u16),
    /// Without an answer this page may read.
    NoAnswer,
    /// It took too long.
    TimedOut,
    /// Nobody needed it any more.
    Aborted,
}

/// The sum over all requests of this page.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Cost {
    /// Requests sent.
    pub requests: u64,
    /// Bytes of the bodies answered.
    pub bytes: u64,
    /// Time waited, in milliseconds, summed over requests.
    pub millis: u64,
}

/// The journal of this page's requests.
#[derive(Debug, Default)]
pub struct Journal {
    total: Cost,
    latest: Vec<Sent>,
}

impl Journal {
    /// Adds a request that is over; its number is given here.
    pub fn add(&mut self, mut sent: Sent) {
        self.total.requests += 1;
        self.total.bytes += sent.bytes;
        self.total.millis += u64::from(sent.millis);
        sent.number = self.total.requests;
        if self.latest.len() == KEPT {
            self.latest.remove(0);
        }
        self.latest.push(sent);
    }

    /// The sum over all.
    pub fn total(&self) -> Cost {
        self.total
    }

    /// The requests of one view, newest first, as far as they are kept.
    pub fn of_scope(&self, scope: u64) -> Vec<Sent> {
        self.latest
            .iter()
            .rev()
            .filter(|sent| sent.scope == scope)
            .cloned()
            .collect()
    }
}

/// The journal as the pages see it.
#[derive(Debug, Clone, Copy)]
pub struct Requests {
    journal: RwSignal<Journal>,
    scopes: RwSignal<u64>,
}

impl Requests {
    /// An empty one.
    pub fn new() -> Self {
        Self {
            journal: RwSignal::new(Journal::default()),
            scopes: RwSignal::new(0),
        }
    }

    /// A new scope: a number under which one view's requests are found again.
    pub fn scope(&self) -> u64 {
        self.scopes.update(|last| *last += 1);
        self.scopes.get_untracked()
    }

    /// The scope of the view on screen: the last that was given out.
    pub fn present_scope(&self) -> u64 {
        self.scopes.get_untracked()
    }

    /// Adds a request that is over.
    pub fn add(&self, sent: Sent) {
        self.journal.update(|journal| journal.add(sent));
    }

    /// The sum over all, tracked.
    pub fn total(&self) -> Cost {
        self.journal.with(Journal::total)
    }

    /// The requests of one view, newest first, tracked.
    pub fn of_scope(&self, scope: u64) -> Vec<Sent> {
        self.journal.with(|journal| journal.of_scope(scope))
    }
}

impl Default for Requests {
    fn default() -> Self {
        Self::new()
    }
}

#[cfg(test)]
mod tests {
    use super::{Cost, Journal, KEPT, Outcome, Sent};

    fn sent(scope: u64, bytes: u64) -> Sent {
        Sent {
            number: 0,
            at_ms: 0,
            scope,
            method: "GET",
            url: "https://a.example/".to_owned(),
            note: None,
            outcome: Outcome::Status(200),
            millis: 2,
            bytes,
        }
    }

    #[test]
    fn the_cost_of_every_request_is_summed_though_only_the_latest_are_listed() {
        let mut journal = Journal::default();
        for _ in 0..KEPT + 50 {
            journal.add(sent(1, 10));
        }
        let count = KEPT as u64 + 50;
        assert_eq!(
            journal.total(),
            Cost {
                requests: count,
                bytes: 10 * count,
                millis: 2 * count
            }
        );
        let listed = journal.of_scope(1);
        assert_eq!(
            (listed.len(), listed[0].number),
            (KEPT, count),
            "newest first"
        );
    }

    #[test]
    fn a_view_lists_its_own_requests() {
        let mut journal = Journal::default();
        journal.add(sent(1, 1));
        journal.add(sent(2, 2));
        assert_eq!(
            journal
                .of_scope(2)
                .iter()
                .map(|it| it.bytes)
                .collect::<Vec<_>>(),
            [2]
        );
        assert!(journal.of_scope(3).is_empty());
    }
}
