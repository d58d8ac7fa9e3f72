//! One constructor for each call on entities, and the failover call.

use crate::calls::{CONTINUATION_HEADER, flag};
use crate::percent::segment;
use crate::request::{ApiRequest, Method};
use crate::time::wire_time;
use chrono::{DateTime, Utc};

/// Which entities to list. `EntityQuery::default()` is one page of 100 of all, without state.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct EntityQuery {
    /// Only those of this name; matches in any case.
    pub name: Option<String>,
    /// Only those last operated on at or after this.
    pub operated_from: Option<DateTime<Utc>>,
    /// Only those last operated on at or before this.
    pub operated_to: Option<DateTime<Utc>>,
    /// Whether to ask for the states.
    pub fetch_state: bool,
    /// Rows a page, brought into 1 to 1000.
    pub top: u16,
    /// Where to go on.
    pub position: Option<String>,
}

impl Default for EntityQuery {
    fn default() -> Self {
        Self {
            name: None,
            operated_from: None,
            operated_to: None,
            fetch_state: false,
            top: 100,
            position: None,
        }
    }
}

/// `GET /entities[/{name}]`. Source: the wire contract, section 7; recording entities.
pub fn list_entities(query: &EntityQuery) -> ApiRequest {
    let mut path = String::from("/entities");
    if let Some(name) = query.name.as_deref().filter(|name| !name.is_empty()) {
        path.push('/');
        path.push_str(&segment(name));
    }
    let mut request = ApiRequest::get(path);
    if let Some(from) = query.operated_from {
        request = request.with("lastOperationTimeFrom", wire_time(from));
    }
    if let Some(to) = query.operated_to {
        request = request.with("lastOperationTimeTo", wire_time(to));
    }
    request = request
        .with("fetchState", flag(query.fetch_state))
        .with("top", query.top.clamp(1, 1000).to_string());
    if let Some(position) = query
        .position
        .as_deref()
        .filter(|position| !position.is_empty())
    {
        request
            .headers
            .push((CONTINUATION_HEADER, position.to_owned()));
    }
    request
}

/// `GET /entities/{name}/{key}`: the state itself.
pub fn entity_state(name: &str, key: &str) -> ApiRequest {
    ApiRequest::get(entity_path(name, key))
}

/// `POST /entities/{name}/{key}?op=`. `data` is JSON, or nothing. Accepted also for an unknown operation.
pub fn signal_entity(name: &str, key: &str, operation: &str, data: Option<&str>) -> ApiRequest {
    let mut request = ApiRequest::write(Method::Post, entity_path(name, key));
    if !operation.is_empty() {
        request = request.with("op", operation);
    }
    request.body = data.map(str::to_owned);
    request
}

/// `DELETE /entities/{name}/{key}`: signals the operation `delete`.
pub fn delete_entity(name: &str, key: &str) -> ApiRequest {
    ApiRequest::write(Method::Delete, entity_path(name, key))
}

/// `POST /makeprimary`: makes this app the one that runs the hub.
pub fn make_primary() -> ApiRequest {
    ApiRequest::write(Method::Post, "/makeprimary".to_owned())
}

fn entity_path(name: &str, key: &str) -> String {
    let mut path = String::from("/entities/");
    path.push_str(&segment(name));
    path.push('/');
    path.push_str(&segment(key));
    path
}
