//! The capability card: what is asked of hosts of different kinds, and what the card then says.

use durable_api::capability::{
    Ask, Capabilities, ClockGap, EntitiesSeen, HubSeen, KeyUse, MOST_REQUESTS, Notes, Packing,
    PositionSeen, Seen, next,
};
use durable_api::{Generation, HubAddress, PositionEncoding};

/// A host that lists `ids` and understands one encoding.
struct Host {
    ids: Vec<&'static str>,
    default_ids: Vec<&'static str>,
    entities: Option<Vec<&'static str>>,
    key: bool,
    understands: Option<PositionEncoding>,
    shows_token: bool,
}

fn host() -> Host {
    Host {
        ids: vec!["a-1", "b-2", "c-3"],
        default_ids: Vec::new(),
        entities: Some(vec!["counter"]),
        key: true,
        understands: Some(PositionEncoding::Emulator),
        shows_token: false,
    }
}

fn notes(key_held: bool) -> Notes {
    Notes {
        address: HubAddress {
            origin: "http://localhost:7071".to_owned(),
            task_hub: Some("Orders".to_owned()),
            ..HubAddress::default()
        },
        page: "http://localhost:4280".to_owned(),
        key_held,
        thorough: true,
        answers: Vec::new(),
    }
}

fn list(ids: &[&str]) -> String {
    let row = |(index, id): (usize, &&str)| {
        format!(
            r#"{{"name":"F","instanceId":"{id}","runtimeStatus":"Completed","input":null,"customStatus":null,"output":null,
                "createdTime":"2026-11-21T07:0{index}:00Z","lastUpdatedTime":"2026-11-21T07:0{index}:30Z"}}"#
        )
    };
    let rows: Vec<String> = ids.iter().enumerate().map(row).collect();
    format!("[{}]", rows.join(","))
}

