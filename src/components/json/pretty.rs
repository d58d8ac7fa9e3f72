//! Lays JSON out for reading: indented, short things on one line, line breaks inside strings as line breaks.

use serde_json::value::RawValue;

use super::lexer::{Kind, Token, tokens};

/// How a piece of the layout is coloured.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Paint {
    /// Brackets, commas, spaces.
    Plain,
    /// The name of a member.
    Name,
    /// A string.
    Text,
    /// A number.
    Number,
    /// `true`, `false`, `null`.
    Word,
    /// What stands for a character that would not be seen: a line break's mark, a control character.
    Mark,
}

/// A run of text in one colour.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Piece {
    /// Its colour.
    pub paint: Paint,
    /// Its text.
    pub text: String,
}

/// An object or array goes on one line when that line is not longer than this.
const SHORT: usize = 64;
/// Beyond this depth nothing is indented further: it would leave no room.
const DEEPEST: usize = 24;

/// JSON in a string in JSON in a string … is followed this far.
const DEEPEST_TEXT: usize = 6;

/// A longer string of JSON is left as it is: laying it out would take longer than a frame.
const LONGEST_TEXT: usize = 200_000;

/// Lays `json` out. Text that is no JSON stays as it is. Stops after `limit` bytes of layout and says whether that was all.
pub fn pretty(json: &str, limit: usize) -> (Vec<Piece>, bool) {
    let mut page = Page {
        pieces: Vec::new(),
        length: 0,
        limit,
    };
    // Beyond what is shown a little more is read, to see whether things fit on a line.
    match tokens(json, limit.saturating_mul(4).saturating_add(1_024)) {
        Some(tokens) => page.write_tokens(&tokens, 0, 0),
        None => page.put_string(Paint::Plain, json, 0, false),
    }
    let whole = page.length <= limit && json.len() / 4 <= limit;
    (page.pieces, whole)
}

struct Page {
    pieces: Vec<Piece>,
    length: usize,
    limit: usize,
}

