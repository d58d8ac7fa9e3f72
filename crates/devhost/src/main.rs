//! `devhost`: the embedded local host as a program.

mod args;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use devhost::server::DevHost;

#[tokio::main]
async fn main() -> ExitCode {
    let args = args::Args::parse();
    if args.until_stdin_ends {
        std::thread::spawn(exit_when_stdin_ends);
    }
    let config = match args.into_config() {
        Ok(config) => config,
        Err(message) => return refuse(&message),
    };
    match DevHost::start(config).await {
        Ok(running) => {
            let ready = serde_json::json!({ "portal": running.portal_url, "hub": running.hub_url });
            let mut out = std::io::stdout();
            // Whoever started this may not read its output; it serves all the same.
            let _ = writeln!(out, "{ready}").and_then(|()| out.flush());
            running.wait().await;
            ExitCode::SUCCESS
        }
        Err(error) => refuse(&error.to_string()),
    }
}

fn refuse(message: &str) -> ExitCode {
    eprintln!("devhost: {message}");
    ExitCode::FAILURE
}

/// Reads standard input to its end, which comes when the process that holds its other end is gone, however it went.
fn exit_when_stdin_ends() {
    let _ = std::io::copy(&mut std::io::stdin(), &mut std::io::sink());
    std::process::exit(0);
}
