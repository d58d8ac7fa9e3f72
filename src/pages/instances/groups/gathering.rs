//! Putting what matches into groups, in slices, again whenever it changed.

use std::{rc::Rc, sync::Arc};

use durable_api::group::{Group, GroupBy, Grouping};

use crate::prelude::*;
use crate::state::hub::PortalZone;

use super::super::View;
use super::super::matching::{self, Alive, Working, in_slices};

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
    let work = move |zone, alive| -> Working {
        let by = by.clone();
        Box::pin(async move {
            let new = Some(Arc::new(gather(view, by, zone, alive).await?));
            if untrack(|| gathered.get()) != new {
                gathered.set(new);
            }
            Some(())
        })
    };
    matching::follow(view, Rc::new(work));
    gathered
}

/// `None` when the page has gone.
async fn gather(view: View, by: GroupBy, zone: PortalZone, alive: Alive) -> Option<Gathered> {
    let slots = untrack(|| view.here.matching());
    let mut grouping = Grouping::new(by, &zone);
    in_slices(view.here, alive, (&slots, STEP), &mut |rows, slots| {
        grouping.add(rows, slots);
    })
    .await?;
    let unknown = grouping.unknown;
    let (groups, all) = grouping.finish_first(MOST);
    Some(Gathered {
        groups,
        all,
        unknown,
    })
}
