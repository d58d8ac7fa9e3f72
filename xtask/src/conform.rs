//! Runs the judge of recordings.

use crate::process::cargo;
use anyhow::Result;
use std::process::{Command, ExitCode};

/// The judge with these arguments.
pub fn command(arguments: &[String]) -> Command {
    let mut command = cargo();
    command
        .args(["run", "--quiet", "--package", "conform", "--"])
        .args(arguments);
    command
}

/// Runs the judge; its exit code becomes ours.
pub fn conform(arguments: &[String]) -> Result<ExitCode> {
    let status = command(arguments).status()?;
    Ok(if status.success() {
        ExitCode::SUCCESS
    } else {
        ExitCode::FAILURE
    })
}
