//! Splits the linked module: a main module that every visit downloads, and chunks that are fetched when first needed.
//!
//! A chunk is what only functions marked `#[wasm_split(chunk)]` reach. The split is done on what the linker wrote, before
//! wasm-bindgen; Trunk has no step there. So Trunk lays the site out, and its glue code and module, whose names stay, are
//! made anew here from the split one. All files of a build bear the hash that Trunk took of the linked module.

mod glue;
mod link_module;
mod pack;

use self::pack::Pack;
use crate::process::{output_text, run};
use crate::setup::WASM;
use crate::workspace;
use anyhow::{Context, Result};
use std::fs;
use std::panic::resume_unwind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::thread;

/// The binary of the portal, after which its files are named.
const PORTAL: &str = "durable-portal";
/// Stands in the glue code; see there.
const LOADER: &str = "public/chunks.js";

/// Splits what Cargo linked last, and puts main module, chunks and glue code into the site that Trunk laid out in `dist`.
/// `environment` brings the tools into reach of a command.
pub fn split(
    release: bool,
    dist: &Path,
    environment: &(impl Fn(&mut Command) -> &mut Command + Sync),
) -> Result<()> {
    let target = workspace::target_dir()?;
    let profile = if release { "release" } else { "debug" };
    let linked = target
        .join(WASM)
        .join(profile)
        .join(format!("{PORTAL}.wasm"));
    let parts = emptied(target.join("chunks").join(profile).join("parts"))?;
    let bound = emptied(target.join("chunks").join(profile).join("bound"))?;

    run(environment(
        Command::new("wasm-split-cli")
            .args(["--out-name", PORTAL])
            .arg(&linked)
            .arg(&parts),
    ))?;
    run(environment(
        Command::new("wasm-bindgen")
            .args(["--target=web", "--no-typescript", "--out-name", PORTAL])
            // The chunks need the table of functions and the memory by their names.
            .args(["--keep-lld-exports", "--no-demangle"])
            .arg("--out-dir")
            .arg(&bound)
            .arg(parts.join(format!("{PORTAL}.wasm"))),
    ))?;

    let chunks = link_module::chunks(&read(&parts.join(link_module::FILE))?)?;
    let loader = read(&workspace::root().join(LOADER))?;
    let made = read(&bound.join(format!("{PORTAL}.js")))?;
    let name = built_name(&read(&dist.join("index.html"))?)
        .context("the built index.html names no glue code")?
        .to_owned();
    let published = |short: &str| dist.join(format!("{name}-{short}.wasm"));
    let files = link_module::files(&chunks);
    let mut modules = vec![(
        bound.join(format!("{PORTAL}_bg.wasm")),
        dist.join(format!("{name}_bg.wasm")),
    )];
    modules.extend(files.iter().map(|file| {
        let to = published(link_module::short(file));
        (parts.join(format!("{file}.wasm")), to)
    }));
    put_all(&modules, release, environment)?;
    let mut pack = Pack::default();
    for file in files {
        let path = published(link_module::short(file));
        let module = fs::read(&path).with_context(|| format!("reading {}", path.display()))?;
        if pack.take(file, &module) {
            fs::remove_file(&path).with_context(|| format!("removing {}", path.display()))?;
        }
    }
    if let Some(bytes) = pack.bytes() {
        let path = published(pack::FILE);
        fs::write(&path, bytes).with_context(|| format!("writing {}", path.display()))?;
    }
    write(
        &dist.join(format!("{name}.js")),
        &glue::with_loader(&made, &loader, &chunks, &pack)?,
    )
}

/// Copies the modules to where they are published, in a release build through wasm-opt: some dozens of them, as many at once as there are
/// processors.
fn put_all(
    modules: &[(PathBuf, PathBuf)],
    release: bool,
    environment: &(impl Fn(&mut Command) -> &mut Command + Sync),
) -> Result<()> {
    let next = AtomicUsize::new(0);
    let work = || {
        while let Some((from, to)) = modules.get(next.fetch_add(1, Ordering::Relaxed)) {
            put(from, to, release, environment)?;
        }
        Ok(())
    };
    let workers = thread::available_parallelism().map_or(1, usize::from);
    thread::scope(|scope| {
        let begun: Vec<_> = (0..workers).map(|_| scope.spawn(work)).collect();
        begun.into_iter().try_for_each(|worker| {
            let ended = worker.join();
            ended.unwrap_or_else(|panic| resume_unwind(panic))
        })
    })
}

fn put(
    from: &Path,
    to: &Path,
    release: bool,
    environment: &impl Fn(&mut Command) -> &mut Command,
) -> Result<()> {
    if release {
        // Its remarks about sections that it drops would only alarm; what it says of a failure is shown.
        let mut optimise = Command::new("wasm-opt");
        optimise.arg("-Oz").arg(from).arg("-o").arg(to);
        output_text(environment(&mut optimise))?;
    } else {
        fs::copy(from, to).with_context(|| format!("copying {}", from.display()))?;
    }
    Ok(())
}

/// The name of the build in the page that Trunk wrote: `durable-portal-1f4c6e8a9b0c2d3e`.
fn built_name(page: &str) -> Option<&str> {
    page.split('"')
        .filter_map(|it| it.strip_prefix("./")?.strip_suffix(".js"))
        .find(|it| it.starts_with(PORTAL))
}

fn emptied(folder: PathBuf) -> Result<PathBuf> {
    if folder.exists() {
        fs::remove_dir_all(&folder).with_context(|| format!("emptying {}", folder.display()))?;
    }
    fs::create_dir_all(&folder).with_context(|| format!("creating {}", folder.display()))?;
    Ok(folder)
}

fn read(path: &Path) -> Result<String> {
    fs::read_to_string(path).with_context(|| format!("reading {}", path.display()))
}

fn write(path: &Path, text: &str) -> Result<()> {
    fs::write(path, text).with_context(|| format!("writing {}", path.display()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_name_of_a_build_is_that_of_the_glue_code_in_the_page() {
        let page = r#"<link id="portal-glue" rel="modulepreload" href="./durable-portal-6f3b.js">
            <script type="module" src="./boot-c7b8.js"></script>"#;
        assert_eq!(built_name(page), Some("durable-portal-6f3b"));
        assert_eq!(built_name("<p>no script</p>"), None);
    }
}
