//! Where things are in this repository, and what Cargo.lock pins.

use crate::process::{cargo, output_text};
use crate::version::Version;
use anyhow::{Context, Result};
use std::path::{Path, PathBuf};

/// The repository's root, where `Cargo.toml` of the workspace stands.
pub fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
        .parent()
        .expect("xtask stands in a folder of the workspace")
}

/// Cargo's target folder, wherever the user's settings put it.
pub fn target_dir() -> Result<PathBuf> {
    let text = output_text(cargo().args(["metadata", "--no-deps", "--format-version", "1"]))?;
    let metadata: serde_json::Value =
        serde_json::from_str(&text).context("reading `cargo metadata`")?;
    metadata["target_directory"]
        .as_str()
        .map(PathBuf::from)
        .context("`cargo metadata` names no target folder")
}

/// The path of a program of this workspace, built in the dev profile.
pub fn program(name: &str) -> Result<PathBuf> {
    let file = format!("{name}{}", std::env::consts::EXE_SUFFIX);
    Ok(target_dir()?.join("debug").join(file))
}

/// The version of the wasm-bindgen library in Cargo.lock. The command line tool must be of exactly this version.
pub fn locked_wasm_bindgen() -> Result<Version> {
    let path = root().join("Cargo.lock");
    let text =
        std::fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    locked(&text, "wasm-bindgen").context("Cargo.lock holds no wasm-bindgen")
}

fn locked(lock: &str, package: &str) -> Option<Version> {
    let name = format!("name = \"{package}\"");
    let mut lines = lock.lines().skip_while(|line| *line != name);
    let version = lines.nth(1)?.strip_prefix("version = ")?;
    Version::find(version.trim_matches('"'))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_locked_version_is_that_of_the_package_with_exactly_this_name() {
        let lock = "[[package]]\nname = \"wasm-bindgen-futures\"\nversion = \"0.4.80\"\n\n\
                    [[package]]\nname = \"wasm-bindgen\"\nversion = \"0.2.130\"\n";
        assert_eq!(locked(lock, "wasm-bindgen"), Some(Version(0, 2, 130)));
        assert_eq!(locked(lock, "wasm"), None);
    }

    #[test]
    fn this_repository_locks_a_wasm_bindgen() {
        assert!(locked_wasm_bindgen().is_ok());
    }
}
