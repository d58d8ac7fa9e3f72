//! A second, independent JSON reader for comparing: it keeps the digits of numbers and twin keys.

use std::fmt::Write as _;

/// A JSON value. Strings are what they say, numbers are the text they are written as.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Json {
    /// `null`, `true`, `false` or a number, as written.
    Word(String),
    /// A string, as UTF-16 units: a lone surrogate is one like any other.
    Text(Vec<u16>),
    /// An array.
    Array(Vec<Json>),
    /// An object with its fields sorted by key, then by value: their order is no value.
    Object(Vec<(Vec<u16>, Json)>),
}

/// Deeper values are compared as the text they are: a tree of them could not even be dropped.
const MAX_DEPTH: usize = 500;

impl Json {
    /// Reads a text that is one JSON value.
    pub fn parse(text: &str) -> Result<Self, String> {
        let mut reader = Reader { text, at: 0 };
        let value = reader.value(0)?;
        reader.space();
        if reader.at < text.len() {
            return Err(format!("text after the value at byte {}", reader.at));
        }
        Ok(value)
    }

    /// The first difference between two values, as a path and what stands there; `None` when they are equal.
    pub fn difference(&self, other: &Self) -> Option<String> {
        let mut path = String::new();
        self.differ(other, &mut path).map(|what| {
            format!(
                "at {path}: {what}",
                path = if path.is_empty() { "the root" } else { &path }
            )
        })
    }

    fn differ(&self, other: &Self, path: &mut String) -> Option<String> {
        match (self, other) {
            (Self::Array(a), Self::Array(b)) if a.len() == b.len() => {
                for (index, (a, b)) in a.iter().zip(b).enumerate() {
                    let length = path.len();
                    let _ = write!(path, "[{index}]");
                    if let Some(what) = a.differ(b, path) {
                        return Some(what);
                    }
                    path.truncate(length);
                }
                None
            }
            (Self::Object(a), Self::Object(b)) => {
                for ((key_a, a), (key_b, b)) in a.iter().zip(b) {
                    if key_a != key_b {
                        let missing = String::from_utf16_lossy(key_a.min(key_b));
                        return Some(format!("the field {missing:?} is on one side only"));
                    }
                    let length = path.len();
                    let _ = write!(path, ".{}", String::from_utf16_lossy(key_a));
                    if let Some(what) = a.differ(b, path) {
                        return Some(what);
                    }
                    path.truncate(length);
                }
                (a.len() != b.len()).then(|| format!("{} fields became {}", a.len(), b.len()))
            }
            (a, b) if a == b => None,
            (a, b) => Some(format!("{} became {}", a.brief(), b.brief())),
        }
    }

    fn brief(&self) -> String {
        match self {
            Self::Word(word) => cut(word),
            Self::Text(units) => format!("{:?}", cut(&String::from_utf16_lossy(units))),
            Self::Array(items) => format!("an array of {}", items.len()),
            Self::Object(fields) => format!("an object of {}", fields.len()),
        }
    }
}

fn cut(text: &str) -> String {
    text.chars().take(60).collect()
}

struct Reader<'a> {
    text: &'a str,
    at: usize,
}

