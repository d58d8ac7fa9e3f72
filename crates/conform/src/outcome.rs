//! How a judgement ended: so many of so many, and what failed.

/// The result of judging all exchanges.
#[derive(Debug, Default)]
pub struct Outcome {
    /// How many exchanges passed.
    pub passed: usize,
    /// How many there were.
    pub of: usize,
    /// One line for each that did not pass, beginning with `scenario / exchange`.
    pub failures: Vec<String>,
}

impl Outcome {
    /// Counts one exchange.
    pub fn count(&mut self, scenario: &str, exchange: &str, judged: Result<(), String>) {
        self.of += 1;
        match judged {
            Ok(()) => self.passed += 1,
            Err(why) => self
                .failures
                .push(format!("{scenario} / {exchange}: {why}")),
        }
    }

    /// Prints `{verb} {passed} of {of}` and the failures; `true` when there are none.
    pub fn print(&self, verb: &str) -> bool {
        for failure in &self.failures {
            println!("  {failure}");
        }
        println!("{verb} {} of {}", self.passed, self.of);
        self.passed == self.of
    }
}
