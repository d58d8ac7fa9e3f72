//! How much is asked of who confirms.

use super::operation::{Operation, Verb};

/// From this many targets on the hub's name and the count are typed.
pub const MANY: usize = 21;

/// What stands between the wish and the request, the least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Grade {
    /// Nothing.
    Nothing,
    /// The request is shown in place.
    Inline,
    /// A dialog says the effect and takes a reason; *Cancel* has the focus.
    Dialog,
    /// The hub's name and the count are typed.
    Typed,
}

impl Grade {
    /// The grade of an operation on so many targets. `guarded`: the hub is marked production.
    pub fn of(operation: &Operation, targets: usize, guarded: bool) -> Self {
        if guarded || targets >= MANY {
            return Self::Typed;
        }
        match operation {
            Operation::Start { overwrite, .. } if *overwrite => Self::Dialog,
            _ => Self::of_verb(operation.verb()),
        }
    }

    fn of_verb(verb: Verb) -> Self {
        match verb {
            Verb::Resume | Verb::Start => Self::Nothing,
            Verb::RaiseEvent | Verb::Suspend | Verb::Signal => Self::Inline,
            Verb::Terminate
            | Verb::Rewind
            | Verb::RestartNew
            | Verb::RestartSame
            | Verb::DeleteEntity => Self::Dialog,
            Verb::Purge => Self::Typed,
        }
    }
}
