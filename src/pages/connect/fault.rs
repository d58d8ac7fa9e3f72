//! What is wrong with a pasted text, where, and what to do about it.

use durable_api::paste::mask;
use durable_api::{PasteError, PasteFault};

use crate::words::{Word, say, t};

/// The sentence; `None` for an empty box that nobody has tried to send. It never repeats what could be a key.
pub fn fault(error: &PasteError, tried: bool) -> Option<String> {
    let what = match &error.fault {
        PasteFault::Empty if !tried => return None,
        PasteFault::Empty => t(Word::PasteEmpty).to_owned(),
        PasteFault::NoAddress => t(Word::PasteNotAUrl).to_owned(),
        PasteFault::NoHost => t(Word::PasteNoHost).to_owned(),
        PasteFault::BadHost => t(Word::PasteBadHost).to_owned(),
        PasteFault::UnknownPath { path, .. } => say(
            Word::PasteUnknownPath,
            &[("path", (&mask(path, None)).into())],
        ),
        PasteFault::NotHttp(scheme) => say(Word::PasteNotHttp, &[("scheme", scheme.into())]),
        PasteFault::AzurePortal { .. } => t(Word::PasteAzurePortal).to_owned(),
        PasteFault::BadJson => t(Word::PasteBadJson).to_owned(),
        PasteFault::NoLinkInJson => t(Word::PasteNoLink).to_owned(),
        PasteFault::OpenQuote => t(Word::PasteOpenQuote).to_owned(),
    };
    // A place at the very beginning says nothing.
    Some(if error.at == 0 {
        what
    } else {
        say(
            Word::PasteAt,
            &[("what", (&what).into()), ("at", (error.at + 1).into())],
        )
    })
}

/// An address that may be meant instead.
pub fn offer(error: &PasteError) -> Option<String> {
    match &error.fault {
        PasteFault::UnknownPath { origin, .. } => Some(origin.clone()),
        PasteFault::AzurePortal { app } => app.clone(),
        _ => None,
    }
}
