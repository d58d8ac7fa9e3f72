//! What is kept of one target, so that a run can be taken up again.

use crate::act::{Kind, Seen};

/// How far a target is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum State {
    /// Nothing was sent.
    Waiting,
    /// The call may have left; this is how the target stood before.
    Sent(Option<Seen>),
    /// Over.
    Over {
        /// What came of it.
        kind: Kind,
        /// Why, in a few words of the host or of the wire: `410`, `Completed`.
        said: String,
    },
}

/// One row of a run's log.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row {
    /// Which target, by its place in the plan.
    pub target: usize,
    /// How far it is.
    pub state: State,
}

const SENT: &str = "sent";
const OVER: &str = "over";

impl Row {
    /// As texts. What waits needs no row.
    pub fn to_texts(&self) -> Vec<String> {
        let mut texts = vec![self.target.to_string()];
        match &self.state {
            State::Waiting => {}
            State::Sent(seen) => {
                texts.push(SENT.to_owned());
                texts.extend(seen.iter().flat_map(Seen::to_row));
            }
            State::Over { kind, said } => {
                texts.extend([OVER.to_owned(), kind.name().to_owned(), said.clone()]);
            }
        }
        texts
    }

    /// Reads what [`Row::to_texts`] wrote.
    pub fn from_texts(texts: &[String]) -> Option<Self> {
        let (target, rest) = texts.split_first()?;
        let target = target.parse().ok()?;
        let state = match rest {
            [] => State::Waiting,
            [word] if word == SENT => State::Sent(None),
            [word, seen @ ..] if word == SENT => State::Sent(Some(Seen::from_row(seen)?)),
            [word, kind, said] if word == OVER => State::Over {
                kind: Kind::from_name(kind)?,
                said: said.clone(),
            },
            _ => return None,
        };
        Some(Self { target, state })
    }
}
