//! The static site as it is published.

use crate::{content_policy, site, workspace};
use anyhow::Result;
use std::path::PathBuf;

/// Builds the site into `dist/` and gives that folder.
pub fn dist() -> Result<PathBuf> {
    let folder = workspace::root().join("dist");
    site::build_for_release(&folder)?;
    content_policy::insert(&folder.join("index.html"))?;
    println!("The site is in {}.", folder.display());
    Ok(folder)
}
