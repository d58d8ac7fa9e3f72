//! Tools that are published as crates: fetched ready-made by `cargo binstall` where that is installed, else compiled.

use super::cache;
use crate::process::{on_path, run};
use crate::version::Version;
use anyhow::{Context, Result};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// A program that a crate holds.
pub struct CrateTool {
    /// The crate's name.
    pub package: &'static str,
    /// The program's name.
    pub program: &'static str,
    /// Exactly this one is installed.
    pub version: Version,
    /// The feature of the crate without which it has no program; empty for none.
    pub feature: &'static str,
    /// How long compiling it usually takes on two cores.
    pub minutes: u32,
}

/// Installs the tool unless that was done before, and gives the folder that holds its program.
pub fn install(tool: &CrateTool) -> Result<PathBuf> {
    let name = format!("{}-{}", tool.package, tool.version);
    let made = Path::new("bin").join(format!("{}{}", tool.program, std::env::consts::EXE_SUFFIX));
    let folder = cache::folder(&name, &made, |folder| {
        // What is published ready-made was built with the crate's default features.
        let ready_made = tool.feature.is_empty() && on_path("cargo-binstall").is_some();
        if ready_made && binstall(tool, folder).is_ok() {
            return Ok(());
        }
        compile(tool, folder)
    })?;
    Ok(folder.join("bin"))
}

fn binstall(tool: &CrateTool, folder: &Path) -> Result<()> {
    println!(
        "Fetching {} {} with cargo binstall.",
        tool.package, tool.version
    );
    let mut command = away_from_the_repository(folder);
    command
        .args([
            "binstall",
            "--no-confirm",
            "--disable-strategies",
            "compile",
            "--root",
        ])
        .arg(folder)
        .arg(format!("{}@{}", tool.package, tool.version));
    run(&mut command)
        .inspect_err(|error| println!("That did not work ({error}); compiling it instead."))
}

/// The half-done work of an interrupted compilation stays beside the folder and is taken up by the next run.
fn compile(tool: &CrateTool, folder: &Path) -> Result<()> {
    println!(
        "Compiling {} {}: once on this machine, usually about {} minutes on two cores.",
        tool.package, tool.version, tool.minutes
    );
    let work = folder.with_extension("build");
    if let Err(error) = run(install_command(tool, folder, &work).arg("--locked")) {
        // The crate's own lock can name packages that a mirror of the registry does not have.
        println!("That did not work ({error}); trying with newer dependencies.");
        run(&mut install_command(tool, folder, &work))?;
    }
    fs::remove_dir_all(&work).with_context(|| format!("removing {}", work.display()))
}

fn install_command(tool: &CrateTool, folder: &Path, work: &Path) -> Command {
    let mut command = away_from_the_repository(folder);
    command
        .args([
            "install",
            tool.package,
            "--version",
            &tool.version.to_string(),
            "--features",
            tool.feature,
            "--root",
        ])
        .arg(folder)
        .arg("--target-dir")
        .arg(work)
        // A build tool need not be fast itself: optimising it less saves minutes.
        .env("CARGO_PROFILE_RELEASE_OPT_LEVEL", "1")
        .env("CARGO_PROFILE_RELEASE_LTO", "off")
        .env("CARGO_PROFILE_RELEASE_CODEGEN_UNITS", "16")
        .env("CARGO_PROFILE_RELEASE_DEBUG", "0");
    command
}

/// Cargo outside the repository, whose settings are for the portal and not for tools.
fn away_from_the_repository(folder: &Path) -> Command {
    let mut command = crate::process::cargo();
    command.current_dir(folder);
    command
}
