//! One status object of a list, taken apart.

use super::{Cursor, Fault};
use std::borrow::Cow;

/// The fields of one instance, as they stand in the answer. What a host left out is empty or `None`.
///
/// Read by the rules of `durable_api::decode::list_answer`: the first value of fitting shape counts, and whatever else
/// there is makes `more` true.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Fields<'a> {
    /// The orchestrator function's name; of an entity its id.
    pub name: Cow<'a, str>,
    /// The instance id.
    pub id: Cow<'a, str>,
    /// The runtime status as the host spells it.
    pub status: Cow<'a, str>,
    /// When the current generation was created, as text.
    pub created: Cow<'a, str>,
    /// Last change, as text.
    pub updated: Cow<'a, str>,
    /// The input's JSON text. Never set by reading a list, which passes over inputs.
    pub input: Option<&'a str>,
    /// The custom status' JSON text.
    pub custom_status: Option<&'a str>,
    /// The output's JSON text.
    pub output: Option<&'a str>,
    /// Whether the answer had fields that have no place here: a history, twins, values of a strange shape.
    pub more: bool,
}

impl<'a> Fields<'a> {
    /// Name and key, if this is an entity. Source: the wire contract, section 3.
    pub fn entity(&self) -> Option<(&str, &str)> {
        self.id.strip_prefix('@')?.split_once('@')
    }

    /// Reads the object the cursor stands before.
    #[inline]
    pub(crate) fn read(cursor: &mut Cursor<'a>) -> Result<Self, Fault> {
        cursor.space();
        let start = cursor.at;
        cursor.expect(b'{', "an object is expected")?;
        let mut fields = Self::default();
        let mut input_seen = false;
        if !cursor.take(b'}') {
            loop {
                if cursor.next() != Some(b'"') {
                    return Err(cursor.fault("a key is expected"));
                }
                let at = cursor.at;
                let key = cursor.string()?.strict().ok_or(Fault {
                    at,
                    why: "a key is no valid Unicode",
                })?;
                cursor.expect(b':', "a colon is expected")?;
                let taken = match &*key {
                    "name" => text(&mut fields.name, cursor)?,
                    "instanceId" => text(&mut fields.id, cursor)?,
                    "runtimeStatus" => text(&mut fields.status, cursor)?,
                    "createdTime" => text(&mut fields.created, cursor)?,
                    "lastUpdatedTime" => text(&mut fields.updated, cursor)?,
                    "customStatus" => raw(&mut fields.custom_status, cursor)?,
                    "output" => raw(&mut fields.output, cursor)?,
                    "input" => {
                        cursor.value()?;
                        !std::mem::replace(&mut input_seen, true)
                    }
                    _ => {
                        cursor.value()?;
                        false
                    }
                };
                fields.more |= !taken;
                if !cursor.take(b',') {
                    break;
                }
            }
            cursor.expect(b'}', "a comma or an end is expected")?;
        }
        if fields.id.is_empty() && fields.status.is_empty() {
            return Err(Fault {
                at: start,
                why: "has neither instanceId nor runtimeStatus",
            });
        }
        Ok(fields)
    }
}

/// Takes a string into an empty slot and says whether it did; an empty string stands for none.
#[inline]
fn text<'a>(slot: &mut Cow<'a, str>, cursor: &mut Cursor<'a>) -> Result<bool, Fault> {
    if cursor.next() != Some(b'"') {
        cursor.value()?;
        return Ok(false);
    }
    let quoted = cursor.string()?;
    if !slot.is_empty() || quoted.raw.is_empty() {
        return Ok(false);
    }
    match quoted.strict() {
        Some(said) => {
            *slot = said;
            Ok(true)
        }
        None => Ok(false),
    }
}

#[inline]
fn raw<'a>(slot: &mut Option<&'a str>, cursor: &mut Cursor<'a>) -> Result<bool, Fault> {
    let value = cursor.value()?;
    let taken = slot.is_none();
    if taken {
        *slot = Some(value);
    }
    Ok(taken)
}
