//! Builds the portal's files with Trunk, which finds its tools on PATH and downloads nothing, then splits the module.

use crate::process::{cargo, output_text, run};
use crate::setup::{self, WASM};
use crate::{chunks, style, tools, workspace};
use anyhow::{Context, Result};
use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

/// The compiler flags of every build for the browser, in the order of .cargo/config.toml, which says why.
const FLAGS: [&str; 1] = ["-Clink-arg=--emit-relocs"];
/// Parts the flags in the variable by which Cargo takes them.
const SEPARATOR: &str = "\u{1f}";

/// Builds quickly and without optimisation into the target folder, for trying things out; gives the folder.
pub fn build_for_dev() -> Result<PathBuf> {
    let path = tools::path_with(&setup::for_dev()?)?;
    let dist = workspace::target_dir()?.join("portal-dev");
    // Stated although .cargo/config.toml does: a RUSTFLAGS of the user's would take their place.
    let flags = FLAGS.join(SEPARATOR);
    build(false, &dist, |command| {
        command
            .env("PATH", &path)
            .env("CARGO_ENCODED_RUSTFLAGS", &flags)
    })?;
    Ok(dist)
}

/// Builds as small as possible into `dist`.
pub fn build_for_release(dist: &Path) -> Result<()> {
    let path = tools::path_with(&setup::for_release()?)?;
    let flags = reproducible_flags()?;
    build(true, dist, |command| {
        command
            .env("PATH", &path)
            .env("CARGO_ENCODED_RUSTFLAGS", &flags)
    })
}

fn build(
    release: bool,
    dist: &Path,
    environment: impl Fn(&mut Command) -> &mut Command + Sync,
) -> Result<()> {
    let profile: &[&str] = if release { &["--release"] } else { &[] };
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
    chunks::split(release, dist, &environment)?;
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
/// build the same bytes and the bundle names nobody's home. In Cargo's encoding.
fn reproducible_flags() -> Result<String> {
    let sysroot = output_text(Command::new("rustc").args(["--print", "sysroot"]))?;
    let standard_library = Path::new(sysroot.trim()).join("lib/rustlib/src/rust");
    let mut flags = FLAGS.map(str::to_owned).to_vec();
    flags.push(remap(workspace::root(), "."));
    flags.push(remap(&standard_library, "rust"));
    flags.extend(
        dependency_folders()?
            .iter()
            .map(|folder| remap(folder, "crates")),
    );
    Ok(flags.join(SEPARATOR))
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
