//! The small parts of JSON: white space, comments, strings, bare names.

use super::read::{JsonError, Reader};

impl Reader {
    /// Skips white space and comments.
    pub(super) fn space(&mut self) -> Result<(), JsonError> {
        while let Some(c) = self.peek() {
            if c == '\n' {
                self.at += 1;
                self.line += 1;
                self.line_start = self.at;
            } else if c.is_whitespace() || c == '\u{feff}' {
                self.at += 1;
            } else if c == '/' {
                self.comment()?;
            } else {
                break;
            }
        }
        Ok(())
    }

    fn comment(&mut self) -> Result<(), JsonError> {
        let end: &[char] = match self.chars.get(self.at + 1) {
            Some('*') => &['*', '/'],
            Some('/') => &['\n'],
            _ => return Err(self.unexpected('/')),
        };
        let mut at = self.at + 2;
        while at < self.chars.len() && !self.chars[at..].starts_with(end) {
            at += 1;
        }
        self.at = if end.len() == 2 {
            (at + 2).min(self.chars.len())
        } else {
            at
        };
        Ok(())
    }

    pub(super) fn string(&mut self, quote: char) -> Result<String, JsonError> {
        self.at += 1;
        let mut units: Vec<u16> = Vec::new();
        loop {
            let Some(c) = self.peek() else {
                return Err(self.error(&format!(
                    "Unterminated string. Expected delimiter: {quote}."
                )));
            };
            self.at += 1;
            match c {
                _ if c == quote => return Ok(String::from_utf16_lossy(&units)),
                '\\' => self.escape(&mut units)?,
                '\n' => {
                    self.line += 1;
                    self.line_start = self.at;
                    units.push(10);
                }
                _ => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
            }
        }
    }

    fn escape(&mut self, units: &mut Vec<u16>) -> Result<(), JsonError> {
        let Some(c) = self.peek() else {
            return Err(self.error("Unterminated string. Expected delimiter: \"."));
        };
        self.at += 1;
        let unit = match c {
            'b' => 8,
            't' => 9,
            'n' => 10,
            'f' => 12,
            'r' => 13,
            '"' | '\'' | '\\' | '/' => c as u16,
            'u' => {
                let digits: String = self.chars[self.at..].iter().take(4).collect();
                if digits.chars().count() < 4 {
                    return Err(self.error("Unexpected end while parsing Unicode escape sequence."));
                }
                self.at += 4;
                u16::from_str_radix(&digits, 16).map_err(|_| {
                    self.error(&format!("Invalid Unicode escape sequence: \\u{digits}."))
                })?
            }
            _ => return Err(self.error(&format!("Bad JSON escape sequence: \\{c}."))),
        };
        units.push(unit);
        Ok(())
    }

    pub(super) fn bare_name(&mut self) -> Result<String, JsonError> {
        let start = self.at;
        while let Some(c) = self.peek() {
            if c.is_whitespace() || c == ':' {
                return Ok(self.chars[start..self.at].iter().collect());
            }
            if !(c.is_alphanumeric() || c == '_' || c == '$') {
                return Err(self.error(&format!(
                    "Invalid JavaScript property identifier character: {c}."
                )));
            }
            self.at += 1;
        }
        Err(self.error("Unexpected end while parsing unquoted property name."))
    }
}
