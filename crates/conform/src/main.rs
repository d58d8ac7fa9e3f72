//! `conform [DIR] [--only decode|reproduce] [--verbose]`; without a folder the repository's own recordings.

use conform::{decode, recordings, reproduce};
use std::path::PathBuf;
use std::process::ExitCode;

/// What the command line asks for.
#[derive(Debug, PartialEq, Eq)]
struct Options {
    folder: PathBuf,
    decode: bool,
    reproduce: bool,
    verbose: bool,
}

const USAGE: &str = "usage: conform [DIR] [--only decode|reproduce] [--verbose]";

fn main() -> ExitCode {
    match run(std::env::args().skip(1)) {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::FAILURE,
        Err(why) => {
            eprintln!("{why}");
            ExitCode::from(2)
        }
    }
}

fn run(arguments: impl Iterator<Item = String>) -> Result<bool, String> {
    let options = parse(arguments)?;
    let recordings = recordings::load(&options.folder)?;
    if recordings.is_empty() {
        return Err(format!("{}: no recordings", options.folder.display()));
    }
    let mut good = true;
    if options.decode {
        good &= decode::run(&recordings, options.verbose).print("decoded");
    }
    if options.reproduce {
        good &= reproduce::run(&recordings, options.verbose);
    }
    Ok(good)
}

fn parse(mut arguments: impl Iterator<Item = String>) -> Result<Options, String> {
    let mut folder = None;
    let mut only = None;
    let mut verbose = false;
    while let Some(argument) = arguments.next() {
        match argument.as_str() {
            "--verbose" => verbose = true,
            "--only" => only = Some(arguments.next().ok_or(USAGE)?),
            "--help" => return Err(USAGE.to_owned()),
            option if option.starts_with('-') => return Err(format!("{option}: unknown\n{USAGE}")),
            _ if folder.is_some() => return Err(USAGE.to_owned()),
            _ => folder = Some(PathBuf::from(argument)),
        }
    }
    let (decode, reproduce) = match only.as_deref() {
        None => (true, true),
        Some("decode") => (true, false),
        Some("reproduce") => (false, true),
        Some(other) => return Err(format!("{other}: unknown\n{USAGE}")),
    };
    Ok(Options {
        folder: folder.unwrap_or_else(recordings::default_folder),
        decode,
        reproduce,
        verbose,
    })
}
