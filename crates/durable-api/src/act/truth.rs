//! Whether what was asked for is true.

use super::operation::Operation;
use super::seen::Seen;
use crate::status::RuntimeStatus as S;

/// How far what was asked for has come true.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Truth {
    /// It is so.
    True,
    /// It ended another way, and what was asked for will not be.
    Otherwise,
    /// It is not there any more.
    Gone,
    /// Not to be seen yet.
    NotYet,
}

/// `before` and `now`: how the target stood and stands, `None` where it was or is not there.
pub(super) fn truth(operation: &Operation, before: Option<&Seen>, now: Option<&Seen>) -> Truth {
    use Operation as O;
    let Some(now) = now else {
        return match operation {
            O::Purge { .. } | O::DeleteEntity => Truth::True,
            O::Start { .. } | O::Restart { .. } | O::Signal { .. } => Truth::NotYet,
            _ => Truth::Gone,
        };
    };
    let finished = now.status.is_finished();
    // Times have whole seconds, so a run that began and ended within one shows in either.
    let is_new_run = before.is_none_or(|before| {
        !now.is_same_run(before) || now.updated != before.updated || !finished
    });
    let is_marked = before
        .and_then(|before| before.marks)
        .zip(now.marks)
        .is_some_and(|(before, now)| now > before);
    let reached = match operation {
        O::Start { .. } | O::Restart { .. } => is_new_run,
        O::RaiseEvent { .. } => is_marked,
        O::Terminate { .. } => now.status == S::Terminated,
        O::Suspend { .. } => now.status == S::Suspended,
        O::Resume { .. } => now.status != S::Suspended,
        O::Rewind { .. } => now.status != S::Failed,
        O::Purge { .. } | O::DeleteEntity => false,
        O::Signal { .. } => before.is_none_or(|before| before.updated != now.updated),
    };
    let ended_otherwise = match operation {
        O::Terminate { .. } | O::Suspend { .. } | O::RaiseEvent { .. } => finished,
        // It ran again, and failed again.
        O::Rewind { .. } => is_marked || before.is_some_and(|it| it.updated != now.updated),
        _ => false,
    };
    match (reached, ended_otherwise) {
        (true, _) => Truth::True,
        (false, true) => Truth::Otherwise,
        (false, false) => Truth::NotYet,
    }
}
