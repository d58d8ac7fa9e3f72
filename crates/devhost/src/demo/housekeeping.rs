//! The purge of what is old, so that the hub does not grow for ever.

use std::collections::{BTreeMap, BTreeSet};

use chrono::TimeDelta;

use crate::engine::World;

/// Purges everyday work that ended longer ago than it is kept, with all that descends from it, and forgets what is gone.
pub fn purge(world: &mut World, hub: &str, everyday: &mut BTreeMap<String, TimeDelta>) {
    let now = world.now();
    let Some(living) = world.hub(hub) else {
        return;
    };
    let mut doomed = BTreeSet::new();
    everyday.retain(|id, keep| match living.living(id) {
        None => false,
        Some(instance) => {
            let row = &instance.row;
            let old = row.status.is_finished() && row.updated + *keep < now;
            if old {
                doomed.insert(id.clone());
            }
            !old
        }
    });
    if doomed.is_empty() {
        return;
    }
    let children = descendants(world, hub, doomed.clone());
    for id in doomed.iter().chain(&children) {
        world.purge(hub, id);
    }
}

/// Purges what descends from an instance, and leaves the instance.
pub fn purge_children(world: &mut World, hub: &str, parent: &str) {
    for id in descendants(world, hub, BTreeSet::from([parent.to_owned()])) {
        world.purge(hub, &id);
    }
}

/// The children of some instances, their children, and so on.
fn descendants(world: &World, hub: &str, mut parents: BTreeSet<String>) -> BTreeSet<String> {
    let mut all = BTreeSet::new();
    let Some(hub) = world.hub(hub) else {
        return all;
    };
    while !parents.is_empty() {
        parents = hub
            .instances()
            .filter(|instance| {
                let parent = instance.parent.as_ref();
                parent.is_some_and(|parent| parents.contains(&parent.instance_id))
            })
            .map(|instance| instance.row.id.clone())
            .filter(|id| !all.contains(id))
            .collect();
        all.extend(parents.iter().cloned());
    }
    all
}
