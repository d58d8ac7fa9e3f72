//! A living instance: its row, its history and, of an orchestration, the run of its function.

use std::collections::BTreeMap;

use chrono::{DateTime, Utc};

use super::entity::EntityBody;
use super::event::HistoryRow;
use super::rows::InstanceRow;
use super::running::Running;
use super::status::RuntimeStatus;
use crate::time::Stamp;

/// Where a child's outcome goes.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Parent {
    /// The parent's id.
    pub instance_id: String,
    /// The parent's execution.
    pub execution_id: String,
    /// The number the child was started under.
    pub task: u64,
}

/// What an orchestration has beside its row.
#[derive(Default)]
pub(super) struct Orchestration {
    /// The run, where it has begun and has not been dropped by a rewind.
    pub running: Option<Running>,
    /// What came in while it was suspended.
    pub held: Vec<HistoryRow>,
    /// The time put on the last message to each entity.
    pub sent: BTreeMap<String, Stamp>,
    /// Whether the function is to be run at all; not so for a row that was copied out of generated ones.
    pub scripted: bool,
}

pub(super) enum Body {
    Orchestration(Orchestration),
    Entity(EntityBody),
}

/// A living instance.
pub struct Instance {
    /// What the instances table holds.
    pub row: InstanceRow,
    /// The id of the present execution, 32 hexadecimal digits.
    pub execution_id: String,
    /// What `ExecutionStarted` says: a count for a start by a client, nothing for a child, a new generation or an entity.
    pub generation: Option<u64>,
    /// The rows of its history.
    pub history: Vec<HistoryRow>,
    /// Whose child it is.
    pub parent: Option<Parent>,
    pub(super) body: Body,
}

impl Instance {
    /// A new orchestration that nothing has run of.
    pub(super) fn pending(
        id: &str,
        name: &str,
        input: Option<String>,
        execution_id: String,
        now: DateTime<Utc>,
    ) -> Self {
        Self {
            row: InstanceRow {
                id: id.to_owned(),
                name: name.to_owned(),
                status: RuntimeStatus::Pending,
                input,
                custom_status: None,
                output: None,
                created: now,
                updated: now,
            },
            execution_id,
            generation: None,
            history: Vec::new(),
            parent: None,
            body: Body::Orchestration(Orchestration {
                scripted: true,
                ..Orchestration::default()
            }),
        }
    }

    /// A row that existed before: its history stands, its function is not run.
    pub(super) fn stored(row: InstanceRow, history: Vec<HistoryRow>, execution_id: String) -> Self {
        Self {
            row,
            execution_id,
            generation: Some(0),
            history,
            parent: None,
            body: Body::Orchestration(Orchestration::default()),
        }
    }

    /// Whether it is an entity.
    pub fn is_entity(&self) -> bool {
        matches!(self.body, Body::Entity(_))
    }

    /// An entity's state as JSON text, where it is an entity that exists.
    pub fn entity_state(&self) -> Option<&str> {
        match &self.body {
            Body::Entity(entity) => entity.state.as_deref(),
            Body::Orchestration(_) => None,
        }
    }

    /// Whether it is an entity that was not deleted.
    pub fn entity_exists(&self) -> bool {
        matches!(&self.body, Body::Entity(entity) if entity.exists)
    }

    pub(super) fn orchestration(&mut self) -> Option<&mut Orchestration> {
        match &mut self.body {
            Body::Orchestration(orchestration) => Some(orchestration),
            Body::Entity(_) => None,
        }
    }
}
