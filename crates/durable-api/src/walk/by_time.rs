//! Walking by time of creation, where the store lists in that order: windows, the newest first, and within a window from the last
//! time seen on.

use super::coverage::{Area, Ms};
use super::evidence::{Evidence, Lie};
use super::machine::Walk;
use super::opening::is_by_time;
use super::span::{Span, SpanSet};
use super::task::{FLOOR, Page, Task};
use crate::decode::NextPage;

const SECOND: Ms = 1000;
const MINUTE: Ms = 60 * SECOND;
const HOUR: Ms = 60 * MINUTE;
/// The narrowest and the widest window that is tried.
const NARROWEST: Ms = 1;
const WIDEST: Ms = 100 * 365 * 24 * HOUR;

/// The state of a walk by time.
#[derive(Clone, Debug)]
pub(super) struct ByTime {
    pub covered: SpanSet<Ms>,
    /// How long the next window is.
    width: Ms,
    /// How many rows an answer has at most, where that was seen to be fewer than asked for.
    cap: Option<usize>,
    /// The longest answer with room left behind which, asked again, nothing was. A longer one may have been cut short.
    believed: usize,
    /// From where answers with room left are being checked, and how long they were.
    checking: Vec<(Ms, usize)>,
    /// Windows that are next: to check an answer, or because one second has more than a page; and which page, where one instant has.
    narrowed: Vec<(Span<Ms>, u32)>,
    /// Where to look again at the end: who begins a new generation moves there while the walk is under way.
    catch_up: Option<Ms>,
    is_catching_up: bool,
}

impl Default for ByTime {
    fn default() -> Self {
        Self {
            covered: SpanSet::default(),
            width: HOUR,
            cap: None,
            believed: 0,
            checking: Vec::new(),
            narrowed: Vec::new(),
            catch_up: None,
            is_catching_up: false,
        }
    }
}

impl Walk {
    /// The times that the walk aims at.
    pub(super) fn times_target(&self) -> Span<Ms> {
        let created = self.aim().created;
        let floor = if self.filtered { FLOOR } else { Ms::MIN };
        Span::new(created.from.max(floor), created.to)
    }

    pub(super) fn cover_times(&mut self, created: Span<Ms>, sent: Ms) {
        self.times.covered.add(created.clone());
        let mut area = Area {
            created,
            ..self.aim()
        };
        if area.created.from == FLOOR {
            // Nothing is older than that (docs/decisions/0011).
            area.created.from = Ms::MIN;
        }
        self.cover(area, sent);
    }

    /// The first page, which was asked for from the beginning on.
    pub(super) fn times_opened(&mut self) {
        if let Some(last) = self.first.last_created() {
            let floor = if self.filtered { FLOOR } else { Ms::MIN };
            self.cover_times(Span::new(floor, Some(last)), self.first.sent);
        }
    }

    /// What is neither looked at nor under way.
    fn times_free(&self) -> Vec<Span<Ms>> {
        let mut taken = self.times.covered.clone();
        for flight in &self.flights {
            if let Task::Window { span, .. } = &flight.task {
                taken.add(span.clone());
            }
        }
        taken.gaps(&self.times_target())
    }

    pub(super) fn choose_by_time(&mut self, now: Ms) -> Option<Task> {
        // Until it is known what a short answer means, one after the other.
        if self.times.believed == 0 && !self.is_idle() {
            return None;
        }
        if let Some((span, page)) = self.times.narrowed.pop() {
            return Some(Task::Window { span, page });
        }
        let free = self.times_free();
        // At the end oldest first and all at once, so that nobody moves past.
        let ascending = self.times.is_catching_up;
        let gap = if ascending { free.first() } else { free.last() }?;
        let soon = self.newest.unwrap_or(now).max(now) + MINUTE;
        let length = gap.to.unwrap_or(soon) - gap.from;
        let mut span = gap.clone();
        let width = self.times.width;
        if !ascending && length > width + width / 4 {
            span.from += length - width;
        }
        Some(Task::Window { span, page: 0 })
    }

    /// The instances of a window came.
    pub(super) fn window_answered(&mut self, span: Span<Ms>, number: u32, page: &Page<'_>) {
        if !self.is_within(&span, page) {
            return;
        }
        let longest = page.rows.len().max(self.times.cap.unwrap_or(0));
        self.times.cap = self.times.cap.map(|_| longest);
        let full = page.is_full(self.times.cap);
        let last = page.rows.last().and_then(|row| row.created);
        self.learn_newest(&span, last, page);
        if number > 0 {
            self.paged(span, number, full, page);
            return;
        }
        // Seconds are all that a list shows: the last second may have more.
        let seen_to = last.unwrap_or(span.from).div_euclid(SECOND) * SECOND;
        if full {
            self.full_window(span, seen_to, page);
            return;
        }
        self.adapt_width(&span, page);
        let told = page.next == NextPage::End;
        let mut checks = self.times.checking.iter();
        let checked = checks.position(|(from, _)| *from == span.from);
        let checked = checked.map(|at| self.times.checking.swap_remove(at).1);
        if told || page.rows.len() <= self.times.believed {
            self.cover_times(span, page.sent);
            return;
        }
        if let Some(before) = checked.filter(|_| page.fresh == 0) {
            self.times.believed = self.times.believed.max(before);
            self.cover_times(span, page.sent);
            return;
        }
        if let Some(before) = checked.filter(|before| page.fresh * 2 > *before) {
            // As many again came from behind an answer with room left: the host serves fewer than it is asked for.
            self.times.cap = Some(before.max(page.rows.len()));
            self.evidence
                .push(Evidence::PageCap(u32::try_from(before).unwrap_or(u32::MAX)));
        }
        // Asked again from its last second on, it must bring nothing new.
        let from = seen_to.max(span.from);
        self.cover_times(Span::new(span.from, Some(from)), page.sent);
        self.times.checking.push((from, page.rows.len()));
        self.times.narrowed.push((Span::new(from, span.to), 0));
    }

