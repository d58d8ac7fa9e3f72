//! How a host is set up: its address, its hub, its key, its store.

use crate::store::StoreFlavour;

/// Which generation of the extension is imitated: its base path and its operations.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum BasePath {
    /// 1.x: `/admin/extensions/DurableTaskExtension`, without start over HTTP, restart, suspend, resume, prefix and entities.
    First,
    /// 2.x and 3.x: `/runtime/webhooks/durabletask`, everything.
    #[default]
    Current,
}

impl BasePath {
    /// The path below which the generation's routes live.
    pub fn path(self) -> &'static str {
        match self {
            Self::First => "/admin/extensions/DurableTaskExtension",
            Self::Current => "/runtime/webhooks/durabletask",
        }
    }
}

/// The set-up of one host. [`HostConfig::default`] is what the recordings were taken from, without a key.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct HostConfig {
    /// Scheme, host and port that the links in answers begin with, without a slash at the end: `http://localhost:7071`.
    pub origin: String,
    /// A path before the base path, as a reverse proxy adds one: empty, or `/apps/orders`.
    pub path_prefix: String,
    /// The generation of the API.
    pub base: BasePath,
    /// Whether the extension is loaded. A function app without it answers at its root and has nothing below the base path.
    pub extension: bool,
    /// The task hub that a request without `taskHub` means. Names of hubs compare without case.
    pub task_hub: String,
    /// The one connection name that resolves; another is a 500.
    pub connection: String,
    /// The key that every request must bring as `code` or `x-functions-key`; `None` asks for none.
    pub key: Option<String>,
    /// How continuation tokens look and how a list is ordered.
    pub store: StoreFlavour,
    /// The most rows that one page of a list holds, whatever `top` asks for (Azure Tables serve 1000).
    pub page_cap: usize,
    /// The most rows that one page of a list looks at: a filter that matches few then answers short or empty pages with a token.
    pub scan_cap: Option<u64>,
    /// Whether histories keep the inputs of activities (`storeInputsInOrchestrationHistory`, recording `inputs-stored`).
    pub store_inputs: bool,
    /// What ids and latencies are drawn from.
    pub seed: u64,
}

impl HostConfig {
    /// Origin, prefix and base path: what every management link begins with.
    pub fn base_url(&self) -> String {
        format!("{}{}{}", self.origin, self.path_prefix, self.base.path())
    }
}

impl Default for HostConfig {
    fn default() -> Self {
        Self {
            origin: "http://localhost:7071".to_owned(),
            path_prefix: String::new(),
            base: BasePath::Current,
            extension: true,
            task_hub: "RecordingHub".to_owned(),
            connection: "AzureWebJobsStorage".to_owned(),
            key: None,
            store: StoreFlavour::Emulator,
            page_cap: 1000,
            scan_cap: None,
            store_inputs: false,
            seed: 1,
        }
    }
}
