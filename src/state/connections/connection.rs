//! One connection: where a task hub is and what the user calls it. Never a key.

use durable_api::percent::segment;
use durable_api::{ApiRequest, HubAddress, Method};

use super::hub_ref;

/// What kind of place a hub is: it rules the stripe beside its name, and later how much a write asks back.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Environment {
    /// A developer's own machine or a shared playground.
    #[default]
    Dev,
    /// Like production, but nobody's money.
    Test,
    /// The real one.
    Prod,
}

impl Environment {
    /// All of them, in the order they are offered.
    pub const ALL: [Self; 3] = [Self::Dev, Self::Test, Self::Prod];

    /// The name in files and form values: `dev`, `test` or `prod`.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Dev => "dev",
            Self::Test => "test",
            Self::Prod => "prod",
        }
    }

    /// Reads what [`Self::as_str`] wrote.
    pub fn parse(text: &str) -> Option<Self> {
        Self::ALL
            .into_iter()
            .find(|environment| environment.as_str().eq_ignore_ascii_case(text.trim()))
    }
}

/// Who named a connection, and so how long it is known.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Kept {
    /// Pasted: known to this browser tab, over reloads, until it is closed.
    #[default]
    Tab,
    /// Pasted, and the user ticked that this browser should remember it.
    Device,
    /// Named by `portal.json` for everyone who opens this portal.
    Portal,
}

/// A named hub.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Connection {
    /// What the user calls it.
    pub name: String,
    /// What kind of place it is.
    pub environment: Environment,
    /// Where it is.
    pub address: HubAddress,
    /// Who named it; not stored, each store knows its own.
    pub kept: Kept,
}

impl Connection {
    /// The text that stands for this hub in the page's address; equal exactly when the address is.
    pub fn hub(&self) -> String {
        hub_ref::write(&self.address)
    }

    /// The hub's own list as a link to paste, without a key.
    pub fn list_link(&self) -> String {
        self.link("/instances".to_owned())
    }

    /// An instance as a link to paste, without a key.
    pub fn instance_link(&self, id: &str) -> String {
        self.link(String::from("/instances/") + &segment(id))
    }

    fn link(&self, path: String) -> String {
        let request = ApiRequest {
            method: Method::Get,
            path,
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
        };
        request.url(&self.address)
    }
}

/// A name for a hub that nobody named: the task hub, else the host.
pub fn name_for(address: &HubAddress) -> String {
    address
        .task_hub
        .clone()
        .unwrap_or_else(|| host_of(address).to_owned())
}

/// The host of an address without its scheme: `orders.example:8080`.
pub fn host_of(address: &HubAddress) -> &str {
    address
        .origin
        .split_once("://")
        .map_or(address.origin.as_str(), |(_, host)| host)
}
