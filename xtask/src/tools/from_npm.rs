//! Tools that are published as npm packages.

use super::cache;
use crate::debian;
use crate::process::{on_path, run};
use anyhow::{Result, bail};
use std::path::{Path, PathBuf};
use std::process::Command;

/// On Windows a script starts it.
const NPM: &str = if cfg!(windows) { "npm.cmd" } else { "npm" };

/// Installs the package unless that was done before, and gives the folder that holds its `node_modules`.
/// `without_npm` says what else helps where npm is missing and cannot be installed.
pub fn install(package: &str, version: &str, without_npm: &str) -> Result<PathBuf> {
    let made = Path::new("node_modules").join(package).join("package.json");
    cache::folder(&format!("{package}-{version}"), &made, |folder| {
        let npm = npm(package, without_npm)?;
        println!(
            "Fetching the npm package {package} {version}: once on this machine, a few seconds."
        );
        run(Command::new(npm)
            .current_dir(folder)
            .args([
                "install",
                "--no-save",
                "--ignore-scripts",
                "--no-audit",
                "--no-fund",
            ])
            .args(["--prefix", "."])
            .arg(format!("{package}@{version}")))
    })
}

fn npm(package: &str, without_npm: &str) -> Result<PathBuf> {
    if let Some(npm) = on_path(NPM) {
        return Ok(npm);
    }
    if debian::may_install() {
        println!("Installing npm for the package {package}: once on this machine, about a minute.");
        debian::install(&["npm"])?;
        return Ok(NPM.into());
    }
    bail!("the npm package {package} is needed: install Node.js with npm, {without_npm}")
}
