//! The words of the command line, taken one by one.

use anyhow::{Context, Result, bail};
use std::fmt::Display;
use std::str::FromStr;

/// What stood on the command line and has not been taken yet.
pub struct Arguments {
    words: Vec<String>,
    /// What stood after `--`, meant for the program that a command starts.
    passed_on: Vec<String>,
}

impl Arguments {
    /// The arguments of this process.
    pub fn from_env() -> Self {
        Self::new(std::env::args().skip(1))
    }

    fn new(all: impl IntoIterator<Item = String>) -> Self {
        let mut all = all.into_iter();
        let words = all.by_ref().take_while(|word| word != "--").collect();
        Self {
            words,
            passed_on: all.collect(),
        }
    }

    /// Takes the first word, whatever it is.
    pub fn next_word(&mut self) -> Option<String> {
        (!self.words.is_empty()).then(|| self.words.remove(0))
    }

    /// Takes `name` and says whether it was there.
    pub fn flag(&mut self, name: &str) -> bool {
        let before = self.words.len();
        self.words.retain(|word| word != name);
        self.words.len() < before
    }

    /// Takes `name VALUE` or `name=VALUE`. An error when the value is missing or cannot be read as a `T`.
    pub fn value<T>(&mut self, name: &str) -> Result<Option<T>>
    where
        T: FromStr,
        T::Err: Display,
    {
        let Some(text) = self.value_text(name)? else {
            return Ok(None);
        };
        match text.parse() {
            Ok(value) => Ok(Some(value)),
            Err(error) => bail!("`{name} {text}`: {error}"),
        }
    }

    fn value_text(&mut self, name: &str) -> Result<Option<String>> {
        let joined = format!("{name}=");
        let Some(at) = self
            .words
            .iter()
            .position(|word| word == name || word.starts_with(&joined))
        else {
            return Ok(None);
        };
        let word = self.words.remove(at);
        if let Some(text) = word.strip_prefix(&joined) {
            return Ok(Some(text.to_owned()));
        }
        (at < self.words.len())
            .then(|| Some(self.words.remove(at)))
            .with_context(|| format!("`{name}` needs a value"))
    }

    /// An error when something was left that no command understands.
    pub fn finish(self) -> Result<Vec<String>> {
        if let Some(word) = self.words.first() {
            bail!("unexpected `{word}`; see `cargo xtask help`");
        }
        Ok(self.passed_on)
    }

    /// All that is left, for a command that hands everything on.
    pub fn into_rest(self) -> Vec<String> {
        let mut rest = self.words;
        rest.extend(self.passed_on);
        rest
    }
}

#[cfg(test)]
mod tests {
    use super::Arguments;

    fn arguments(text: &str) -> Arguments {
        Arguments::new(text.split(' ').map(str::to_owned))
    }

    #[test]
    fn a_value_is_taken_in_both_spellings() {
        let mut apart = arguments("--port 4280");
        let mut joined = arguments("--port=4280");
        assert_eq!(apart.value::<u16>("--port").unwrap(), Some(4280));
        assert_eq!(joined.value::<u16>("--port").unwrap(), Some(4280));
        assert!(apart.finish().is_ok());
    }

    #[test]
    fn a_missing_or_wrong_value_is_an_error() {
        assert!(arguments("--port").value::<u16>("--port").is_err());
        assert!(arguments("--port many").value::<u16>("--port").is_err());
        assert!(arguments("--port 70000").value::<u16>("--port").is_err());
    }

    #[test]
    fn what_no_command_takes_is_refused() {
        let mut some = arguments("--release --relaese");
        assert!(some.flag("--release"));
        assert!(some.finish().is_err());
    }

    #[test]
    fn what_follows_two_dashes_is_handed_on_untouched() {
        let mut some = arguments("--release -- --release --seed 7");
        assert!(some.flag("--release"));
        assert_eq!(some.finish().unwrap(), ["--release", "--seed", "7"]);
    }
}
