//! The commands of this repository. `cargo xtask help` lists them.

mod arguments;
mod bench;
mod browser;
mod captured;
mod chunks;
mod conform;
mod content_policy;
mod counts;
mod debian;
mod dist;
mod once_more;
mod process;
mod run;
mod setup;
mod site;
mod size;
mod step;
mod style;
mod test;
mod tools;
#[cfg(test)]
mod tripwires;
mod version;
mod workspace;

use anyhow::{Result, bail};
use arguments::Arguments;
use std::process::ExitCode;

const HELP: &str = "\
cargo xtask <command>

  run       build the portal, start it and a demo hub on this machine, print its address
              --port N          the portal's port (4280); the demo hub takes the next one
              --instances N     size of the demo hub, up to 10,000,000
              --release         build the portal as it is published
              --same-origin     serve portal and hub from one port, as a function app can
              --require-key     let the hub ask for a key, which is printed
              -- …              everything after it goes to the devhost (`-- --help` lists it)
  test      everything that must hold: format, lints, tests, wire, conformance, size, browser
              --fast            only what needs neither a browser nor WebAssembly
  dist      write the static site into dist/
  size      build dist/ and print what a first visit downloads; fails over the budget
  bench     measure the published site in a browser
              instance          how quickly large histories are read and drawn
              instances         how quickly large hubs are read, searched, sorted and scrolled
              --instances N,…   only these of 10000, 100000 and 1000000
              --stores NAME,…   only these of emulator, azure, newer, newer-azure and pages
  conform   judge decoder and devhost by recordings of the real extension
              [DIR]             default tests/recordings; further flags go through
  setup     install what run and dist need: wasm target, Trunk, wasm-bindgen, wasm-split, wasm-opt
  help      this text";

fn main() -> ExitCode {
    match dispatch(Arguments::from_env()) {
        Ok(code) => code,
        Err(error) => {
            eprintln!("error: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn dispatch(mut arguments: Arguments) -> Result<ExitCode> {
    let command = arguments.next_word();
    match command.as_deref() {
        Some("run") => run::run(arguments)?,
        Some("test") => return test::test(arguments),
        Some("dist") => {
            arguments.finish()?;
            dist::dist()?;
        }
        Some("size") => {
            arguments.finish()?;
            let folder = dist::dist()?;
            size::report(&folder)?;
        }
        Some("conform") => return conform::conform(&arguments.into_rest()),
        Some("bench") => bench::bench(arguments)?,
        Some("setup") => {
            arguments.finish()?;
            setup::for_release()?;
            println!("Everything that run, dist and size need is installed.");
        }
        None | Some("help" | "--help" | "-h") => println!("{HELP}"),
        Some(other) => bail!("there is no command `{other}`\n\n{HELP}"),
    }
    Ok(ExitCode::SUCCESS)
}
