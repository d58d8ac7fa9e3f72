//! Browser tests that failed beside others are run once more, by themselves.
//!
//! A browser test drives two large programs on a machine that may be doing other things; see docs/decisions/0016-a-browser-test-that-fails-is-run-once-more.md for what a second run may
//! and may not excuse.

use crate::captured;
use crate::counts::Counts;
use anyhow::Result;
use std::process::Command;

/// So many failures may be a matter of the machine. More are the project's, and are not run again.
const FEW: usize = 3;

/// Runs the tests; a few that fail are run again, one at a time. One that passes then counts as passed, but its first failure and its name
/// are printed: whoever reads them should make it steadier.
pub fn tests(mut command: impl FnMut() -> Result<Command>) -> Result<(Counts, ())> {
    let first = captured::run(&mut command()?)?;
    let mut counts = Counts::read(&first.output);
    if first.succeeded {
        return Ok((counts, ()));
    }
    println!("{}", first.output.trim_end());
    counts.failed = counts.failed.max(1);
    let names = failed(&first.output);
    if names.len() != counts.failed || names.len() > FEW {
        return Ok((counts, ()));
    }
    println!("\n  once more, alone: {}", names.join(", "));
    let mut again = command()?;
    again
        .args(["--", "--exact"])
        .args(&names)
        .env("BROWSERS", "1");
    let second = captured::run(&mut again)?;
    let passed = Counts::read(&second.output).passed;
    if second.succeeded && passed == names.len() {
        println!(
            "  unsteady, passed only when run alone: {}",
            names.join(", ")
        );
        counts.passed += counts.failed;
        counts.failed = 0;
    } else {
        println!("{}", second.output.trim_end());
    }
    Ok((counts, ()))
}

/// The names in the last list of failures that a test program prints.
fn failed(output: &str) -> Vec<&str> {
    let Some((_, list)) = output.rsplit_once("\nfailures:\n") else {
        return Vec::new();
    };
    list.lines()
        .take_while(|line| line.starts_with("    "))
        .map(str::trim)
        .collect()
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::{failed, tests};
    use crate::counts::Counts;
    use std::process::Command;

    const TWO_FAILED: &str = "\nfailures:\n\n---- a::b stdout ----\npanicked\n\nfailures:\n    a::b\n    c::d\n\n\
        test result: FAILED. 5 passed; 2 failed; 0 ignored; 0 measured; 0 filtered out; finished in 9.00s\n";

    /// A test program that says `first` when it runs all, and `second` when it is given names.
    fn program(first: &str, second: &str) -> Command {
        let mut command = Command::new("sh");
        let script = format!(
            "if [ $# -eq 0 ]; then printf '%s' \"$FIRST\"; exit 1; fi; printf '%s' \"$SECOND\"; {}",
            if second.contains("FAILED") {
                "exit 1"
            } else {
                "exit 0"
            },
        );
        command.args(["-c", &script, "tests"]);
        command.env("FIRST", first).env("SECOND", second);
        command
    }

    fn outcome(first: &str, second: &str) -> Counts {
        let (counts, ()) = tests(|| Ok(program(first, second))).unwrap();
        counts
    }

    #[test]
    fn the_last_list_of_failures_is_read() {
        assert_eq!(failed(TWO_FAILED), ["a::b", "c::d"]);
        assert!(failed("error: could not compile").is_empty());
    }

    #[test]
    fn those_that_pass_alone_count_as_passed() {
        let counts = outcome(TWO_FAILED, "test result: ok. 2 passed; 0 failed;");
        assert_eq!((counts.passed, counts.failed), (7, 0));
    }

    #[test]
    fn one_that_fails_again_fails_them_all() {
        let counts = outcome(TWO_FAILED, "test result: FAILED. 1 passed; 1 failed;");
        assert_eq!((counts.passed, counts.failed), (5, 2));
    }

    #[test]
    fn a_second_run_that_ran_too_few_excuses_nothing() {
        let counts = outcome(TWO_FAILED, "test result: ok. 1 passed; 0 failed;");
        assert_eq!((counts.passed, counts.failed), (5, 2));
    }

    #[test]
    fn many_failures_and_programs_that_do_not_compile_are_not_run_again() {
        let four =
            "\nfailures:\n    a\n    b\n    c\n    d\n\ntest result: FAILED. 1 passed; 4 failed;\n";
        let fine = "test result: ok. 4 passed; 0 failed;";
        assert_eq!(outcome(four, fine).failed, 4);
        let broken = "error: could not compile";
        assert_eq!(
            outcome(broken, "test result: ok. 1 passed; 0 failed;").failed,
            1
        );
    }
}