impl Page {
    /// Writes tokens from an indentation on; `level` counts the strings of JSON they stand in.
    fn write_tokens(&mut self, tokens: &[Token<'_>], indentation: usize, level: usize) {
        let mut depth = indentation;
        // How many brackets are open inside one that is written on one line.
        let mut inline = 0_usize;
        for (at, token) in tokens.iter().enumerate() {
            if self.length > self.limit {
                return;
            }
            let next = tokens.get(at + 1).map(|it| it.kind);
            match token.kind {
                Kind::Open => {
                    self.put(Paint::Plain, token.text);
                    if next == Some(Kind::Close) {
                        inline += 1;
                    } else if inline > 0 || fits(&tokens[at..]) {
                        inline += 1;
                        self.put(Paint::Plain, padding(token));
                    } else {
                        depth += 1;
                        self.line(depth);
                    }
                }
                Kind::Close => {
                    if inline > 0 {
                        inline -= 1;
                        if at > 0 && tokens[at - 1].kind != Kind::Open {
                            self.put(Paint::Plain, padding(token));
                        }
                    } else {
                        depth = depth.saturating_sub(1);
                        self.line(depth);
                    }
                    self.put(Paint::Plain, token.text);
                }
                Kind::Comma => {
                    self.put(Paint::Plain, ",");
                    if inline > 0 {
                        self.put(Paint::Plain, " ");
                    } else {
                        self.line(depth);
                    }
                }
                Kind::Colon => self.put(Paint::Plain, ": "),
                Kind::Text if next == Some(Kind::Colon) => {
                    self.put_string(Paint::Name, token.text, depth, true);
                }
                Kind::Text => {
                    if !self.put_json_text(token.text, depth, level) {
                        self.put_string(Paint::Text, token.text, depth, true);
                    }
                }
                Kind::Number => self.put(Paint::Number, token.text),
                Kind::Word => self.put(Paint::Word, token.text),
            }
        }
    }

    /// Lays out a string that holds JSON as that JSON, between quotes that say it is a string. Answers whether it was one.
    fn put_json_text(&mut self, literal: &str, depth: usize, level: usize) -> bool {
        if level >= DEEPEST_TEXT
            || literal.len() > LONGEST_TEXT
            || !literal.starts_with("\"{") && !literal.starts_with("\"[")
        {
            return false;
        }
        let Ok(text) = serde_json::from_str::<String>(literal) else {
            return false;
        };
        // Decoded once more as a whole: `[done]` begins like JSON and is none.
        if serde_json::from_str::<&RawValue>(&text).is_err() {
            return false;
        }
        let Some(inner) = tokens(&text, usize::MAX) else {
            return false;
        };
        self.put(Paint::Mark, "\"");
        self.write_tokens(&inner, depth, level + 1);
        self.put(Paint::Mark, "\"");
        true
    }

    fn line(&mut self, depth: usize) {
        let indent = depth.min(DEEPEST) * 2;
        self.put(Paint::Plain, &format!("\n{:indent$}", ""));
    }

    /// Writes a string with its line breaks visible and broken, and with characters that would hide or turn others named.
    fn put_string(&mut self, paint: Paint, text: &str, depth: usize, escaped: bool) {
        let mut rest = text;
        while !rest.is_empty() && self.length <= self.limit {
            let (plain, found) = split_at_special(rest, escaped);
            let room = self.limit.saturating_sub(self.length) + 1;
            self.put(paint, cut(plain, room));
            rest = &rest[plain.len()..];
            let Some((length, special)) = found else {
                continue;
            };
            rest = &rest[length..];
            match special {
                Special::Break if escaped => {
                    self.put(Paint::Mark, "↵");
                    if rest != "\"" {
                        self.line(depth + 1);
                    }
                }
                Special::Break => self.put(paint, "\n"),
                Special::Hidden(c) => self.put(Paint::Mark, &format!("\\u{:04x}", u32::from(c))),
            }
        }
    }

    fn put(&mut self, paint: Paint, text: &str) {
        self.length += text.len();
        match self.pieces.last_mut() {
            Some(last) if last.paint == paint => last.text.push_str(text),
            _ => self.pieces.push(Piece {
                paint,
                text: text.to_owned(),
            }),
        }
    }
}

enum Special {
    Break,
    Hidden(char),
}

/// Line breaks as JSON escapes them.
const BREAKS: [&str; 3] = ["\\r\\n", "\\n", "\\r"];

/// The text before the next line break or hidden character, and that one with its length.
fn split_at_special(text: &str, escaped: bool) -> (&str, Option<(usize, Special)>) {
    let mut chars = text.char_indices();
    while let Some((at, c)) = chars.next() {
        let found = match c {
            '\\' if escaped => {
                let rest = &text[at..];
                let found = BREAKS.iter().find(|it| rest.starts_with(**it));
                if found.is_none() {
                    // The escaped character belongs to its backslash: `\\n` is no line break.
                    chars.next();
                }
                found.map(|it| (it.len(), Special::Break))
            }
            '\n' => Some((1, Special::Break)),
            '\r' | '\t' => None,
            // Controls, and marks that turn the direction of what follows: they could make text read as another.
            c if c.is_control()
                || matches!(c, '\u{200e}' | '\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}') =>
            {
                Some((c.len_utf8(), Special::Hidden(c)))
            }
            _ => None,
        };
        if found.is_some() {
            return (&text[..at], found);
        }
    }
    (text, None)
}

/// At most about `length` bytes of a text, ending at a character.
fn cut(text: &str, length: usize) -> &str {
    let mut end = length.min(text.len());
    while !text.is_char_boundary(end) {
        end += 1;
    }
    &text[..end]
}

/// What stands inside a bracket on one line: objects breathe, arrays do not.
fn padding(bracket: &Token<'_>) -> &'static str {
    if matches!(bracket.text, "{" | "}") {
        " "
    } else {
        ""
    }
}

/// Whether the bracket these tokens begin with closes within one short line.
fn fits(tokens: &[Token<'_>]) -> bool {
    let (mut depth, mut length) = (0_usize, 0_usize);
    for token in tokens {
        length += token.text.len() + 1;
        if length > SHORT
            || (token.kind == Kind::Text
                && (token.text.contains("\\n") || token.text.contains("\\r")))
        {
            return false;
        }
        match token.kind {
            Kind::Open => depth += 1,
            Kind::Close => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth == 0 {
            return true;
        }
    }
    false
}

#[cfg(test)]
#[path = "pretty_tests.rs"]
mod tests;
