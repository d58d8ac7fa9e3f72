//! What was learnt of paging through each hub, for as long as this page is open.

use signals::StoredValue;

use crate::state::instances_query::InstancesQuery;
use crate::state::walk::{Seen, Try};

/// How many pages are remembered for the ones behind them.
const PAGES_REMEMBERED: usize = 200;

/// What was learnt of one hub's paging.
#[derive(Debug, Default)]
struct HubWalk {
    known: Option<Try>,
    /// Nothing was understood: asking again at each short page would be a waste.
    deaf: bool,
    seen: Vec<(InstancesQuery, String, Seen)>,
}

/// What was learnt of paging through each hub, in this page's life.
#[derive(Debug, Clone, Copy)]
pub struct Walks(StoredValue<Vec<(String, HubWalk)>>);

impl Default for Walks {
    fn default() -> Self {
        Self(StoredValue::new(Vec::new()))
    }
}

impl Walks {
    pub(super) fn known(&self, hub: &str) -> Option<Try> {
        self.0
            .try_with_value(|hubs| of(hubs, hub)?.known.clone())
            .flatten()
    }

    pub(super) fn is_deaf(&self, hub: &str) -> bool {
        self.0
            .try_with_value(|hubs| of(hubs, hub).is_some_and(|walk| walk.deaf))
            .unwrap_or_default()
    }

    pub(super) fn learn(&self, hub: &str, understood: Option<Try>) {
        self.0.try_update_value(|hubs| {
            let walk = of_mut(hubs, hub);
            walk.deaf = understood.is_none();
            walk.known = understood.or(walk.known.take());
        });
    }

    pub(super) fn seen(&self, hub: &str, filter: &InstancesQuery, last: &str) -> Option<Seen> {
        let found = |walk: &HubWalk| {
            walk.seen
                .iter()
                .rev()
                .find(|(of, id, _)| of == filter && id == last)
                .map(|(_, _, seen)| seen.clone())
        };
        self.0
            .try_with_value(|hubs| of(hubs, hub).and_then(found))
            .flatten()
    }

    pub(super) fn remember(&self, hub: &str, filter: InstancesQuery, seen: Seen) {
        let Some(last) = seen.ids.last().cloned() else {
            return;
        };
        self.0.try_update_value(|hubs| {
            let walk = of_mut(hubs, hub);
            walk.seen.retain(|(of, id, _)| of != &filter || id != &last);
            if walk.seen.len() == PAGES_REMEMBERED {
                walk.seen.remove(0);
            }
            walk.seen.push((filter, last, seen));
        });
    }
}

fn of<'a>(hubs: &'a [(String, HubWalk)], hub: &str) -> Option<&'a HubWalk> {
    hubs.iter()
        .find(|(known, _)| known == hub)
        .map(|(_, walk)| walk)
}

fn of_mut<'a>(hubs: &'a mut Vec<(String, HubWalk)>, hub: &str) -> &'a mut HubWalk {
    let at = hubs.iter().position(|(known, _)| known == hub);
    let at = at.unwrap_or_else(|| {
        hubs.push((hub.to_owned(), HubWalk::default()));
        hubs.len() - 1
    });
    &mut hubs[at].1
}
