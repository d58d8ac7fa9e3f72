//! What the readers of each kind hand on: addresses, keys and names, before anything is made of them.

use super::{Ignored, KeyPlace, Paste, PasteFault, PasteKind};
use crate::secret::Secret;

/// A piece of a text that is an address, and where it stands (bytes). It may hold a key, so it has no `Debug`.
pub(crate) struct Address {
    pub(crate) at: usize,
    pub(crate) end: usize,
    pub(crate) text: String,
}

impl Address {
    pub(crate) fn new(at: usize, end: usize, text: String) -> Self {
        Self { at, end, text }
    }
}

/// What was found in a text.
pub(crate) struct Found {
    pub(crate) kind: PasteKind,
    pub(crate) addresses: Vec<Address>,
    /// A key that stood in no address.
    pub(crate) key: Option<(Secret, KeyPlace)>,
    /// The id beside the addresses, which decides what they mean; or empty.
    pub(crate) id: String,
    pub(crate) method: Option<String>,
    pub(crate) ignored: Vec<Ignored>,
    /// What is wrong if no address can be used.
    pub(crate) fault: Option<(usize, PasteFault)>,
    /// Take management links only: any text holds addresses of something.
    pub(crate) links_only: bool,
    /// Take the app's address where a link is to something else of the app.
    pub(crate) app_of_any: bool,
    pub(crate) broken_json: bool,
}

impl Found {
    pub(crate) fn new(kind: PasteKind) -> Self {
        Self {
            kind,
            addresses: Vec::new(),
            key: None,
            id: String::new(),
            method: None,
            ignored: Vec::new(),
            fault: None,
            links_only: false,
            app_of_any: false,
            broken_json: false,
        }
    }

    /// Names something that plays no part, once.
    pub(crate) fn ignore(&mut self, what: Ignored) {
        if self.ignored.len() < Paste::MOST_IGNORED && !self.ignored.contains(&what) {
            self.ignored.push(what);
        }
    }

    /// A header of a request: the key, or one more that plays no part.
    pub(crate) fn header(&mut self, name: &str, value: &str) {
        let name = name.trim();
        if name.eq_ignore_ascii_case("x-functions-key") {
            self.offer_key(value, KeyPlace::Header);
        } else if !name.is_empty() {
            self.ignore(Ignored::Header(shortened(name)));
        }
    }

    /// A key found outside an address. The first one counts.
    pub(crate) fn offer_key(&mut self, value: &str, place: KeyPlace) {
        let key = Secret::new(value);
        if super::keys::is_placeholder(key.expose()) {
            self.ignore(Ignored::Placeholder);
        } else {
            match &self.key {
                None => self.key = Some((key, place)),
                Some((known, _)) if *known == key => {}
                Some(_) => self.ignore(Ignored::OtherKey),
            }
        }
    }

    /// A method is named only where it is not the portal's own.
    pub(crate) fn method(&mut self, method: &str) {
        let method = method.to_ascii_uppercase();
        if !method.is_empty() && method.len() < 12 && method.bytes().all(|b| b.is_ascii_uppercase())
        {
            self.method = Some(method);
        }
    }
}

/// A name, as long as a name is: what is longer may be anything.
pub(crate) fn shortened(name: &str) -> String {
    match name.char_indices().nth(40) {
        Some((at, _)) => format!("{}…", name.get(..at).unwrap_or_default()),
        None => name.to_owned(),
    }
}
