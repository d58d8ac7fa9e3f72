//! What a first visit downloads, held against the budget.

use crate::workspace;
use anyhow::{Context, Result, bail};
use flate2::Compression;
use flate2::write::GzEncoder;
use std::fs;
use std::io::Write;
use std::ops::AddAssign;
use std::path::{Path, PathBuf};

const BUDGET_FILE: &str = "size-budget.toml";
const BUDGET_KEY: &str = "first_visit_brotli_bytes";

/// Bytes of one file, or of several.
#[derive(Clone, Copy, Default)]
struct Size {
    raw: usize,
    gzip: usize,
    brotli: usize,
}

impl AddAssign for Size {
    fn add_assign(&mut self, other: Self) {
        self.raw += other.raw;
        self.gzip += other.gzip;
        self.brotli += other.brotli;
    }
}

/// Prints each file of the site raw, gzipped and compressed with brotli, with the total of a first visit, and gives
/// that total's brotli bytes. An error when it is over the budget.
pub fn report(dist: &Path) -> Result<usize> {
    let page =
        fs::read_to_string(dist.join("index.html")).context("reading the built index.html")?;
    let mut first_visit = Size::default();
    println!("{:>10} {:>10} {:>10}", "raw", "gzip", "brotli");
    for file in files(dist)? {
        let size = measure(&fs::read(&file)?)?;
        let name = file
            .strip_prefix(dist)?
            .to_string_lossy()
            .replace('\\', "/");
        let remark = if is_in_first_visit(&name, &page) {
            first_visit += size;
            ""
        } else if file.extension().is_some_and(|it| it == "wasm") {
            "  (a chunk: fetched later, or when it is needed)"
        } else {
            "  (not in a first visit)"
        };
        print_line(size, &format!("{name}{remark}"));
    }
    print_line(first_visit, "first visit");

    let budget = budget()?;
    let used = first_visit.brotli;
    if used > budget {
        bail!(
            "a first visit is {} bytes over the budget of {budget} bytes in {BUDGET_FILE}",
            used - budget
        );
    }
    println!(
        "Within the budget of {budget} bytes: {} are left.",
        budget - used
    );
    Ok(used)
}

/// The page and what it names; other files are configuration of hosts or loaded on demand.
fn is_in_first_visit(name: &str, page: &str) -> bool {
    name == "index.html" || page.contains(name)
}

fn print_line(size: Size, name: &str) {
    println!(
        "{:>10} {:>10} {:>10}  {name}",
        size.raw, size.gzip, size.brotli
    );
}

fn measure(bytes: &[u8]) -> Result<Size> {
    let mut gzip = GzEncoder::new(Vec::new(), Compression::best());
    gzip.write_all(bytes)?;
    let mut brotli = Vec::new();
    let best = brotli::enc::BrotliEncoderParams::default();
    brotli::BrotliCompress(&mut &*bytes, &mut brotli, &best)?;
    Ok(Size {
        raw: bytes.len(),
        gzip: gzip.finish()?.len(),
        brotli: brotli.len(),
    })
}

fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(folder).with_context(|| format!("reading {}", folder.display()))? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path)?);
        } else {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}

fn budget() -> Result<usize> {
    let path = workspace::root().join(BUDGET_FILE);
    let text = fs::read_to_string(&path).with_context(|| format!("reading {}", path.display()))?;
    read_budget(&text).with_context(|| format!("{BUDGET_FILE} has no `{BUDGET_KEY} = N`"))
}

fn read_budget(text: &str) -> Option<usize> {
    text.lines()
        .filter_map(|line| line.split_once('='))
        .find(|(key, _)| key.trim() == BUDGET_KEY)
        .and_then(|(_, value)| value.trim().replace('_', "").parse().ok())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_budget_in_the_repository_can_be_read() {
        assert!(budget().unwrap() > 0);
    }

    #[test]
    fn a_budget_is_read_with_its_digit_groups() {
        assert_eq!(
            read_budget("# words\nfirst_visit_brotli_bytes = 150_000\n"),
            Some(150_000)
        );
        assert_eq!(read_budget("first_visit_brotli_bytes = much"), None);
    }

    #[test]
    fn a_first_visit_is_the_page_and_what_it_names() {
        let page = "<link href=\"./portal-1.css\">";
        assert!(is_in_first_visit("index.html", page));
        assert!(is_in_first_visit("portal-1.css", page));
        assert!(!is_in_first_visit("staticwebapp.config.json", page));
    }

    #[test]
    fn brotli_packs_text_tighter_than_gzip() {
        let size = measure("instances of a task hub, ".repeat(400).as_bytes()).unwrap();
        assert!(size.brotli < size.gzip && size.gzip < size.raw);
    }
}
