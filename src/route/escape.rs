//! Percent-encoding of one segment or value of a fragment.

/// Writes text so that it is one segment: everything but letters, digits and a few marks that mean nothing in a fragment
/// is percent-encoded as UTF-8.
pub fn encode(text: &str) -> String {
    // `~`, `:`, `@`, `,` and `!` keep hubs, ids and times readable in the address bar.
    escaped(text, b"-_.~:@,!")
}

/// The same for words: a space is a plus, and what a filter is written with stays readable.
pub fn encode_words(text: &str) -> String {
    escaped(text, b"-_.~:@,!*=/ ").replace(' ', "+")
}

/// Reads what [`encode_words`] wrote; a space may be escaped too.
pub fn decode_words(text: &str) -> String {
    decode(&text.replace('+', " "))
}

fn escaped(text: &str, plain: &[u8]) -> String {
    const HEX: &[u8; 16] = b"0123456789ABCDEF";
    let mut out = String::with_capacity(text.len());
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || plain.contains(&byte) {
            out.push(char::from(byte));
        } else {
            out.push('%');
            out.push(char::from(HEX[usize::from(byte >> 4)]));
            out.push(char::from(HEX[usize::from(byte & 15)]));
        }
    }
    out
}

/// Reads what [`encode`] wrote, once. A `%` that begins no escape stands for itself; a plus is a plus; bytes that are no
/// UTF-8 become U+FFFD.
pub fn decode(text: &str) -> String {
    let bytes = text.as_bytes();
    let mut out = Vec::with_capacity(bytes.len());
    let mut at = 0;
    while at < bytes.len() {
        let escaped = (bytes[at] == b'%')
            .then(|| Some(hex(*bytes.get(at + 1)?)? << 4 | hex(*bytes.get(at + 2)?)?))
            .flatten();
        out.push(escaped.unwrap_or(bytes[at]));
        at += if escaped.is_some() { 3 } else { 1 };
    }
    String::from_utf8(out).unwrap_or_else(|it| String::from_utf8_lossy(it.as_bytes()).into_owned())
}

fn hex(digit: u8) -> Option<u8> {
    char::from(digit)
        .to_digit(16)
        .and_then(|it| u8::try_from(it).ok())
}
