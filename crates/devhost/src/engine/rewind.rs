//! Rewinding a failed orchestration: its failures become blank rows, and the deepest failed ones are run again (recording `rewind`).

use std::collections::BTreeSet;

use chrono::{DateTime, Utc};

use super::event::Event;
use super::hub::Hub;
use super::instance::Orchestration;
use super::status::RuntimeStatus;

/// Clears the failures of an instance and of its failed children. The ids of the deepest failed ones, to which the message to go on is
/// to be sent.
pub(super) fn clear(hub: &mut Hub, id: &str, now: DateTime<Utc>) -> Vec<String> {
    let mut leaves = Vec::new();
    let mut seen = BTreeSet::new();
    let mut open = vec![id.to_owned()];
    while let Some(id) = open.pop() {
        if !seen.insert(id.clone()) {
            continue;
        }
        let children = clear_one(hub, &id, now);
        if children.is_empty() {
            leaves.push(id);
        }
        open.extend(children);
    }
    leaves
}

/// Clears the failures of one instance; the ids of its failed children.
fn clear_one(hub: &mut Hub, id: &str, now: DateTime<Utc>) -> Vec<String> {
    let Some(instance) = hub.for_change(id) else {
        return Vec::new();
    };
    let mut children = Vec::new();
    let mut failed = BTreeSet::new();
    for row in &mut instance.history {
        match &row.event {
            Event::TaskFailed { task, .. } => {
                failed.insert(*task);
            }
            Event::SubOrchestrationFailed { task, .. } => children.push(*task),
            Event::ExecutionCompleted {
                status: RuntimeStatus::Failed,
                ..
            } => {}
            _ => continue,
        }
        row.event = Event::Generic { data: None };
    }
    let mut ids = Vec::new();
    for row in &mut instance.history {
        match &row.event {
            Event::TaskScheduled { task, .. } if failed.contains(task) => {
                row.event = Event::Generic { data: None }
            }
            Event::SubOrchestrationCreated {
                task, instance_id, ..
            } if children.contains(task) => ids.push(instance_id.clone()),
            _ => {}
        }
    }
    instance.row.status = RuntimeStatus::Pending;
    instance.row.updated = now;
    if let Some(orchestration) = instance.orchestration() {
        let scripted = orchestration.scripted;
        *orchestration = Orchestration {
            scripted,
            ..Orchestration::default()
        };
    }
    ids
}
