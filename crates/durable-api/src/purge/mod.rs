//! Deleting many: what has finished within a range of creation, window by window, and a whole task hub.
//!
//! Both are machines without a client and without a clock: they say what to do next and are told what came of it. A purge takes
//! [`crate::FinishedStatuses`], which cannot be empty: without a finished status the host deletes everything in the range, running
//! instances too (docs/http-api.md, section 3).

mod emptying;
mod walk;
mod window;

pub use emptying::{Emptying, Hub, Left, Phase, Step};
pub use walk::{Halt, Progress, PurgeWalk, Range, Todo};
