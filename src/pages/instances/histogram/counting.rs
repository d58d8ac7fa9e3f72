//! Counting what matches into buckets, in slices, again whenever it changed.

use std::sync::Arc;

use durable_api::filter::Zone;
use durable_api::histogram::Histogram;
use rows::Slot;
use rows::time::MILLISECOND;

use crate::browser::{slices, spawn};
use crate::prelude::*;
use crate::state::App;
use crate::state::hub::{Here, PortalZone, now};

use super::super::View;

/// Buckets at most: each is to be hit by a pointer.
const MOST: usize = 60;
/// Rows between two looks at the clock.
const STEP: usize = 2_000;

/// Keeps a histogram of what matches.
pub fn follow(view: View, histogram: RwSignal<Arc<Histogram>>) {
    let zone = App::get().preferences.zone();
    let is_counting = RwSignal::new(false);
    let is_old = RwSignal::new(false);
    Effect::new(move |_| {
        view.here.version();
        zone.track();
        is_old.set(true);
        if untrack(|| is_counting.get()) {
            return;
        }
        is_counting.set(true);
        spawn(async move {
            // Everything here ends with the page, in the middle of a count too.
            while is_old.try_update_untracked(std::mem::take) == Some(true) {
                let zone = untrack(|| PortalZone(zone.get()));
                let Some(counted) = count(view, histogram, zone).await else {
                    return;
                };
                if untrack(|| histogram.with(|it| **it != counted)) {
                    histogram.set(Arc::new(counted));
                }
            }
            is_counting.try_set(false);
        });
    });
}

/// `None` when the page has gone.
async fn count(view: View, alive: RwSignal<Arc<Histogram>>, zone: PortalZone) -> Option<Histogram> {
    let here = view.here;
    let slots = untrack(|| here.matching());
    let wanted = untrack(|| view.wish.get()).goal.filter;
    let part = wanted.host_part(now(), &zone);
    let ticks = |at: chrono::DateTime<chrono::Utc>| at.timestamp_millis() * MILLISECOND;
    let (mut from, mut to) = (part.created_from.map(ticks), part.created_to.map(ticks));
    if from.is_none() || to.is_none() {
        let (mut first, mut last) = (i64::MAX, i64::MIN);
        in_slices(here, alive, &slots, &mut |rows, slots| {
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
    in_slices(here, alive, &slots, &mut |rows, slots| {
        histogram.count(rows, slots);
    })
    .await?;
    histogram.look(&here.seen());
    Some(histogram)
}

fn over(from: i64, to: i64, zone: &dyn Zone) -> Histogram {
    Histogram::over(from, to, MOST, zone)
}

/// Gives all slots to `work`, with pauses. `None` when the page has gone meanwhile.
async fn in_slices(
    here: Here,
    alive: RwSignal<Arc<Histogram>>,
    slots: &[Slot],
    work: &mut dyn FnMut(&rows::Rows, &[Slot]),
) -> Option<()> {
    let mut slice = slices::Slice::begin();
    for some in slots.chunks(STEP) {
        if !slice.has_time() {
            slices::pause().await;
            alive.try_update_untracked(|_| ())?;
            slice = slices::Slice::begin();
        }
        here.with_rows(|rows| work(rows, some));
    }
    Some(())
}
