//! How many tests passed, failed and were skipped, as the test runners say.

use std::fmt;
use std::ops::AddAssign;

/// Numbers of tests, or of checks that pass or fail as a whole.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    pub passed: usize,
    pub failed: usize,
    pub skipped: usize,
}

impl Counts {
    /// One check that passed.
    pub const PASSED: Self = Self {
        passed: 1,
        failed: 0,
        skipped: 0,
    };
    /// One check that failed.
    pub const FAILED: Self = Self {
        passed: 0,
        failed: 1,
        skipped: 0,
    };
    /// One check that could not be made.
    pub const SKIPPED: Self = Self {
        passed: 0,
        failed: 0,
        skipped: 1,
    };

    /// Sums the closing lines of cargo test (`test result: ok. 5 passed; 0 failed; 1 ignored; …`, one for each program)
    /// and of nextest (`Summary [ 0.2s] 5 tests run: 4 passed (1 slow), 1 timed out, 0 skipped`).
    pub fn read(output: &str) -> Self {
        let mut sum = Self::default();
        for line in output.lines().map(str::trim) {
            if let Some(rest) = line.strip_prefix("test result:") {
                sum += Self::read_line(rest);
            } else if let Some((_, rest)) = line
                .strip_prefix("Summary [")
                .and_then(|rest| rest.split_once(':'))
            {
                sum += Self::read_line(rest);
            }
        }
        sum
    }

    fn read_line(line: &str) -> Self {
        let mut counts = Self::default();
        let words: Vec<&str> = line
            .split(|c: char| !c.is_alphanumeric())
            .filter(|word| !word.is_empty())
            .collect();
        for pair in words.windows(2) {
            let Ok(number) = pair[0].parse::<usize>() else {
                continue;
            };
            match pair[1] {
                "passed" => counts.passed += number,
                "failed" | "timed" => counts.failed += number,
                "ignored" | "skipped" => counts.skipped += number,
                _ => {}
            }
        }
        counts
    }
}

impl AddAssign for Counts {
    fn add_assign(&mut self, other: Self) {
        self.passed += other.passed;
        self.failed += other.failed;
        self.skipped += other.skipped;
    }
}

/// `N passed, N failed`, and `, N skipped` when some were.
impl fmt::Display for Counts {
    fn fmt(&self, formatter: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(formatter, "{} passed, {} failed", self.passed, self.failed)?;
        if self.skipped > 0 {
            write!(formatter, ", {} skipped", self.skipped)?;
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::Counts;

    #[test]
    fn the_lines_of_cargo_test_are_summed() {
        let output = "running 2 tests\n\
            test result: ok. 5 passed; 0 failed; 1 ignored; 0 measured; 7 filtered out; finished in 0.01s\n\
            test result: FAILED. 2 passed; 3 failed; 0 ignored; 0 measured; 0 filtered out; finished in 1.30s\n";
        let expected = Counts {
            passed: 7,
            failed: 3,
            skipped: 1,
        };
        assert_eq!(Counts::read(output), expected);
    }

    #[test]
    fn the_summary_of_nextest_is_read() {
        let output = "     Summary [   3.210s] 12 tests run: 9 passed (1 slow), 2 failed, 1 timed out, 4 skipped";
        let expected = Counts {
            passed: 9,
            failed: 3,
            skipped: 4,
        };
        assert_eq!(Counts::read(output), expected);
    }

    #[test]
    fn other_lines_count_nothing() {
        assert_eq!(
            Counts::read("3 passed, 4 failed\nnothing here"),
            Counts::default()
        );
    }

    #[test]
    fn skipped_ones_are_named_only_when_there_are_some() {
        let mut counts = Counts::PASSED;
        assert_eq!(counts.to_string(), "1 passed, 0 failed");
        counts += Counts::SKIPPED;
        assert_eq!(counts.to_string(), "1 passed, 0 failed, 1 skipped");
    }
}
