//! The steps of `cargo xtask test`, with their times and what came of them.

use crate::captured;
use crate::counts::Counts;
use anyhow::{Result, bail};
use std::process::{Command, ExitCode};
use std::time::{Duration, Instant};

struct Done {
    name: &'static str,
    counts: Counts,
    took: Duration,
}

/// What has been run so far. A failing step does not stop the later ones.
#[derive(Default)]
pub struct Steps {
    done: Vec<Done>,
}

impl Steps {
    /// Runs one step under a heading and gives what it made, or nothing when it failed. `work` counts its tests; an error
    /// of it is one failure.
    pub fn run<T>(
        &mut self,
        name: &'static str,
        work: impl FnOnce() -> Result<(Counts, T)>,
    ) -> Option<T> {
        println!("── {name}");
        let started = Instant::now();
        let (counts, made) = match work() {
            Ok((counts, made)) => (counts, (counts.failed == 0).then_some(made)),
            Err(error) => {
                println!("{error:#}");
                (Counts::FAILED, None)
            }
        };
        let took = started.elapsed();
        println!("   {} in {}", spoken_outcome(counts), spoken_time(took));
        self.done.push(Done { name, counts, took });
        made
    }

    /// Notes a step that cannot be run because `missing` failed before it.
    pub fn skip(&mut self, name: &'static str, missing: &str) {
        println!("── {name}\n   not run: {missing} failed");
        self.done.push(Done {
            name,
            counts: Counts::SKIPPED,
            took: Duration::ZERO,
        });
    }

    /// Prints the whole and ends with one line of counts; the exit code says whether all is well.
    pub fn finish(self) -> ExitCode {
        let mut sum = Counts::default();
        let mut took = Duration::ZERO;
        println!();
        for step in &self.done {
            sum += step.counts;
            took += step.took;
            println!(
                "{:>9}  {:<32} {}",
                spoken_time(step.took),
                step.name,
                spoken_outcome(step.counts)
            );
        }
        // A step is only ever skipped because one before it failed.
        let good = sum.failed == 0;
        let verdict = if good {
            "All is well"
        } else {
            "Something is wrong"
        };
        println!("\n{verdict} after {}.\n{sum}", spoken_time(took));
        if good {
            ExitCode::SUCCESS
        } else {
            ExitCode::FAILURE
        }
    }
}

/// One check: it passes when the program succeeds.
pub fn check(command: &mut Command) -> Result<(Counts, String)> {
    let ran = captured::run(command)?;
    if !ran.succeeded {
        bail!(
            "{}\n`{}` failed",
            ran.output.trim_end(),
            crate::process::spoken(command)
        );
    }
    Ok((Counts::PASSED, ran.output))
}

/// Many tests: the closing lines of the runner are counted.
pub fn tests(command: &mut Command) -> Result<(Counts, ())> {
    let ran = captured::run(command)?;
    let mut counts = Counts::read(&ran.output);
    if !ran.succeeded {
        println!("{}", ran.output.trim_end());
        // It did not get as far as a failing test: a compile error, say.
        counts.failed = counts.failed.max(1);
    }
    Ok((counts, ()))
}

fn spoken_outcome(counts: Counts) -> String {
    match counts {
        Counts::PASSED => "ok".to_owned(),
        Counts::FAILED => "FAILED".to_owned(),
        Counts::SKIPPED => "not run".to_owned(),
        several if several.failed > 0 => format!("FAILED: {several}"),
        several => several.to_string(),
    }
}

fn spoken_time(time: Duration) -> String {
    let seconds = time.as_secs();
    if seconds < 60 {
        format!("{:.1} s", time.as_secs_f32())
    } else {
        format!("{} min {:02} s", seconds / 60, seconds % 60)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    fn succeeded(code: ExitCode) -> bool {
        code == ExitCode::SUCCESS
    }

    #[test]
    fn all_steps_good_is_a_success() {
        let mut steps = Steps::default();
        assert_eq!(steps.run("one", || Ok((Counts::PASSED, 7))), Some(7));
        assert!(succeeded(steps.finish()));
    }

    #[test]
    fn a_failing_step_fails_the_whole_and_makes_nothing() {
        let mut steps = Steps::default();
        assert_eq!(steps.run::<u8>("one", || bail!("broken")), None);
        assert_eq!(steps.run("two", || Ok((Counts::FAILED, 7))), None);
        steps.run("three", || Ok((Counts::PASSED, ())));
        assert!(!succeeded(steps.finish()));
    }

    #[test]
    fn times_are_written_for_people() {
        assert_eq!(spoken_time(Duration::from_millis(1240)), "1.2 s");
        assert_eq!(spoken_time(Duration::from_secs(125)), "2 min 05 s");
    }
}
