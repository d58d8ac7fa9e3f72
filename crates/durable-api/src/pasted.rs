//! What people paste: a link, what a starter returned, a `curl` line.

use crate::link::{LinkError, ManagementLink};
use crate::payload::{ManagementPayload, read_payload};
use crate::secret::Secret;

/// What kind of text was pasted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PastedKind {
    /// A management link, or an app's own address.
    Link,
    /// The JSON a starter function returns.
    StarterJson,
    /// A `curl` command.
    CurlLine,
}

/// A pasted text, read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Pasted {
    /// What it points to.
    pub link: ManagementLink,
    /// What it was.
    pub kind: PastedKind,
}

/// Reads what was pasted, whichever kind it is.
pub fn read_pasted(text: &str) -> Result<Pasted, LinkError> {
    let text = text.trim_matches(|c: char| c.is_whitespace() || c == '\u{feff}');
    if text.starts_with(['{', '[']) {
        return Ok(Pasted {
            link: read_starter_json(text)?,
            kind: PastedKind::StarterJson,
        });
    }
    let mut words = text.split_whitespace();
    let program = words.next().unwrap_or_default();
    if words.next().is_some()
        && (program.eq_ignore_ascii_case("curl") || program.eq_ignore_ascii_case("curl.exe"))
    {
        return Ok(Pasted {
            link: read_curl(text)?,
            kind: PastedKind::CurlLine,
        });
    }
    // A link copied out of JSON keeps its quotes and escapes.
    if let Some(inside) = crate::json::string(text.trim_end_matches([',', ' '])) {
        return Ok(Pasted {
            link: ManagementLink::parse(&inside)?,
            kind: PastedKind::Link,
        });
    }
    Ok(Pasted {
        link: ManagementLink::parse(text)?,
        kind: PastedKind::Link,
    })
}

/// How deep the addresses may lie in what a starter returns.
const DEPTH: usize = 3;

fn read_starter_json(text: &str) -> Result<ManagementLink, LinkError> {
    if let Err(error) = serde_json::from_str::<&serde_json::value::RawValue>(text) {
        return Err(LinkError::BadJson {
            line: error.line(),
            column: error.column(),
        });
    }
    find_link(text, DEPTH).ok_or(LinkError::NoLinkInJson)
}

/// The first object with a management link in it, from the outside in: starters wrap what they return.
fn find_link(text: &str, depth: usize) -> Option<ManagementLink> {
    let deeper = depth.checked_sub(1)?;
    if let Ok(payload) = read_payload(text, true) {
        if let Some(link) = link_of(&payload) {
            return Some(link);
        }
        return payload
            .extra
            .iter()
            .find_map(|(_, value)| find_link(value.text(), deeper));
    }
    if let Ok(values) = crate::json::array(text) {
        return values
            .iter()
            .find_map(|value| find_link(value.get(), deeper));
    }
    // Any string may be the link, under whatever name.
    let link = ManagementLink::parse(&crate::json::string(text)?).ok()?;
    link.is_of_an_instance().then_some(link)
}

/// The first link of a payload that is one, with what only the others say.
fn link_of(payload: &ManagementPayload) -> Option<ManagementLink> {
    let mut links = payload
        .links()
        .filter_map(|(_, link)| ManagementLink::parse_beside(link, &payload.id).ok());
    let mut link = links.next()?;
    for other in links {
        if other.address.origin == link.address.origin {
            link.key = link.key.or(other.key);
            link.address.task_hub = link.address.task_hub.or(other.address.task_hub);
            link.address.connection = link.address.connection.or(other.address.connection);
        }
        if link.instance_id.is_none() {
            link.instance_id = other.instance_id;
            link.other_reading = other.other_reading;
        }
    }
    link.operation = None;
    Some(link)
}

fn read_curl(command: &str) -> Result<ManagementLink, LinkError> {
    let words = shell_words(command);
    let mut key = None;
    let mut address = None;
    let mut header_next = false;
    for word in words.iter().skip(1) {
        let header = if header_next {
            Some(word.as_str())
        } else {
            word.strip_prefix("--header=")
                .or_else(|| word.strip_prefix("-H").filter(|rest| !rest.is_empty()))
        };
        header_next = !header_next && (word == "-H" || word == "--header");
        if let Some(header) = header {
            if let Some((name, value)) = header.split_once(':')
                && name.trim().eq_ignore_ascii_case("x-functions-key")
            {
                key = Some(Secret::new(value));
            }
        } else if address.is_none() && is_web_address(word) {
            address = Some(word);
        }
    }
    let mut link = ManagementLink::parse(address.ok_or(LinkError::NotAUrl)?)?;
    link.key = link.key.or(key);
    Ok(link)
}

fn is_web_address(word: &str) -> bool {
    let scheme = word.split_once("://").map(|(scheme, _)| scheme);
    scheme.is_some_and(|scheme| {
        scheme.eq_ignore_ascii_case("http") || scheme.eq_ignore_ascii_case("https")
    })
}

/// The words of a shell's command line: quotes of both kinds, backslashes, and lines that go on.
fn shell_words(command: &str) -> Vec<String> {
    let mut words = Vec::new();
    let mut word: Option<String> = None;
    let mut quote = None;
    let mut chars = command.chars();
    while let Some(c) = chars.next() {
        match (quote, c) {
            (None, '\'' | '"') => {
                quote = Some(c);
                word.get_or_insert_default();
            }
            (Some(open), c) if open == c => quote = None,
            (None | Some('"'), '\\') => match chars.next() {
                Some('\n') | None => {}
                Some('\r') => {
                    let _ = chars.next();
                }
                Some(escaped) => word.get_or_insert_default().push(escaped),
            },
            (None, c) if c.is_whitespace() => words.extend(word.take()),
            (_, c) => word.get_or_insert_default().push(c),
        }
    }
    words.extend(word);
    words
}
