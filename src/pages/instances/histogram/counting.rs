//! Counting what matches into buckets, in slices, again whenever it changed.

use std::{rc::Rc, sync::Arc};

use durable_api::filter::Zone;
use durable_api::histogram::Histogram;
use rows::time::MILLISECOND;

use crate::prelude::*;
use crate::state::hub::{PortalZone, now};

use super::super::View;
use super::super::matching::{self, Alive, Working, in_slices};

/// Buckets at most: each is to be hit by a pointer.
const MOST: usize = 60;
/// Rows between two looks at the clock.
const STEP: usize = 2_000;

/// Keeps a histogram of what matches.
pub fn follow(view: View, histogram: RwSignal<Arc<Histogram>>) {
    let work = move |zone, alive| -> Working {
        Box::pin(async move {
            let counted = count(view, alive, zone).await?;
            if untrack(|| histogram.with(|it| **it != counted)) {
                histogram.set(Arc::new(counted));
            }
            Some(())
        })
    };
    matching::follow(view, Rc::new(work));
}

/// `None` when the page has gone.
async fn count(view: View, alive: Alive, zone: PortalZone) -> Option<Histogram> {
    let here = view.here;
    let slots = untrack(|| here.matching());
    let wanted = untrack(|| view.wish.get()).goal.filter;
    let part = wanted.host_part(now(), &zone);
    let ticks = |at: chrono::DateTime<chrono::Utc>| at.timestamp_millis() * MILLISECOND;
    let (mut from, mut to) = (part.created_from.map(ticks), part.created_to.map(ticks));
    if from.is_none() || to.is_none() {
        let (mut first, mut last) = (i64::MAX, i64::MIN);
        in_slices(here, alive, (&slots, STEP), &mut |rows, slots| {
            let created = slots.iter().filter_map(|it| rows.row(*it)?.created());
            for created in created {
                first = first.min(created);
                last = last.max(created);
            }
        })
        .await?;
        if first > last {
            return Some(Histogram::default());
        }
        from = from.or(Some(first));
        to = to.or(Some(last.saturating_add(1)));
    }
    let mut histogram = over(from?, to?, &zone);
    in_slices(here, alive, (&slots, STEP), &mut |rows, slots| {
        histogram.count(rows, slots);
    })
    .await?;
    histogram.look(&here.seen());
    Some(histogram)
}

fn over(from: i64, to: i64, zone: &dyn Zone) -> Histogram {
    Histogram::over(from, to, MOST, zone)
}
