//! The command line of `devhost`.

use std::path::PathBuf;
use std::time::Duration;

use clap::{Parser, ValueEnum};
use devhost::config::{BasePath, HostConfig};
use devhost::demo;
use devhost::server::{CorsMode, ServerConfig};
use devhost::store::StoreFlavour;

/// Rows that a page of a big hub looks at: tens of milliseconds.
const SCANNED_AT_ONCE: u64 = 20_000;

/// A local host that imitates the HTTP management API of Durable Functions, and serves the portal.
///
/// When it is ready it prints one line of JSON with both addresses. docs/devhost.md says more.
#[derive(Debug, Parser)]
#[command(name = "devhost", version)]
#[expect(
    clippy::struct_excessive_bools,
    reason = "each is a switch of the command line"
)]
pub struct Args {
    /// Port of the portal; 0 takes a free one.
    #[arg(long, default_value_t = 4280, value_name = "N")]
    port: u16,
    /// Port of the hub's API, 0 for a free one. By default the port after the portal's.
    #[arg(long, value_name = "N")]
    hub_port: Option<u16>,
    /// One port for both, so that no CORS is in play.
    #[arg(long)]
    same_origin: bool,
    /// Folder of the built portal. By default `dist`, where there is one.
    #[arg(long, value_name = "DIR")]
    dist: Option<PathBuf>,
    /// Generated instances in the hub, up to 10,000,000.
    #[arg(long, default_value_t = 0, value_name = "N", value_parser = clap::value_parser!(u64).range(..=10_000_000))]
    instances: u64,
    /// Events in the history of the generated instances `long-history-…`, up to 100,000.
    #[arg(long, default_value_t = 0, value_name = "N", value_parser = clap::value_parser!(u32).range(..=100_000))]
    history: u32,
    /// An empty hub instead of the demo that lives by itself.
    #[arg(long)]
    no_demo: bool,
    /// Requests need this key; `devhost-key` where none is given.
    #[arg(long, value_name = "KEY", num_args = 0..=1, default_missing_value = "devhost-key")]
    require_key: Option<String>,
    /// What ids, payloads and faults are drawn from.
    #[arg(long, default_value_t = 1, value_name = "N")]
    seed: u64,
    /// How the hub answers pages of other origins.
    #[arg(long, value_enum, default_value_t = CorsArg::List)]
    cors: CorsArg,
    /// An origin to allow besides the portal's, as a browser spells it; may be repeated.
    #[arg(long, value_name = "ORIGIN")]
    allow_origin: Vec<String>,
    /// Pack answers with gzip for clients that take it.
    #[arg(long)]
    compress: bool,
    /// The store behind the hub: its order and its continuation tokens.
    #[arg(long, value_enum, default_value_t = StoreArg::Emulator)]
    store: StoreArg,
    /// Generation of the API: 1 for extension 1.x, 2 for 2.x and 3.x.
    #[arg(long, default_value_t = 2, value_name = "1|2", value_parser = clap::value_parser!(u8).range(1..=2))]
    base: u8,
    /// A function app without the Durable Functions extension: its root answers, nothing below the base path does.
    #[arg(long)]
    no_extension: bool,
    /// Path before the base path, as a reverse proxy adds one: /apps/orders.
    #[arg(long, default_value = "", value_name = "PATH")]
    prefix: String,
    /// Name of the task hub.
    #[arg(long, default_value = "DemoHub", value_name = "NAME")]
    task_hub: String,
    /// Most rows on a page of a list.
    #[arg(long, default_value_t = 1000, value_name = "N")]
    page_cap: usize,
    /// Most rows that a page of a list looks at: filters then give short and empty pages with a token. By default 20,000 where
    /// there are more generated instances, as a cloud store ends a page after a while; without end where there are fewer.
    #[arg(long, value_name = "N")]
    scan_cap: Option<u64>,
    /// Microseconds that each row of the store takes.
    #[arg(long, default_value_t = 0, value_name = "MICROSECONDS")]
    latency_per_row: u64,
    /// Histories keep the inputs of activities.
    #[arg(long)]
    store_inputs: bool,
    /// Stop when standard input ends: a devhost started with a pipe there never outlives who started it.
    #[arg(long)]
    pub until_stdin_ends: bool,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum CorsArg {
    /// No CORS, as `func start` without --cors.
    None,
    /// An allow-list that exposes no header, as real hosts.
    List,
    /// The allow-list behind a proxy that exposes the API's headers.
    Expose,
}

#[derive(Debug, Clone, Copy, ValueEnum)]
enum StoreArg {
    /// Azure Storage over the local emulator.
    Emulator,
    /// Azure Storage in the cloud.
    Azure,
    /// Azure Storage over the local emulator, through the library of extension 3.x.
    Newer,
    /// Azure Storage in the cloud, through the library of extension 3.x.
    NewerAzure,
    /// SQL Server: page numbers, in order of creation.
    Pages,
    /// Tokens that say nothing.
    Opaque,
}

impl Args {
    /// The set-up they describe, or why they describe none.
    pub fn into_config(self) -> Result<ServerConfig, String> {
        let dist = self.dist_folder()?;
        let path_prefix = path_prefix(&self.prefix)?;
        if self.page_cap == 0 || self.scan_cap == Some(0) {
            return Err("--page-cap and --scan-cap begin at 1.".to_owned());
        }
        let hub_port = self.hub_port.unwrap_or(match self.port {
            0 | u16::MAX => 0,
            port => port + 1,
        });
        let base = if self.no_demo {
            HostConfig::default()
        } else {
            demo::config()
        };
        Ok(ServerConfig {
            portal_port: self.port,
            hub_port,
            same_origin: self.same_origin,
            dist,
            cors: match self.cors {
                CorsArg::None => CorsMode::None,
                CorsArg::List => CorsMode::List,
                CorsArg::Expose => CorsMode::Expose,
            },
            origins: self.allow_origin,
            compress: self.compress,
            latency_per_row: Duration::from_micros(self.latency_per_row),
            instances: self.instances,
            history: self.history,
            demo: !self.no_demo,
            host: HostConfig {
                path_prefix,
                base: if self.base == 1 {
                    BasePath::First
                } else {
                    BasePath::Current
                },
                extension: !self.no_extension,
                task_hub: self.task_hub,
                key: self.require_key,
                store: match self.store {
                    StoreArg::Emulator => StoreFlavour::Emulator,
                    StoreArg::Azure => StoreFlavour::Azure,
                    StoreArg::Newer => StoreFlavour::Newer,
                    StoreArg::NewerAzure => StoreFlavour::NewerAzure,
                    StoreArg::Pages => StoreFlavour::Pages,
                    StoreArg::Opaque => StoreFlavour::Opaque,
                },
                page_cap: self.page_cap,
                scan_cap: self
                    .scan_cap
                    .or((self.instances > SCANNED_AT_ONCE).then_some(SCANNED_AT_ONCE)),
                store_inputs: self.store_inputs,
                seed: self.seed,
                ..base
            },
            ..ServerConfig::default()
        })
    }

