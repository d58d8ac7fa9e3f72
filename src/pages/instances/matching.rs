//! What is made of all rows that match, again whenever they changed: in slices, so that the page stays usable meanwhile.

use std::{pin::Pin, rc::Rc};

use rows::{Rows, Slot};

use crate::browser::{slices, spawn};
use crate::prelude::*;
use crate::state::App;
use crate::state::hub::{Here, PortalZone};

use super::View;

/// Work that is under way; `None` when the page has gone meanwhile.
pub type Working = Pin<Box<dyn Future<Output = Option<()>>>>;

/// Ends with the page, in the middle of the work too.
pub type Alive = RwSignal<bool>;

/// Does `work` now, and anew whenever the rows that match or the chosen zone changed: one at a time, and never for each of many changes.
pub fn follow(view: View, work: Rc<dyn Fn(PortalZone, Alive) -> Working>) {
    let zone = App::get().preferences.zone();
    let is_working = RwSignal::new(false);
    let is_old = RwSignal::new(false);
    Effect::new(move |_| {
        view.here.version();
        zone.track();
        is_old.set(true);
        if untrack(|| is_working.get()) {
            return;
        }
        is_working.set(true);
        let work = work.clone();
        spawn(async move {
            while is_old.try_update_untracked(std::mem::take) == Some(true) {
                let zone = untrack(|| PortalZone(zone.get()));
                if work(zone, is_old).await.is_none() {
                    return;
                }
            }
            is_working.try_set(false);
        });
    });
}

/// Gives all `slots` to `work`, `step` of them between two looks at the clock. `None` when the page has gone meanwhile.
pub async fn in_slices(
    here: Here,
    alive: Alive,
    (slots, step): (&[Slot], usize),
    work: &mut dyn FnMut(&Rows, &[Slot]),
) -> Option<()> {
    let mut slice = slices::Slice::begin();
    for some in slots.chunks(step) {
        if !slice.has_time() {
            slices::pause().await;
            alive.try_update_untracked(|_| ())?;
            slice = slices::Slice::begin();
        }
        here.with_rows(|rows| work(rows, some));
    }
    Some(())
}
