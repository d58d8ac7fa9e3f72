//! An answer decoded according to what was asked.

use crate::recordings::Exchange;
use durable_api::decode::{
    accepted_answer, list_answer, purge_answer, purge_many_answer, start_answer, status_answer,
};
use durable_api::entity::{entities_answer, entity_state_answer};
use durable_api::{
    EntityRow, InstanceStatus, LinkOperation, ManagementLink, Purged, RawJson, Refusal, StartAnswer,
};

/// What an answer turned out to be.
#[derive(Clone, Debug)]
pub enum Answer {
    /// A page of instances.
    Instances(Vec<InstanceStatus>),
    /// One instance.
    Instance(Box<InstanceStatus>),
    /// What a start or restart answers.
    Start(StartAnswer),
    /// An operation was accepted, with what was said beside it.
    Accepted(String),
    /// A purge's count.
    Purged(Purged),
    /// A purge that matched nothing.
    NothingMatched,
    /// A page of entities.
    Entities(Vec<EntityRow>),
    /// An entity's state.
    State(RawJson),
    /// No success.
    Refused(Box<Refusal>),
    /// A success of a call that is none of the management API's.
    Foreign(String),
}

/// What a request asks for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Asked {
    Instances,
    Instance,
    Start,
    Operation,
    Purge,
    PurgeMany,
    Entities,
    State,
    Unknown,
}

impl Answer {
    /// Decodes an exchange's answer. A success that is not what was asked for is an error.
    pub fn decode(exchange: &Exchange) -> Result<Self, String> {
        let (status, body) = (exchange.response.status, exchange.response.text());
        let decoded = match asked(&exchange.request.method, &exchange.request.target) {
            Asked::Instances => list_answer(status, body).map(Self::Instances),
            Asked::Instance => status_answer(status, body).map(|one| Self::Instance(Box::new(one))),
            Asked::Start => start_answer(status, body).map(Self::Start),
            Asked::Operation => {
                accepted_answer(status, body).map(|accepted| Self::Accepted(accepted.said))
            }
            Asked::Purge => purge_answer(status, body).map(Self::Purged),
            Asked::PurgeMany if status == 404 => {
                purge_many_answer(status, body).map(|_| Self::NothingMatched)
            }
            Asked::PurgeMany => purge_many_answer(status, body).map(Self::Purged),
            Asked::Entities => entities_answer(status, body).map(Self::Entities),
            Asked::State => entity_state_answer(status, body).map(Self::State),
            Asked::Unknown if is_success(status) => Ok(Self::of_a_starter(status, body)),
            Asked::Unknown => Err(Refusal::read(status, body)),
        };
        match decoded {
            Err(refusal) if is_success(status) => Err(format!("{:?}", refusal.cause)),
            Err(refusal) => Ok(Self::Refused(Box::new(refusal))),
            Ok(answer) => Ok(answer),
        }
    }

    /// A success of any other address: a function of the app may return management addresses.
    fn of_a_starter(status: u16, body: &str) -> Self {
        match start_answer(status, body) {
            Ok(start @ StartAnswer::Accepted(_)) => Self::Start(start),
            _ => Self::Foreign(body.to_owned()),
        }
    }

    /// The answer written again from the model; `None` when the model holds no JSON value.
    pub fn to_json(&self) -> Option<String> {
        match self {
            Self::Instances(rows) => Some(array(rows.iter().map(InstanceStatus::to_json))),
            Self::Instance(instance) => Some(instance.to_json()),
            Self::Start(StartAnswer::Output(output)) if output.is_absent() => None,
            Self::Start(start) => Some(start.to_json()),
            Self::Accepted(said) | Self::Foreign(said) => {
                Some(said.clone()).filter(|said| !said.is_empty())
            }
            Self::Purged(purged) => Some(purged.to_json()),
            Self::NothingMatched => None,
            Self::Entities(rows) => Some(array(rows.iter().map(EntityRow::to_json))),
            Self::State(state) => Some(state.text().to_owned()).filter(|_| !state.is_absent()),
            Self::Refused(refusal) => refusal.to_json(),
        }
    }

