//! What came of an operation.

use super::judge::WhyNot;
use super::seen::Seen;
use crate::refusal::Refusal;

/// What came of an operation on one target. *Accepted* is never *done*.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Outcome {
    /// It was sent, and what was asked for is true now; `None`: the target is gone, as was asked for.
    Done(Option<Seen>),
    /// It was accepted, and nothing the host tells can show more: an event whose history was not read, a signal that changed nothing.
    Accepted,
    /// It was accepted, and is not true after the time that was stated.
    NotYet(Option<Seen>),
    /// It was accepted, and the target ended another way before; of a rewind: it ran again and failed again.
    Otherwise(Seen),
    /// Nothing was sent, or the host refused for the same reason: it is so already, or the status does not allow it.
    Skipped(WhyNot, Option<Seen>),
    /// The target is not there: purged, or in another hub.
    Gone,
    /// The host said no, and why.
    Refused(Box<Refusal>),
    /// The answer was lost, and reading does not show that it took effect. It may still.
    Unknown {
        /// How the target stands.
        seen: Option<Seen>,
        /// What came instead of an answer, if something did.
        said: Option<Box<Refusal>>,
    },
    /// The target could not be read, so nothing was sent.
    Unread(Option<Box<Refusal>>),
    /// Looked at only: it would be sent.
    Would(Option<Seen>),
}

/// The kinds by which a report counts.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kind {
    /// True now, or accepted where nothing more can be seen.
    Done,
    /// Accepted, not true yet.
    NotYet,
    /// Nothing to be done.
    Skipped,
    /// Not there.
    Gone,
    /// The host said no.
    Rejected,
    /// Did not come to pass: ended another way, or could not be read.
    Failed,
    /// Nobody knows.
    Unknown,
    /// Looked at only.
    Would,
    /// Left out by who reviewed it.
    LeftOut,
}

impl Kind {
    /// All of them, in the order of a report.
    pub const ALL: [Self; 9] = [
        Self::Done,
        Self::NotYet,
        Self::Skipped,
        Self::Gone,
        Self::Rejected,
        Self::Failed,
        Self::Unknown,
        Self::Would,
        Self::LeftOut,
    ];

    /// Its name in files.
    pub fn name(self) -> &'static str {
        match self {
            Self::Done => "done",
            Self::NotYet => "not yet",
            Self::Skipped => "skipped",
            Self::Gone => "gone",
            Self::Rejected => "rejected",
            Self::Failed => "failed",
            Self::Unknown => "unknown",
            Self::Would => "would",
            Self::LeftOut => "left out",
        }
    }

    /// Reads what [`Kind::name`] wrote.
    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|it| it.name() == name)
    }

    /// Whether it counts against a plan: so many of these in a row stop one.
    pub fn is_trouble(self) -> bool {
        matches!(self, Self::Rejected | Self::Failed | Self::Unknown)
    }
}

impl Outcome {
    /// How a report counts it.
    pub fn kind(&self) -> Kind {
        match self {
            Self::Done(_) | Self::Accepted => Kind::Done,
            Self::NotYet(_) => Kind::NotYet,
            Self::Skipped(..) => Kind::Skipped,
            Self::Gone => Kind::Gone,
            Self::Refused(_) => Kind::Rejected,
            Self::Otherwise(_) | Self::Unread(_) => Kind::Failed,
            Self::Unknown { .. } => Kind::Unknown,
            Self::Would(_) => Kind::Would,
        }
    }

    /// How the target stood when it was read last.
    pub fn seen(&self) -> Option<&Seen> {
        match self {
            Self::Done(seen)
            | Self::NotYet(seen)
            | Self::Skipped(_, seen)
            | Self::Unknown { seen, .. }
            | Self::Would(seen) => seen.as_ref(),
            Self::Otherwise(seen) => Some(seen),
            Self::Accepted | Self::Gone | Self::Refused(_) | Self::Unread(_) => None,
        }
    }
}
