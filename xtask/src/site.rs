//! Builds the portal's files with Trunk, which finds its tools on PATH and downloads nothing.

use crate::process::{cargo, output_text, run};
use crate::setup::{self, WASM};
use crate::{style, tools, workspace};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// Builds quickly and without optimisation into the target folder, for trying things out; gives the folder.
pub fn build_for_dev() -> Result<PathBuf> {
    let path = tools::path_with(&setup::for_dev()?)?;
    let dist = workspace::target_dir()?.join("portal-dev");
    build(&[], &dist, |command| command.env("PATH", &path))?;
    Ok(dist)
}

/// Builds as small as possible into `dist`.
pub fn build_for_release(dist: &Path) -> Result<()> {
    let path = tools::path_with(&setup::for_release()?)?;
    let flags = reproducible_flags()?;
    build(&["--release"], dist, |command| {
        command
            .env("PATH", &path)
            .env("CARGO_ENCODED_RUSTFLAGS", &flags)
    })
}

fn build(
    profile: &[&str],
    dist: &Path,
    environment: impl Fn(&mut Command) -> &mut Command,
) -> Result<()> {
    style::join()?;

    // Trunk runs the same again and finds it done; run here its progress is seen and it may use the network.
    let mut compile = cargo();
    compile
        .args(["build", "--bin", "durable-portal", "--target", WASM])
        .args(profile);
    run(environment(&mut compile))?;

    let mut trunk = Command::new("trunk");
    trunk
        .current_dir(workspace::root())
        .args([
            "build",
            "--quiet",
            "--offline",
            "true",
            "--skip-version-check",
        ])
        .arg("--dist")
        .arg(dist)
        .args(profile)
        // Trunk takes `NO_COLOR=1`, which other programs understand, for a mistake.
        .env_remove("NO_COLOR");
    run(environment(&mut trunk))?;
    copy_languages(dist)
}

/// Puts the languages that `src/words` holds beside English next to the page, which fetches one when it is asked for.
fn copy_languages(dist: &Path) -> Result<()> {
    let (from, to) = (workspace::root().join("src/words"), dist.join("words"));
    for entry in fs::read_dir(&from).with_context(|| format!("reading {}", from.display()))? {
        let file = entry?.path();
        if file.extension().is_some_and(|it| it == "json")
            && let Some(name) = file.file_name()
        {
            fs::create_dir_all(&to).with_context(|| format!("creating {}", to.display()))?;
            fs::copy(&file, to.join(name))
                .with_context(|| format!("copying {}", file.display()))?;
        }
    }
    Ok(())
}

/// Compiler flags that keep this machine's folders out of the panic messages of a release build, so that two machines
/// build the same bytes and the bundle names nobody's home. In Cargo's encoding: parted by U+001F.
fn reproducible_flags() -> Result<String> {
    let sysroot = output_text(Command::new("rustc").args(["--print", "sysroot"]))?;
    let standard_library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    let mut flags = vec![
        // As in .cargo/config.toml, whose flags these take the place of.
        "--cfg=erase_components".to_owned(),
        remap(workspace::root(), "."),
        remap(&standard_library, "rust"),
    ];
    flags.extend(
        dependency_folders()?
            .iter()
            .map(|folder| remap(folder, "crates")),
    );
    Ok(flags.join("\u{1f}"))
}

fn remap(from: &Path, to: &str) -> String {
    format!("--remap-path-prefix={}={to}", from.display())
}

/// The folders in which Cargo keeps the sources of the portal's dependencies.
fn dependency_folders() -> Result<BTreeSet<PathBuf>> {
    let text = output_text(cargo().args([
        "metadata",
        "--format-version",
        "1",
        "--filter-platform",
        WASM,
    ]))?;
    let metadata: serde_json::Value =
        serde_json::from_str(&text).context("reading `cargo metadata`")?;
    let packages = metadata["packages"]
        .as_array()
        .context("`cargo metadata` names no packages")?;
    Ok(packages
        .iter()
        .filter(|package| !package["source"].is_null())
        .filter_map(|package| package["manifest_path"].as_str())
        .filter_map(|manifest| Path::new(manifest).parent()?.parent())
        .map(Path::to_path_buf)
        .collect())
}
