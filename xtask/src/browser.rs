//! Chromium and its driver, for the tests that drive a real browser.

use crate::debian;
use crate::process::{on_path, version_text};
use crate::version::Version;
use anyhow::{Context, Result, bail};
use std::path::PathBuf;

/// The two programs, of the same major version.
pub struct Browser {
    pub chromium: PathBuf,
    pub driver: PathBuf,
}

const CHROMIUM_NAMES: [&str; 4] = [
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
];

const WHAT_TO_INSTALL: &str = "\
the browser tests need Chromium (or Chrome) and a ChromeDriver of the same major version:
  Debian:         sudo apt-get install chromium chromium-driver
  Fedora:         sudo dnf install chromium chromedriver
  Arch:           sudo pacman -S chromium
  macOS:          brew install --cask chromium chromedriver
or name them in the environment variables CHROMIUM and CHROMEDRIVER";

/// Finds the browser that CHROMIUM and CHROMEDRIVER name, or that is on PATH; on Debian as root it is installed when it is
/// missing. An error says what to install.
pub fn find_or_install() -> Result<Browser> {
    let browser = if let Some(browser) = find() {
        browser
    } else {
        install()?;
        find().context("installing Chromium succeeded but it is not on PATH")?
    };
    same_major_version(&browser)?;
    Ok(browser)
}

fn find() -> Option<Browser> {
    let named = |variable: &str| {
        std::env::var_os(variable)
            .filter(|path| !path.is_empty())
            .map(PathBuf::from)
    };
    Some(Browser {
        chromium: named("CHROMIUM").or_else(|| CHROMIUM_NAMES.into_iter().find_map(on_path))?,
        driver: named("CHROMEDRIVER").or_else(|| on_path("chromedriver"))?,
    })
}

fn install() -> Result<()> {
    if !debian::may_install() {
        bail!("{WHAT_TO_INSTALL}");
    }
    println!("Installing Chromium and its driver: once on this machine, about a minute.");
    debian::install(&["chromium", "chromium-driver"])
}

fn same_major_version(browser: &Browser) -> Result<()> {
    let version = |program: &PathBuf| {
        version_text(program)
            .as_deref()
            .and_then(Version::find)
            .with_context(|| format!("{} does not say its version", program.display()))
    };
    let (chromium, driver) = (version(&browser.chromium)?, version(&browser.driver)?);
    if chromium.0 != driver.0 {
        bail!("Chromium is {chromium} but ChromeDriver is {driver}; {WHAT_TO_INSTALL}");
    }
    Ok(())
}
