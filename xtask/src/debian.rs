//! Debian's packages, installed only where that asks for nobody's password.

use crate::process::{on_path, output_text, run};
use anyhow::Result;
use std::process::Command;

/// Whether this is Debian and the user may install packages as things stand.
pub fn may_install() -> bool {
    let debian = std::fs::read_to_string("/etc/os-release")
        .is_ok_and(|text| text.lines().any(|line| line == "ID=debian"));
    let root = output_text(Command::new("id").arg("-u")).is_ok_and(|id| id.trim() == "0");
    debian && root && on_path("apt-get").is_some()
}

/// Installs packages without a question.
pub fn install(packages: &[&str]) -> Result<()> {
    run(apt_get().args(["update", "--quiet"]))?;
    run(apt_get()
        .args(["install", "--quiet", "--yes", "--no-install-recommends"])
        .args(packages))
}

fn apt_get() -> Command {
    let mut command = Command::new("apt-get");
    command.env("DEBIAN_FRONTEND", "noninteractive");
    command
}
