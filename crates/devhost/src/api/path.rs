//! How the host reads a path: it decodes twice and keeps `%2F` (recording `instance-ids`).

use std::fmt::Write as _;

/// The path as the host's URL of the request has it: decoded once, dot segments taken out, and encoded again where it must be.
/// What still looks percent-encoded after the first decoding is taken for encoded, so that `%2541` becomes `A`.
pub fn seen(raw: &str) -> String {
    let decoded = decode(raw);
    let mut kept: Vec<&str> = Vec::new();
    for segment in decoded.split('/') {
        match segment {
            "." => {}
            ".." => {
                if kept.len() > 1 {
                    kept.pop();
                }
            }
            _ => kept.push(segment),
        }
    }
    encode(&kept.join("/"))
}

/// The decoded segments of a path as [`seen`] gives it; slashes at either end do not count.
pub fn segments(seen: &str) -> Vec<String> {
    let trimmed = seen.trim_matches('/');
    if trimmed.is_empty() {
        return Vec::new();
    }
    trimmed.split('/').map(decode).collect()
}

/// Decodes percent sequences, but for `%2F` and what is no UTF-8.
fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let mut run = Vec::new();
        let mut end = at;
        while let Some(byte) = escaped(&bytes[end..]) {
            if byte == b'/' {
                break;
            }
            run.push(byte);
            end += 3;
        }
        if run.is_empty() {
            let skip = if escaped(&bytes[at..]).is_some() {
                3
            } else {
                text[at..].chars().next().map_or(1, char::len_utf8)
            };
            out.push_str(&text[at..at + skip]);
            at += skip;
        } else {
            match String::from_utf8(run) {
                Ok(decoded) => out.push_str(&decoded),
                Err(_) => out.push_str(&text[at..end]),
            }
            at = end;
        }
    }
    out
}

fn escaped(bytes: &[u8]) -> Option<u8> {
    let [b'%', high, low, ..] = bytes else {
        return None;
    };
    let digit = |byte: &u8| char::from(*byte).to_digit(16);
    u8::try_from(digit(high)? * 16 + digit(low)?).ok()
}

/// Encodes what may not stand in a path; percent sequences stay, but those of unreserved characters are decoded.
fn encode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = String::with_capacity(text.len());
    let mut at = 0;
    while at < bytes.len() {
        let byte = bytes[at];
        if let Some(inner) = escaped(&bytes[at..]) {
            if inner.is_ascii_alphanumeric() || b"-._~".contains(&inner) {
                out.push(char::from(inner));
            } else {
                out.push_str(&text[at..at + 3]);
            }
            at += 3;
            continue;
        }
        if byte.is_ascii_alphanumeric() || b"!$&'()*+,-./:;=@_~".contains(&byte) {
            out.push(char::from(byte));
        } else {
            let _ = write!(out, "%{byte:02X}");
        }
        at += 1;
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(raw: &str) -> String {
        segments(&seen(raw)).join("|")
    }

    #[test]
    fn ids_arrive_as_the_recordings_show() {
        for (raw, id) in [
            ("/with%20space", "with space"),
            ("/percent%2541", "percentA"),
            ("/percent%252541", "percent%41"),
            ("/plus%2Bsign", "plus+sign"),
            ("/plus+sign", "plus+sign"),
            ("/slash%2Fin", "slash%2Fin"),
            ("/slash%252Fin", "slash%2Fin"),
            ("/%E8%AE%A2%E5%8D%95-7", "订单-7"),
            ("/q%3Fmark", "q?mark"),
            ("/a/../b", "b"),
            ("/bad%ff", "bad%ff"),
            ("/slash%2fin", "slash%2fin"),
            ("/100%", "100%"),
        ] {
            assert_eq!(read(raw), id, "{raw}");
        }
    }

    #[test]
    fn the_seen_path_is_what_a_location_repeats() {
        assert_eq!(seen("/%40counter%40steps"), "/@counter@steps");
        assert_eq!(seen("/with%20space"), "/with%20space");
    }
}
