//! Measurements of the site as it is published, in a real browser: printed for people to read.

use crate::arguments::Arguments;
use crate::process::run;
use crate::{dist, test};
use anyhow::{Result, bail};

/// Measures what is named: `instance`, how quickly large histories are read and drawn; `instances`, how quickly hubs of several sizes are read,
/// searched, sorted and scrolled; `plan`, how fast a plan of 1,000 runs.
pub fn bench(mut arguments: Arguments) -> Result<()> {
    let what = arguments.next_word();
    let sizes: Option<String> = arguments.value("--instances")?;
    let stores: Option<String> = arguments.value("--stores")?;
    arguments.finish()?;
    let tests = match what.as_deref() {
        Some("instance") => "bench_instance",
        Some("instances") => "bench_lists",
        Some("plan") => "bench_plan",
        other => bail!("there is no bench `{}`", other.unwrap_or_default()),
    };
    let site = dist::dist()?;
    let mut command = test::browser_tests(&site)?;
    // One at a time: they share the machine.
    command
        .args([
            "--",
            "--ignored",
            "--nocapture",
            "--test-threads",
            "1",
            tests,
        ])
        .env("BENCH_SIZES", sizes.unwrap_or_default())
        .env("BENCH_STORES", stores.unwrap_or_default());
    run(&mut command)
}
