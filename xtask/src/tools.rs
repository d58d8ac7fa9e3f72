//! The programs a build needs: a fitting one on PATH is used, else one is installed into a folder of this user's
//! cache, where every clone finds it.

mod cache;
mod from_crates;
mod from_npm;

use crate::process::{on_path, version_text};
use crate::version::Version;
use crate::workspace;
use anyhow::Result;
use from_crates::CrateTool;
use std::ffi::OsString;
use std::path::PathBuf;

/// The newest Trunk that compiles with the toolchain of this repository.
const TRUNK: Version = Version(0, 21, 14);
/// Older ones of the same 0.21 do the same here.
const OLDEST_TRUNK: Version = Version(0, 21, 10);
/// Understands the marks that `wasm_split_helpers` 0.2 leaves in the linked module.
const WASM_SPLIT: Version = Version(0, 2, 4);
const BINARYEN: &str = "132.0.0";
/// Debian 12 has this one: it understands what this compiler emits, and its result is 2 % bigger.
const OLDEST_WASM_OPT: Version = Version(108, 0, 0);
const AXE_CORE: &str = "4.14.1";

/// Where one tool is.
pub struct Tool {
    /// To be put in front of PATH; nothing when the one on PATH does.
    folder: Option<PathBuf>,
}

/// Trunk, which lays the portal's files out.
pub fn trunk() -> Result<Tool> {
    let fits = |found: Version| (OLDEST_TRUNK..Version(0, 22, 0)).contains(&found);
    found_or("trunk", fits, || {
        from_crates::install(&CrateTool {
            package: "trunk",
            program: "trunk",
            version: TRUNK,
            feature: "",
            minutes: 6,
        })
    })
}

/// wasm-bindgen's command line tool, of exactly the version that Cargo.lock pins for the library.
pub fn wasm_bindgen() -> Result<Tool> {
    let locked = workspace::locked_wasm_bindgen()?;
    found_or(
        "wasm-bindgen",
        |found| found == locked,
        || {
            from_crates::install(&CrateTool {
                package: "wasm-bindgen-cli",
                program: "wasm-bindgen",
                version: locked,
                feature: "",
                minutes: 2,
            })
        },
    )
}

/// The program that splits the linked module. It cannot say its version, so one on PATH is not looked for.
pub fn wasm_split() -> Result<Tool> {
    let folder = from_crates::install(&CrateTool {
        package: "wasm_split_cli_support",
        program: "wasm-split-cli",
        version: WASM_SPLIT,
        feature: "build-binary",
        minutes: 1,
    })?;
    Ok(Tool {
        folder: Some(folder),
    })
}

/// Binaryen's wasm-opt, which makes the release build a good deal smaller.
pub fn wasm_opt() -> Result<Tool> {
    found_or(
        "wasm-opt",
        |found| found >= OLDEST_WASM_OPT,
        || {
            let folder = from_npm::install("binaryen", BINARYEN, "or put a wasm-opt on PATH")?;
            Ok(folder.join("node_modules").join(".bin"))
        },
    )
}

/// The script of axe-core, which judges each screen's accessibility.
pub fn axe_core() -> Result<PathBuf> {
    let folder = from_npm::install("axe-core", AXE_CORE, "for the accessibility tests")?;
    Ok(folder.join("node_modules/axe-core/axe.min.js"))
}

fn found_or(
    program: &str,
    fits: impl Fn(Version) -> bool,
    install: impl FnOnce() -> Result<PathBuf>,
) -> Result<Tool> {
    let found = on_path(program).and_then(version_text);
    if found.as_deref().and_then(Version::find).is_some_and(fits) {
        return Ok(Tool { folder: None });
    }
    let folder = Some(install()?);
    Ok(Tool { folder })
}

/// PATH with these tools in front.
pub fn path_with(tools: &[Tool]) -> Result<OsString> {
    let inherited = std::env::var_os("PATH").unwrap_or_default();
    let ours = tools.iter().filter_map(|tool| tool.folder.clone());
    Ok(std::env::join_paths(
        ours.chain(std::env::split_paths(&inherited)),
    )?)
}
