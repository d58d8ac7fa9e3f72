//! Cuts JSON text into its tokens without changing a character of them: 64-bit integers keep their digits.

/// What a token is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// `{` or `[`
    Open,
    /// `}` or `]`
    Close,
    /// `:`
    Colon,
    /// `,`
    Comma,
    /// A string with its quotes.
    Text,
    /// A number as written.
    Number,
    /// `true`, `false`, `null`
    Word,
}

/// A token and its place in the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token<'a> {
    /// What it is.
    pub kind: Kind,
    /// Exactly as it stands in the text.
    pub text: &'a str,
}

/// The tokens of a text up to about `most` bytes; `None` when a character belongs to no token, so that the text is no JSON. Whether they
/// are in a sensible order is not asked: the answer was decoded before it came here.
pub fn tokens(text: &str, most: usize) -> Option<Vec<Token<'_>>> {
    let mut tokens = Vec::new();
    let mut rest = text.trim_start_matches(WHITE);
    while let Some(first) = rest.bytes().next() {
        if text.len() - rest.len() > most {
            break;
        }
        let (kind, length) = match first {
            b'{' | b'[' => (Kind::Open, 1),
            b'}' | b']' => (Kind::Close, 1),
            b':' => (Kind::Colon, 1),
            b',' => (Kind::Comma, 1),
            b'"' => (Kind::Text, string_length(rest)?),
            b'-' | b'0'..=b'9' => (
                Kind::Number,
                run(rest, |it| {
                    it.is_ascii_alphanumeric() || b"+-.".contains(&it)
                }),
            ),
            b'a'..=b'z' => (Kind::Word, run(rest, |it| it.is_ascii_lowercase())),
            _ => return None,
        };
        let (text, after) = rest.split_at(length);
        if kind == Kind::Word && !matches!(text, "true" | "false" | "null") {
            return None;
        }
        tokens.push(Token { kind, text });
        rest = after.trim_start_matches(WHITE);
    }
    Some(tokens)
}

const WHITE: [char; 4] = [' ', '\t', '\r', '\n'];

fn run(text: &str, belongs: impl Fn(u8) -> bool) -> usize {
    text.bytes()
        .position(|it| !belongs(it))
        .unwrap_or(text.len())
}

/// The length of a string with both quotes.
fn string_length(text: &str) -> Option<usize> {
    let mut escaped = false;
    for (at, byte) in text.bytes().enumerate().skip(1) {
        match byte {
            _ if escaped => escaped = false,
            b'\\' => escaped = true,
            b'"' => return Some(at + 1),
            _ => {}
        }
    }
    None
}
