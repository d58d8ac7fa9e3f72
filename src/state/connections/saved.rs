//! Connections as the browser keeps them: addresses and names, never a key.
//!
//! A JSON list of `[name, environment, hub]`, the hub as the page's address has it.

use crate::browser::storage::{self, Area};
use crate::state::connections::connection::{Connection, Environment, Kept};
use crate::state::connections::hub_ref;

const NAME: &str = "durable-portal.connections";

/// What the tab and the device remember, the tab's first where both know a hub.
pub fn load() -> Vec<Connection> {
    let mut list = read(Area::Tab, Kept::Tab);
    for connection in read(Area::Browser, Kept::Device) {
        if list.iter().all(|known| known.address != connection.address) {
            list.push(connection);
        }
    }
    list
}

/// Writes each connection where it is kept, and nowhere else.
pub fn save(list: &[Connection]) {
    write(Area::Tab, list, Kept::Tab);
    write(Area::Browser, list, Kept::Device);
}

fn read(area: Area, kept: Kept) -> Vec<Connection> {
    let text = storage::get(area, NAME).ok().flatten().unwrap_or_default();
    decode(&text, kept)
}

/// What cannot be read (denied storage, another version's text) is as if it were not there.
fn decode(text: &str, kept: Kept) -> Vec<Connection> {
    let list: Vec<[String; 3]> = serde_json::from_str(text).unwrap_or_default();
    list.into_iter()
        .filter_map(|[name, environment, hub]| {
            Some(Connection {
                name,
                environment: Environment::parse(&environment)?,
                address: hub_ref::read(&hub)?,
                kept,
            })
        })
        .collect()
}

fn encode(list: &[Connection], kept: Kept) -> Option<String> {
    let list: Vec<[String; 3]> = list
        .iter()
        .filter(|it| it.kept == kept)
        .map(|it| {
            [
                it.name.clone(),
                it.environment.as_str().to_owned(),
                it.hub(),
            ]
        })
        .collect();
    if list.is_empty() {
        return None;
    }
    serde_json::to_string(&list).ok()
}

fn write(area: Area, list: &[Connection], kept: Kept) {
    // Denied or full storage: the connection lasts as long as this page, which needs no more.
    let _ = match encode(list, kept) {
        Some(text) => storage::set(area, NAME, &text),
        None => storage::remove(area, NAME),
    };
}

#[cfg(test)]
mod tests {
    use super::{decode, encode};
    use crate::state::connections::connection::{Connection, Environment, Kept};
    use crate::state::connections::hub_ref;

    fn named(name: &str, hub: &str, kept: Kept) -> Connection {
        Connection {
            name: name.to_owned(),
            environment: Environment::Prod,
            address: hub_ref::read(hub).expect("a hub"),
            kept,
        }
    }

    #[test]
    fn connections_come_back_where_they_were_kept_and_nowhere_else() {
        let here = named(
            "Orders \"prod\"",
            "orders.example/api~Hub~Storage~1",
            Kept::Device,
        );
        let list = [named("x", "http:localhost:7071", Kept::Tab), here.clone()];
        let text = encode(&list, Kept::Device).expect("one is kept");
        assert_eq!(decode(&text, Kept::Device), [here]);
        assert_eq!(encode(&list, Kept::Portal), None);
    }

    #[test]
    fn text_of_another_version_is_as_if_it_were_not_there() {
        for text in [
            "",
            "{}",
            "[[\"a\"]]",
            r#"[{"name":"x"}]"#,
            r#"[["a","moon","h.example"],["a","dev","~"]]"#,
        ] {
            assert_eq!(decode(text, Kept::Tab), [], "{text}");
        }
    }
}
