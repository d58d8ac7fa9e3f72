//! A pasted address split as a browser would, without a browser and without the `url` crate.

use crate::link::LinkError;
use crate::percent::{decode, push_escape};

/// An `http` or `https` address in its parts.
pub(crate) struct WebUrl {
    /// As a browser writes an origin: lower case, no default port.
    pub(crate) origin: String,
    /// Percent-encoded path segments, dot segments resolved.
    pub(crate) segments: Vec<String>,
    /// What stands between `?` and `#`, as written.
    pub(crate) query: String,
    /// Whether the text names the scheme.
    pub(crate) scheme_given: bool,
    /// Whether a user's name or password stands before the host.
    pub(crate) user_info: bool,
    /// Whether something follows `#`.
    pub(crate) fragment: bool,
}

impl WebUrl {
    /// Splits an address. An address without a scheme is taken for `https`, on this machine for `http`.
    pub(crate) fn parse(text: &str) -> Result<Self, LinkError> {
        // Browsers drop these anywhere: terminals break long lines.
        let clean: String = text
            .trim()
            .chars()
            .filter(|c| !matches!(c, '\t' | '\n' | '\r'))
            .collect();
        let (scheme, rest) = split_scheme(&clean)?;
        if scheme.is_none() && rest.starts_with('/') && !rest.starts_with("//") {
            // A path without a host.
            return Err(LinkError::NotAUrl);
        }
        let rest = rest.trim_start_matches(['/', '\\']);
        let end = rest.find(['/', '\\', '?', '#']).unwrap_or(rest.len());
        let (authority, rest) = rest.split_at_checked(end).ok_or(LinkError::NotAUrl)?;
        let (rest, fragment) = rest.split_once('#').unwrap_or((rest, ""));
        let (path, query) = rest.split_once('?').unwrap_or((rest, ""));
        let host_and_port = authority
            .rsplit_once('@')
            .map_or(authority, |(_, host)| host);
        let scheme_given = scheme.is_some();
        let scheme = match scheme {
            Some(scheme) => scheme,
            None if is_local(host_and_port) => "http",
            None => "https",
        };
        Ok(Self {
            origin: origin(scheme, host_and_port).ok_or(LinkError::NotAUrl)?,
            segments: segments(path),
            query: query.to_owned(),
            scheme_given,
            user_info: host_and_port.len() < authority.len(),
            fragment: !fragment.is_empty(),
        })
    }

    /// The path, as a browser would send it.
    pub(crate) fn path(&self) -> String {
        joined(&self.segments)
    }
}

/// Segments as a path: each behind its slash.
pub(crate) fn joined(segments: &[String]) -> String {
    segments
        .iter()
        .fold(String::new(), |path, segment| path + "/" + segment)
}

fn split_scheme(text: &str) -> Result<(Option<&'static str>, &str), LinkError> {
    let Some((scheme, rest)) = text.split_once(':') else {
        return Ok((None, text));
    };
    for known in ["http", "https"] {
        if scheme.eq_ignore_ascii_case(known) && rest.starts_with(['/', '\\']) {
            return Ok((Some(known), rest));
        }
    }
    // `localhost:7071/…` has a colon and no scheme.
    if rest.starts_with(|c: char| c.is_ascii_digit()) || !is_scheme(scheme) {
        return Ok((None, text));
    }
    Err(LinkError::NotHttp {
        scheme: scheme.to_ascii_lowercase(),
    })
}

fn is_scheme(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic())
        && text
            .bytes()
            .all(|b| b.is_ascii_alphanumeric() || matches!(b, b'+' | b'-' | b'.'))
}

/// Whether a host, with its port or without, is this machine.
pub(crate) fn is_local(host_and_port: &str) -> bool {
    let host = host_and_port
        .rsplit_once(':')
        .map_or(host_and_port, |(host, _)| host);
    host.eq_ignore_ascii_case("localhost") || host.starts_with("127.") || host == "[::1]"
}

/// The origin, if host and port can be ones.
fn origin(scheme: &str, host_and_port: &str) -> Option<String> {
    let (host, port) = match host_and_port.rsplit_once(':') {
        // A colon inside brackets belongs to the host.
        Some((host, port)) if !port.contains(']') => (host, port),
        _ => (host_and_port, ""),
    };
    let bracketed = host
        .strip_prefix('[')
        .and_then(|inner| inner.strip_suffix(']'));
    let fits = match bracketed {
        Some(inner) => {
            !inner.is_empty()
                && inner
                    .bytes()
                    .all(|b| b.is_ascii_hexdigit() || matches!(b, b':' | b'.'))
        }
        None => !host.is_empty() && !host.chars().any(is_forbidden_in_host),
    };
    if !fits || !port.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    let number: Option<u16> = if port.is_empty() {
        None
    } else {
        Some(port.parse().ok()?)
    };
    let mut origin = String::with_capacity(scheme.len() + host.len() + 9);
    origin.push_str(scheme);
    origin.push_str("://");
    // Beyond ASCII the browser does it, when it writes the name in Punycode.
    origin.push_str(&host.to_ascii_lowercase());
    if let Some(number) = number
        && (scheme, number) != ("http", 80)
        && (scheme, number) != ("https", 443)
    {
        origin.push(':');
        origin.push_str(&number.to_string());
    }
    Some(origin)
}

/// Source: the URL standard's forbidden domain code points.
fn is_forbidden_in_host(c: char) -> bool {
    c.is_control() || c.is_whitespace() || "\"#%/:<>?@[\\]^`{|}".contains(c)
}

/// The segments of a path, with `.` and `..` resolved and encoded where a browser encodes.
fn segments(path: &str) -> Vec<String> {
    let mut out: Vec<String> = Vec::new();
    // The first piece is what stands before the leading slash: nothing.
    for piece in path.split(['/', '\\']).skip(1) {
        let plain = decode(piece);
        match plain.as_str() {
            ".." => {
                out.pop();
            }
            "." => {}
            _ => out.push(encoded(piece)),
        }
    }
    out
}

/// Source: the URL standard's path percent-encode set. Escapes that are there stay as they are.
fn encoded(piece: &str) -> String {
    let mut out = String::with_capacity(piece.len());
    for c in piece.chars() {
        if c.is_ascii_graphic() && !"\"#<>?`{}^".contains(c) {
            out.push(c);
        } else {
            let mut buffer = [0; 4];
            for byte in c.encode_utf8(&mut buffer).bytes() {
                push_escape(&mut out, byte);
            }
        }
    }
    out
}