impl Host {
    fn answer(&self, ask: &Ask, notes: &Notes) -> (u16, String) {
        if self.key && !(notes.key_held && ask.carries_key()) {
            return (401, String::new());
        }
        let (request, address) = ask.request(notes);
        assert!(request.method.is_read());
        if request.path == "/entities" {
            return match &self.entities {
                None => (404, String::new()),
                Some(names) => {
                    let row = |name: &&str| {
                        format!(r#"{{"entityId":{{"name":"{name}","key":"k"}},"state":null}}"#)
                    };
                    let rows: Vec<String> = names.iter().map(row).collect();
                    (200, format!("[{}]", rows.join(",")))
                }
            };
        }
        let ids = if address.task_hub.is_some() {
            &self.ids
        } else {
            &self.default_ids
        };
        let top: usize = request
            .query
            .iter()
            .find(|(name, _)| *name == "top")
            .map_or(100, |(_, top)| top.parse().unwrap());
        let position = request
            .headers
            .first()
            .map(|(_, position)| position.clone());
        let from = match (position, self.understands) {
            (None, _) | (Some(_), None) => 0,
            (Some(position), Some(PositionEncoding::PageNumber)) => {
                position.parse::<usize>().map_or(0, |page| page * top)
            }
            (Some(position), Some(understood)) => {
                match PositionEncoding::recognise(&position) {
                    Some((encoding, id)) if encoding == understood => {
                        ids.iter().position(|it| *it >= id.as_str()).unwrap()
                    }
                    // A key of another kind lies before or behind all others.
                    _ => ids.len(),
                }
            }
        };
        let shown: Vec<&str> = ids.iter().skip(from).take(top).copied().collect();
        (200, list(&shown))
    }
}

/// Asks until there is nothing more to learn.
fn play(host: &Host, mut notes: Notes) -> (Vec<Ask>, Option<Capabilities>) {
    while let Some(ask) = next(&notes) {
        let (status, body) = host.answer(&ask, &notes);
        let token = host.shows_token && status == 200;
        let seen = Seen {
            status,
            token: token.then(String::new),
            sent_ms: 1_795_244_400_000,
            came_ms: 1_795_244_400_250,
            ..Seen::default()
        };
        let seen = seen.with_body(&ask, &body);
        notes.answers.push((ask, seen));
        assert!(notes.answers.len() <= MOST_REQUESTS);
    }
    let card = Capabilities::of(&notes);
    (notes.answers.into_iter().map(|it| it.0).collect(), card)
}

#[test]
fn a_local_host_with_a_key_is_known_after_four_requests() {
    let (asked, card) = play(&host(), notes(true));
    let card = card.unwrap();
    assert_eq!(
        asked,
        [
            Ask::First,
            Ask::WithoutKey,
            Ask::Entities,
            Ask::Position(PositionEncoding::Emulator)
        ]
    );
    assert_eq!(card.key, KeyUse::Accepted);
    assert_eq!(card.hub, HubSeen::Lists);
    assert_eq!(
        card.position,
        PositionSeen::Understood(PositionEncoding::Emulator)
    );
    assert_eq!(card.entities, EntitiesSeen::Some);
    assert_eq!((card.requests, card.took_ms), (4, 250));
    assert!(card.cross_origin && !card.token_readable);
}

#[test]
fn every_encoding_is_recognised_where_it_is_likely_within_six_requests() {
    let azure = "https://orders-fn.azurewebsites.net";
    for (origin, encoding) in [
        ("http://localhost:7071", PositionEncoding::Emulator),
        (
            "http://localhost:7071",
            PositionEncoding::NewerLibrary { azure: false },
        ),
        ("http://localhost:7071", PositionEncoding::PageNumber),
        (azure, PositionEncoding::Azure),
        (azure, PositionEncoding::NewerLibrary { azure: true }),
        (azure, PositionEncoding::PageNumber),
    ] {
        let host = Host {
            understands: Some(encoding),
            ..host()
        };
        let mut notes = notes(true);
        notes.address.origin = origin.to_owned();
        let (_, card) = play(&host, notes);
        let found = card.unwrap().position;
        assert_eq!(found, PositionSeen::Understood(encoding), "{origin}");
    }
}

#[test]
fn a_host_that_ignores_positions_is_not_taken_for_one_that_understands() {
    let host = Host {
        understands: None,
        ..host()
    };
    let (asked, card) = play(&host, notes(true));
    assert_eq!(card.unwrap().position, PositionSeen::None);
    assert_eq!(asked.len(), MOST_REQUESTS);
}

#[test]
fn one_instance_tells_nothing_of_positions() {
    let host = Host {
        ids: vec!["only"],
        ..host()
    };
    let (asked, card) = play(&host, notes(true));
    assert_eq!(card.unwrap().position, PositionSeen::TooFew);
    assert_eq!(asked.len(), 3);
}

#[test]
fn a_token_that_can_be_read_makes_positions_needless() {
    let host = Host {
        shows_token: true,
        ..host()
    };
    let (asked, card) = play(&host, notes(true));
    let card = card.unwrap();
    assert!(card.token_readable);
    assert_eq!(card.position, PositionSeen::NotNeeded);
    assert_eq!(asked.len(), 3);
}

#[test]
fn an_empty_list_is_held_against_the_apps_default_hub() {
    for (default_ids, hub) in [
        (vec![], HubSeen::ListsNothing),
        (vec!["x"], HubSeen::DefaultListsInstead),
    ] {
        let host = Host {
            ids: Vec::new(),
            default_ids,
            ..host()
        };
        let (asked, card) = play(&host, notes(true));
        assert_eq!(card.unwrap().hub, hub);
        assert!(asked.contains(&Ask::DefaultHub));
    }
    // Without a name the hub that was asked is the default one.
    let mut unnamed = notes(true);
    unnamed.address.task_hub = None;
    let (asked, card) = play(&host(), unnamed);
    assert_eq!(card.unwrap().hub, HubSeen::ListsNothing);
    assert!(!asked.contains(&Ask::DefaultHub));
}

#[test]
fn what_the_key_is_good_for_is_told_by_the_answer_without_it() {
    let open = Host {
        key: false,
        ..host()
    };
    assert_eq!(play(&open, notes(true)).1.unwrap().key, KeyUse::NotNeeded);
    assert_eq!(play(&open, notes(false)).1.unwrap().key, KeyUse::None);
    let mut brief = notes(true);
    brief.thorough = false;
    let (asked, card) = play(&host(), brief);
    assert_eq!(card.unwrap().key, KeyUse::Unsaid);
    assert!(!asked.contains(&Ask::WithoutKey), "nothing that is refused");
}

#[test]
fn a_refusal_ends_it_after_one_request() {
    let (asked, card) = play(&host(), notes(false));
    assert_eq!((asked.len(), card), (1, None));
}

#[test]
fn the_first_generation_is_not_asked_for_entities() {
    let mut old = notes(true);
    old.address.generation = Generation::First;
    let (asked, card) = play(&host(), old);
    assert_eq!(card.unwrap().entities, EntitiesSeen::NoApi);
    assert!(!asked.contains(&Ask::Entities));
    for (entities, seen) in [
        (None, EntitiesSeen::NoApi),
        (Some(vec![]), EntitiesSeen::None),
    ] {
        let host = Host { entities, ..host() };
        assert_eq!(play(&host, notes(true)).1.unwrap().entities, seen);
    }
}

#[test]
fn sizes_are_judged_by_the_largest_answer_and_unknown_where_hidden() {
    for (sizes, packing) in [
        (vec![None, None], Packing::NotVisible),
        (vec![Some((0, 0)), None], Packing::NotVisible),
        (vec![Some((2, 2)), Some((100, 900))], Packing::Compressed),
        (vec![Some((900, 900)), Some((2, 2))], Packing::Plain),
    ] {
        let mut notes = notes(true);
        for (ask, sizes) in [Ask::First, Ask::WithoutKey].into_iter().zip(sizes) {
            let seen = Seen {
                status: 200,
                sizes,
                ..Seen::default()
            };
            notes.answers.push((ask, seen));
        }
        assert_eq!(Capabilities::of(&notes).unwrap().packing, packing);
    }
}

#[test]
fn the_clock_is_told_by_a_date_else_by_a_time_in_the_future_else_not() {
    let card = |date: Option<&str>, came_ms: i64| {
        let mut notes = notes(true);
        let seen = Seen {
            status: 200,
            date: date.map(str::to_owned),
            sent_ms: came_ms - 200,
            came_ms,
            ..Seen::default()
        };
        notes
            .answers
            .push((Ask::First, seen.with_body(&Ask::First, &list(&["a"]))));
        Capabilities::of(&notes).unwrap().clock
    };
    // Updated at 07:00:30.
    let now = 1_795_244_400_000;
    assert_eq!(card(None, now), ClockGap::AheadAtLeast { ms: 30_000 });
    assert_eq!(card(None, now + 60_000), ClockGap::Unknown);
    assert_eq!(
        card(Some("Sat, 21 Nov 2026 07:00:05 GMT"), now),
        ClockGap::Apart {
            ms: 5_600,
            within_ms: 600
        }
    );
}

#[test]
fn a_card_survives_being_kept_and_another_versions_text_is_none() {
    let (_, card) = play(&host(), notes(true));
    let card = card.unwrap();
    for clock in [
        ClockGap::Unknown,
        ClockGap::Apart {
            ms: -5_600,
            within_ms: 600,
        },
        ClockGap::AheadAtLeast { ms: 30_000 },
    ] {
        let card = Capabilities { clock, ..card };
        let text = card.write();
        assert_eq!(Capabilities::read(&text), Some(card), "{text}");
        assert!(!text.contains("a-1") && !text.contains("Orders"), "{text}");
        for strange in [
            format!("{text} 1"),
            text.replace('~', "-"),
            text.replacen('2', "x", 20),
            text[1..].replace(' ', ""),
        ] {
            if strange != text {
                assert_eq!(Capabilities::read(&strange), None, "{strange}");
            }
        }
    }
    assert_eq!(Capabilities::read(""), None);
}