    /// The folder that was named, which must hold a portal, or `dist` where it does.
    fn dist_folder(&self) -> Result<Option<PathBuf>, String> {
        let usual = PathBuf::from("dist");
        match &self.dist {
            Some(folder) if folder.join("index.html").is_file() => Ok(Some(folder.clone())),
            Some(folder) => Err(format!(
                "{} holds no index.html. Build the portal with `cargo xtask dist`.",
                folder.display()
            )),
            None => Ok(usual.join("index.html").is_file().then_some(usual)),
        }
    }
}

/// The prefix with one slash in front and none behind.
fn path_prefix(text: &str) -> Result<String, String> {
    let inner = text.trim_matches('/');
    if inner.is_empty() {
        return Ok(String::new());
    }
    if inner.contains(['?', '#', '%', ' ']) {
        return Err(format!(
            "--prefix {text}: a plain path is meant, as /apps/orders."
        ));
    }
    Ok(format!("/{inner}"))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn config(args: &[&str]) -> Result<ServerConfig, String> {
        let all = ["devhost"].iter().chain(args);
        Args::try_parse_from(all)
            .map_err(|error| error.to_string())?
            .into_config()
    }

    #[test]
    fn the_hub_takes_the_port_after_the_portal() {
        let plain = config(&[]).unwrap();
        assert_eq!((plain.portal_port, plain.hub_port), (4280, 4281));
        let free = config(&["--port", "0"]).unwrap();
        assert_eq!((free.portal_port, free.hub_port), (0, 0));
        assert_eq!(config(&["--hub-port", "7071"]).unwrap().hub_port, 7071);
    }

    #[test]
    fn a_key_may_be_given_or_left_to_the_devhost() {
        assert_eq!(config(&[]).unwrap().host.key, None);
        let usual = config(&["--require-key"]).unwrap().host.key;
        assert_eq!(usual.as_deref(), Some("devhost-key"));
        let given = config(&["--require-key", "s3cret"]).unwrap().host.key;
        assert_eq!(given.as_deref(), Some("s3cret"));
    }

    #[test]
    fn a_prefix_has_one_slash_in_front() {
        for text in ["apps/orders", "/apps/orders", "/apps/orders/"] {
            assert_eq!(path_prefix(text).as_deref(), Ok("/apps/orders"), "{text}");
        }
        assert_eq!(path_prefix("/").as_deref(), Ok(""));
        assert!(path_prefix("/a b").is_err());
    }

    #[test]
    fn more_than_ten_million_instances_are_refused() {
        assert!(config(&["--instances", "10000000"]).is_ok());
        assert!(config(&["--instances", "10000001"]).is_err());
    }

    #[test]
    fn a_folder_without_a_portal_says_what_builds_it() {
        let error = config(&["--dist", "/nowhere"]).unwrap_err();
        assert!(error.contains("cargo xtask dist"), "{error}");
    }
}
