//! How long things usually take: from same-named spans of one history, and of all that were seen in a hub.

use crate::model::{Bounds, HistoryModel};
use crate::order::{text_key, ticks};
use crate::span::{Signs, Span, SpanKind, SpanState, sign_of};
use crate::timeline::{SECOND, Ticks};
use chrono::TimeDelta;

/// How many durations are remembered for each name: the latest.
const REMEMBERED: usize = 64;

/// Of how many instances it is remembered up to where they were counted.
const INSTANCES: usize = 1_024;

/// How many names are told apart; of further ones nothing is known.
const NAMES: usize = 2_048;

/// Durations of what ended well, by kind and name.
#[derive(Clone, Debug, Default)]
pub struct Durations {
    /// In the order of their keys.
    samples: Vec<(u64, Sample)>,
    /// Instances by their ids, and up to where they were counted.
    counted: Vec<(i64, Ticks)>,
}

/// The durations of one name.
#[derive(Clone, Debug, Default)]
struct Sample {
    count: u32,
    longest: Ticks,
    latest: Vec<Ticks>,
}

/// How long something usually takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Usual {
    /// The median of the latest.
    pub median: TimeDelta,
    /// The longest of all.
    pub longest: TimeDelta,
    /// How many were seen.
    pub count: u32,
}

impl Durations {
    /// Those of one history.
    pub fn of(model: &HistoryModel) -> Self {
        let mut durations = Self::default();
        durations.add_after(model, None);
        durations
    }

    /// Adds the spans of an instance that ended since it was added last, so that it can be given at each poll. `of` is
    /// the instance's id.
    pub fn note(&mut self, of: &str, model: &HistoryModel) {
        let id = text_key(of);
        let known = self.counted.iter().position(|(other, _)| *other == id);
        let before = known.and_then(|at| self.counted.get(at)).map(|it| it.1);
        let Some(latest) = self.add_after(model, before).max(before) else {
            return;
        };
        if let Some(at) = known {
            self.counted.remove(at);
        } else if self.counted.len() >= INSTANCES {
            self.counted.remove(0);
        }
        self.counted.push((id, latest));
    }

    fn add_after(&mut self, model: &HistoryModel, before: Option<Ticks>) -> Option<Ticks> {
        let mut latest = None;
        let mut signs = Signs::default();
        for (span, bounds) in model.bounded() {
            let end = Some(bounds.1).filter(|end| *end != Ticks::MIN);
            if end.is_none() || end <= before || span.name.is_none() {
                continue;
            }
            if let Some(took) = work_time(span, bounds) {
                latest = latest.max(end);
                if let Some(sample) = self.sample(signs.of(span)) {
                    sample.add(took);
                }
            }
        }
        latest
    }

    fn place(&self, key: u64) -> usize {
        self.samples.partition_point(|(other, _)| *other < key)
    }

    fn sample(&mut self, key: u64) -> Option<&mut Sample> {
        let at = self.place(key);
        if self.samples.get(at).is_none_or(|(other, _)| *other != key) {
            if self.samples.len() >= NAMES {
                return None;
            }
            self.samples.insert(at, (key, Sample::default()));
        }
        self.samples.get_mut(at).map(|(_, sample)| sample)
    }

    /// How long this usually takes, if one was ever seen to end well.
    pub fn usual(&self, kind: SpanKind, name: &str) -> Option<Usual> {
        self.of_key(sign_of(kind, name))
    }

    fn of_key(&self, key: u64) -> Option<Usual> {
        let (other, sample) = self.samples.get(self.place(key))?;
        sample.usual().filter(|_| *other == key)
    }
}

impl Sample {
    fn usual(&self) -> Option<Usual> {
        Some(Usual {
            median: length(self.median()?),
            longest: length(self.longest),
            count: self.count,
        })
    }

    /// The one of which as many are shorter as are longer.
    fn median(&self) -> Option<Ticks> {
        let half = self.latest.len() / 2;
        let rank = |took: &Ticks| self.latest.iter().filter(|other| *other < took).count();
        // The greatest of those that no more than half are shorter than.
        let low = self.latest.iter().filter(|took| rank(took) <= half);
        low.max().copied()
    }

