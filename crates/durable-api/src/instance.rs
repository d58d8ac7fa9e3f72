//! One instance as a list or a status answer shows it.

use crate::history::{HistoryEvent, read_history};
use crate::json::{Extra, RawJson, object, take_raw, take_text};
use crate::refusal::Undecodable;
use crate::status::RuntimeStatus;
use crate::time::Timestamp;
use crate::write::ObjectWriter;
use serde_json::value::RawValue;
use std::borrow::Cow;

/// The status object. Every value of the answer is in one of its fields: what has an unusual shape (a number for a
/// name, an empty string, a twin) is in `extra` under its own key, and the named field is then at its default.
///
/// Source: the wire contract, section 3; recordings list, lifecycle, json-shapes.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceStatus {
    /// The orchestrator function's name; of an entity its id.
    pub name: String,
    /// The instance id, exactly.
    pub instance_id: String,
    /// Where it stands.
    pub runtime_status: RuntimeStatus,
    /// The input; null when not asked for.
    pub input: RawJson,
    /// What the orchestrator said of itself.
    pub custom_status: RawJson,
    /// Output, error text or reason: see [`InstanceStatus::output_role`].
    pub output: RawJson,
    /// When the current generation was created: moves with every `ContinueAsNew`.
    pub created_time: Timestamp,
    /// Last change; of a finished instance its end.
    pub last_updated_time: Timestamp,
    /// The history, when asked for and present. A pending instance has none.
    pub history: Option<Vec<HistoryEvent>>,
    /// Fields that have no place above, in their order.
    pub extra: Extra,
}

/// What the `output` field of a status object holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum OutputRole {
    /// Nothing.
    None,
    /// What the orchestrator returned.
    Output,
    /// Why somebody suspended, resumed or terminated it.
    Reason,
    /// Why it failed.
    Error,
}

impl InstanceStatus {
    /// Whether this is an entity, which the host lists among the instances: its id is `@name@key`.
    ///
    /// Source: the wire contract, section 3. No orchestration can be started under an id with a leading `@`.
    pub fn is_entity(&self) -> bool {
        self.entity().is_some()
    }

    /// Name and key, if this is an entity.
    pub fn entity(&self) -> Option<(&str, &str)> {
        self.instance_id.strip_prefix('@')?.split_once('@')
    }

    /// What `output` holds: of a suspended, terminated or resumed instance a reason, of a failed one the error.
    ///
    /// Source: the wire contract, section 3; recording lifecycle.
    pub fn output_role(&self) -> OutputRole {
        use RuntimeStatus as S;
        if self.output.is_null() {
            return OutputRole::None;
        }
        match self.runtime_status {
            S::Failed => OutputRole::Error,
            S::Pending | S::Running | S::Suspended | S::Terminated | S::Canceled => {
                OutputRole::Reason
            }
            S::Completed | S::ContinuedAsNew | S::Other(_) => OutputRole::Output,
        }
    }

    /// Writes the object again, losing nothing. The order of fields is the host's usual one.
    pub fn to_json(&self) -> String {
        let Self {
            name,
            instance_id,
            runtime_status,
            input,
            custom_status,
            output,
            created_time,
            last_updated_time,
            history,
            extra,
        } = self;
        let mut object = ObjectWriter::new();
        object.given_text("name", name);
        object.given_text("instanceId", instance_id);
        object.given_text("runtimeStatus", runtime_status.as_str());
        object.raw("input", input);
        object.raw("customStatus", custom_status);
        object.raw("output", output);
        object.given_text("createdTime", created_time.text());
        object.given_text("lastUpdatedTime", last_updated_time.text());
        if let Some(events) = history {
            object.array("historyEvents", events.iter().map(HistoryEvent::to_json));
        }
        object.extra(extra);
        object.finish()
    }
}

/// Reads a status object. `at` says where in the answer it stands.
pub(crate) fn read_instance(text: &str, at: &str) -> Result<InstanceStatus, Undecodable> {
    let fields = object(text).map_err(|error| Undecodable::json(at, &error))?;
    from_fields(fields, at, true)
}

/// The same of an object's fields; `with_history`: unless the history was read already.
pub(crate) fn from_fields(
    fields: Vec<(Cow<'_, str>, &RawValue)>,
    at: &str,
    with_history: bool,
) -> Result<InstanceStatus, Undecodable> {
    let mut instance = InstanceStatus::default();
    for (key, value) in fields {
        let taken = match &*key {
            "name" => take_text(&mut instance.name, value),
            "instanceId" => take_text(&mut instance.instance_id, value),
            "runtimeStatus" => take_status(&mut instance.runtime_status, value),
            "input" => take_raw(&mut instance.input, value),
            "customStatus" => take_raw(&mut instance.custom_status, value),
            "output" => take_raw(&mut instance.output, value),
            "createdTime" => take_time(&mut instance.created_time, value),
            "lastUpdatedTime" => take_time(&mut instance.last_updated_time, value),
            "historyEvents" if with_history && instance.history.is_none() => {
                instance.history = read_history(value.get());
                instance.history.is_some()
            }
            _ => false,
        };
        if !taken {
            instance.extra.push((key.into_owned(), value.into()));
        }
    }
    // Anything else would let a stranger's JSON pass for an instance with empty fields.
    if instance.instance_id.is_empty() && instance.runtime_status.as_str().is_empty() {
        return Err(Undecodable::new(
            at,
            "has neither instanceId nor runtimeStatus",
        ));
    }
    Ok(instance)
}

fn take_status(slot: &mut RuntimeStatus, value: &RawValue) -> bool {
    let mut text = String::new();
    let taken = slot.as_str().is_empty() && take_text(&mut text, value);
    if taken {
        *slot = RuntimeStatus::from_wire(&text);
    }
    taken
}

fn take_time(slot: &mut Timestamp, value: &RawValue) -> bool {
    let mut text = String::new();
    let taken = slot.text().is_empty() && take_text(&mut text, value);
    if taken {
        *slot = Timestamp::new(text);
    }
    taken
}
