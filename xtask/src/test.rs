//! Everything that must hold before a change lands.

use crate::arguments::Arguments;
use crate::counts::Counts;
use crate::process::{cargo, on_path};
use crate::setup::{self, WASM};
use crate::step::{Steps, check, tests};
use crate::{browser, conform, dist, once_more, size, tools};
use anyhow::Result;
use std::path::Path;
use std::process::{Command, ExitCode};

/// Runs all steps, or with `--fast` those that need neither a browser nor WebAssembly.
pub fn test(mut arguments: Arguments) -> Result<ExitCode> {
    let fast = arguments.flag("--fast");
    arguments.finish()?;

    let mut steps = Steps::default();
    steps.run("Format", || {
        check(cargo().args(["fmt", "--all", "--check"]))
    });
    steps.run("Lints", || {
        check(&mut clippy(&["--workspace", "--all-targets"]))?;
        // Cargo leaves these out of "all": a plain `cargo test` shall not run them.
        check(&mut clippy(&["--workspace", "--test", "browser"]))
    });
    steps.run("Tests without a browser", || tests(&mut native_tests()));
    steps.run("Examples in the documentation", || {
        tests(cargo().args(["test", "--workspace", "--doc"]))
    });
    steps.run("Recordings of the real extension", || {
        let (counts, said) = check(&mut conform::command(&[]))?;
        print!("{said}");
        Ok((counts, ()))
    });
    if !fast {
        with_browser(&mut steps);
    }
    Ok(steps.finish())
}

fn with_browser(steps: &mut Steps) {
    steps.run("Lints for the browser", || {
        setup::wasm_target()?;
        check(&mut clippy(&[
            "--package",
            "durable-portal",
            "--target",
            WASM,
        ]))
    });
    let site = steps.run("The site as it is published", || {
        Ok((Counts::PASSED, dist::dist()?))
    });
    let Some(site) = site else {
        steps.skip("Size of a first visit", "building the site");
        steps.skip("Tests in the browser", "building the site");
        return;
    };
    steps.run("Size of a first visit", || {
        Ok((Counts::PASSED, size::report(&site)?))
    });
    steps.run("Tests in the browser", || {
        once_more::tests(|| browser_tests(&site))
    });
}

fn clippy(what: &[&str]) -> Command {
    let mut command = cargo();
    command
        .arg("clippy")
        .args(what)
        .args(["--", "-D", "warnings"]);
    command
}

fn native_tests() -> Command {
    let mut command = cargo();
    if on_path("cargo-nextest").is_some() {
        command.args([
            "nextest",
            "run",
            "--workspace",
            "--no-fail-fast",
            "--no-tests",
            "pass",
        ]);
    } else {
        command.args([
            "test",
            "--workspace",
            "--no-fail-fast",
            "--lib",
            "--bins",
            "--tests",
        ]);
    }
    command
}

/// The tests start devhosts and drivers themselves, with the programs that these variables name.
pub fn browser_tests(site: &Path) -> Result<Command> {
    let browser = browser::find_or_install()?;
    let axe = tools::axe_core()?;
    let mut command = cargo();
    // With all packages named, dependencies have the same features as in the other tests and need no second build.
    command
        .args(["test", "--workspace", "--test", "browser"])
        .env("DURABLE_PORTAL_DIST", site)
        .env("CHROMIUM", browser.chromium)
        .env("CHROMEDRIVER", browser.driver)
        .env("AXE_JS", axe);
    Ok(command)
}
