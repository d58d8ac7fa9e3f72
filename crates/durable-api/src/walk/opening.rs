//! The first page, and which way is understood.

use super::ask::Sighting;
use super::coverage::Ms;
use super::evidence::{Evidence, Lie, Proof, Way};
use super::key::Key;
use super::machine::{Phase, Walk};
use super::range::Range;
use super::span::Span;
use super::task::{FLOOR, Page, Task};
use crate::decode::NextPage;
use crate::position::{PositionEncoding, store_order};

/// Rows that are in order of creation by chance are rare from here on.
const ENOUGH_FOR_ORDER: usize = 3;

/// What the first page shows of the store.
#[derive(Clone, Debug, Default)]
pub(super) struct FirstPage {
    last: Option<String>,
    before_last: Option<String>,
    last_created: Option<Ms>,
    by_key: bool,
    by_time: bool,
    /// Whether the proof was asked for with another id already.
    retried: bool,
    /// The page as the beginning of a walk by keys.
    pub(super) range: Option<Range>,
    /// When it was asked for, and how many rows.
    pub(super) sent: Ms,
    pub(super) top: u16,
}

impl FirstPage {
    fn of(page: &Page<'_>) -> Self {
        let rows = page.rows;
        let id = |back: usize| {
            let row = rows.len().checked_sub(back).and_then(|at| rows.get(at))?;
            Some(row.id.to_owned())
        };
        let (first, last) = (rows.first(), rows.last());
        let apart = first.and_then(|row| row.created) < last.and_then(|row| row.created);
        Self {
            last: id(1),
            before_last: id(2),
            last_created: last.and_then(|row| row.created),
            by_key: is_by_key(rows),
            by_time: rows.len() >= ENOUGH_FOR_ORDER && apart && is_by_time(rows),
            retried: false,
            range: Range::of(page),
            sent: page.sent,
            top: page.top,
        }
    }

    /// The second behind which a store that lists by creation has more.
    pub(super) fn last_created(&self) -> Option<Ms> {
        self.last_created
    }
}

