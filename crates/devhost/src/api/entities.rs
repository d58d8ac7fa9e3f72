//! Entities over HTTP (recording `entities`).

use super::list::Filter;
use super::{Call, errors};
use crate::engine::script::entity_id;
use crate::json::{Json, quote};
use crate::time;
use crate::wire::Response;

impl Call<'_> {
    pub(super) fn entities(&mut self, rest: &[&str]) -> Response {
        match (self.request.method.as_str(), rest) {
            ("GET", []) => self.list_entities(None),
            ("GET", [name]) => self.list_entities(Some(name)),
            ("GET", [name, key]) => self.read_entity(name, key),
            ("POST" | "DELETE", [name, key]) => self.signal(name, key),
            ("POST" | "DELETE", [name]) => self.signal(name, ""),
            _ => Response::empty(404),
        }
    }

    /// The state itself. Here, and only here, `$` means the empty key.
    fn read_entity(&self, name: &str, key: &str) -> Response {
        let id = entity_id(name, if key == "$" { "" } else { key });
        let entity = self
            .hub()
            .and_then(|hub| hub.living(&id))
            .filter(|entity| entity.entity_exists());
        match entity {
            Some(entity) => Response::json(200, Json::of_stored(entity.entity_state()).to_string()),
            None => Response::empty(404),
        }
        .reading(1)
    }

    /// Entities that exist; the state only where `fetchState` asks for it.
    fn list_entities(&self, name: Option<&str>) -> Response {
        let filter = Filter {
            prefix: Some(name.map_or_else(|| "@".to_owned(), |name| entity_id(name, ""))),
            from: self.query.time("lastOperationTimeFrom"),
            to: self.query.time("lastOperationTimeTo"),
            statuses: Vec::new(),
        };
        let page = match self.page(&filter) {
            Ok(page) => page,
            Err(response) => return response,
        };
        let fetch = self.query.flag("fetchState").unwrap_or(false);
        let hub = self.hub();
        let rows: Vec<String> = page
            .rows
            .iter()
            .filter_map(|row| hub?.living(&row.id).filter(|entity| entity.entity_exists()))
            .map(|entity| {
                let (name, key) = entity.row.id.trim_start_matches('@').split_once('@').unwrap_or_default();
                let state = if fetch { Json::of_stored(entity.entity_state()) } else { Json::Null };
                format!(
                    r#"{{"entityId":{{"name":{},"key":{}}},"lastOperationTime":"{}","state":{state}}}"#,
                    quote(name),
                    quote(key),
                    time::exact(entity.row.updated)
                )
            })
            .collect();
        Response::json(200, format!("[{}]", rows.join(",")))
            .with_header("x-ms-continuation-token", page.token)
            .reading(page.read)
    }

    /// Accepted also where the entity knows no such operation; refused only for an unknown entity or a body that is no JSON though it
    /// says so.
    fn signal(&mut self, name: &str, key: &str) -> Response {
        let op = if self.request.method == "DELETE" {
            "delete".to_owned()
        } else {
            self.query.get("op").unwrap_or_default()
        };
        let text = self.request.text();
        let input = if text.is_empty() {
            Json::Null
        } else if self.is_json() {
            match Json::parse(&text) {
                Ok(input) => input,
                Err(error) => {
                    return errors::message(
                        400,
                        &format!("Could not parse JSON content: {}", error.message),
                    );
                }
            }
        } else {
            Json::from(text.as_ref())
        };
        if self.world.registry.find_entity(name).is_none() {
            let known: Vec<String> = self
                .world
                .registry
                .entity_names()
                .map(|name| format!("'{name}'"))
                .collect();
            return errors::message(
                400,
                &format!(
                    "The function '{}' doesn't exist, is disabled, or is not an entity function. Additional info: The following are the \
                     known entity functions: {}.",
                    name.to_lowercase(),
                    known.join(", ")
                ),
            );
        }
        self.world
            .signal(&self.hub, &entity_id(name, key), &op, input);
        Response::empty(202).reading(1)
    }
}
