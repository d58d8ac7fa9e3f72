//! Tools that are published as npm packages.

use super::cache;
use crate::process::{on_path, run};
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};
use std::process::Command;

/// Installs the package unless that was done before, and gives the folder that holds its `node_modules`.
/// `wanted_for` is named when npm is missing.
pub fn install(package: &str, version: &str, wanted_for: &str) -> Result<PathBuf> {
    let made = Path::new("node_modules").join(package).join("package.json");
    cache::folder(&format!("{package}-{version}"), &made, |folder| {
        let npm = on_path(if cfg!(windows) { "npm.cmd" } else { "npm" }).with_context(|| {
            format!("{wanted_for} needs the npm package {package}: install Node.js with npm and run this again")
        })?;
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
                "--prefix",
                ".",
            ])
            .arg(format!("{package}@{version}")))
    })
}
