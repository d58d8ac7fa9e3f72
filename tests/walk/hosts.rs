//! Hubs of a devhost, asked without a socket.

use std::borrow::Cow;
use std::collections::BTreeSet;

use chrono::{DateTime, Utc};
use devhost::config::HostConfig;
use devhost::engine::Message;
use devhost::engine::rows::Rows;
use devhost::generated::Generated;
use devhost::host::{Host, Reply};
use devhost::json::Json;
use devhost::store::{StoreFlavour, StoreKey};
use devhost::wire::{Request, Response};
use durable_api::calls::{self, StatusOptions};
use durable_api::walk::{Ms, Setup, Sighting, Walk};
use durable_api::{
    ApiRequest, Generation, HubAddress, InstanceStatus, ListQuery, NextPage, RuntimeStatus,
    Timestamp, decode,
};

use crate::bench::Bench;

const SEED: u64 = 5;

/// Every store there is.
pub const STORES: [StoreFlavour; 6] = [
    StoreFlavour::Emulator,
    StoreFlavour::Azure,
    StoreFlavour::Newer,
    StoreFlavour::NewerAzure,
    StoreFlavour::Pages,
    StoreFlavour::Opaque,
];

/// The stores that seek by a key one can write.
pub const BY_KEY: [StoreFlavour; 4] = [
    StoreFlavour::Emulator,
    StoreFlavour::Azure,
    StoreFlavour::Newer,
    StoreFlavour::NewerAzure,
];

/// A row as a walk is told of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Row {
    pub id: String,
    pub created: Option<Ms>,
    pub updated: Option<Ms>,
    pub is_entity: bool,
    pub is_finished: bool,
}

/// The part of a status object that a walk needs. (`durable_api::decode` is tried elsewhere; unoptimised it would be most of the time here.)
#[derive(serde::Deserialize)]
#[serde(rename_all = "camelCase")]
struct Wire<'a> {
    #[serde(borrow)]
    instance_id: Cow<'a, str>,
    runtime_status: &'a str,
    created_time: &'a str,
    last_updated_time: &'a str,
}

impl Row {
    fn of_wire(wire: Wire<'_>) -> Self {
        let ms = |text: &str| {
            Timestamp::new(text)
                .utc()
                .map(|time| time.timestamp_millis())
        };
        Self {
            created: ms(wire.created_time),
            updated: ms(wire.last_updated_time),
            is_entity: wire.instance_id.starts_with('@'),
            is_finished: RuntimeStatus::from_wire(wire.runtime_status).is_finished(),
            id: wire.instance_id.into_owned(),
        }
    }

    fn of(status: &InstanceStatus) -> Self {
        let ms = |time: Option<DateTime<Utc>>| time.map(|time| time.timestamp_millis());
        Self {
            id: status.instance_id.clone(),
            created: ms(status.created_time.utc()),
            updated: ms(status.last_updated_time.utc()),
            is_entity: status.is_entity(),
            is_finished: status.runtime_status.is_finished(),
        }
    }

    pub fn sighting(&self) -> Sighting<'_> {
        Sighting {
            id: &self.id,
            created: self.created,
            updated: self.updated,
            is_entity: self.is_entity,
            is_finished: self.is_finished,
        }
    }
}

/// A hub and the host around it.
pub struct Hub {
    pub host: Host,
    pub rows_read: u64,
    address: HubAddress,
}

fn beginning() -> DateTime<Utc> {
    "2026-11-21T08:20:30Z".parse().expect("a time")
}

impl Hub {
    pub fn generated(store: StoreFlavour, count: u64) -> Self {
        Self::configured(store, count, |_| {})
    }

    pub fn configured(store: StoreFlavour, count: u64, change: impl Fn(&mut HostConfig)) -> Self {
        let mut config = HostConfig {
            store,
            ..HostConfig::default()
        };
        change(&mut config);
        let address = HubAddress {
            origin: config.origin.clone(),
            prefix: String::new(),
            generation: Generation::Current,
            task_hub: Some(config.task_hub.clone()),
            connection: None,
        };
        let mut host = Host::new(config, beginning());
        if count > 0 {
            host.set_generated(Box::new(Generated::new(SEED, count, beginning())));
        }
        Self {
            host,
            rows_read: 0,
            address,
        }
    }

    pub fn now(&self) -> Ms {
        self.host.now().timestamp_millis()
    }

    pub fn advance(&mut self, to: Ms) {
        self.host
            .advance(DateTime::from_timestamp_millis(to).expect("a time"));
    }

    pub fn send(&mut self, request: &ApiRequest) -> Response {
        let url = request.url(&self.address);
        let mut wire = Request::new(request.method.as_str(), &url[self.address.origin.len()..]);
        for (name, value) in &request.headers {
            // What a browser's header loses on its way.
            wire = wire.with_header(name, value.trim_end());
        }
        let Reply::Now(response) = self.host.handle(&wire) else {
            panic!("a list does not wait");
        };
        self.rows_read += response.rows_read;
        response
    }

    /// A page: its rows or the status of the refusal, the token, and the size of the body.
    pub fn list(&mut self, query: &ListQuery) -> (Result<Vec<Row>, u16>, NextPage, u64) {
        let response = self.send(&calls::list(query));
        let next = decode::next_page(response.header(calls::CONTINUATION_HEADER));
        let bytes = response.body.len() as u64;
        if response.status != 200 {
            return (Err(response.status), next, bytes);
        }
        let rows: Vec<Wire<'_>> = serde_json::from_slice(&response.body).expect("a list");
        (
            Ok(rows.into_iter().map(Row::of_wire).collect()),
            next,
            bytes,
        )
    }

    pub fn one(&mut self, id: &str) -> Option<Row> {
        let response = self.send(&calls::status(id, StatusOptions::default()));
        let status = decode::status_answer(response.status, &response.text()).ok();
        status.map(|status| Row::of(&status))
    }

    /// All ids that are there now, entities too.
    pub fn truth(&self) -> BTreeSet<String> {
        let name = &self.host.config().task_hub;
        let hub = self.host.world().hub(name);
        hub.map(|hub| {
            hub.walk(&StoreKey::raw(""))
                .map(|(_, row)| row.id)
                .collect()
        })
        .unwrap_or_default()
    }

    /// The ids of a generated hub that nothing was done to: quicker than [`Hub::truth`].
    pub fn generated_ids(count: u64) -> BTreeSet<String> {
        let rows = Generated::new(SEED, count, beginning());
        (0..rows.len()).map(|index| rows.id_at(index)).collect()
    }

    pub fn start(&mut self, id: &str) {
        self.start_as("LongWait", id);
    }

    /// Starts an orchestration. An id that is running stays as it is.
    pub fn start_as(&mut self, name: &str, id: &str) {
        let _ = self.host.start(name, id, &Json::Null);
    }

    pub fn purge(&mut self, id: &str) {
        self.send(&calls::purge_one(id));
    }

    pub fn terminate(&mut self, id: &str) {
        self.host.send(id, Message::Terminate { reason: None });
    }
}

/// A bench around a generated hub.
pub fn bench(store: StoreFlavour, count: u64) -> Bench {
    Bench::new(Hub::generated(store, count), Walk::new(Setup::default()))
}
