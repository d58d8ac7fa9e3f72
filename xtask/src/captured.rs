//! Runs a program quietly: its output is kept, and only a sign of life is shown while it takes long.

use crate::process::spoken;
use anyhow::{Context, Result};
use std::io::{BufRead, BufReader, PipeReader};
use std::process::{Command, Stdio};
use std::sync::mpsc::{self, Receiver, RecvTimeoutError};
use std::thread;
use std::time::{Duration, Instant};

/// How long nothing is said.
const QUIET: Duration = Duration::from_secs(30);
/// How long output may still come in after the program ended; what it left running could hold the pipe for ever.
const LAST_WORDS: Duration = Duration::from_secs(2);

/// What a program did.
pub struct Captured {
    pub succeeded: bool,
    /// Standard output and standard error, in the order they were written.
    pub output: String,
}

/// Runs the program to its end. An error only when it cannot be started.
pub fn run(command: &mut Command) -> Result<Captured> {
    let name = spoken(command);
    let (reader, writer) = std::io::pipe()?;
    let mut child = command
        .stdin(Stdio::null())
        .stdout(writer.try_clone()?)
        .stderr(writer)
        .env("CARGO_TERM_COLOR", "never")
        .spawn()
        .with_context(|| format!("starting `{name}`"))?;
    // The command holds the pipe's other end until it lets go of it here.
    command.stdout(Stdio::null()).stderr(Stdio::null());

    let lines = read_lines(reader);
    let mut output = String::new();
    let started = Instant::now();
    let mut spoke = started;
    let mut last = String::new();
    let status = loop {
        match lines.recv_timeout(Duration::from_millis(200)) {
            Ok(line) => {
                output.push_str(&line);
                output.push('\n');
                last = line;
            }
            Err(RecvTimeoutError::Timeout) => {
                if let Some(status) = child.try_wait()? {
                    break status;
                }
            }
            Err(RecvTimeoutError::Disconnected) => break child.wait()?,
        }
        if spoke.elapsed() >= QUIET {
            spoke = Instant::now();
            println!("  … {} s: {}", started.elapsed().as_secs(), last.trim());
        }
    };
    while let Ok(line) = lines.recv_timeout(LAST_WORDS) {
        output.push_str(&line);
        output.push('\n');
    }
    Ok(Captured {
        succeeded: status.success(),
        output,
    })
}

fn read_lines(reader: PipeReader) -> Receiver<String> {
    let (sender, receiver) = mpsc::channel();
    thread::spawn(move || {
        for line in BufReader::new(reader).split(b'\n').map_while(Result::ok) {
            let line = String::from_utf8_lossy(&line).into_owned();
            if sender.send(line).is_err() {
                break;
            }
        }
    });
    receiver
}

#[cfg(test)]
#[cfg(unix)]
mod tests {
    use super::*;

    fn shell(script: &str) -> Captured {
        run(Command::new("sh").args(["-c", script])).unwrap()
    }

    #[test]
    fn both_outputs_are_kept_in_their_order() {
        let ran = shell("echo one; echo two >&2; echo three");
        assert!(ran.succeeded);
        assert_eq!(ran.output, "one\ntwo\nthree\n");
    }

    #[test]
    fn a_failure_keeps_what_was_said() {
        let ran = shell("echo wrong; exit 3");
        assert!(!ran.succeeded);
        assert_eq!(ran.output, "wrong\n");
    }

    #[test]
    fn a_program_left_running_does_not_hold_the_end_up() {
        let started = Instant::now();
        let ran = shell("sleep 60 & echo done");
        assert_eq!(ran.output, "done\n");
        assert!(started.elapsed() < Duration::from_secs(30));
    }
}
