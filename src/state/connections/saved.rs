//! Connections as the browser keeps them: addresses and names, never a key.

use crate::browser::storage::{self, Area};
use crate::state::connections::connection::{Connection, Kept};

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

/// What cannot be read (denied storage, another version's text) is as if it were not there.
fn read(area: Area, kept: Kept) -> Vec<Connection> {
    let text = storage::get(area, NAME).ok().flatten().unwrap_or_default();
    let list: Vec<Connection> = serde_json::from_str(&text).unwrap_or_default();
    list.into_iter()
        .map(|connection| Connection { kept, ..connection })
        .collect()
}

fn write(area: Area, list: &[Connection], kept: Kept) {
    let list: Vec<&Connection> = list
        .iter()
        .filter(|connection| connection.kept == kept)
        .collect();
    // Denied or full storage: the connection lasts as long as this page, which needs no more.
    let _ = match serde_json::to_string(&list) {
        Ok(text) if !list.is_empty() => storage::set(area, NAME, &text),
        _ => storage::remove(area, NAME),
    };
}
