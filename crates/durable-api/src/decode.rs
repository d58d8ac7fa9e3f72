//! Answers into values. Each function takes the HTTP status and the body; what is not what was asked for comes
//! back as a [`Refusal`] with all it said.

use crate::instance::{InstanceStatus, read_instance};
use crate::json::{Extra, RawJson, array, object};
use crate::payload::{ManagementPayload, read_payload};
use crate::refusal::{Refusal, Undecodable, without_mark};
use crate::write::ObjectWriter;

/// A page of instances. Source: the wire contract, section 3; recording list.
pub fn list_answer(http_status: u16, body: &str) -> Result<Vec<InstanceStatus>, Refusal> {
    succeed(http_status, body)?;
    read_list(body).map_err(|fault| Refusal::undecodable(http_status, body, fault))
}

fn read_list(body: &str) -> Result<Vec<InstanceStatus>, Undecodable> {
    let rows = array(without_mark(body)).map_err(|error| Undecodable::json("", &error))?;
    let mut instances = Vec::with_capacity(rows.len());
    for (index, row) in rows.into_iter().enumerate() {
        instances.push(read_instance(row.get(), "").map_err(|fault| fault.below(index))?);
    }
    Ok(instances)
}

/// One instance: 200 when finished, 202 when not, and 500 with the same body where the caller asked for that
/// of a failed one. Source: the wire contract, section 3.
pub fn status_answer(http_status: u16, body: &str) -> Result<InstanceStatus, Refusal> {
    if is_success(http_status) || http_status == 500 {
        match read_instance(without_mark(body), "") {
            Ok(instance) => return Ok(instance),
            Err(fault) if http_status != 500 => {
                return Err(Refusal::undecodable(http_status, body, fault));
            }
            Err(_) => {}
        }
    }
    Err(Refusal::read(http_status, body))
}

/// What a start or restart answers.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum StartAnswer {
    /// Accepted, or the wait ran out: where the instance is.
    Accepted(Box<ManagementPayload>),
    /// Waited for, and it completed with this output.
    Output(RawJson),
    /// Waited for, and it ended otherwise.
    Ended(Box<InstanceStatus>),
}

impl StartAnswer {
    /// Writes the answer again, losing nothing.
    pub fn to_json(&self) -> String {
        match self {
            Self::Accepted(payload) => payload.to_json(),
            Self::Output(output) => output.text().to_owned(),
            Self::Ended(instance) => instance.to_json(),
        }
    }
}

/// What a start or restart answers: 202 with the management addresses; 200 with the raw output of a waited one,
/// or with its status object when it failed, was terminated or canceled.
///
/// Nothing in a 200 says which of the two it is. It is taken for a status object only if it is one in all its
/// fields and of a status that has no output. Source: the wire contract, section 4; recordings start, restart.
pub fn start_answer(http_status: u16, body: &str) -> Result<StartAnswer, Refusal> {
    succeed(http_status, body)?;
    let fault = |fault| Refusal::undecodable(http_status, body, fault);
    let text = without_mark(body).trim();
    if http_status == 202 {
        let payload = read_payload(text, false).map_err(fault)?;
        if payload.id.is_empty() && payload.links().next().is_none() {
            return Err(fault(Undecodable::new(
                "",
                "has neither an id nor a management address",
            )));
        }
        return Ok(StartAnswer::Accepted(Box::new(payload)));
    }
    if let Ok(instance) = read_instance(text, "")
        && ended_badly(&instance)
    {
        return Ok(StartAnswer::Ended(Box::new(instance)));
    }
    if text.is_empty() {
        return Ok(StartAnswer::Output(RawJson::absent()));
    }
    match RawJson::parse(text) {
        Some(output) => Ok(StartAnswer::Output(output)),
        None => Err(fault(Undecodable::new("", "is not JSON"))),
    }
}