    fn add(&mut self, took: Ticks) {
        let place = self.count as usize % REMEMBERED;
        self.count = self.count.saturating_add(1);
        self.longest = self.longest.max(took);
        match self.latest.get_mut(place) {
            Some(slot) => *slot = took,
            None => self.latest.push(took),
        }
    }
}

/// A length of time in ticks.
fn length(of: Ticks) -> TimeDelta {
    TimeDelta::microseconds(of / 10) + TimeDelta::nanoseconds(of % 10 * 100)
}

/// How long the work itself took, if it ended well: of a call that was retried its last try.
fn work_time(span: &Span, (start, end): Bounds) -> Option<Ticks> {
    let timed = matches!(
        span.kind,
        SpanKind::Activity | SpanKind::SubOrchestration | SpanKind::EntityCall
    );
    if !timed || span.state != SpanState::Completed {
        return None;
    }
    let (start, end) = match span.tries.last() {
        Some(last) => (ticks(last.start?), ticks(last.end?)),
        None if start == Ticks::MIN || end == Ticks::MIN => return None,
        None => (start, end),
    };
    Some((end - start).max(0))
}

/// What is unusual about a span.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Remarkable {
    /// Nothing of this history took longer.
    Longest,
    /// It took at least three times as long as usual, and a second more.
    Slow,
    /// It was tried so often.
    Retried(u32),
    /// It failed at first and ended well in the end.
    Recovered,
}

/// What is unusual in a history, by span. `seen` are durations of the hub, this history's own included or not.
pub fn remarkable(model: &HistoryModel, seen: &Durations) -> Vec<(usize, Remarkable)> {
    let own = Durations::of(model);
    let mut marks = Vec::new();
    let mut longest: Option<(Ticks, usize)> = None;
    let mut timed = 0;
    // What is usual is found once for each name.
    let usual: Vec<(u64, Option<Ticks>)> = own
        .samples
        .iter()
        .map(|(key, sample)| {
            let usual = better(seen.of_key(*key), sample.usual());
            (*key, usual.and_then(|usual| slow_from(&usual)))
        })
        .collect();
    let mut signs = Signs::default();
    for (at, (span, bounds)) in model.bounded().enumerate() {
        if span.tries.len() > 1 {
            let tries = u32::try_from(span.tries.len()).unwrap_or(u32::MAX);
            marks.push((at, Remarkable::Retried(tries)));
            if span.recovered() {
                marks.push((at, Remarkable::Recovered));
            }
        }
        let (true, Some(took)) = (span.name.is_some(), work_time(span, bounds)) else {
            continue;
        };
        timed += 1;
        if longest.is_none_or(|(most, _)| took > most) {
            longest = Some((took, at));
        }
        let key = signs.of(span);
        let place = usual.partition_point(|(other, _)| *other < key);
        let usual = usual.get(place).filter(|(other, _)| *other == key);
        let slow = usual.and_then(|(_, slow)| *slow);
        if slow.is_some_and(|slow| took >= slow) {
            marks.push((at, Remarkable::Slow));
        }
    }
    if let (Some((_, at)), true) = (longest, timed > 1) {
        marks.push((at, Remarkable::Longest));
    }
    marks
}

/// From how long on it is slow; never while too few were seen.
fn slow_from(usual: &Usual) -> Option<Ticks> {
    let median = usual.median.num_microseconds()?.checked_mul(10)?;
    let median = median + i64::from(usual.median.subsec_nanos() % 1_000 / 100);
    (usual.count >= 3).then(|| (median.saturating_mul(3)).max(median.saturating_add(SECOND)))
}

/// The one that knows more.
fn better(one: Option<Usual>, other: Option<Usual>) -> Option<Usual> {
    match (one, other) {
        (Some(one), Some(other)) if other.count > one.count => Some(other),
        (Some(one), _) => Some(one),
        (None, other) => other,
    }
}
