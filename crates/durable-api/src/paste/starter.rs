//! The JSON a starter returns, alone, wrapped, quoted, or in the middle of a log.

use super::found::{Address, Found, shortened};
use super::keys::offered;
use super::{Ignored, PasteFault, PasteKind};
use crate::json::{array, string};
use crate::link::ManagementLink;
use crate::payload::read_payload;

/// How deep the addresses may lie in what a starter returns.
const DEPTH: usize = 6;
/// How many beginnings of JSON in a text are tried.
const MOST_TRIES: usize = 8;

/// Reads JSON with a management link in it; an error says what is wrong with a text that was to be JSON, if it was.
pub(crate) fn read(text: &str) -> Result<Found, Option<(usize, PasteFault)>> {
    let trimmed = text.trim().trim_end_matches([',', ';']);
    let begin = text.len() - text.trim_start().len();
    let mut found = Found::new(PasteKind::Starter);
    // JSON that was made a string of JSON.
    if let Some(inside) = string(trimmed)
        && inside.trim_start().starts_with(['{', '['])
        && collect(&inside, DEPTH, begin, &mut found)
    {
        return Ok(finish(found, &inside));
    }
    let mut fault = None;
    let mut from = 0;
    for _ in 0..MOST_TRIES {
        let Some(at) = text.get(from..).and_then(|rest| rest.find(['{', '['])) else {
            break;
        };
        let at = from + at;
        let rest = text.get(at..).unwrap_or_default();
        let meant = at == begin && is_meant(rest);
        let Some(end) = value_end(rest) else {
            if meant {
                fault = Some((text.len(), PasteFault::BadJson));
            }
            from = at + 1;
            continue;
        };
        let value = rest.get(..end).unwrap_or_default();
        match serde_json::from_str::<&serde_json::value::RawValue>(value) {
            Ok(_) if collect(value, DEPTH, at, &mut found) => {
                let around = [text.get(..at), rest.get(end..)];
                let bare = |it: &&str| {
                    !it.trim_matches(|c: char| c.is_whitespace() || "\"',;`)(".contains(c))
                        .is_empty()
                };
                if around.iter().flatten().any(bare) {
                    found.ignore(Ignored::Text);
                }
                return Ok(finish(found, text));
            }
            Ok(_) if meant => fault = Some((at, PasteFault::NoLinkInJson)),
            Err(error) if meant => {
                fault = Some((
                    at + place(value, error.line(), error.column()),
                    PasteFault::BadJson,
                ));
            }
            _ => {}
        }
        // What lies inside was looked at already, or is no JSON.
        from = at + if fault.is_some() { end } else { 1 };
    }
    Err(fault)
}

fn finish(mut found: Found, text: &str) -> Found {
    for (key, place) in offered(text) {
        found.offer_key(key, place);
    }
    found
}

/// The first object with a management link in it, from the outside in. What it passes on the way is named.
fn collect(text: &str, depth: usize, at: usize, found: &mut Found) -> bool {
    let Some(deeper) = depth.checked_sub(1) else {
        return false;
    };
    if let Ok(payload) = read_payload(text, true) {
        let links: Vec<&str> = payload
            .links()
            .map(|(_, link)| link)
            .filter(|link| ManagementLink::parse_beside(link, &payload.id).is_ok())
            .collect();
        let own = !links.is_empty();
        for link in links {
            found.addresses.push(Address::new(at, at, link.to_owned()));
        }
        if own {
            found.id.clone_from(&payload.id);
        }
        let inner = (!own)
            .then(|| {
                payload
                    .extra
                    .iter()
                    .position(|(_, value)| collect(value.text(), deeper, at, found))
            })
            .flatten();
        if own || inner.is_some() {
            for (place, (name, _)) in payload.extra.iter().enumerate() {
                if Some(place) != inner && !name.eq_ignore_ascii_case("x-functions-key") {
                    found.ignore(Ignored::Field(shortened(name)));
                }
            }
            if inner.is_some() && !payload.id.is_empty() {
                found.ignore(Ignored::Field("id".to_owned()));
            }
        }
        return own || inner.is_some();
    }
    if let Ok(values) = array(text) {
        let taken = values
            .iter()
            .position(|value| collect(value.get(), deeper, at, found));
        for place in (0..values.len()).filter(|place| taken.is_some_and(|it| it != *place)) {
            found.ignore(Ignored::Field(format!("[{place}]")));
        }
        return taken.is_some();
    }
    let Some(inside) = string(text) else {
        return false;
    };
    if inside.trim_start().starts_with(['{', '[']) {
        return collect(inside.trim(), deeper, at, found);
    }
    // Any string may be the link, under whatever name.
    let is_link = ManagementLink::parse(&inside).is_ok_and(|link| link.instance_id.is_some());
    if is_link {
        found.addresses.push(Address::new(at, at, inside));
    }
    is_link
}

/// Whether a text that begins with a bracket was to be JSON: a log's line begins with one too.
fn is_meant(text: &str) -> bool {
    text.chars()
        .skip(1)
        .find(|c| !c.is_whitespace())
        .is_some_and(|c| "\"{[]}".contains(c))
}

/// Where the value ends that the text begins with, by its brackets alone.
fn value_end(text: &str) -> Option<usize> {
    let mut open = 0_usize;
    let mut quoted = false;
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate() {
        match byte {
            _ if escaped => escaped = false,
            b'\\' if quoted => escaped = true,
            b'"' => quoted = !quoted,
            b'{' | b'[' if !quoted => open += 1,
            b'}' | b']' if !quoted => {
                open -= 1;
                if open == 0 {
                    return Some(at + 1);
                }
            }
            _ => {}
        }
    }
    None
}

/// Line and column, from 1, as a byte of the text.
fn place(text: &str, line: usize, column: usize) -> usize {
    let before: usize = text
        .split_inclusive('\n')
        .take(line.saturating_sub(1))
        .map(str::len)
        .sum();
    (before + column.saturating_sub(1)).min(text.len())
}
