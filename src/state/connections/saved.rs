//! Connections as the browser keeps them: addresses and names, never a key.
//!
//! A row each: place in the list, name, environment, hub as the page's address has it. The first version had neither places nor
//! a head. The tab and the device keep their own; the places tell how the two lists are one.

use crate::browser::storage::Area;
use crate::state::connections::connection::{Connection, Environment, Kept};
use crate::state::connections::hub_ref;
use crate::state::stored::{self, Row, Stored};

/// The name it is kept under, in both areas.
pub const NAME: &str = "durable-portal.connections";
/// The version of the rows written here.
const VERSION: u32 = 2;
/// Where each kind is kept.
const PLACES: [(Area, Kept); 2] = [(Area::Tab, Kept::Tab), (Area::Browser, Kept::Device)];

/// What the tab and the device remember.
pub fn load() -> Vec<Connection> {
    let (mut placed, mut all) = (Vec::new(), true);
    for (area, kept) in PLACES {
        let (list, whole) = read(area, kept);
        placed.extend(list);
        all &= whole;
    }
    let mut list = merged(placed);
    if !all {
        // What could not be read stands aside now; what could be is written anew.
        save(&mut list);
    }
    list
}

/// What the device remembers now, together with what of `list` it has no say in. `None` when that cannot be read: another tab may
/// run a later version.
pub fn reread(list: &[Connection]) -> Option<Vec<Connection>> {
    let mine = list
        .iter()
        .enumerate()
        .filter(|(_, it)| it.kept != Kept::Device);
    let mut placed: Vec<_> = mine.map(|(at, it)| (at, it.clone())).collect();
    let (device, whole) = read(Area::Browser, Kept::Device);
    placed.extend(device);
    whole.then(|| merged(placed))
}

/// Writes each connection where it is kept, and nowhere else. One that the device does not take is this tab's alone from then on.
pub fn save(list: &mut [Connection]) {
    if !stored::write(Area::Browser, NAME, VERSION, &rows(list, Kept::Device)) {
        for connection in list.iter_mut().filter(|it| it.kept == Kept::Device) {
            connection.kept = Kept::Tab;
        }
    }
    // What the tab does not take lasts as long as this page, which needs no more.
    stored::write(Area::Tab, NAME, VERSION, &rows(list, Kept::Tab));
}

/// Connections with their places, in the order of these behind those the portal names, each hub once: as the device has it where
/// it does, else a tab would unknowingly write over what another tab remembers.
fn merged(mut placed: Vec<(usize, Connection)>) -> Vec<Connection> {
    placed.sort_by_key(|(at, it)| (it.kept != Kept::Portal, *at));
    let mut list: Vec<Connection> = Vec::new();
    for (_, connection) in placed {
        match list.iter_mut().find(|it| it.address == connection.address) {
            Some(known) if connection.kept == Kept::Device => *known = connection,
            Some(_) => {}
            None => list.push(connection),
        }
    }
    list
}

/// What an area holds, and whether that was all that stood there.
fn read(area: Area, kept: Kept) -> (Vec<(usize, Connection)>, bool) {
    let (found, lost) = match stored::read(area, NAME) {
        Stored::Nothing | Stored::Denied => return (Vec::new(), true),
        Stored::Rows(version, rows) => {
            let (list, all) = decode(version, &rows, kept);
            (list, (!all).then(|| stored::encode(NAME, version, &rows)))
        }
        Stored::Unreadable(text) => (Vec::new(), Some(text)),
    };
    if let Some(text) = &lost {
        stored::put_aside(area, NAME, text);
    }
    (found, lost.is_none())
}

/// The connections in rows of a version, and whether all could be read.
fn decode(version: u32, rows: &[Row], kept: Kept) -> (Vec<(usize, Connection)>, bool) {
    let read = |(index, row): (usize, &Row)| -> Option<(usize, Connection)> {
        let (at, [name, environment, hub]) = match (version, row.as_slice()) {
            (1, [name, environment, hub]) => (index, [name, environment, hub]),
            (VERSION, [at, name, environment, hub]) => (at.parse().ok()?, [name, environment, hub]),
            _ => return None,
        };
        let connection = Connection {
            name: name.clone(),
            environment: Environment::parse(environment)?,
            address: hub_ref::read(hub)?,
            kept,
        };
        Some((at, connection))
    };
    let list: Vec<_> = rows.iter().enumerate().filter_map(read).collect();
    let all = list.len() == rows.len();
    (list, all)
}

