//! Walking by positions in the store's order of ids, in several ranges at once.
//!
//! What was looked at is the one truth; what is left are its gaps. A request begins at a gap, or inside one to cut it. Each goes on
//! from the *last id seen*, so that every answer proves again that the position was understood.

use super::ask::Sighting;
use super::coverage::{Area, Ms};
use super::density;
use super::evidence::{Lie, Proof};
use super::key::Key;
use super::machine::Walk;
use super::opening::is_by_key;
use super::range::Range;
use super::span::{Span, SpanSet};
use super::task::{Page, Task};
use crate::decode::NextPage;
use crate::position::store_order;

/// A gap is cut only where at least so many pages are expected in it, or nobody knows.
const WORTH_CUTTING: f64 = 2.0;
/// More than this in one gap is no estimate.
const LIKELY_MOST: f64 = 1e8;
/// How many cuts may turn out useless, beside one of so many answers.
const USELESS: usize = 4;
const USELESS_OF: usize = 6;

/// The state of a walk by keys.
#[derive(Clone, Debug, Default)]
pub(super) struct ByKey {
    pub covered: SpanSet<Key>,
    ranges: Vec<Range>,
    /// Places where an answer brought nothing: the next question there is for the end.
    ends: Vec<Key>,
    /// The last id seen in the store's order.
    highest: Option<String>,
    /// An id to ask for because the end seemed to come before it.
    doubt: Option<String>,
    overlaps: u32,
    /// Positions whose id did not come first: purged meanwhile, most likely.
    misses: u32,
    pub answered: usize,
    useless: usize,
}

impl Walk {
    pub(super) fn cover_keys(&mut self, keys: Span<Key>, sent: Ms) {
        self.keys.covered.add(keys.clone());
        self.cover_settled(Area::of_keys(keys), sent);
    }

    /// The first page, which was asked for without a position, begins the walk.
    pub(super) fn keys_opened(&mut self) {
        let Some(range) = self.first.range.clone() else {
            return;
        };
        let sent = self.first.sent;
        self.keys.highest = Some(range.last.clone());
        self.cover_keys(
            Span::new(self.aim().keys.from, Some(range.behind.clone())),
            sent,
        );
        self.keys.ranges.push(range);
    }

    /// Gaps cut where requests under way lead to; with whether one leads to the beginning of the piece.
    fn pieces(&self) -> Vec<(Span<Key>, bool)> {
        let covered = &self.keys.covered;
        let begins = self.flights.iter().filter_map(|flight| match &flight.task {
            Task::Page { at, .. } | Task::End(at) => Some(at),
            _ => None,
        });
        // What another answer has brought meanwhile is passed over: the first that is new is behind it.
        let leads = begins.filter_map(|at| {
            let gaps = covered.gaps(&Span::new(at.clone(), None));
            gaps.into_iter().next().map(|gap| gap.from)
        });
        let leads = in_order(leads);
        let mut pieces = Vec::new();
        for mut gap in covered.gaps(&self.aim().keys) {
            let mut busy = false;
            for lead in leads
                .iter()
                .filter(|lead| gap.has(lead))
                .cloned()
                .collect::<Vec<_>>()
            {
                if lead > gap.from {
                    pieces.push((Span::new(gap.from.clone(), Some(lead.clone())), busy));
                    gap.from = lead;
                }
                busy = true;
            }
            pieces.push((gap, busy));
        }
        pieces
    }

    pub(super) fn choose_by_key(&mut self, now: Ms) -> Option<Task> {
        if let Some(id) = &self.keys.doubt {
            let asked = Task::Doubt(id.clone());
            let under_way = self.flights.iter().any(|flight| flight.task == asked);
            return (!under_way).then_some(asked);
        }
        let pieces = self.pieces();
        if let Some((gap, _)) = pieces.iter().find(|(_, busy)| !busy) {
            let at = gap.from.clone();
            let asked_in_vain = self.keys.ends.contains(&at);
            return Some(if asked_in_vain {
                Task::End(at)
            } else {
                Task::Page { at, stolen: false }
            });
        }
        if pieces.is_empty() {
            return None;
        }
        self.choose_peek(now).or_else(|| self.cut(&pieces))
    }

