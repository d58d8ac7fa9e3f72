//! Idle times that are folded away.

use super::Ticks;
use crate::model::HistoryModel;
use crate::order::{Keyed, sort, ticks};
use crate::span::SpanKind;

/// A time that is drawn narrow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fold {
    /// From here,
    pub from: Ticks,
    /// to here.
    pub to: Ticks,
}

/// At most so many folds: more would tell nothing.
const MOST: usize = 24;

/// The idle times of a history that are worth folding: within them nothing begins and nothing ends, and no activity, call or
/// child runs. The longest first are folded while they take more than `share` (0 to 1; 0.15 is usual) of what is
/// not folded yet, and more than a twentieth of everything. In their order.
pub fn folds(model: &HistoryModel, domain: (Ticks, Ticks), share: f64) -> Vec<Fold> {
    let mut gaps = idle(model, domain);
    // The longest first.
    let mut order: Vec<Keyed> = Vec::with_capacity(gaps.len());
    for (at, gap) in gaps.iter().enumerate() {
        order.push((gap.from - gap.to, at));
    }
    sort(&mut order);
    let mut left = domain.1 - domain.0;
    let mut chosen = vec![false; gaps.len()];
    for (length, at) in order.into_iter().take(MOST) {
        let length = -length;
        #[allow(clippy::cast_precision_loss, reason = "a share need not be exact")]
        let is_long = length as f64 > left as f64 * share && length > (domain.1 - domain.0) / 20;
        if !is_long {
            break;
        }
        if let Some(chosen) = chosen.get_mut(at) {
            *chosen = true;
        }
        left -= length;
    }
    let mut chosen = chosen.into_iter();
    gaps.retain(|_| chosen.next().unwrap_or_default());
    gaps
}

/// All idle times, in their order.
fn idle(model: &HistoryModel, domain: (Ticks, Ticks)) -> Vec<Fold> {
    // What happens when: +1 where work begins, -1 where it ends, 0 where anything else does. Packed beside the time's place.
    let mut moments: Vec<Keyed> = Vec::new();
    let mut changes: Vec<i32> = Vec::new();
    let mut add = |time: Option<Ticks>, change: i32| {
        if let Some(time) = time {
            moments.push((time.clamp(domain.0, domain.1), changes.len()));
            changes.push(change);
        }
    };
    for span in &model.spans {
        let works = matches!(
            span.kind,
            SpanKind::Activity | SpanKind::SubOrchestration | SpanKind::EntityCall
        );
        let (start, end) = (span.start.map(ticks), span.end.map(ticks));
        if works && span.tries.is_empty() && start.is_some() {
            add(start, 1);
            add(end.or(Some(domain.1)), -1);
        } else {
            add(start, 0);
            add(end, 0);
        }
        // Between tries it is idle.
        for it in span.tries.iter().filter(|it| it.start.is_some()) {
            add(it.start.map(ticks), 1);
            add(it.end.map(ticks).or(Some(domain.1)), -1);
        }
    }
    add(Some(domain.0), 0);
    add(Some(domain.1), 0);
    sort(&mut moments);
    let (mut gaps, mut running, mut before) = (Vec::new(), 0, domain.0);
    for (time, place) in moments {
        if running == 0 && time > before {
            gaps.push(Fold {
                from: before,
                to: time,
            });
        }
        running += changes.get(place).copied().unwrap_or_default();
        before = time;
    }
    gaps
}
