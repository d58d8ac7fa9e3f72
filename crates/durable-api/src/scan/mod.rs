//! A status answer with a large history, read lazily: the history stays in the one text, each event a place in it.
//!
//! Reading can be done in slices, so that a page stays responsive, and while the answer is still coming. What is read is what [`crate::decode::status_answer`]
//! reads; events are decoded one by one when they are looked at.

mod history;
mod needle;
mod row;
mod status;

pub use history::History;
pub use row::EventRow;
pub use status::{ScanStep, StatusScan};

pub(crate) use needle::needles;
pub(crate) use rows::places::{Cursor, Needle, NoJson, Place};

use crate::instance::InstanceStatus;
use crate::refusal::Refusal;

/// Past this size in bytes a history is asked about before it is read to its end: "load all, summary, download".
pub const ASK_ABOVE: u64 = 24 * 1024 * 1024;

/// Whether to ask before reading on. `read`: bytes so far; `stated`: what the host said the whole has, where it is readable;
/// `agreed`: up to which size the user has said yes.
pub fn is_to_ask(read: u64, stated: Option<u64>, agreed: u64) -> bool {
    stated.unwrap_or(0).max(read) > agreed.max(ASK_ABOVE)
}

/// A status answer whose history is left in its text.
#[derive(Clone, Debug, Default)]
pub struct ScannedStatus {
    /// Everything but the history.
    pub status: InstanceStatus,
    /// The history, where the answer has one.
    pub history: Option<History>,
}

/// Reads a status answer at once, its history lazily. As [`crate::decode::status_answer`] in all else.
pub fn scan_status(http_status: u16, body: String) -> Result<ScannedStatus, Refusal> {
    StatusScan::new(body).finish(http_status)
}