impl<'a> Reader<'a> {
    fn rest(&self) -> &'a str {
        self.text.get(self.at..).unwrap_or_default()
    }

    fn space(&mut self) {
        let rest = self.rest();
        self.at += rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r']).len();
    }

    /// Skips white space and takes one character.
    fn next(&mut self) -> Option<char> {
        self.space();
        self.take()
    }

    fn take(&mut self) -> Option<char> {
        let c = self.rest().chars().next()?;
        self.at += c.len_utf8();
        Some(c)
    }

    fn peek(&mut self) -> Option<char> {
        self.space();
        self.rest().chars().next()
    }

    fn fault<T>(&self, what: &str) -> Result<T, String> {
        Err(format!("{what} at byte {}", self.at))
    }

    fn value(&mut self, depth: usize) -> Result<Json, String> {
        if depth > MAX_DEPTH && matches!(self.peek(), Some('{' | '[')) {
            return self.skipped();
        }
        match self.peek() {
            Some('"') => Ok(Json::Text(self.string()?)),
            Some('[') => self.array(depth),
            Some('{') => self.object(depth),
            Some(_) => self.word(),
            None => self.fault("no value"),
        }
    }

    fn word(&mut self) -> Result<Json, String> {
        let rest = self.rest();
        let end = rest
            .find(|c: char| !(c.is_ascii_alphanumeric() || "+-.".contains(c)))
            .unwrap_or(rest.len());
        let word = rest.get(..end).unwrap_or_default();
        let known = matches!(word, "null" | "true" | "false") || is_number(word);
        if !known {
            return self.fault("no JSON value");
        }
        self.at += end;
        Ok(Json::Word(word.to_owned()))
    }

    fn array(&mut self, depth: usize) -> Result<Json, String> {
        let mut items = Vec::new();
        self.next();
        if self.peek() == Some(']') {
            self.next();
            return Ok(Json::Array(items));
        }
        loop {
            items.push(self.value(depth + 1)?);
            match self.next() {
                Some(',') => {}
                Some(']') => return Ok(Json::Array(items)),
                _ => return self.fault("an array goes on wrongly"),
            }
        }
    }

    fn object(&mut self, depth: usize) -> Result<Json, String> {
        let mut fields = Vec::new();
        self.next();
        if self.peek() == Some('}') {
            self.next();
            return Ok(Json::Object(fields));
        }
        loop {
            if self.peek() != Some('"') {
                return self.fault("no key");
            }
            let key = self.string()?;
            if self.next() != Some(':') {
                return self.fault("no colon");
            }
            fields.push((key, self.value(depth + 1)?));
            match self.next() {
                Some(',') => {}
                Some('}') => break,
                _ => return self.fault("an object goes on wrongly"),
            }
        }
        fields.sort();
        Ok(Json::Object(fields))
    }

    /// A value too deep for a tree, as it is written.
    fn skipped(&mut self) -> Result<Json, String> {
        let start = self.at;
        let mut open = 0_usize;
        loop {
            match self.peek() {
                Some('"') => {
                    self.string()?;
                    continue;
                }
                Some('{' | '[') => open += 1,
                Some('}' | ']') => open -= 1,
                Some(_) => {}
                None => return self.fault("no end"),
            }
            self.take();
            if open == 0 {
                return Ok(Json::Word(
                    self.text.get(start..self.at).unwrap_or_default().to_owned(),
                ));
            }
        }
    }

    fn string(&mut self) -> Result<Vec<u16>, String> {
        let mut units = Vec::new();
        self.next();
        loop {
            match self.take() {
                Some('"') => return Ok(units),
                Some('\\') => match self.take() {
                    Some('u') => units.push(self.unit()?),
                    Some('b') => units.push(8),
                    Some('f') => units.push(12),
                    Some('n') => units.push(10),
                    Some('r') => units.push(13),
                    Some('t') => units.push(9),
                    Some(c @ ('"' | '\\' | '/')) => units.push(c as u16),
                    _ => return self.fault("no escape"),
                },
                Some(c) if c >= ' ' => units.extend(c.encode_utf16(&mut [0; 2]).iter()),
                _ => return self.fault("a string without end"),
            }
        }
    }

    fn unit(&mut self) -> Result<u16, String> {
        let digits = self
            .rest()
            .get(..4)
            .filter(|digits| digits.bytes().all(|b| b.is_ascii_hexdigit()));
        match digits.and_then(|digits| u16::from_str_radix(digits, 16).ok()) {
            Some(unit) => {
                self.at += 4;
                Ok(unit)
            }
            None => self.fault("no escape"),
        }
    }
}

/// Source: RFC 8259, section 6.
fn is_number(word: &str) -> bool {
    let digits = |text: &str| !text.is_empty() && text.bytes().all(|b| b.is_ascii_digit());
    let word = word.strip_prefix('-').unwrap_or(word);
    let (mantissa, exponent) = word.split_once(['e', 'E']).unwrap_or((word, "0"));
    let (whole, fraction) = mantissa.split_once('.').unwrap_or((mantissa, "0"));
    let whole_fits = digits(whole) && (whole == "0" || !whole.starts_with('0'));
    whole_fits && digits(fraction) && digits(exponent.strip_prefix(['+', '-']).unwrap_or(exponent))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn same(a: &str, b: &str) -> bool {
        Json::parse(a)
            .unwrap()
            .difference(&Json::parse(b).unwrap())
            .is_none()
    }

    #[test]
    fn order_of_keys_and_spelling_of_strings_are_no_difference() {
        assert!(same(
            r#"{"a":1,"b":"\u00e5"}"#,
            r#" { "b" : "å" , "a" : 1 } "#
        ));
        assert!(same(r#"{"a":1,"a":2}"#, r#"{"a":2,"a":1}"#));
    }

    #[test]
    fn digits_twins_and_missing_fields_are_differences() {
        assert!(!same("1.0", "1.00"));
        assert!(!same("9007199254740993", "9007199254740992"));
        assert!(!same(r#"{"a":1,"a":1}"#, r#"{"a":1}"#));
        assert!(!same(r#"{"a":null}"#, "{}"));
        assert!(!same("[1,2]", "[2,1]"));
        assert!(!same(r#""\ud800""#, r#""\ud801""#));
    }

    #[test]
    fn a_difference_says_where() {
        let a = Json::parse(r#"[{"a":{"b":[1,2]}}]"#).unwrap();
        let b = Json::parse(r#"[{"a":{"b":[1,3]}}]"#).unwrap();
        assert_eq!(a.difference(&b).unwrap(), "at [0].a.b[1]: 2 became 3");
    }

    #[test]
    fn what_is_no_json_is_refused() {
        for text in [
            "",
            "{",
            "[1,]",
            "01",
            "+1",
            "nul",
            "\"\n\"",
            "\"\\x\"",
            "1 2",
            "{1:2}",
            "NaN",
            "1.",
            ".5",
            "\"\\u12\"",
        ] {
            assert!(Json::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn any_depth_is_compared() {
        let deep = |core: &str| "[".repeat(50_000) + core + &"]".repeat(50_000);
        assert!(same(&deep("1"), &deep("1")));
        assert!(!same(&deep("1"), &deep("2")));
        assert!(Json::parse(&"[".repeat(50_000)).is_err());
        assert!(Json::parse(&("[".repeat(600) + "}}}")).is_err());
    }
}
