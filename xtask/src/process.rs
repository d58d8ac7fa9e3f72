//! Starting other programs.

use anyhow::{Context, Result, bail};
use std::ffi::OsStr;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

/// The cargo that runs this program, in the repository's root.
pub fn cargo() -> Command {
    let cargo = std::env::var_os("CARGO").unwrap_or_else(|| "cargo".into());
    let mut command = Command::new(cargo);
    command.current_dir(crate::workspace::root());
    command
}

/// Runs a program to its end with this terminal's output. An error when it cannot start or does not succeed.
pub fn run(command: &mut Command) -> Result<()> {
    let name = spoken(command);
    let status = command
        .stdin(Stdio::null())
        .status()
        .with_context(|| format!("starting `{name}`"))?;
    if !status.success() {
        bail!("`{name}` failed ({status})");
    }
    Ok(())
}

/// Runs a program to its end and gives its standard output. An error when it cannot start or does not succeed.
pub fn output_text(command: &mut Command) -> Result<String> {
    let name = spoken(command);
    let output = command
        .stdin(Stdio::null())
        .output()
        .with_context(|| format!("starting `{name}`"))?;
    if !output.status.success() {
        let said = String::from_utf8_lossy(&output.stderr);
        bail!("`{name}` failed ({}): {}", output.status, said.trim());
    }
    Ok(String::from_utf8_lossy(&output.stdout).into_owned())
}

/// What `program --version` prints, or nothing when it cannot be run.
pub fn version_text(program: impl AsRef<OsStr>) -> Option<String> {
    output_text(Command::new(program).arg("--version")).ok()
}

/// A program on PATH.
pub fn on_path(program: &str) -> Option<PathBuf> {
    let suffix = if program.contains('.') {
        ""
    } else {
        std::env::consts::EXE_SUFFIX
    };
    let file = format!("{program}{suffix}");
    let path = std::env::var_os("PATH")?;
    std::env::split_paths(&path)
        .map(|folder| folder.join(&file))
        .find(|candidate| is_program(candidate))
}

#[cfg(unix)]
fn is_program(path: &Path) -> bool {
    use std::os::unix::fs::PermissionsExt;
    path.metadata()
        .is_ok_and(|metadata| metadata.is_file() && metadata.permissions().mode() & 0o111 != 0)
}

#[cfg(not(unix))]
fn is_program(path: &Path) -> bool {
    path.is_file()
}

/// The command as one would type it, for messages.
pub fn spoken(command: &Command) -> String {
    let program = Path::new(command.get_program());
    let name = program.file_stem().unwrap_or(program.as_os_str());
    std::iter::once(name)
        .chain(command.get_args())
        .map(OsStr::to_string_lossy)
        .collect::<Vec<_>>()
        .join(" ")
}
