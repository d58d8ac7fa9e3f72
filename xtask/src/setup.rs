//! What run and dist need before they can build.

use crate::process::{on_path, output_text, run};
use crate::tools::{self, Tool};
use anyhow::{Result, bail};
use std::path::Path;
use std::process::Command;

/// The target that browsers run.
pub const WASM: &str = "wasm32-unknown-unknown";

/// The tools of a dev build.
pub fn for_dev() -> Result<Vec<Tool>> {
    wasm_target()?;
    Ok(vec![
        tools::trunk()?,
        tools::wasm_bindgen()?,
        tools::wasm_split()?,
    ])
}

/// The tools of a release build.
pub fn for_release() -> Result<Vec<Tool>> {
    let mut all = for_dev()?;
    all.push(tools::wasm_opt()?);
    Ok(all)
}

/// Adds Rust's standard library for the browser to the toolchain in use when it is not there.
pub fn wasm_target() -> Result<()> {
    let rustc = std::env::var_os("RUSTC").unwrap_or_else(|| "rustc".into());
    let libraries =
        output_text(Command::new(rustc).args(["--print", "target-libdir", "--target", WASM]))?;
    if Path::new(libraries.trim()).exists() {
        return Ok(());
    }
    if on_path("rustup").is_none() {
        bail!(
            "this Rust has no {WASM} target and there is no rustup to add it: install the target as your Rust was installed"
        );
    }
    println!("Adding Rust's {WASM} target: once, a few seconds.");
    run(Command::new("rustup").args(["target", "add", WASM]))
}
