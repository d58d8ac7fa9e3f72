//! Measurements of the site as it is published, in a real browser: printed for people to read.

use crate::arguments::Arguments;
use crate::process::run;
use crate::{dist, test};
use anyhow::{Result, bail};

/// Measures what is named: `instance`, how quickly large histories are read and drawn.
pub fn bench(mut arguments: Arguments) -> Result<()> {
    let what = arguments.next_word();
    arguments.finish()?;
    let tests = match what.as_deref() {
        Some("instance") => "bench_instance",
        other => bail!("there is no bench `{}`", other.unwrap_or_default()),
    };
    let site = dist::dist()?;
    let mut command = test::browser_tests(&site)?;
    // One at a time: they share the machine.
    command.args([
        "--",
        "--ignored",
        "--nocapture",
        "--test-threads",
        "1",
        tests,
    ]);
    run(&mut command)
}