    /// The kind of answer, for the summary.
    pub fn kind(&self) -> &'static str {
        match self {
            Self::Instances(_) => "instances",
            Self::Instance(_) => "instance",
            Self::Start(StartAnswer::Accepted(_)) => "management addresses",
            Self::Start(StartAnswer::Output(_)) => "output of a waited start",
            Self::Start(StartAnswer::Ended(_)) => "end of a waited start",
            Self::Accepted(_) => "accepted",
            Self::Purged(_) => "purge count",
            Self::NothingMatched => "purge without a match",
            Self::Entities(_) => "entities",
            Self::State(_) => "entity state",
            Self::Refused(_) => "refusal",
            Self::Foreign(_) => "of no known call",
        }
    }

    /// The instances in the answer.
    pub fn instances(&self) -> &[InstanceStatus] {
        match self {
            Self::Instances(rows) => rows,
            Self::Instance(instance) | Self::Start(StartAnswer::Ended(instance)) => {
                std::slice::from_ref(instance)
            }
            _ => &[],
        }
    }
}

/// What a request asks for, by method and address.
fn asked(method: &str, target: &str) -> Asked {
    use LinkOperation as Op;
    let Ok(link) = ManagementLink::parse(&format!("http://recorded.invalid{target}")) else {
        return Asked::Unknown;
    };
    match (
        method.to_ascii_uppercase().as_str(),
        &link.operation,
        &link.instance_id,
    ) {
        ("GET", Some(Op::List), _) => Asked::Instances,
        ("DELETE", Some(Op::List), _) => Asked::PurgeMany,
        ("GET", None, Some(_)) => Asked::Instance,
        ("DELETE", None, Some(_)) => Asked::Purge,
        ("POST", Some(Op::Start { .. } | Op::Restart), _) => Asked::Start,
        ("GET", Some(Op::Entities { key: Some(_), .. }), _) => Asked::State,
        ("GET", Some(Op::Entities { key: None, .. }), _) => Asked::Entities,
        ("POST" | "DELETE", Some(Op::Entities { key: Some(_), .. }), _)
        | (
            "POST",
            Some(
                Op::RaiseEvent { .. }
                | Op::Terminate
                | Op::Suspend
                | Op::Resume
                | Op::Rewind
                | Op::Other { .. }
                | Op::MakePrimary,
            ),
            _,
        ) => Asked::Operation,
        _ => Asked::Unknown,
    }
}

fn is_success(status: u16) -> bool {
    (200..300).contains(&status)
}

fn array(items: impl Iterator<Item = String>) -> String {
    format!("[{}]", items.collect::<Vec<_>>().join(","))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_request_says_what_its_answer_must_be() {
        let base = "/runtime/webhooks/durabletask";
        for (method, below, expected) in [
            ("GET", "/instances?code=x", Asked::Instances),
            ("GET", "/Instances/", Asked::Instances),
            ("GET", "/instances/a%2Fb?x=/y", Asked::Instance),
            ("DELETE", "/instances?createdTimeFrom=x", Asked::PurgeMany),
            ("DELETE", "/instances/a", Asked::Purge),
            ("POST", "/instances/a/RESTART", Asked::Start),
            ("POST", "/orchestrators/F", Asked::Start),
            ("GET", "/orchestrators/F", Asked::Unknown),
            ("POST", "/instances/a/dance", Asked::Operation),
            ("PUT", "/instances/a", Asked::Unknown),
            ("GET", "/entities", Asked::Entities),
            ("GET", "/entities/Counter", Asked::Entities),
            ("GET", "/entities/Counter/$", Asked::State),
            ("DELETE", "/entities/Counter/$", Asked::Operation),
            ("POST", "/makeprimary/", Asked::Operation),
            ("GET", "/nothing", Asked::Unknown),
        ] {
            assert_eq!(
                asked(method, &format!("{base}{below}")),
                expected,
                "{method} {below}"
            );
        }
    }
}
