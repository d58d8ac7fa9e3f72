//! Where a task hub answers: origin, prefix, generation, hub and connection.

use serde::{Deserialize, Serialize};

/// Which base path the extension listens on.
///
/// Source: the wire contract, section 1.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub enum Generation {
    /// Extension 1.x: start over HTTP, restart, suspend, resume, prefix filter and entities are missing.
    First,
    /// Extension 2.x and 3.x.
    #[default]
    Current,
}

impl Generation {
    /// The path everything lies below, without a slash at its end.
    pub fn base_path(self) -> &'static str {
        match self {
            Self::First => "/admin/extensions/DurableTaskExtension",
            Self::Current => "/runtime/webhooks/durabletask",
        }
    }
}

/// The address of one task hub. Never holds a key.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct HubAddress {
    /// Scheme, host and port as a browser writes an origin: `https://app.example`, no default port, no slash.
    pub origin: String,
    /// What a reverse proxy puts before the base path, percent-encoded: empty or `/apps/orders`.
    #[serde(default)]
    pub prefix: String,
    /// Which base path the extension listens on.
    #[serde(default)]
    pub generation: Generation,
    /// The task hub's name; `None` means the app's own.
    #[serde(default)]
    pub task_hub: Option<String>,
    /// The name of the storage connection setting; `None` means the app's own.
    #[serde(default)]
    pub connection: Option<String>,
}

impl HubAddress {
    /// Origin, prefix and base path, without a slash at its end: what every request's path is appended to.
    pub fn base_url(&self) -> String {
        let mut url = String::with_capacity(80);
        url.push_str(&self.origin);
        url.push_str(&self.prefix);
        url.push_str(self.generation.base_path());
        url
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_url_is_origin_prefix_and_base_path() {
        let mut address = HubAddress {
            origin: "https://a.example".into(),
            prefix: "/apps/orders".into(),
            ..HubAddress::default()
        };
        assert_eq!(
            address.base_url(),
            "https://a.example/apps/orders/runtime/webhooks/durabletask"
        );
        address.generation = Generation::First;
        assert_eq!(
            address.base_url(),
            "https://a.example/apps/orders/admin/extensions/DurableTaskExtension"
        );
    }

    #[test]
    fn an_address_survives_storage_and_a_short_one_fills_with_the_usual() {
        let short: HubAddress =
            serde_json::from_str(r#"{"origin":"http://localhost:7071"}"#).unwrap();
        assert_eq!(short.generation, Generation::Current);
        assert_eq!(short.task_hub, None);
        let text = serde_json::to_string(&short).unwrap();
        assert_eq!(serde_json::from_str::<HubAddress>(&text).unwrap(), short);
    }
}
