//! A raw HTTP request: its first line, its headers, perhaps a body.

use super::address::address_at;
use super::found::{Address, Found};
use super::{Ignored, PasteFault, PasteKind};

const METHODS: [&str; 7] = ["GET", "POST", "DELETE", "PUT", "PATCH", "HEAD", "OPTIONS"];

/// Reads a request; `None` when the text is none.
pub(crate) fn read(text: &str) -> Option<Found> {
    let mut lines = Lines { rest: text, at: 0 };
    let mut parts = Parts::default();
    // Files of requests begin with comments, browsers' tools with `:method:`.
    let first = loop {
        let (at, line) = lines.next()?;
        if !(line.trim().is_empty() || line.starts_with('#') || line.starts_with("//")) {
            break (at, line);
        }
    };
    let mut pending = None;
    if first.1.starts_with(':') {
        pending = Some(first);
    } else {
        parts.first_line(first.0, first.1)?;
    }
    let mut found = Found::new(PasteKind::Request);
    while let Some((at, line)) = pending.take().or_else(|| lines.next()) {
        let trimmed = line.trim();
        if trimmed.is_empty() {
            if !lines.rest.trim().is_empty() {
                found.ignore(Ignored::Body);
            }
            break;
        }
        if trimmed.starts_with(['?', '&']) {
            parts.target.push_str(trimmed);
            continue;
        }
        let pseudo = trimmed.strip_prefix(':');
        let Some((name, value)) = pseudo.unwrap_or(trimmed).split_once(':') else {
            found.ignore(Ignored::Text);
            continue;
        };
        let value = value.trim();
        match name.to_ascii_lowercase().as_str() {
            "host" | "authority" if parts.host.is_empty() => parts.host = String::from(value),
            "method" if pseudo.is_some() => parts.method = String::from(value),
            "scheme" if pseudo.is_some() => parts.scheme = Some(value.to_owned()),
            "path" if pseudo.is_some() => {
                parts.target = String::from(value);
                parts.at = at;
            }
            _ => found.header(name, value),
        }
    }
    // Some tools write their own names beside the values.
    if parts.target.is_empty() {
        return None;
    }
    found.method(&parts.method);
    found.addresses.extend(parts.address());
    if found.addresses.is_empty() {
        found.fault = Some((parts.at, PasteFault::NoHost));
    }
    Some(found)
}

/// The lines of a text and where each begins.
struct Lines<'a> {
    rest: &'a str,
    at: usize,
}

impl<'a> Lines<'a> {
    fn next(&mut self) -> Option<(usize, &'a str)> {
        if self.rest.is_empty() {
            return None;
        }
        let (line, rest) = self.rest.split_once('\n').unwrap_or((self.rest, ""));
        let at = self.at;
        self.at += self.rest.len() - rest.len();
        self.rest = rest;
        Some((at, line))
    }
}

#[derive(Default)]
struct Parts {
    method: String,
    target: String,
    host: String,
    scheme: Option<String>,
    at: usize,
}

impl Parts {
    /// `GET /path HTTP/1.1`, or with a whole address. `None` for anything else.
    fn first_line(&mut self, at: usize, line: &str) -> Option<()> {
        let mut words = line.split_whitespace();
        let method = words.next().filter(|it| METHODS.contains(it))?;
        let target = words.next()?;
        let sound = target.starts_with('/') || target.contains("://");
        let version = words
            .next()
            .is_none_or(|it| it.to_ascii_uppercase().starts_with("HTTP"));
        if !sound || !version {
            return None;
        }
        self.method = String::from(method);
        self.target = String::from(target);
        self.at = at + line.find(target).unwrap_or(0);
        Some(())
    }

    /// The whole address; without a scheme where the request names none.
    fn address(&self) -> Option<Address> {
        if self.target.contains("://") {
            let whole = address_at(&self.target, 0);
            return Some(Address::new(self.at, self.at + whole.end, whole.text));
        }
        if self.host.is_empty() {
            return None;
        }
        let scheme = self.scheme.as_deref().map(|it| it.to_owned() + "://");
        let text = scheme.unwrap_or_default() + &self.host + &self.target;
        Some(Address::new(self.at, self.at + self.target.len(), text))
    }
}
