//! Walking where no order and no position is understood: windows of creation and prefixes, cut until each answer is short.
//!
//! Short answers of an unknown store prove little, so this way claims completeness only of a hub that one answer holds, and only when
//! the same hub asked for in parts showed nothing new. Everything else it finds is shown as "at least".

use rows::sort::order_of;

use super::ask::Sighting;
use super::coverage::Ms;
use super::evidence::{Evidence, Lie};
use super::machine::Walk;
use super::snapshot::Stopped;
use super::span::Span;
use super::task::{Page, Task};

const SECOND: Ms = 1000;
/// Characters that ids may go on with, beside those seen.
const LIKELY: &str = "-.0123456789:@ABCDEFGHIJKLMNOPQRSTUVWXYZ_abcdefghijklmnopqrstuvwxyz";

/// Answers shorter than this are no pages: spelling out all ids behind them would not end.
const WORTH_SPELLING: usize = 10;

/// What a part is asked for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Role {
    /// Everything that is aimed at.
    Root,
    /// A part of a short answer, to see whether it held all of it.
    Check,
    /// A part of a full answer.
    Leaf,
}

/// Those with a prefix, created in a window.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Part {
    pub prefix: String,
    pub span: Span<Ms>,
    role: Role,
}

/// The state of a walk by parts.
#[derive(Clone, Debug, Default)]
pub(super) struct ByPart {
    /// To be asked for; the last first.
    left: Vec<Part>,
    /// The most rows an answer has, where it was seen to be fewer than asked for.
    cap: Option<usize>,
    /// The root, where one answer seemed to hold it, with a time in its middle and the number of its rows.
    single: Option<(Part, Ms, usize)>,
    /// Whether the host ignores windows, and prefixes.
    blind: (bool, bool),
    catch_up: Option<Ms>,
    is_catching_up: bool,
}

impl ByPart {
    /// A part whose request had no answer.
    pub fn again(&mut self, part: Part) {
        self.left.push(part);
    }
}

impl Walk {
    pub(super) fn start_parts(&mut self) {
        let part = Part {
            prefix: self.setup.aim.prefix.clone(),
            span: self.times_target(),
            role: Role::Root,
        };
        self.parts.left = vec![part];
        let newest = self.newest.unwrap_or_default();
        self.parts.catch_up = Some(newest.max(super::task::FLOOR));
    }

    pub(super) fn choose_part(&mut self) -> Option<Task> {
        self.parts.left.pop().map(Task::Part)
    }

    /// The instances of a part came.
    pub(super) fn part_answered(&mut self, part: Part, page: &Page<'_>) {
        if self.is_blind(&part, page.rows) {
            return;
        }
        if let Some(cap) = self.parts.cap {
            self.parts.cap = Some(cap.max(page.rows.len()));
        }
        let most = self.parts.cap.unwrap_or(usize::from(page.top));
        let full = page.rows.len() >= most;
        match part.role {
            _ if full && !page.rows.is_empty() => {
                self.parts.single = None;
                self.divide(&part, page.rows);
            }
            Role::Root => self.check(part, page.rows),
            Role::Check if page.fresh_old > 0 => self.was_cut_short(),
            Role::Check | Role::Leaf => {}
        }
    }

