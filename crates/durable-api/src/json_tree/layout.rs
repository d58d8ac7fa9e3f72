//! JSON laid out for reading: the same text with other white space.

use crate::scan::Cursor;

/// An object or array goes on one line when it is not longer than this.
const SHORT: usize = 72;
/// Beyond this depth nothing is indented further: it would leave no room.
const DEEPEST: usize = 32;

/// A layout under way, in slices: a large value is no reason for a page to stand still.
///
/// Short objects and arrays stay on one line, everything else is indented by two spaces. Behind an escaped line break within a
/// string a line ends, so that texts can be read; the escape stays. Nothing else of a string or number changes.
#[derive(Clone, Debug, Default)]
pub struct Layout {
    at: usize,
    out: String,
    depth: usize,
    /// How many brackets are open inside one that is written on one line.
    inline: usize,
}

impl Layout {
    /// Lays about `bytes` more of the text out, always the same one. Whether it is done. What is no JSON is taken as it is.
    pub fn step(&mut self, text: &str, bytes: usize) -> bool {
        let until = self.at.saturating_add(bytes.max(1));
        let mut cursor = Cursor::new(text, self.at);
        let mut more = true;
        while more && cursor.at < until {
            more = self.token(text, &mut cursor);
        }
        self.at = cursor.at;
        if !more && self.at < text.len() {
            let rest = text.get(self.at..).unwrap_or_default().trim_end();
            self.out.push_str(rest);
            self.at = text.len();
        }
        !more
    }

    /// How far it is: bytes of the text.
    pub fn read(&self) -> usize {
        self.at
    }

    /// The text, laid out as far as it is.
    pub fn into_text(self) -> String {
        self.out
    }

    /// Writes one token. Whether there may be more.
    fn token(&mut self, text: &str, cursor: &mut Cursor<'_>) -> bool {
        let Some(first) = cursor.peek() else {
            return false;
        };
        let start = cursor.at;
        match first {
            b'{' | b'[' => {
                cursor.at += 1;
                self.out.push(char::from(first));
                let next = cursor.peek();
                if matches!(next, Some(b'}' | b']')) {
                    self.inline += 1;
                } else if self.inline > 0 || fits(text, start) {
                    self.inline += 1;
                    self.pad(first);
                } else {
                    self.depth += 1;
                    self.line(0);
                }
            }
            b'}' | b']' => {
                cursor.at += 1;
                if self.inline > 0 {
                    self.inline -= 1;
                    if !self.out.ends_with(['{', '[']) {
                        self.pad(first);
                    }
                } else {
                    self.depth = self.depth.saturating_sub(1);
                    self.line(0);
                }
                self.out.push(char::from(first));
            }
            b',' => {
                cursor.at += 1;
                self.out.push(',');
                if self.inline > 0 {
                    self.out.push(' ');
                } else {
                    self.line(0);
                }
            }
            b':' => {
                cursor.at += 1;
                self.out.push_str(": ");
            }
            b'"' => match cursor.string() {
                Ok(said) if said.is_plain => self.out.push_str(said.place.of(text)),
                Ok(said) => self.broken(said.place.of(text)),
                Err(_) => return stop(cursor, start),
            },
            _ => match cursor.value() {
                Ok(place) => self.out.push_str(place.of(text)),
                Err(_) => return stop(cursor, start),
            },
        }
        true
    }

    /// A string, with a line's end behind each escaped one.
    fn broken(&mut self, quoted: &str) {
        let mut rest = quoted;
        while let Some(at) = rest.find('\\') {
            let ends = rest.get(at + 1..at + 2) == Some("n");
            let (done, after) = rest.split_at_checked(at + 2).unwrap_or((rest, ""));
            self.out.push_str(done);
            rest = after;
            if ends && rest != "\"" {
                self.line(1);
            }
        }
        self.out.push_str(rest);
    }

    fn line(&mut self, further: usize) {
        self.out.push('\n');
        for _ in 0..self.depth.min(DEEPEST) + further {
            self.out.push_str("  ");
        }
    }

    /// Objects breathe, arrays do not.
    fn pad(&mut self, bracket: u8) {
        if matches!(bracket, b'{' | b'}') {
            self.out.push(' ');
        }
    }
}

/// What is no JSON is not gone over.
fn stop(cursor: &mut Cursor<'_>, start: usize) -> bool {
    cursor.at = start;
    false
}

/// Whether the bracket at `start` closes within one short line, with no line break in any of its strings.
fn fits(text: &str, start: usize) -> bool {
    let bytes = text.as_bytes();
    let (mut depth, mut in_string, mut escaped, mut length) = (0_usize, false, false, 0_usize);
    // White space does not count, so a little more than the line is looked at.
    for byte in bytes.iter().skip(start).take(SHORT * 4) {
        length += usize::from(in_string || !byte.is_ascii_whitespace());
        if length > SHORT {
            return false;
        }
        match byte {
            b'n' if escaped => return false,
            _ if escaped => escaped = false,
            b'\\' if in_string => escaped = true,
            b'"' => in_string = !in_string,
            b'{' | b'[' if !in_string => depth += 1,
            b'}' | b']' if !in_string => {
                depth = depth.saturating_sub(1);
                if depth == 0 {
                    return true;
                }
            }
            _ => {}
        }
    }
    false
}
