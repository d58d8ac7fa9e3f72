//! What `func start` prints: the functions with their addresses. The app's own address is what they have in common.

use super::address::{address_at, addresses};
use super::found::{Found, shortened};
use super::{Ignored, PasteKind};

/// Reads a console; `None` when no line of it lists a function that answers HTTP.
///
/// Source: the tools print `\tName: [GET,POST] http://localhost:7071/api/name` under `Functions:`.
pub(crate) fn read(text: &str) -> Option<Found> {
    let mut found = Found::new(PasteKind::Console);
    let mut listed = Vec::new();
    for line in text.lines() {
        let Some((name, after)) = line.trim().split_once(": ") else {
            continue;
        };
        let after = after.trim_start();
        let address = after
            .strip_prefix('[')
            .and_then(|methods| methods.split_once("] "))
            .map(|(_, address)| address.trim_start());
        let word = name
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || b"-_.".contains(&b));
        if word && address.is_some_and(|it| it.starts_with("http")) {
            let address = address.unwrap_or_default();
            let at = address.as_ptr() as usize - text.as_ptr() as usize;
            if found.addresses.is_empty() {
                found.addresses.push(address_at(text, at));
            }
            listed.push(name);
        } else if word && after.ends_with("Trigger") && !listed.is_empty() {
            listed.push(name);
        }
    }
    if listed.is_empty() {
        return None;
    }
    found.app_of_any = true;
    // A link that the app printed while it ran says more than its list of functions.
    found.addresses.extend(
        addresses(text)
            .into_iter()
            .filter(|it| it.text.to_ascii_lowercase().contains("durabletask")),
    );
    for name in listed {
        found.ignore(Ignored::Function(shortened(name)));
    }
    Some(found)
}
