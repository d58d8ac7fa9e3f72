//! The routes a management link can have.

use crate::address::Generation;
use crate::percent::decode;

/// What a link does beside naming an instance.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum LinkOperation {
    /// The list of instances.
    List,
    /// `raiseEvent`; no name when the link has the literal `{eventName}` or none.
    RaiseEvent {
        /// The event's name.
        event: Option<String>,
    },
    /// `terminate`.
    Terminate,
    /// `suspend`.
    Suspend,
    /// `resume`.
    Resume,
    /// `rewind`.
    Rewind,
    /// `restart`.
    Restart,
    /// An instance operation this portal does not know.
    Other {
        /// As the link spells it.
        name: String,
    },
    /// A start; the id to start under is the link's instance id.
    Start {
        /// The orchestrator function's name.
        function: String,
    },
    /// The entities, those of one name, or one of them.
    Entities {
        /// The entity function's name.
        name: Option<String>,
        /// The entity's key.
        key: Option<String>,
    },
    /// The failover call.
    MakePrimary,
}

impl LinkOperation {
    /// Its name, as in a path: `terminate`; `instances` for a list, `start` for a start.
    pub fn name(&self) -> &str {
        match self {
            Self::List => "instances",
            Self::RaiseEvent { .. } => "raiseEvent",
            Self::Terminate => "terminate",
            Self::Suspend => "suspend",
            Self::Resume => "resume",
            Self::Rewind => "rewind",
            Self::Restart => "restart",
            Self::Other { name } => name,
            Self::Start { .. } => "start",
            Self::Entities { .. } => "entities",
            Self::MakePrimary => "makeprimary",
        }
    }

    /// Whether its request would change something.
    pub fn writes(&self) -> bool {
        !matches!(self, Self::List | Self::Entities { .. })
    }
}

/// The base paths, the more usual first.
const BASES: [(Generation, &[&str]); 2] = [
    (Generation::Current, &["runtime", "webhooks", "durabletask"]),
    (
        Generation::First,
        &["admin", "extensions", "durabletaskextension"],
    ),
];

/// The first segments below a base.
pub(crate) const ROOTS: [&str; 4] = ["instances", "orchestrators", "entities", "makeprimary"];

/// Where the base path begins. Something known must follow it, so that a prefix may look like a base.
pub(crate) fn find_base(segments: &[String]) -> Option<(Generation, usize)> {
    let mut bare = None;
    for at in 0..segments.len() {
        for (generation, base) in BASES {
            let Some(here) = segments.get(at..at + 3) else {
                continue;
            };
            if !here
                .iter()
                .zip(base)
                .all(|(segment, known)| is_route(segment, known))
            {
                continue;
            }
            match segments.get(at + 3).map(String::as_str) {
                None | Some("") => bare = bare.or(Some((generation, at))),
                Some(root) if ROOTS.iter().any(|known| is_route(root, known)) => {
                    return Some((generation, at));
                }
                Some(_) => {}
            }
        }
    }
    bare
}

/// Whether a segment is that part of a route, in any case and encoding.
pub(crate) fn is_route(segment: &str, known: &str) -> bool {
    segment.eq_ignore_ascii_case(known) || decode(segment).eq_ignore_ascii_case(known)
}

/// The operation of that name, in any case.
pub(crate) fn instance_operation(name: String, event: Option<String>) -> LinkOperation {
    match name.to_ascii_lowercase().as_str() {
        "raiseevent" => LinkOperation::RaiseEvent { event },
        "terminate" => LinkOperation::Terminate,
        "suspend" => LinkOperation::Suspend,
        "resume" => LinkOperation::Resume,
        "rewind" => LinkOperation::Rewind,
        "restart" => LinkOperation::Restart,
        _ => LinkOperation::Other { name },
    }
}