fn rows(list: &[Connection], kept: Kept) -> Vec<Row> {
    let row = |(at, it): (usize, &Connection)| {
        vec![
            at.to_string(),
            it.name.clone(),
            it.environment.as_str().to_owned(),
            it.hub(),
        ]
    };
    let kept_there = list.iter().enumerate().filter(|(_, it)| it.kept == kept);
    kept_there.map(row).collect()
}

#[cfg(test)]
mod tests {
    use super::{decode, merged, rows};
    use crate::state::connections::connection::{Connection, Environment, Kept};
    use crate::state::connections::hub_ref;
    use crate::state::stored::Row;

    fn named(name: &str, hub: &str, kept: Kept) -> Connection {
        Connection {
            name: name.to_owned(),
            environment: Environment::Prod,
            address: hub_ref::read(hub).expect("a hub"),
            kept,
        }
    }

    fn table(text: &str) -> Vec<Row> {
        serde_json::from_str(text).expect("rows")
    }

    #[test]
    fn connections_come_back_where_they_were_kept_and_nowhere_else() {
        let here = named(
            "Orders \"prod\"",
            "orders.example/api~Hub~Storage~1",
            Kept::Device,
        );
        let list = [named("x", "http:localhost:7071", Kept::Tab), here.clone()];
        let kept = rows(&list, Kept::Device);
        assert_eq!(decode(2, &kept, Kept::Device), (vec![(1, here)], true));
        assert!(rows(&list, Kept::Portal).is_empty());
    }

    #[test]
    fn the_first_version_had_neither_places_nor_more() {
        let old =
            table(r#"[["Orders","prod","orders.example~Hub"],["Stock","prod","stock.example"]]"#);
        let (list, all) = decode(1, &old, Kept::Tab);
        let expected = [
            (0, named("Orders", "orders.example~Hub", Kept::Tab)),
            (1, named("Stock", "stock.example", Kept::Tab)),
        ];
        assert_eq!((list.as_slice(), all), (expected.as_slice(), true));
    }

    #[test]
    fn what_cannot_be_read_is_noticed_and_hurts_no_other() {
        for (version, text) in [
            (
                2,
                r#"[["0","a","dev","a.example"],["1","b","moon","b.example"]]"#,
            ),
            (
                2,
                r#"[["0","a","dev","a.example"],["x","b","dev","b.example"]]"#,
            ),
            (2, r#"[["0","a","dev","a.example"],["1","b","dev","~"]]"#),
            (1, r#"[["a","dev","a.example"],["b"]]"#),
        ] {
            let (list, all) = decode(version, &table(text), Kept::Tab);
            assert_eq!((list.len(), all), (1, false), "{text}");
        }
        let later = table(r#"[["0","a","dev","a.example"]]"#);
        assert_eq!(decode(3, &later, Kept::Tab), (Vec::new(), false));
    }

    #[test]
    fn two_lists_become_one_in_the_order_of_their_places() {
        let list = merged(vec![
            (1, named("tab", "a.example", Kept::Tab)),
            (0, named("portal", "p.example", Kept::Portal)),
            (1, named("portal too", "q.example", Kept::Portal)),
            (0, named("device", "b.example", Kept::Device)),
            (2, named("last", "c.example", Kept::Device)),
        ]);
        let names: Vec<&str> = list.iter().map(|it| it.name.as_str()).collect();
        assert_eq!(names, ["portal", "portal too", "device", "tab", "last"]);
    }

    #[test]
    fn what_the_device_remembers_overrules_this_tab() {
        let list = merged(vec![
            (0, named("tab's", "a.example", Kept::Tab)),
            (1, named("device's", "a.example", Kept::Device)),
        ]);
        assert_eq!(list, [named("device's", "a.example", Kept::Device)]);
    }
}
