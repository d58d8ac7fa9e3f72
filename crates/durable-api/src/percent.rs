//! Percent encoding of path segments and query values, and the readings of a segment in a link.
//!
//! Source: the wire contract, section 5: the host decodes a path twice, keeps `%2F`, and writes a space
//! in its own links as `+`.

/// Encodes an id, a name or a key as one path segment, so that the host reads exactly it.
///
/// A literal percent is encoded twice (`%2525`), because the host decodes twice. A slash becomes `%2F`,
/// which the host does *not* decode: such an id is unreachable by path. `.` and `..` would be removed from
/// the path by every browser; encoded twice they stay what they are.
pub fn segment(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    if text == "." || text == ".." {
        for _ in text.bytes() {
            out.push_str("%252E");
        }
        return out;
    }
    for byte in text.bytes() {
        if byte == b'%' {
            out.push_str("%2525");
        } else {
            push_encoded(&mut out, byte);
        }
    }
    out
}

/// Encodes one query value: everything but letters, digits and `-._~`.
pub fn query_value(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for byte in text.bytes() {
        push_encoded(&mut out, byte);
    }
    out
}

fn push_encoded(out: &mut String, byte: u8) {
    if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'.' | b'_' | b'~') {
        out.push(char::from(byte));
    } else {
        push_escape(out, byte);
    }
}

/// Writes `%XX` in upper case.
pub(crate) fn push_escape(out: &mut String, byte: u8) {
    out.push('%');
    for digit in [byte >> 4, byte & 15] {
        out.push(char::from_digit(u32::from(digit), 16).map_or('0', |c| c.to_ascii_uppercase()));
    }
}

/// Decodes `%XX` in either case. What is no escape, or does not decode to UTF-8, stays as it is written.
pub(crate) fn decode(text: &str) -> String {
    decode_some(text, |_| true)
}

/// As [`decode`], but escaped slashes stay as written: what the host makes of a path segment.
pub(crate) fn decode_but_slashes(text: &str) -> String {
    decode_some(text, |byte| byte != b'/')
}

fn decode_some(text: &str, wanted: fn(u8) -> bool) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('%') {
        let (before, from) = rest.split_at(at);
        out.push_str(before);
        let mut bytes = Vec::new();
        let mut after = from;
        while let Some((byte, next)) = escape(after)
            && wanted(byte)
        {
            bytes.push(byte);
            after = next;
        }
        if bytes.is_empty() {
            out.push('%');
            rest = from.strip_prefix('%').unwrap_or_default();
        } else {
            push_utf8(&mut out, &bytes, from);
            rest = after;
        }
    }
    out.push_str(rest);
    out
}

/// The byte of the escape `text` begins with, and what follows it.
fn escape(text: &str) -> Option<(u8, &str)> {
    let rest = text.strip_prefix('%')?;
    let digits = rest.get(..2)?;
    // `from_str_radix` would also take a sign.
    if !digits.bytes().all(|b| b.is_ascii_hexdigit()) {
        return None;
    }
    Some((u8::from_str_radix(digits, 16).ok()?, rest.get(2..)?))
}

/// Writes decoded bytes as text; those that are no UTF-8 as the escapes they were (`written`).
fn push_utf8(out: &mut String, bytes: &[u8], written: &str) {
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        out.push_str(chunk.valid());
        at += chunk.valid().len();
        let end = at + chunk.invalid().len();
        out.push_str(written.get(at * 3..end * 3).unwrap_or_default());
        at = end;
    }
}

/// What the segment of a pasted link may mean: the likeliest first, no two alike.
///
/// 1. as the host would read it, with `%2F` taken for the slash its own links mean by it;
/// 2. as the host writes its own links: a space is `+` and nothing is encoded twice;
/// 3. as the host really reads it: `%2F` stays three characters.
pub(crate) fn readings(segment: &str) -> Vec<String> {
    let mut readings = vec![decode_but_slashes(&decode(segment))];
    let written = decode(&segment.replace('+', " "));
    let arriving = decode_but_slashes(&decode_but_slashes(segment));
    for other in [written, arriving] {
        if !readings.contains(&other) {
            readings.push(other);
        }
    }
    readings
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_the_host_would_misread_is_encoded() {
        assert_eq!(segment("with space"), "with%20space");
        assert_eq!(segment("plus+sign"), "plus%2Bsign");
        assert_eq!(segment("100%"), "100%2525");
        assert_eq!(segment("batch/7/1"), "batch%2F7%2F1");
        assert_eq!(segment("åä"), "%C3%A5%C3%A4");
        assert_eq!(segment(".."), "%252E%252E");
        assert_eq!(segment("a.b..c"), "a.b..c");
        assert_eq!(query_value("a b+c%d"), "a%20b%2Bc%25d");
    }

    #[test]
    fn escapes_decode_in_either_case_and_odd_ones_stay() {
        assert_eq!(decode("%c3%A5x%2fy"), "åx/y");
        assert_eq!(decode("100%, %zz %+1 %4"), "100%, %zz %+1 %4");
        assert_eq!(decode("%FF%C3%A5%ff"), "%FFå%ff");
        assert_eq!(decode_but_slashes("a%2fb%2Fc%20d"), "a%2fb%2Fc d");
    }

    #[test]
    fn a_segment_lists_its_readings_likeliest_first() {
        assert_eq!(readings("plain"), ["plain"]);
        assert_eq!(readings("with+space"), ["with+space", "with space"]);
        assert_eq!(readings("100%2525"), ["100%", "100%25"]);
        assert_eq!(readings("percent%2541"), ["percentA", "percent%41"]);
        assert_eq!(readings("slash%252Fin"), ["slash%2Fin"]);
        assert_eq!(readings("batch%2F7"), ["batch/7", "batch%2F7"]);
    }
}
