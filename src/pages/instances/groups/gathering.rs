//! Putting what matches into groups, in slices, again whenever it changed.

use std::sync::Arc;

use durable_api::group::{Group, GroupBy, Grouping};

use crate::browser::{slices, spawn};
use crate::prelude::*;
use crate::state::App;
use crate::state::hub::PortalZone;

use super::super::View;

/// Groups that are shown at most.
const MOST: usize = 200;
/// Rows between two looks at the clock: a fingerprint of an error takes a while.
const STEP: usize = 200;

/// The groups as far as they are shown.
#[derive(Clone, Debug, PartialEq)]
pub struct Gathered {
    /// The first of them.
    pub groups: Vec<Group>,
    /// How many there are.
    pub all: usize,
    /// Rows of which what is held does not tell in which group they are.
    pub unknown: usize,
}

/// Keeps the groups of what matches; nothing before they are there.
pub fn follow(view: View, by: GroupBy) -> RwSignal<Option<Arc<Gathered>>> {
    let gathered = RwSignal::new(None);
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
        let by = by.clone();
        spawn(async move {
            // Everything here ends with the page, in the middle of a count too.
            while is_old.try_update_untracked(std::mem::take) == Some(true) {
                let zone = untrack(|| PortalZone(zone.get()));
                let Some(new) = gather(view, by.clone(), zone, is_old).await else {
                    return;
                };
                let new = Some(Arc::new(new));
                if untrack(|| gathered.get()) != new {
                    gathered.set(new);
                }
            }
            is_counting.try_set(false);
        });
    });
    gathered
}

/// `None` when the page has gone.
async fn gather(
    view: View,
    by: GroupBy,
    zone: PortalZone,
    alive: RwSignal<bool>,
) -> Option<Gathered> {
    let here = view.here;
    let slots = untrack(|| here.matching());
    let mut grouping = Grouping::new(by, &zone);
    let mut slice = slices::Slice::begin();
    for some in slots.chunks(STEP) {
        if !slice.has_time() {
            slices::pause().await;
            alive.try_update_untracked(|_| ())?;
            slice = slices::Slice::begin();
        }
        here.with_rows(|rows| grouping.add(rows, some));
    }
    let unknown = grouping.unknown;
    let (groups, all) = grouping.finish_first(MOST);
    Some(Gathered {
        groups,
        all,
        unknown,
    })
}
