//! Base64 as .NET writes and reads it, and as the emulator reads it.

const ALPHABET: &[u8; 64] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

/// The padded base64 of the bytes.
pub fn encode(bytes: &[u8]) -> String {
    let mut text = String::with_capacity(bytes.len().div_ceil(3) * 4);
    for chunk in bytes.chunks(3) {
        let n = chunk
            .iter()
            .enumerate()
            .fold(0_u32, |n, (i, byte)| n | u32::from(*byte) << (16 - 8 * i));
        for i in 0..4 {
            if i <= chunk.len() {
                let sextet = (n >> (18 - 6 * i)) & 63;
                text.push(char::from(ALPHABET[sextet as usize]));
            } else {
                text.push('=');
            }
        }
    }
    text
}

/// Reads strictly, as .NET's `Convert.FromBase64String`: white space is skipped, everything else must be in place.
pub fn decode(text: &str) -> Option<Vec<u8>> {
    let letters: Vec<u8> = text
        .bytes()
        .filter(|b| !matches!(b, b' ' | b'\t' | b'\r' | b'\n'))
        .collect();
    if !letters.len().is_multiple_of(4) {
        return None;
    }
    let padding = letters.iter().rev().take_while(|b| **b == b'=').count();
    let body = &letters[..letters.len() - padding];
    if padding > 2 || !body.iter().all(|b| ALPHABET.contains(b)) {
        return None;
    }
    Some(decode_loosely(&String::from_utf8_lossy(body)))
}

/// Reads as the emulator does: URL-safe letters count, foreign ones are dropped, padding ends it.
pub fn decode_loosely(text: &str) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(text.len() / 4 * 3);
    let (mut bits, mut n) = (0_u32, 0_u32);
    for b in text.bytes() {
        let sextet = match b {
            b'=' => break,
            b'-' => 62,
            b'_' => 63,
            _ => match ALPHABET.iter().position(|letter| *letter == b) {
                Some(at) => u32::try_from(at).unwrap_or_default(),
                None => continue,
            },
        };
        n = (n << 6) | sextet;
        bits += 6;
        if bits >= 8 {
            bits -= 8;
            bytes.push(u8::try_from((n >> bits) & 255).unwrap_or_default());
        }
    }
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn bytes_come_back() {
        for text in ["", "a", "ab", "abc", "k-订单", "🌙"] {
            let written = encode(text.as_bytes());
            assert_eq!(
                decode(&written).as_deref(),
                Some(text.as_bytes()),
                "{written}"
            );
        }
        assert_eq!(encode(b"Smith"), "U21pdGg=");
    }

    #[test]
    fn what_dotnet_refuses_is_refused() {
        for text in ["1", "a===", "a-b=", "ab=c", "%%%%"] {
            assert_eq!(decode(text), None, "{text}");
        }
    }

    #[test]
    fn the_emulator_reads_anything() {
        assert_eq!(decode_loosely("U21pdGg="), b"Smith");
        assert_eq!(decode_loosely("U2!1pd Gg"), b"Smith");
    }
}
