//! Entities as their own list shows them.

use crate::decode::succeed;
use crate::json::{Extra, RawJson, array, object, take_raw, take_string};
use crate::refusal::{Refusal, Undecodable, without_mark};
use crate::time::Timestamp;
use crate::write::ObjectWriter;
use serde_json::value::RawValue;

/// One row of the entity list. Source: the wire contract, section 7; recording entities.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct EntityRow {
    /// `entityId.name`, which the host writes in lower case.
    pub name: Option<String>,
    /// `entityId.key`.
    pub key: Option<String>,
    /// `lastOperationTime`.
    pub last_operation_time: Option<Timestamp>,
    /// `state`; null when not asked for.
    pub state: RawJson,
    /// Fields of `entityId` that have no place above.
    pub id_extra: Extra,
    /// Fields of the row that have no place above.
    pub extra: Extra,
}

impl EntityRow {
    /// Writes the row again, losing nothing.
    pub fn to_json(&self) -> String {
        let Self {
            name,
            key,
            last_operation_time,
            state,
            id_extra,
            extra,
        } = self;
        let mut row = ObjectWriter::new();
        // An entityId of another shape is among the extra fields.
        if name.is_some() || key.is_some() || !id_extra.is_empty() {
            let mut id = ObjectWriter::new();
            id.text("name", name.as_deref());
            id.text("key", key.as_deref());
            id.extra(id_extra);
            if let Some(id) = RawJson::parse(&id.finish()) {
                row.raw("entityId", &id);
            }
        }
        row.text(
            "lastOperationTime",
            last_operation_time.as_ref().map(Timestamp::text),
        );
        row.raw("state", state);
        row.extra(extra);
        row.finish()
    }
}

/// A page of entities.
pub fn entities_answer(http_status: u16, body: &str) -> Result<Vec<EntityRow>, Refusal> {
    succeed(http_status, body)?;
    read_rows(without_mark(body)).map_err(|fault| Refusal::undecodable(http_status, body, fault))
}

/// The state of one entity, as it is.
pub fn entity_state_answer(http_status: u16, body: &str) -> Result<RawJson, Refusal> {
    succeed(http_status, body)?;
    let text = without_mark(body).trim();
    if text.is_empty() {
        return Ok(RawJson::absent());
    }
    RawJson::parse(text)
        .ok_or_else(|| Refusal::undecodable(http_status, body, Undecodable::new("", "is not JSON")))
}

fn read_rows(body: &str) -> Result<Vec<EntityRow>, Undecodable> {
    let values = array(body).map_err(|error| Undecodable::json("", &error))?;
    let mut rows = Vec::with_capacity(values.len());
    for (index, value) in values.into_iter().enumerate() {
        rows.push(read_row(value.get()).map_err(|fault| fault.below(index))?);
    }
    Ok(rows)
}

fn read_row(text: &str) -> Result<EntityRow, Undecodable> {
    let fields = object(text).map_err(|error| Undecodable::json("", &error))?;
    let mut row = EntityRow::default();
    for (key, value) in fields {
        let taken = match &*key {
            "entityId" => take_id(&mut row, value),
            "lastOperationTime" => {
                let mut text = None;
                let taken = row.last_operation_time.is_none() && take_string(&mut text, value);
                if taken {
                    row.last_operation_time = text.map(Timestamp::new);
                }
                taken
            }
            "state" => take_raw(&mut row.state, value),
            _ => false,
        };
        if !taken {
            row.extra.push((key.into_owned(), value.into()));
        }
    }
    if row.name.is_none() && row.key.is_none() {
        return Err(Undecodable::new("entityId", "has neither name nor key"));
    }
    Ok(row)
}

/// Takes the id apart, unless there is one already or this is no object.
fn take_id(row: &mut EntityRow, value: &RawValue) -> bool {
    let vacant = row.name.is_none() && row.key.is_none();
    let Ok(fields) = object(value.get()) else {
        return false;
    };
    if !vacant || fields.is_empty() {
        return false;
    }
    for (key, value) in fields {
        let taken = match &*key {
            "name" => take_string(&mut row.name, value),
            "key" => take_string(&mut row.key, value),
            _ => false,
        };
        if !taken {
            row.id_extra.push((key.into_owned(), value.into()));
        }
    }
    true
}