    /// A full answer: looked at up to its last second, or too much for one window.
    fn full_window(&mut self, span: Span<Ms>, seen_to: Ms, page: &Page<'_>) {
        if seen_to > span.from {
            self.adapt_width(&Span::new(span.from, Some(seen_to)), page);
            self.cover_times(Span::new(span.from, Some(seen_to)), page.sent);
            return;
        }
        let end = span.to.unwrap_or(Ms::MAX).min(span.from + 2 * SECOND);
        let width = (end - span.from) / 2;
        self.times.narrowed.push(if width >= NARROWEST {
            (Span::new(span.from, Some(span.from + width)), 0)
        } else {
            (span, 1)
        });
    }

    /// A further page of one instant.
    fn paged(&mut self, span: Span<Ms>, number: u32, full: bool, page: &Page<'_>) {
        if full && page.fresh == 0 {
            self.caught(Lie::Repeated, page.rows.first().map(|row| row.id));
        } else if full {
            self.times.narrowed.push((span, number + 1));
        } else {
            self.cover_times(span, page.sent);
        }
    }

    /// A window whose request had no answer, where it would not be chosen again by itself.
    pub(super) fn again_window(&mut self, span: Span<Ms>, number: u32) {
        if number > 0 {
            self.times.narrowed.push((span, number));
        }
    }

    /// Whether the rows are those of the window, in order.
    fn is_within(&mut self, span: &Span<Ms>, page: &Page<'_>) -> bool {
        let outside = page.rows.iter().find(|row| {
            row.created.is_some_and(|time| {
                time + SECOND <= span.from || span.to.is_some_and(|to| time > to)
            })
        });
        if let Some(row) = outside {
            self.caught(Lie::FilterIgnored, Some(row.id));
            return false;
        }
        if !is_by_time(page.rows) {
            self.caught(Lie::WrongOrder, page.rows.last().map(|row| row.id));
            return false;
        }
        true
    }

    /// The first answer that reaches up to now says from where on to look again at the end.
    fn learn_newest(&mut self, span: &Span<Ms>, last: Option<Ms>, page: &Page<'_>) {
        if span.to.is_none() && self.times.catch_up.is_none() {
            let newest = last.or(self.newest).unwrap_or(page.sent);
            self.times.catch_up = Some(newest.min(page.sent - 5 * MINUTE).max(FLOOR));
        }
    }

    /// Windows grow and shrink towards what one answer holds.
    fn adapt_width(&mut self, seen: &Span<Ms>, page: &Page<'_>) {
        let end = seen.to.unwrap_or(page.now);
        let width = (end - seen.from).max(1);
        let rows = Ms::try_from(page.rows.len()).unwrap_or(Ms::MAX).max(1);
        let most = usize::from(self.pace.top).min(self.times.cap.unwrap_or(usize::MAX));
        let aim = Ms::try_from(most).unwrap_or(Ms::MAX) * 8 / 10;
        let fitting = width.saturating_mul(aim) / rows;
        let before = self.times.width;
        self.times.width = fitting
            .clamp(before / 4, before.saturating_mul(16))
            .clamp(SECOND, WIDEST);
    }

    /// Whether all is seen, and what moved while it was being seen.
    pub(super) fn times_done(&mut self) -> bool {
        if !self.times.narrowed.is_empty() || !self.times_free().is_empty() {
            return false;
        }
        let target = self.times_target();
        if let Some(from) = self.times.catch_up.filter(|_| !self.times.is_catching_up) {
            self.times.is_catching_up = true;
            let again = Span::new(from.max(target.from), target.to);
            if !again.is_empty() && target.to.is_none() {
                self.times.covered.remove(&again);
                return false;
            }
        }
        self.cover_settled(self.aim(), self.look_began.unwrap_or_default());
        true
    }

    /// How many instances may be left, if they were made as often as those seen.
    #[allow(clippy::cast_precision_loss)] // an estimate
    pub(super) fn times_left(&self, now: Ms) -> Option<f64> {
        let oldest = self.oldest?;
        let life = Span::new(
            oldest.max(self.times_target().from),
            Some(self.newest?.max(now)),
        );
        let length = |spans: &[Span<Ms>]| -> Ms {
            spans
                .iter()
                .map(|span| span.to.unwrap_or(span.from) - span.from)
                .sum()
        };
        let left = length(&self.times.covered.gaps(&life));
        let seen = life.to? - life.from - left;
        (seen > 0).then(|| self.ledger.instances() as f64 * left as f64 / seen as f64)
    }
}
