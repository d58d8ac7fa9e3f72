//! A place in a JSON text, and the steps over what stands there.

use super::Fault;
use super::number::after_number;
use super::quoted::{Quoted, special};

/// A place in a JSON text. Accepts exactly what `serde_json` accepts when it skips a value.
pub(crate) struct Cursor<'a> {
    text: &'a str,
    pub(crate) at: usize,
    /// The containers that are open while a value is skipped: depth is no limit.
    open: Vec<u8>,
}

impl<'a> Cursor<'a> {
    pub(crate) fn new(text: &'a str, at: usize) -> Self {
        Self {
            text,
            at,
            open: Vec::new(),
        }
    }

    #[inline]
    pub(crate) fn peek(&self) -> Option<u8> {
        self.text.as_bytes().get(self.at).copied()
    }

    pub(crate) fn fault(&self, why: &'static str) -> Fault {
        Fault { at: self.at, why }
    }

    #[inline]
    pub(crate) fn space(&mut self) {
        while let Some(b' ' | b'\n' | b'\t' | b'\r') = self.peek() {
            self.at += 1;
        }
    }

    /// Goes over white space to the next byte.
    #[inline]
    pub(crate) fn next(&mut self) -> Option<u8> {
        self.space();
        self.peek()
    }

    /// Takes this byte, behind white space, or says what is missing.
    #[inline]
    pub(crate) fn expect(&mut self, byte: u8, why: &'static str) -> Result<(), Fault> {
        if self.next() == Some(byte) {
            self.at += 1;
            Ok(())
        } else {
            Err(self.fault(why))
        }
    }

    /// Takes this byte if it is next.
    #[inline]
    pub(crate) fn take(&mut self, byte: u8) -> bool {
        let is = self.next() == Some(byte);
        self.at += usize::from(is);
        is
    }

    /// A string: the cursor stands on its opening quote.
    #[inline]
    pub(crate) fn string(&mut self) -> Result<Quoted<'a>, Fault> {
        let bytes = self.text.as_bytes();
        let start = self.at + 1;
        let mut at = start;
        let mut escaped = false;
        loop {
            at = special(bytes, at);
            match bytes.get(at) {
                Some(b'"') => {
                    self.at = at + 1;
                    let raw = self.text.get(start..at).unwrap_or_default();
                    return Ok(Quoted { raw, escaped });
                }
                Some(b'\\') => {
                    escaped = true;
                    at = after_escape(bytes, at)?;
                }
                Some(_) => {
                    return Err(Fault {
                        at,
                        why: "a string holds a control character",
                    });
                }
                None => {
                    return Err(Fault {
                        at,
                        why: "a string has no end",
                    });
                }
            }
        }
    }

    /// Skips the value that comes next and gives its text.
    #[inline]
    pub(crate) fn value(&mut self) -> Result<&'a str, Fault> {
        let first = self.next();
        let start = self.at;
        match first {
            Some(b'"') => {
                self.string()?;
            }
            Some(b'{' | b'[') => self.container()?,
            _ => self.scalar()?,
        }
        Ok(self.text.get(start..self.at).unwrap_or_default())
    }

    fn scalar(&mut self) -> Result<(), Fault> {
        let rest = self.text.as_bytes().get(self.at..).unwrap_or_default();
        for word in ["null", "true", "false"] {
            if rest.starts_with(word.as_bytes()) {
                self.at += word.len();
                return Ok(());
            }
        }
        match after_number(rest) {
            Some(length) => {
                self.at += length;
                Ok(())
            }
            None => Err(self.fault("a value is expected")),
        }
    }

    fn key(&mut self) -> Result<(), Fault> {
        if self.next() != Some(b'"') {
            return Err(self.fault("a key is expected"));
        }
        self.string()?;
        self.expect(b':', "a colon is expected")
    }

    /// Skips an object or array, however deep.
    fn container(&mut self) -> Result<(), Fault> {
        self.open.clear();
        loop {
            // A value begins here.
            match self.next() {
                Some(b'{') => {
                    self.at += 1;
                    if self.take(b'}') {
                    } else {
                        self.open.push(b'{');
                        self.key()?;
                        continue;
                    }
                }
                Some(b'[') => {
                    self.at += 1;
                    if self.take(b']') {
                    } else {
                        self.open.push(b'[');
                        continue;
                    }
                }
                Some(b'"') => {
                    self.string()?;
                }
                _ => self.scalar()?,
            }
            // A value ended here.
            loop {
                let Some(open) = self.open.last().copied() else {
                    return Ok(());
                };
                let close = if open == b'{' { b'}' } else { b']' };
                match self.next() {
                    Some(b',') => {
                        self.at += 1;
                        if open == b'{' {
                            self.key()?;
                        }
                        break;
                    }
                    Some(byte) if byte == close => {
                        self.at += 1;
                        self.open.pop();
                    }
                    _ => return Err(self.fault("a comma or an end is expected")),
                }
            }
        }
    }
}

/// Behind the escape at this backslash.
fn after_escape(bytes: &[u8], at: usize) -> Result<usize, Fault> {
    let fault = Fault {
        at,
        why: "a string holds an escape that is none",
    };
    match bytes.get(at + 1) {
        Some(b'"' | b'\\' | b'/' | b'b' | b'f' | b'n' | b'r' | b't') => Ok(at + 2),
        Some(b'u') => {
            let digits = bytes.get(at + 2..at + 6).ok_or(fault)?;
            if digits.iter().all(u8::is_ascii_hexdigit) {
                Ok(at + 6)
            } else {
                Err(fault)
            }
        }
        _ => Err(fault),
    }
}
