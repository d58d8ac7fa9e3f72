//! Whatever people paste to say where a hub is, read into what it says: a link in any wrapping, what a starter returned, a command
//! line, a raw request, an address with its key.
//!
//! Nothing here is prose: facts, what was left aside, what is missing and what to beware of are values with names, and an
//! error says at which character it is. None of them holds a part of the text that may be a key, except as a [`Secret`].

mod address;
mod clean;
mod command;
mod conclude;
mod console;
mod found;
mod free_text;
mod keys;
mod mask;
mod powershell;
mod reading;
mod request;
mod shell;
mod starter;

use crate::link::ManagementLink;
use crate::secret::Secret;

pub use keys::{DOT, looks_like_key};
pub use mask::mask;

/// What kind of text was pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PasteKind {
    /// A management link by itself, in whatever quotes or brackets.
    Link,
    /// An app's own address, with or without a key beside it.
    App,
    /// The JSON a starter function returns, or JSON around it.
    Starter,
    /// A `curl` or `wget` command.
    Command,
    /// `Invoke-RestMethod`, `Invoke-WebRequest`, or a script with them.
    PowerShell,
    /// A raw HTTP request.
    Request,
    /// The console of `func start`.
    Console,
    /// A key alone.
    Key,
    /// Some other text with an address in it.
    Text,
}

/// Where a key stood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum KeyPlace {
    /// `code=` of the link.
    Query,
    /// The header `x-functions-key`.
    Header,
    /// A word of its own beside the address.
    Beside,
}

/// Something that was read and plays no part. Names only, never values.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Ignored {
    /// Another header.
    Header(String),
    /// The HTTP method: the portal reads.
    Method(String),
    /// A body, or form data.
    Body,
    /// An option of a command.
    Argument(String),
    /// A parameter of the link.
    Parameter(String),
    /// A field of JSON.
    Field(String),
    /// Another address, without its query.
    Address(String),
    /// A function that a console lists.
    Function(String),
    /// Other text.
    Text,
    /// User name and password before the host.
    UserInfo,
    /// What follows `#`.
    Fragment,
    /// Another key than the one taken.
    OtherKey,
    /// A place for a key with no key in it: `$KEY`, `<your key>`, dots.
    Placeholder,
}

/// Something the text does not say.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Missing {
    /// Where the app is: nothing can be asked.
    Address,
    /// The key: an app that is not on this machine asks for one.
    Key,
    /// The task hub: the app's own is meant.
    TaskHub,
    /// The storage connection: the app's own is meant.
    Connection,
}

/// Something to know before anything is sent.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasteWarning {
    /// What was pasted would act on the hub if it were sent as it is; it is not. Holds the operation's name or the method.
    WouldWrite(String),
    /// The key would travel unencrypted to another machine.
    PlainHttp,
    /// The text names another host too, which plays no part. Holds its origin.
    OtherHost(String),
    /// The id may also be this one.
    OtherReading(String),
    /// The text names no scheme; this one was taken.
    SchemeGuessed(&'static str),
    /// The text names the app's deployment site (SCM, Kudu). Its origin; the app's own is taken instead.
    ScmHost(String),
    /// JSON that breaks off or is none; the link was found in it all the same.
    BrokenJson,
}

/// A pasted text, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paste {
    /// What it was.
    pub kind: PasteKind,
    /// What it points to, with its key; `None` when it was a key alone.
    pub link: Option<ManagementLink>,
    /// The key, and where it stood.
    pub key: Option<(Secret, KeyPlace)>,
    /// What plays no part, in the order of the text as far as it has one; at most [`Paste::MOST_IGNORED`].
    pub ignored: Vec<Ignored>,
    /// What it does not say.
    pub missing: Vec<Missing>,
    /// What to beware of.
    pub warnings: Vec<PasteWarning>,
}

impl Paste {
    /// No more than this many things are named as ignored.
    pub const MOST_IGNORED: usize = 24;
}

/// Why nothing can be made of a text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PasteError {
    /// Where: characters from the beginning of the text as it was pasted.
    pub at: usize,
    /// What is wrong.
    pub fault: PasteFault,
}

/// What is wrong with a pasted text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum PasteFault {
    /// Nothing but white space.
    Empty,
    /// No address of any kind.
    NoAddress,
    /// A path of the management API without a host before it.
    NoHost,
    /// The host's name or port cannot be one.
    BadHost,
    /// An address of another scheme, in lower case.
    NotHttp(String),
    /// An address of something else than the management API.
    UnknownPath {
        /// Its path, as a browser would send it.
        path: String,
        /// Its origin: the app may be there.
        origin: String,
    },
    /// A page of the Azure portal, which is not the app.
    AzurePortal {
        /// The app's likely address, if the page is about one.
        app: Option<String>,
    },
    /// It begins like JSON and is none.
    BadJson,
    /// JSON without any management link in it.
    NoLinkInJson,
    /// A quote that is not closed, and no address before it.
    OpenQuote,
}

/// Reads what was pasted, whichever kind it is. Takes time in proportion to the length of the text.
pub fn read_paste(text: &str) -> Result<Paste, PasteError> {
    let clean = clean::cleaned(text);
    read(&clean).map_err(|(at, fault)| PasteError {
        at: clean::original(text, at),
        fault,
    })
}

/// As [`read_paste`] over a cleaned text: places are bytes of it.
fn read(text: &str) -> Result<Paste, (usize, PasteFault)> {
    if text.trim().is_empty() {
        return Err((0, PasteFault::Empty));
    }
    if let Some(key) = keys::alone(text) {
        return Ok(only_a_key((key, KeyPlace::Beside), Vec::new()));
    }
    let found = command::read(text)
        .or_else(|| powershell::read(text))
        .or_else(|| request::read(text))
        .or_else(|| console::read(text));
    let found = match found {
        Some(found) => found,
        None => match starter::read(text) {
            Ok(found) => found,
            Err(fault) => free_text::read(text, fault),
        },
    };
    found.conclude(text)
}

/// A key without an address.
fn only_a_key(key: (Secret, KeyPlace), ignored: Vec<Ignored>) -> Paste {
    Paste {
        kind: PasteKind::Key,
        link: None,
        key: Some(key),
        ignored,
        missing: vec![Missing::Address, Missing::TaskHub, Missing::Connection],
        warnings: Vec::new(),
    }
}
