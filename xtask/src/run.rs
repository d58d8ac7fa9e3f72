//! Builds the portal and starts it beside a demo hub.

use crate::arguments::Arguments;
use crate::process::{self, cargo};
use crate::{dist, site, workspace};
use anyhow::{Context, Result, bail};
use std::hash::{BuildHasher, RandomState};
use std::io::{BufRead, BufReader};
use std::net::{Ipv4Addr, TcpListener};
use std::path::Path;
use std::process::{Child, Command, Stdio};

struct Options {
    port: u16,
    release: bool,
    same_origin: bool,
    instances: Option<u64>,
    /// The key that the demo hub asks for.
    key: Option<String>,
    passed_on: Vec<String>,
}

impl Options {
    fn read(mut arguments: Arguments) -> Result<Self> {
        Ok(Self {
            port: arguments.value("--port")?.unwrap_or(4280),
            release: arguments.flag("--release"),
            same_origin: arguments.flag("--same-origin"),
            instances: arguments.value("--instances")?,
            key: arguments.flag("--require-key").then(random_key),
            passed_on: arguments.finish()?,
        })
    }

    /// The demo hub has a port and thereby an origin of its own, as function apps have for most users.
    /// Port 0 stands for any free one.
    fn hub_port(&self) -> Result<u16> {
        if self.port == 0 {
            return Ok(0);
        }
        self.port
            .checked_add(1)
            .context("the demo hub takes the port after the portal's, and 65535 is the last")
    }
}

/// Runs until the devhost ends, or until Ctrl-C ends both.
pub fn run(arguments: Arguments) -> Result<()> {
    let options = Options::read(arguments)?;
    // Before minutes of compiling, not after.
    must_be_free(options.port)?;
    if !options.same_origin {
        must_be_free(options.hub_port()?)?;
    }

    let folder = if options.release {
        dist::dist()?
    } else {
        site::build_for_dev()?
    };
    process::run(cargo().args(["build", "--package", "devhost"]))?;

    let mut devhost = start(&options, &folder)?;
    // Held until the end of this process, which is then the end of the devhost too, even when this one is killed.
    let _stdin = devhost.stdin.take();
    if let Some(ready) = ready_line(&mut devhost)? {
        println!("{}", welcome(&ready, &options)?);
    }
    let status = devhost.wait()?;
    if !status.success() {
        bail!("the devhost ended ({status})");
    }
    Ok(())
}

fn must_be_free(port: u16) -> Result<()> {
    match TcpListener::bind((Ipv4Addr::LOCALHOST, port)) {
        Ok(_) => Ok(()),
        Err(error) => bail!(
            "port {port} cannot be used ({error}); choose another with `cargo xtask run --port N`"
        ),
    }
}

fn start(options: &Options, folder: &Path) -> Result<Child> {
    let program = workspace::program("devhost")?;
    let mut command = Command::new(&program);
    command
        .args(["--port", &options.port.to_string()])
        .arg("--dist")
        .arg(folder)
        .arg("--until-stdin-ends")
        .stdin(Stdio::piped())
        .stdout(Stdio::piped());
    if options.same_origin {
        command.arg("--same-origin");
    } else {
        command.args(["--hub-port", &options.hub_port()?.to_string()]);
    }
    if let Some(instances) = options.instances {
        command.args(["--instances", &instances.to_string()]);
    }
    if let Some(key) = &options.key {
        command.args(["--require-key", key]);
    }
    command
        .args(&options.passed_on)
        .spawn()
        .with_context(|| format!("starting {}", program.display()))
}

/// The devhost says in one line of JSON where it listens, once it does. Nothing when it ends before: it was asked for its
/// help, or has said on its standard error what is wrong.
fn ready_line(devhost: &mut Child) -> Result<Option<String>> {
    let output = devhost.stdout.take().context("the devhost has no output")?;
    let mut lines = BufReader::new(output).lines();
    while let Some(line) = lines.next().transpose()? {
        if line.starts_with('{') {
            // What it says later is shown as it comes; nobody reading would make it stop at a full pipe.
            std::thread::spawn(move || {
                lines
                    .map_while(Result::ok)
                    .for_each(|line| println!("{line}"));
            });
            return Ok(Some(line));
        }
        println!("{line}");
    }
    Ok(None)
}

fn welcome(ready: &str, options: &Options) -> Result<String> {
    let addresses: serde_json::Value =
        serde_json::from_str(ready).with_context(|| format!("the devhost said: {ready}"))?;
    let address = |name: &str| {
        addresses[name]
            .as_str()
            .with_context(|| format!("the devhost named no {name}: {ready}"))
    };
    let key = options.key.as_ref().map_or_else(
        || "It needs no key, like a function app under `func start`.".to_owned(),
        |key| format!("It asks for a key; paste this one:  {key}"),
    );
    Ok(format!(
        "\n  Durable Portal   {}\n  Demo hub         {}\n\n\
         Open the first address in a browser. The demo hub is already among the connections: click it to see\n\
         its instances, or paste any statusQueryGetUri. {key}\n\
         Ctrl-C ends both.\n",
        address("portal")?,
        address("hub")?,
    ))
}

/// A key for one run of the demo hub, made the way Azure's look. It guards nothing but demo data on this machine.
fn random_key() -> String {
    let word = || RandomState::new().hash_one("key");
    format!("{:016x}{:016x}AzFu{:08x}", word(), word(), word() >> 32)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_taken_port_is_refused_with_what_to_do() {
        let taken = TcpListener::bind((Ipv4Addr::LOCALHOST, 0)).unwrap();
        let port = taken.local_addr().unwrap().port();
        let error = must_be_free(port).unwrap_err().to_string();
        assert!(
            error.contains(&port.to_string()) && error.contains("--port"),
            "{error}"
        );
    }

    #[test]
    fn two_runs_have_two_keys() {
        assert_ne!(random_key(), random_key());
    }
}