    /// Cuts the piece in which most is expected.
    fn cut(&mut self, pieces: &[(Span<Key>, bool)]) -> Option<Task> {
        let stolen = |task: &Task| matches!(task, Task::Page { stolen: true, .. });
        let under_way = self
            .flights
            .iter()
            .filter(|flight| stolen(&flight.task))
            .count();
        if self.keys.useless + under_way >= USELESS + self.keys.answered / USELESS_OF {
            return None;
        }
        let most = f64::from(self.pace.top) * WORTH_CUTTING;
        let worth = |gap: &Span<Key>| {
            let range = self.range_before(gap)?;
            // Where guesses have failed, one at a time in the same gap.
            if self.keys.useless > 0 && gap.to.as_ref().is_some_and(|to| self.is_stolen(to)) {
                return None;
            }
            let left = range.left_in(gap);
            (range.full && left >= most).then_some((left, range))
        };
        let candidates = pieces
            .iter()
            .filter_map(|(gap, _)| Some((gap, worth(gap)?)));
        let (gap, (_, range)) = candidates.max_by(|a, b| a.1.0.total_cmp(&b.1.0))?;
        // Less than a page ahead the answer under way will be there first.
        let ahead = |at: &Key| range.left_in(&Span::new(gap.from.clone(), Some(at.clone())));
        let far = |at: &Key| ahead(at) >= f64::from(self.pace.top);
        let mut steps = density::ahead(gap, &range.first, &range.last);
        steps.retain(far);
        // What turns out too far halves the choice.
        let half = steps.len() / 2;
        let step = steps.into_iter().nth(half);
        let at = step.or_else(|| density::middle(gap).filter(far))?;
        Some(Task::Page { at, stolen: true })
    }

    /// Whether a cut at this place is still to be answered.
    fn is_stolen(&self, at: &Key) -> bool {
        let cut = Task::Page {
            at: at.clone(),
            stolen: true,
        };
        self.flights.iter().any(|flight| flight.task == cut)
    }

    fn range_before(&self, gap: &Span<Key>) -> Option<&Range> {
        self.keys
            .ranges
            .iter()
            .find(|range| range.behind == gap.from)
    }