    /// Whether the rows are outside the part: the host does not filter.
    fn is_blind(&mut self, part: &Part, rows: &[Sighting<'_>]) -> bool {
        let early = |time: Ms| time + SECOND <= part.span.from;
        let late = |time: Ms| part.span.to.is_some_and(|to| time > to);
        let outside =
            |row: &&Sighting<'_>| row.created.is_some_and(|time| early(time) || late(time));
        let windows = rows.iter().find(outside);
        let prefixes = rows.iter().find(|row| !row.id.starts_with(&part.prefix));
        let Some(row) = windows.or(prefixes) else {
            return false;
        };
        let before = self.parts.blind;
        let blind = (
            before.0 || windows.is_some(),
            before.1 || prefixes.is_some(),
        );
        if blind != before {
            self.evidence.push(Evidence::Caught(
                Lie::FilterIgnored,
                Some(row.id.to_owned()),
            ));
        }
        self.parts.blind = blind;
        self.parts.single = None;
        self.parts.left.retain(|left| {
            let by_window = left.role != Role::Root && blind.0 && left.prefix.is_empty();
            !(by_window || blind.1 && !left.prefix.is_empty())
        });
        if blind == (true, true) {
            self.stopped = Some(Stopped::NoWay);
        } else if blind != before {
            self.divide(part, rows);
        }
        true
    }

    /// One answer with room left seems to hold all: the same in parts must hold no more.
    fn check(&mut self, root: Part, rows: &[Sighting<'_>]) {
        let Some(last) = rows.last() else {
            return;
        };
        let one_second = last
            .created
            .map(|time| (time.div_euclid(SECOND) + 1) * SECOND);
        let middle = middle_time(rows)
            .or(one_second)
            .unwrap_or(root.span.from + 1);
        let mut checks: Vec<Part> = root
            .span
            .minus(&Span::new(middle, None))
            .into_iter()
            .map(|span| Part {
                span,
                ..root.clone()
            })
            .collect();
        checks.push(Part {
            span: Span::new(middle, root.span.to),
            ..root.clone()
        });
        let before = rows.len().checked_sub(2).and_then(|at| rows.get(at));
        let chars: Vec<char> = last.id.chars().collect();
        let same = before.map_or(0, |row| {
            let pairs = row.id.chars().zip(&chars);
            pairs.take_while(|(a, b)| a == *b).count()
        });
        let mut lengths = vec![same + 1, same.div_ceil(2), 1];
        lengths.dedup();
        for length in lengths {
            let prefix: String = chars.iter().take(length).collect();
            if prefix.len() > root.prefix.len() {
                checks.push(Part {
                    prefix,
                    ..root.clone()
                });
            }
        }
        for check in &mut checks {
            check.role = Role::Check;
        }
        self.parts.left.extend(checks);
        self.parts.single = Some((root, middle, rows.len()));
    }

    /// A part held what the whole did not: the whole was cut short.
    fn was_cut_short(&mut self) {
        let Some((root, middle, rows)) = self.parts.single.take() else {
            return;
        };
        self.evidence.push(Evidence::Caught(Lie::ShortAnswer, None));
        self.evidence
            .push(Evidence::PageCap(u32::try_from(rows).unwrap_or(u32::MAX)));
        self.parts.cap = Some(rows);
        self.parts.left.clear();
        for span in root.span.minus(&Span::new(middle, None)) {
            self.leaf(&root.prefix, span);
        }
        self.leaf(&root.prefix, Span::new(middle, root.span.to));
    }

    fn leaf(&mut self, prefix: &str, span: Span<Ms>) {
        self.parts.left.push(Part {
            prefix: prefix.to_owned(),
            span,
            role: Role::Leaf,
        });
    }

    /// A full answer: its window is cut in the middle of what it showed, or its prefix by the next character.
    fn divide(&mut self, part: &Part, rows: &[Sighting<'_>]) {
        let span = &part.span;
        let cut = middle_time(rows)
            .filter(|cut| *cut > span.from)
            .or_else(|| {
                // All of one second, the window's first.
                let end = span
                    .to
                    .unwrap_or(span.from + 2 * SECOND)
                    .min(span.from + 2 * SECOND);
                Some(span.from + (end - span.from) / 2)
            });
        let cut = cut.filter(|cut| *cut > span.from && span.to.is_none_or(|to| *cut < to));
        if let Some(cut) = cut.filter(|_| !self.parts.blind.0) {
            self.leaf(&part.prefix, Span::new(span.from, Some(cut)));
            self.leaf(&part.prefix, Span::new(cut, span.to));
            return;
        }
        if self.parts.blind.1 || rows.len() < WORTH_SPELLING {
            return;
        }
        let place = part.prefix.chars().count();
        let mut next: Vec<char> = Vec::new();
        let seen = rows.iter().filter_map(|row| row.id.chars().nth(place));
        for c in LIKELY.chars().chain(seen) {
            let at = next.partition_point(|known| *known < c);
            if next.get(at) != Some(&c) {
                next.insert(at, c);
            }
        }
        for c in next {
            let mut prefix = part.prefix.clone();
            prefix.push(c);
            self.leaf(&prefix, span.clone());
        }
    }

    /// Whether all parts were asked for, and what moved meanwhile.
    pub(super) fn parts_done(&mut self) -> bool {
        if !self.parts.left.is_empty() {
            return false;
        }
        if self.parts.single.is_some() {
            self.cover_settled(self.aim(), self.look_began.unwrap_or_default());
            return true;
        }
        let target = self.times_target();
        let from = self
            .parts
            .catch_up
            .take()
            .filter(|_| !self.parts.is_catching_up);
        if let Some(from) = from.filter(|_| target.to.is_none() && !self.parts.blind.0) {
            self.parts.is_catching_up = true;
            let prefix = self.setup.aim.prefix.clone();
            self.leaf(&prefix, Span::new(from.max(target.from), None));
            return false;
        }
        true
    }
}

/// The second in the middle of when the rows were created, such that some were created before it; `None` where all are of one second.
fn middle_time(rows: &[Sighting<'_>]) -> Option<Ms> {
    let seconds = rows.iter().filter_map(|row| row.created);
    let seconds: Vec<Ms> = seconds
        .map(|time| time.div_euclid(SECOND) * SECOND)
        .collect();
    let order = order_of(seconds.len(), &|a, b| seconds.get(a).cmp(&seconds.get(b)));
    let seconds: Vec<Ms> = order
        .into_iter()
        .filter_map(|at| seconds.get(at).copied())
        .collect();
    let first = *seconds.first()?;
    let middle = *seconds.get(seconds.len() / 2)?;
    if middle > first {
        return Some(middle);
    }
    seconds.into_iter().find(|time| *time > first)
}
