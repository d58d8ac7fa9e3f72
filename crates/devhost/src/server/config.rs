//! How the server around the engine is set up.

use std::path::PathBuf;
use std::time::Duration;

use super::cors::CorsMode;
use crate::config::HostConfig;

/// The set-up of a devhost. The default is what tests want: free ports, no files, an empty hub, the usual allow-list.
#[derive(Debug, Clone)]
pub struct ServerConfig {
    /// The port of the portal's files; 0 takes a free one.
    pub portal_port: u16,
    /// The port of the hub's API; 0 takes a free one. Not looked at with `same_origin`.
    pub hub_port: u16,
    /// One port for both: the hub answers below its base path and `/devhost`, the files everywhere else.
    pub same_origin: bool,
    /// The folder with the built portal.
    pub dist: Option<PathBuf>,
    /// How the hub treats pages of other origins.
    pub cors: CorsMode,
    /// Origins allowed besides the portal's own.
    pub origins: Vec<String>,
    /// Whether answers are packed with gzip for clients that take it. Off, as the Functions host leaves it.
    pub compress: bool,
    /// What each row that an answer cost takes, as in a slow store.
    pub latency_per_row: Duration,
    /// How many generated instances stand in the hub, 0 to 10,000,000.
    pub instances: u64,
    /// How many events the generated instance with a long history has, 0 for none, at most 100,000.
    pub history: u32,
    /// Whether the demo lives in the hub: orchestrations start and end by themselves.
    pub demo: bool,
    /// What `/portal.json` calls the hub.
    pub connection_name: String,
    /// The host itself. `origin` is filled in once the port is known.
    pub host: HostConfig,
}

impl Default for ServerConfig {
    fn default() -> Self {
        Self {
            portal_port: 0,
            hub_port: 0,
            same_origin: false,
            dist: None,
            cors: CorsMode::List,
            origins: Vec::new(),
            compress: false,
            latency_per_row: Duration::ZERO,
            instances: 0,
            history: 0,
            demo: false,
            connection_name: "Demo hub".to_owned(),
            host: HostConfig::default(),
        }
    }
}
