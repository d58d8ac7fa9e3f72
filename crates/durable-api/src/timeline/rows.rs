//! Which spans are on which row.

use super::Ticks;
use crate::model::HistoryModel;
use crate::order::{Keyed, sort, ticks};
use crate::span::{Signs, Span, SpanKind, SpanState};
use std::sync::Arc;

/// How rows are made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct RowOptions {
    /// From so many spans on, those of the same name become one row each. `usize::MAX`: never.
    pub group_from: usize,
    /// Whether sub-orchestrations are left out.
    pub hide_children: bool,
    /// Whether moments (events, signals) are left out.
    pub hide_moments: bool,
}

impl Default for RowOptions {
    fn default() -> Self {
        Self {
            group_from: 300,
            hide_children: false,
            hide_moments: false,
        }
    }
}

/// One row of a timeline.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Row {
    /// One span.
    Span(usize),
    /// All spans of one kind and name.
    Group(Group),
}

/// Spans of one kind and name.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Group {
    /// Their kind.
    pub kind: SpanKind,
    /// Their name.
    pub name: Option<Arc<str>>,
    /// All of them, in the order in which they began.
    pub spans: Vec<usize>,
    /// How many are pending,
    pub pending: usize,
    /// how many failed in the end,
    pub failed: usize,
    /// how many needed more than one try.
    pub retried: usize,
}

/// The rows, what is pending on top, else in the order in which they began. Groups are there only from
/// [`RowOptions::group_from`] spans on; a name that occurs once stays a span.
pub fn rows(model: &HistoryModel, options: RowOptions) -> Vec<Row> {
    let shown = |span: &Span| {
        !(options.hide_children && span.kind == SpanKind::SubOrchestration
            || options.hide_moments && span.kind.is_moment())
    };
    let mut order: Vec<Keyed> = Vec::new();
    for (at, (span, (start, end))) in model.bounded().enumerate() {
        if shown(span) {
            order.push((if start == Ticks::MIN { end } else { start }, at));
        }
    }
    sort(&mut order);
    let rows: Vec<Row> = if order.len() < options.group_from {
        order.into_iter().map(|(_, at)| Row::Span(at)).collect()
    } else {
        grouped(model, &order)
    };
    // Pending ones first, each part in its order.
    let is_pending = |row: &Row| match row {
        Row::Span(at) => model
            .spans
            .get(*at)
            .is_some_and(|span| span.state == SpanState::Pending),
        Row::Group(group) => group.pending > 0,
    };
    let (mut first, then): (Vec<Row>, Vec<Row>) = rows.into_iter().partition(is_pending);
    first.extend(then);
    first
}

fn begin_of(span: &Span) -> Ticks {
    span.start.or(span.end).map_or(i64::MIN, ticks)
}

/// In so many heaps names are kept, one for each byte, so that one is found quickly among any number of them.
const HEAPS: usize = 256;

fn grouped(model: &HistoryModel, order: &[Keyed]) -> Vec<Row> {
    let mut groups: Vec<Group> = Vec::new();
    // By the number of a name: the group.
    let mut heaps: Vec<Vec<(u64, usize)>> = vec![Vec::new(); HEAPS];
    let mut signs = Signs::default();
    for (_, at) in order {
        let Some(span) = model.spans.get(*at) else {
            continue;
        };
        let sign = signs.of(span);
        let [heap, ..] = sign.to_le_bytes();
        let Some(heap) = heaps.get_mut(usize::from(heap)) else {
            continue;
        };
        let known = heap.iter().find(|(other, _)| *other == sign);
        let place = known.map_or(groups.len(), |(_, place)| *place);
        if place == groups.len() {
            heap.push((sign, place));
            groups.push(Group {
                kind: span.kind,
                name: span.name.clone(),
                spans: Vec::new(),
                pending: 0,
                failed: 0,
                retried: 0,
            });
        }
        if let Some(group) = groups.get_mut(place) {
            group.spans.push(*at);
            group.pending += usize::from(span.state == SpanState::Pending);
            group.failed += usize::from(span.state == SpanState::Failed);
            group.retried += usize::from(span.tries.len() > 1);
        }
    }
    let rows = groups.into_iter();
    rows.map(|group| match group.spans.as_slice() {
        [one] => Row::Span(*one),
        _ => Row::Group(group),
    })
    .collect()
}

/// Spans laid side by side so that none overlaps another on its lane.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lanes {
    /// The lane of each span that was given, in the order given.
    pub lane_of: Vec<usize>,
    /// How many lanes there are.
    pub count: usize,
}

impl Lanes {
    /// Lays out spans that are given in the order in which they begin. What is pending reaches to `until`. Of more than `most`
    /// lanes the last one takes the rest, overlapping.
    pub fn of(model: &HistoryModel, spans: &[usize], until: Ticks, most: usize) -> Self {
        let most = most.max(1);
        // Where each lane is free again.
        let mut free: Vec<Ticks> = Vec::new();
        let mut lanes = Self::default();
        for at in spans {
            let span = model.spans.get(*at);
            let begin = span.map_or(i64::MIN, begin_of);
            let end = match span {
                Some(span) if span.state == SpanState::Pending => until,
                Some(span) => span.end.map_or(begin, ticks),
                None => begin,
            };
            let lane = match free.iter().position(|free| *free <= begin) {
                Some(lane) => lane,
                None if free.len() < most => {
                    free.push(begin);
                    free.len() - 1
                }
                None => most - 1,
            };
            if let Some(free) = free.get_mut(lane) {
                // A moment takes room too.
                *free = (*free).max(end).max(begin + 1);
            }
            lanes.lane_of.push(lane);
        }
        lanes.count = free.len();
        lanes
    }
}