/// Whether each id is behind the one before it in the store's order.
pub(super) fn is_by_key(rows: &[Sighting<'_>]) -> bool {
    rows.is_sorted_by(|a, b| store_order(a.id, b.id).is_lt())
}

/// Whether no row was created before the one above it. Seconds are all that a list shows.
pub(super) fn is_by_time(rows: &[Sighting<'_>]) -> bool {
    let times: Option<Vec<Ms>> = rows.iter().map(|row| row.created).collect();
    times.is_some_and(|times| times.is_sorted())
}

/// What a token may mean. The space at the end of the newer library's tokens does not survive a header.
fn readings(token: &str) -> impl Iterator<Item = (PositionEncoding, String)> {
    let mut spaced = token.to_owned();
    spaced.push(' ');
    let written = [token.to_owned(), spaced].into_iter();
    written.filter_map(|token| PositionEncoding::recognise(&token))
}

impl Walk {
    /// The first page came.
    pub(super) fn opened(&mut self, page: &Page<'_>) {
        self.first = FirstPage::of(page);
        match &page.next {
            NextPage::End => {
                self.prove(Way::Token, Proof::Told);
                self.cover_settled(self.aim(), page.sent);
                self.finish();
            }
            NextPage::Token(token) => self.opened_with_token(token, page),
            NextPage::Unreadable if page.rows.is_empty() => {
                if self.is_unfiltered() {
                    self.cover_nothing(page.sent);
                } else {
                    self.phase = Phase::Proving;
                    self.candidates.clear();
                }
            }
            NextPage::Unreadable => {
                self.candidates = self.likely_ways();
                self.phase = Phase::Proving;
            }
        }
    }

    /// The host's token says how positions are written, or nothing.
    fn opened_with_token(&mut self, token: &str, page: &Page<'_>) {
        let own = self.own_position(token).filter(|_| self.first.by_key);
        let free = |walk: &Self, way: Way| !walk.failed.contains(&way);
        let number = token.parse::<u32>().is_ok() && self.first.by_time;
        if let Some((encoding, next)) = own.filter(|own| free(self, Way::Position(own.0))) {
            self.prove(Way::Position(encoding), Proof::Told);
            let beginning = self.aim().keys.from;
            self.cover_keys(Span::new(beginning, Some(Key::of(next))), page.sent);
        } else if number && free(self, Way::Creation) {
            self.prove(Way::Creation, Proof::Told);
        } else if free(self, Way::Token) {
            self.prove(Way::Token, Proof::Told);
            self.token_answered("", page);
        } else {
            self.candidates = self.likely_ways();
            self.phase = Phase::Proving;
        }
    }

    /// The encoding and the id of a token, if it leads behind the first page.
    fn own_position(&self, token: &str) -> Option<(PositionEncoding, String)> {
        let last = self.first.last.as_deref()?;
        let mut behind = readings(token).filter(|(_, id)| store_order(id, last).is_gt());
        behind.next()
    }

    /// The place that a token of the way's own encoding leads to.
    pub(super) fn key_of_token(&self, token: &str) -> Option<Key> {
        let mut own = readings(token).filter(|(encoding, _)| Some(*encoding) == self.encoding());
        own.next().map(|(_, id)| Key::of(id))
    }

    /// Asked without any filter, the hub that looked empty is, or is not.
    pub(super) fn opened_without_filter(&mut self, page: &Page<'_>) {
        if page.rows.is_empty() && !matches!(page.next, NextPage::Token(_)) {
            self.cover_nothing(page.sent);
        } else {
            // Rows that the filter hides: this host's times are none, so all of them are asked for without it.
            self.filtered = false;
            self.restart();
        }
    }

    fn cover_nothing(&mut self, sent: Ms) {
        self.proof = Some(Proof::Short);
        self.cover_settled(self.aim(), sent);
        self.finish();
    }

    /// Whether requests carry no filter but the prefix, which stores seek by.
    pub(super) fn is_unfiltered(&self) -> bool {
        !self.filtered || !self.setup.aim.prefix.is_empty()
    }

    /// The ways that the first page leaves possible, the best first.
    fn likely_ways(&self) -> Vec<Way> {
        use PositionEncoding::{Azure, Emulator, NewerLibrary};
        let (newer, newer_azure) = (NewerLibrary { azure: false }, NewerLibrary { azure: true });
        let order = if self.setup.is_local {
            [Emulator, newer, Azure, newer_azure]
        } else {
            [Azure, newer_azure, Emulator, newer]
        };
        let mut ways = Vec::new();
        if self.first.by_key {
            ways.extend(order.map(Way::Position));
        }
        if self.first.by_time {
            ways.push(Way::Creation);
        }
        if let Some(hint) = self.setup.hint.filter(|hint| ways.contains(hint)) {
            ways.retain(|way| *way != hint);
            ways.insert(0, hint);
        }
        ways.retain(|way| !self.failed.contains(way));
        ways
    }

    /// What to ask for the proof of the next way.
    pub(super) fn proof(&mut self) -> Option<Task> {
        let Some(last) = self.first.last.clone() else {
            return Some(Task::Nothing);
        };
        match self.candidates.first().copied() {
            Some(Way::Position(encoding)) => {
                let id = self
                    .first
                    .before_last
                    .clone()
                    .filter(|_| self.first.retried);
                Some(Task::Prove(Way::Position(encoding), id.unwrap_or(last)))
            }
            // Ids that count up with time are in both orders: only a store that counts pages takes a page's number.
            Some(Way::Creation) if self.first.by_key => Some(Task::Prove(Way::Creation, last)),
            Some(Way::Creation) => Some(Task::ProveOrder(self.first.last_created.unwrap_or(FLOOR))),
            _ => {
                self.prove(Way::Windows, Proof::Short);
                self.start_parts();
                self.choose_part()
            }
        }
    }

    /// The way is proven: the walk begins.
    pub(super) fn prove(&mut self, way: Way, proof: Proof) {
        self.way = Some(way);
        self.proof = Some(proof);
        self.phase = Phase::Walking;
        self.candidates.clear();
        self.evidence.push(Evidence::Proven(way, proof));
        match way {
            Way::Position(_) => self.keys_opened(),
            Way::Creation => self.times_opened(),
            Way::Windows | Way::Token => {}
        }
    }

    /// The host did not understand a way that was tried.
    pub(super) fn not_understood(&mut self, way: Way) {
        self.evidence.push(Evidence::NotUnderstood(way));
        self.candidates.retain(|other| *other != way);
        self.first.retried = false;
    }

    /// Asked to go on from an id that it had shown, does the host begin with it?
    pub(super) fn position_answered(&mut self, way: Way, id: &str, page: &Page<'_>) {
        if way == Way::Creation {
            self.page_number_answered(page);
            return;
        }
        let begins = page.rows.first().is_some_and(|row| row.id == id);
        if begins && is_by_key(page.rows) {
            self.prove(way, Proof::Overlap(1));
            self.keys_continued(&Key::after(id), page);
            return;
        }
        let behind = |row: &Sighting<'_>| store_order(row.id, id).is_gt();
        let gone = page.rows.first().is_some_and(behind) && self.first.before_last.is_some();
        if gone && !self.first.retried {
            // It begins behind the id: perhaps that one was purged a moment ago, and another shows more.
            self.first.retried = true;
            return;
        }
        if page.rows.first().is_some_and(|row| !behind(row)) {
            let first = page.rows.first().map(|row| row.id.to_owned());
            self.evidence
                .push(Evidence::Caught(Lie::PositionIgnored, first));
        }
        self.not_understood(way);
    }

    /// Asked for the second page by its number, does the host show other rows that were created later?
    fn page_number_answered(&mut self, page: &Page<'_>) {
        let later = page
            .rows
            .first()
            .is_some_and(|row| row.created >= self.first.last_created);
        if later && page.fresh == page.rows.len() && is_by_time(page.rows) {
            self.prove(Way::Creation, Proof::Order);
        } else {
            self.not_understood(Way::Creation);
        }
    }

    /// Asked for those created from a time on, does the host begin there, in order?
    pub(super) fn order_answered(&mut self, from: Ms, page: &Page<'_>) {
        let last = self.first.last.as_deref();
        let there = page.rows.iter().any(|row| Some(row.id) == last);
        let within = page.rows.iter().all(|row| row.created >= Some(from));
        if there && within && is_by_time(page.rows) {
            self.prove(Way::Creation, Proof::Order);
            self.window_answered(Span::new(from, None), 0, page);
        } else {
            self.not_understood(Way::Creation);
        }
    }
}
