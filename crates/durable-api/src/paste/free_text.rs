//! Any text with an address in it, and perhaps a key beside the address.

use super::address::{address_at, addresses, carried};
use super::found::{Address, Found};
use super::keys::{looks_like_key, may_be_key, offered};
use super::{Ignored, KeyPlace, PasteFault, PasteKind};
use crate::weburl::is_local;

/// How many words are looked at for an address without a scheme.
const MOST_WORDS: usize = 200;

/// What a key is called where somebody wrote it down.
const LABELS: [&str; 14] = [
    "key",
    "code",
    "masterkey",
    "master",
    "_master",
    "default",
    "systemkey",
    "system",
    "functionkey",
    "function",
    "hostkey",
    "host",
    "apikey",
    "secret",
];

/// Reads the text. `fault` is what is wrong with it as JSON, if it looked like some.
pub(crate) fn read(text: &str, fault: Option<(usize, PasteFault)>) -> Found {
    let mut found = Found::new(PasteKind::Text);
    if let Some((at, fault)) = fault {
        found.links_only = true;
        found.broken_json = fault == PasteFault::BadJson;
        found.fault = Some((at, fault));
    }
    found.addresses = match with_space(text) {
        Some(address) => vec![address],
        None => addresses(text),
    };
    let carried: Vec<Address> = found.addresses.iter().filter_map(carried).collect();
    if found.addresses.is_empty() {
        found.addresses.extend(without_scheme(text));
        found.fault = found.fault.or_else(|| other_fault(text));
    }
    for (key, place) in offered(text) {
        found.offer_key(key, place);
    }
    look_beside(text, &mut found);
    found.addresses.extend(carried);
    found
}

/// A link in one line whose id was typed with a space in it: what follows the space is the rest of a link.
fn with_space(text: &str) -> Option<Address> {
    let line = text.trim();
    let at = text.len() - text.trim_start().len();
    let (first, rest) = line.split_once(' ')?;
    let continues =
        first.starts_with("http") && first.contains("/instances/") && !first.contains('?');
    let one = !line.contains('\n') && !rest.contains("://");
    (continues && one && (rest.contains('?') || rest.contains("/raiseEvent/")))
        .then(|| Address::new(at, at + line.len(), line.to_owned()))
}

/// What stands outside the addresses: a key beside one, and otherwise something that plays no part.
fn look_beside(text: &str, found: &mut Found) {
    let mut rest = String::new();
    let mut from = 0;
    for address in &found.addresses {
        rest.push_str(text.get(from..address.at).unwrap_or_default());
        rest.push(' ');
        from = address.end;
    }
    rest.push_str(text.get(from..).unwrap_or_default());
    let is_wrapping = |c: char| c.is_whitespace() || "\"'`<>,;()[]{}“”„‘’‚«»‹›「」*|\\".contains(c);
    let mut words: Vec<&str> = Vec::new();
    for word in rest.split_whitespace() {
        let word = word.trim_matches(is_wrapping);
        if word.contains(char::is_alphanumeric) {
            words.push(word);
        }
    }
    if words.is_empty() {
        found.kind = PasteKind::Link;
        return;
    }
    let addressed = !found.addresses.is_empty();
    let few = words.len() <= 6;
    let named: Vec<&str> = offered(text).into_iter().map(|(key, _)| key).collect();
    let of_a_header = |word: &str| {
        named.contains(&word)
            || !named.is_empty() && word.to_ascii_lowercase().contains("x-functions-key")
    };
    let mut others = 0;
    let mut label = false;
    for word in &words {
        let (name, value) = word.split_once(['=', ':']).unwrap_or((word, ""));
        let name = name
            .trim_start_matches(['?', '&', '-'])
            .to_ascii_lowercase();
        let labels = LABELS.contains(&name.as_str());
        let key = if few && labels && !value.is_empty() {
            Some(value)
        } else {
            let beside =
                label && word.len() > 3 || addressed && words.len() == 1 && may_be_key(word);
            (looks_like_key(word) || few && !labels && beside).then_some(*word)
        };
        match key {
            Some(key) => found.offer_key(key, KeyPlace::Beside),
            // A header that was read is no other text.
            None if labels || of_a_header(word) => {}
            None => others += 1,
        }
        label = labels && word.ends_with([':', '=']) || labels && value.is_empty() && label;
    }
    if others == 0 {
        found.kind = PasteKind::Link;
    } else {
        found.ignore(Ignored::Text);
    }
}

/// An address that was written without its scheme.
fn without_scheme(text: &str) -> Option<Address> {
    let mut words = text.split_whitespace().take(MOST_WORDS);
    let lone = text.split_whitespace().nth(1).is_none();
    words.find_map(|word| {
        let bare = word.trim_start_matches(['"', '\'', '<', '(', '`', '[', '“', '‘', '«']);
        if !is_host(bare, lone) {
            return None;
        }
        let at = bare.as_ptr() as usize - text.as_ptr() as usize;
        Some(address_at(text, at))
    })
}

/// Whether a word without a scheme names a host: an id may hold dots and colons too.
fn is_host(word: &str, lone: bool) -> bool {
    let end = word.find(['/', '?', '#', '\\']).unwrap_or(word.len());
    let (authority, below) = word.split_at_checked(end).unwrap_or((word, ""));
    let authority = authority.trim_end_matches(['"', '\'', '>', ',', ';', ')', '.', ':']);
    let (host, port) = authority.rsplit_once(':').unwrap_or((authority, ""));
    let ported = (2..=5).contains(&port.len()) && port.bytes().all(|b| b.is_ascii_digit());
    let below = below.to_ascii_lowercase();
    let named = host
        .bytes()
        .all(|b| b.is_ascii_alphanumeric() || b"-_.@[]:".contains(&b) || b >= 128);
    if host.is_empty() || !named {
        return false;
    }
    is_local(authority)
        || host.to_ascii_lowercase().contains(".azure")
        || below.contains("/webhooks/durabletask")
        || below.contains("/extensions/durabletaskextension")
        // A child's id is 32 hexadecimal digits, a colon and a number.
        || ported && (host.contains('.') || lone && port.len() > 3 && host.len() < 16)
}

/// What is wrong with a text that has no web address.
fn other_fault(text: &str) -> Option<(usize, PasteFault)> {
    let begin = text.len() - text.trim_start().len();
    let word = text.split_whitespace().next()?;
    if word.starts_with('/') {
        let lower = word.to_ascii_lowercase();
        let ours = lower.contains("/webhooks/durabletask")
            || lower.contains("/extensions/durabletaskextension");
        return ours.then_some((begin, PasteFault::NoHost));
    }
    let (scheme, after) = word.split_once(':')?;
    let sound = !scheme.is_empty()
        && scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"+-.".contains(&b));
    if sound
        && (after.starts_with("//") || ["javascript", "data", "mailto", "file"].contains(&scheme))
    {
        let scheme = scheme.to_ascii_lowercase();
        let fault = if scheme == "http" || scheme == "https" {
            PasteFault::BadHost
        } else {
            PasteFault::NotHttp(scheme)
        };
        return Some((begin, fault));
    }
    None
}
