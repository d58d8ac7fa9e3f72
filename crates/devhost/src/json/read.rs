//! Reading JSON with the leniency and the error texts of the extension's reader.

use std::fmt::Write as _;

use super::Json;
use super::number::number;

/// Why a text is no JSON, in the reader's words: `… Path '', line 1, position 5.`
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct JsonError {
    /// The whole message.
    pub message: String,
}

/// How deep a value may nest before it is refused, as the reader's `MaxDepth`.
const MAX_DEPTH: usize = 64;

/// Reads one value; with `whole`, nothing but white space and comments may follow.
pub fn read(text: &str, whole: bool) -> Result<Json, JsonError> {
    let mut reader = Reader {
        chars: text.chars().collect(),
        at: 0,
        line: 1,
        line_start: 0,
        path: Vec::new(),
    };
    reader.space()?;
    if reader.peek().is_none() {
        return Err(reader.error("Error reading JToken from JsonReader."));
    }
    let value = reader.value()?;
    if whole {
        reader.space()?;
        if let Some(c) = reader.peek() {
            reader.at += 1;
            return Err(reader.error(&format!(
                "Additional text encountered after finished reading JSON content: {c}."
            )));
        }
    }
    Ok(value)
}

enum Step {
    Name(String),
    Index(usize),
}

pub(super) struct Reader {
    pub(super) chars: Vec<char>,
    pub(super) at: usize,
    pub(super) line: usize,
    pub(super) line_start: usize,
    path: Vec<Step>,
}

impl Reader {
    pub(super) fn peek(&self) -> Option<char> {
        self.chars.get(self.at).copied()
    }

    pub(super) fn error(&self, what: &str) -> JsonError {
        let mut path = String::new();
        for step in &self.path {
            let dot = if path.is_empty() { "" } else { "." };
            let _ = match step {
                Step::Name(name) if name.contains(['.', ' ', '[', ']', '\'', '/']) => {
                    write!(path, "['{name}']")
                }
                Step::Name(name) => write!(path, "{dot}{name}"),
                Step::Index(index) => write!(path, "[{index}]"),
            };
        }
        let position = self.at - self.line_start;
        let line = if self.line == 1 && position == 0 {
            0
        } else {
            self.line
        };
        JsonError {
            message: format!("{what} Path '{path}', line {line}, position {position}."),
        }
    }

    pub(super) fn unexpected(&self, c: char) -> JsonError {
        self.error(&format!(
            "Unexpected character encountered while parsing value: {c}."
        ))
    }

    fn value(&mut self) -> Result<Json, JsonError> {
        if self.path.len() >= MAX_DEPTH {
            return Err(self.error(&format!(
                "The reader's MaxDepth of {MAX_DEPTH} has been exceeded."
            )));
        }
        match self.peek() {
            None => Err(self.error("Unexpected end of content while loading JToken.")),
            Some('{') => self.object(),
            Some('[') => self.array(),
            Some(quote @ ('"' | '\'')) => self.string(quote).map(Json::Text),
            Some('-' | '0'..='9' | '.') => self.number(),
            Some(first) => self.word(first),
        }
    }

    fn word(&mut self, first: char) -> Result<Json, JsonError> {
        let words = [
            ("true", Json::Bool(true)),
            ("false", Json::Bool(false)),
            ("null", Json::Null),
            ("undefined", Json::Null),
            ("NaN", Json::from("NaN")),
            ("Infinity", Json::from("Infinity")),
        ];
        for (word, value) in words {
            let letters: Vec<char> = word.chars().collect();
            if self.chars[self.at..].starts_with(&letters) {
                self.at += letters.len();
                return match self.peek() {
                    Some(c) if c.is_alphanumeric() => {
                        Err(self.error(&format!("Error parsing {word} value.")))
                    }
                    _ => Ok(value),
                };
            }
        }
        Err(self.unexpected(first))
    }

