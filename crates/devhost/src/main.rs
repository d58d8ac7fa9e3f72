//! `devhost`: the embedded local host as a program.

mod args;

use std::io::Write;
use std::process::ExitCode;

use clap::Parser;
use devhost::server::DevHost;

#[tokio::main]
async fn main() -> ExitCode {
    let config = match args::Args::parse().into_config() {
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