    /// How many rows to ask for behind a key: a page, or what is expected up to where others were already.
    pub(super) fn top_behind(&self, at: &Key) -> u16 {
        let gaps = self.keys.covered.gaps(&self.aim().keys);
        let gap = gaps.iter().find(|gap| gap.from == *at && gap.to.is_some());
        let left = gap.and_then(|gap| Some(self.range_before(gap)?.left_in(gap)));
        let enough = left.map_or(f64::MAX, |left| left * 1.3 + 20.0);
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)] // clamped to a page
        let enough = enough.clamp(50.0, 1000.0) as u16;
        self.pace.top.min(enough)
    }

    /// An answer to a request for what comes from a key on.
    pub(super) fn keys_answered(&mut self, at: &Key, stolen: bool, page: &Page<'_>) {
        let overlap = at.behind().filter(|_| !stolen);
        let start = overlap.unwrap_or(at.id());
        if self.is_caught(start, page.rows) {
            return;
        }
        if let Some(id) = overlap {
            let begins = page.rows.first().is_some_and(|row| row.id == id);
            self.overlapped(begins);
        }
        if stolen && page.fresh * 2 < page.rows.len().max(1) {
            self.keys.useless += 1;
        }
        self.keys_continued(at, page);
    }

    /// Whether the rows begin before the place asked for, or are in another order.
    fn is_caught(&mut self, start: &str, rows: &[Sighting<'_>]) -> bool {
        let first = rows
            .first()
            .filter(|row| store_order(row.id, start).is_lt());
        if let Some(first) = first {
            self.caught(Lie::PositionIgnored, Some(first.id));
            return true;
        }
        if !is_by_key(rows) {
            self.caught(Lie::WrongOrder, rows.last().map(|row| row.id));
            return true;
        }
        false
    }

    /// Counts the proof of a position, or its lack. An id may be purged between two requests; many may not.
    fn overlapped(&mut self, begins: bool) {
        let count = if begins {
            &mut self.keys.overlaps
        } else {
            &mut self.keys.misses
        };
        *count += 1;
        if begins && self.proof != Some(Proof::Told) {
            self.proof = Some(Proof::Overlap(self.keys.overlaps + 1));
        }
        if self.keys.misses > 4 + self.keys.overlaps {
            self.caught(Lie::PositionIgnored, None);
        }
    }

    /// Notes the rows from a key on, which were seen to be in order.
    pub(super) fn keys_continued(&mut self, at: &Key, page: &Page<'_>) {
        if self.encoding().is_none() {
            return;
        }
        self.keys.answered += 1;
        let last = page.rows.last().map(|row| Key::after(row.id));
        let next = match &page.next {
            NextPage::Token(token) => self.key_of_token(token),
            _ => None,
        };
        let end = last.clone().max(next);
        if page.next == NextPage::End {
            self.cover_keys(Span::new(at.clone(), None), page.sent);
        } else if let Some(end) = end.filter(|end| end > at) {
            self.cover_keys(Span::new(at.clone(), Some(end)), page.sent);
        } else {
            self.keys.ends.push(at.clone());
        }
        if let Some(row) = page.rows.last() {
            let before = self.keys.highest.as_deref();
            if before.is_none_or(|before| store_order(before, row.id).is_lt()) {
                self.keys.highest = Some(row.id.to_owned());
            }
        }
        let covered = &self.keys.covered;
        let begins_gap = |key: &Key| {
            covered
                .gaps(&Span::new(key.clone(), None))
                .first()
                .is_some_and(|gap| gap.from == *key)
        };
        self.keys.ranges.retain(|range| begins_gap(&range.behind));
        self.keys.ranges.extend(Range::of(page));
    }

    /// Nothing came from a key on, and it was asked for without any filter: is that the end?
    pub(super) fn end_answered(&mut self, at: &Key, page: &Page<'_>) {
        if self.is_caught(at.id(), page.rows) {
            return;
        }
        self.keys.ends.retain(|end| end != at);
        let hidden = page
            .rows
            .iter()
            .any(|row| row.created.is_none_or(|time| time < super::task::FLOOR));
        if hidden && self.filtered {
            // Rows that the filter hides: everything is asked for without it, inputs and all.
            self.filtered = false;
            self.restart();
        } else if !page.rows.is_empty() {
            self.keys_continued(at, page);
        } else {
            let behind = self
                .keys
                .highest
                .clone()
                .filter(|id| Key::of(id.as_str()) >= *at);
            if let Some(id) = behind {
                self.keys.ends.push(at.clone());
                self.keys.doubt = Some(id);
            } else {
                self.cover_keys(Span::new(at.clone(), None), page.sent);
            }
        }
    }

    /// The end seemed to come before an id that had been seen: it is gone, or the host cut the list short.
    pub(super) fn doubt_answered(&mut self, id: &str, page: &Page<'_>) {
        self.keys.doubt = None;
        if page.rows.iter().any(|row| row.id == id) {
            self.caught(Lie::ShortAnswer, Some(id));
        } else {
            self.keys.highest = None;
        }
    }

    pub(super) fn keys_done(&self) -> bool {
        self.keys.doubt.is_none() && self.keys.covered.gaps(&self.aim().keys).is_empty()
    }

    /// How many rows may be in the gaps. Where ids give nothing to count by, one more page.
    #[allow(clippy::cast_precision_loss)] // an estimate
    pub(super) fn keys_left(&self) -> f64 {
        let gaps = self.keys.covered.gaps(&self.aim().keys);
        let ranges = gaps
            .iter()
            .filter_map(|gap| Some((gap, self.range_before(gap)?)));
        let left = ranges.map(|(gap, range)| match range.left_in(gap) {
            left if left < LIKELY_MOST => left,
            _ => range.rows as f64,
        });
        left.sum()
    }
}

/// Places in their order: those of a handful of requests.
fn in_order(places: impl Iterator<Item = Key>) -> Vec<Key> {
    let mut ordered: Vec<Key> = Vec::new();
    for place in places {
        let at = ordered.partition_point(|it| *it < place);
        ordered.insert(at, place);
    }
    ordered
}