fn ended_badly(instance: &InstanceStatus) -> bool {
    use crate::status::RuntimeStatus as S;
    matches!(
        instance.runtime_status,
        S::Failed | S::Terminated | S::Canceled
    ) && !instance.instance_id.is_empty()
        && !instance.output.is_absent()
        && instance.created_time.utc().is_some()
        && instance.last_updated_time.utc().is_some()
}

/// The management addresses alone, as a starter function returns them. Field names in any case.
pub fn management_payload(body: &str) -> Result<ManagementPayload, Refusal> {
    read_payload(without_mark(body), true).map_err(|fault| Refusal::undecodable(200, body, fault))
}

/// The answer to an operation that was accepted: mostly nothing.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Accepted {
    /// What a host said beside it, as it came; mostly empty.
    pub said: String,
}

/// The answer to an operation: accepted, not done. Source: the wire contract, section 3 (operations).
pub fn accepted_answer(http_status: u16, body: &str) -> Result<Accepted, Refusal> {
    succeed(http_status, body)?;
    let text = without_mark(body).trim();
    if text.starts_with('<') {
        // A sign-in page or a proxy's, not the host.
        return Err(Refusal::undecodable(
            http_status,
            body,
            Undecodable::new("", "is a web page"),
        ));
    }
    Ok(Accepted {
        said: text.to_owned(),
    })
}

/// What a purge deleted.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Purged {
    /// `instancesDeleted`.
    pub instances: u64,
    /// Fields that have no place above.
    pub extra: Extra,
}

impl Purged {
    /// Writes the object again, losing nothing.
    pub fn to_json(&self) -> String {
        let mut object = ObjectWriter::new();
        if let Some(count) = RawJson::parse(&self.instances.to_string()) {
            object.raw("instancesDeleted", &count);
        }
        object.extra(&self.extra);
        object.finish()
    }
}

/// What purging one instance deleted; an unknown id is a refusal with the cause `NotFound`.
pub fn purge_answer(http_status: u16, body: &str) -> Result<Purged, Refusal> {
    succeed(http_status, body)?;
    read_purged(body).map_err(|fault| Refusal::undecodable(http_status, body, fault))
}

/// What purging many deleted. An empty 404 says that nothing matched, which is a count of 0.
///
/// Source: the wire contract, section 3; recording purge-many.
pub fn purge_many_answer(http_status: u16, body: &str) -> Result<Purged, Refusal> {
    if http_status == 404 && body.trim().is_empty() {
        return Ok(Purged::default());
    }
    purge_answer(http_status, body)
}

fn read_purged(body: &str) -> Result<Purged, Undecodable> {
    let fields = object(without_mark(body)).map_err(|error| Undecodable::json("", &error))?;
    let mut count = None;
    let mut extra = Extra::new();
    for (key, value) in fields {
        match value.get().parse() {
            Ok(number) if count.is_none() && key == "instancesDeleted" => count = Some(number),
            _ => extra.push((key.into_owned(), value.into())),
        }
    }
    let instances = count.ok_or_else(|| Undecodable::new("instancesDeleted", "is no count"))?;
    Ok(Purged { instances, extra })
}

/// Where a list goes on, as far as the answer's headers let it be known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum NextPage {
    /// The header could not be read: a browser withholds it unless the host exposes it.
    Unreadable,
    /// The header was there and empty: this was the last page.
    End,
    /// The token to send with the next request.
    Token(String),
}

/// Reads the header `x-ms-continuation-token` of a list's answer.
///
/// A page can be short or empty and still have a token. Source: the wire contract, section 3.
pub fn next_page(header: Option<&str>) -> NextPage {
    match header.map(str::trim) {
        None => NextPage::Unreadable,
        Some("") => NextPage::End,
        Some(token) => NextPage::Token(token.to_owned()),
    }
}

pub(crate) fn is_success(http_status: u16) -> bool {
    (200..300).contains(&http_status)
}

/// Lets a success pass and reads anything else as a refusal.
pub(crate) fn succeed(http_status: u16, body: &str) -> Result<(), Refusal> {
    if is_success(http_status) {
        Ok(())
    } else {
        Err(Refusal::read(http_status, body))
    }
}