    fn number(&mut self) -> Result<Json, JsonError> {
        let start = self.at;
        while self
            .peek()
            .is_some_and(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '+' | '.'))
        {
            self.at += 1;
        }
        // As Newtonsoft's `ReadNumberCharIntoBuffer`: what stands right behind a number must be able to end one. `50 %` reads as 50,
        // `50%` is no JSON.
        if let Some(next) = self.peek()
            && !next.is_whitespace()
            && !matches!(next, ',' | '}' | ']' | ')' | '/')
        {
            return Err(self.error(&format!(
                "Unexpected character encountered while parsing number: {next}."
            )));
        }
        let text: String = self.chars[start..self.at].iter().collect();
        number(&text)
            .ok_or_else(|| self.error(&format!("Input string '{text}' is not a valid number.")))
    }

    fn array(&mut self) -> Result<Json, JsonError> {
        self.at += 1;
        let mut items = Vec::new();
        loop {
            self.space()?;
            match self.peek() {
                None => return Err(self.error("Unexpected end of content while loading JArray.")),
                Some(']') => {
                    self.at += 1;
                    return Ok(Json::Array(items));
                }
                Some(_) => {}
            }
            self.path.push(Step::Index(items.len()));
            items.push(self.value()?);
            self.after_value("JArray", ']')?;
            self.path.pop();
        }
    }

    /// Skips a comma after a value, or leaves the closing bracket to be read.
    fn after_value(&mut self, kind: &str, close: char) -> Result<(), JsonError> {
        self.space()?;
        match self.peek() {
            None => Err(self.error(&format!("Unexpected end of content while loading {kind}."))),
            Some(',') => {
                self.at += 1;
                Ok(())
            }
            Some(c) if c == close => Ok(()),
            Some(c) => Err(self.error(&format!(
                "After parsing a value an unexpected character was encountered: {c}."
            ))),
        }
    }

    fn object(&mut self) -> Result<Json, JsonError> {
        self.at += 1;
        let mut members: Vec<(String, Json)> = Vec::new();
        loop {
            self.space()?;
            let name = match self.peek() {
                None => return Err(self.error("Unexpected end of content while loading JObject.")),
                Some('}') => {
                    self.at += 1;
                    return Ok(Json::Object(members));
                }
                Some(quote @ ('"' | '\'')) => self.string(quote)?,
                Some(c) if c.is_alphanumeric() || c == '_' || c == '$' => self.bare_name()?,
                Some(c) => {
                    return Err(self.error(&format!("Invalid property identifier character: {c}.")));
                }
            };
            self.space()?;
            match self.peek() {
                Some(':') => self.at += 1,
                Some(c) => {
                    return Err(self.error(&format!(
                        "Invalid character after parsing property name. Expected ':' but got: {c}."
                    )));
                }
                None => return Err(self.error("Unexpected end of content while loading JObject.")),
            }
            self.path.push(Step::Name(name.clone()));
            self.space()?;
            let value = self.value()?;
            self.after_value("JObject", '}')?;
            self.path.pop();
            match members.iter_mut().find(|(key, _)| *key == name) {
                Some(member) => member.1 = value,
                None => members.push((name, value)),
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn errors_are_in_the_readers_words() {
        for (text, message) in [
            (
                "{oops",
                "Unexpected end while parsing unquoted property name. Path '', line 1, position 5.",
            ),
            (
                "hello",
                "Unexpected character encountered while parsing value: h. Path '', line 0, position 0.",
            ),
            (
                "\"open",
                "Unterminated string. Expected delimiter: \". Path '', line 1, position 5.",
            ),
        ] {
            assert_eq!(
                read(text, true).map_err(|e| e.message),
                Err(message.to_owned())
            );
        }
    }

    #[test]
    fn deep_nesting_is_refused_and_not_run_into() {
        assert!(read(&"[".repeat(100_000), false).is_err());
    }
}
