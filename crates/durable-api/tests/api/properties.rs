//! What holds for every text: nothing panics, and what is written reads back.
//!
//! `DURABLE_API_CASES` sets how many cases each property is tried with. A failure names its case, and the same
//! number fails again.

use crate::support::{Dice, cases, exchanges};
use durable_api::calls::{self, StatusOptions};
use durable_api::decode::{
    accepted_answer, list_answer, management_payload, purge_many_answer, start_answer,
    status_answer,
};
use durable_api::entity::{entities_answer, entity_state_answer};
use durable_api::position::{escape_key, unescape_key};
use durable_api::time::wire_time;
use durable_api::{
    HistoryModel, HubAddress, LinkOperation, ManagementLink, PositionEncoding, Timestamp,
    entity_calls, percent, read_pasted,
};
use std::panic::catch_unwind;
use url::Url;

/// Tries a property, and says at which case it broke.
fn try_all(seed: u64, property: impl Fn(&mut Dice) + std::panic::RefUnwindSafe) {
    for case in 0..cases() {
        let tried = catch_unwind(|| property(&mut Dice::new(seed << 40 | case)));
        assert!(tried.is_ok(), "case {case} of seed {seed}");
    }
}

fn address(dice: &mut Dice) -> HubAddress {
    let task_hub = dice
        .chance(2)
        .then(|| dice.text(8))
        .filter(|hub| !hub.is_empty());
    let connection = dice
        .chance(2)
        .then(|| dice.text(8))
        .filter(|name| !name.is_empty());
    HubAddress {
        origin: dice
            .pick(&[
                "http://localhost:7071",
                "https://a.example",
                "http://[::1]:81",
            ])
            .to_owned(),
        prefix: dice.pick(&["", "/apps/orders", "/a%20b"]).to_owned(),
        generation: if dice.chance(4) {
            durable_api::Generation::First
        } else {
            durable_api::Generation::Current
        },
        task_hub,
        connection,
    }
}

#[test]
fn an_id_comes_back_from_the_address_it_was_written_into() {
    try_all(1, |dice| {
        let (address, id) = (address(dice), dice.text(20));
        if id.is_empty() {
            return;
        }
        let url = calls::status(&id, StatusOptions::default()).url(&address);
        let link = ManagementLink::parse(&url).unwrap();
        assert_eq!(
            (link.instance_id.as_deref(), &link.address),
            (Some(id.as_str()), &address),
            "{url}"
        );
        assert_eq!(link.operation, None);
        // A browser sends it as it is written.
        assert_eq!(Url::parse(&url).unwrap().as_str(), url);
    });
}

#[test]
fn names_and_keys_come_back_too() {
    try_all(2, |dice| {
        let (address, name, key) = (address(dice), dice.text(9), dice.text(9));
        if name.is_empty() || key.is_empty() {
            return;
        }
        let url = entity_calls::entity_state(&name, &key).url(&address);
        let event = calls::raise_event(&name, &key, "1").url(&address);
        let event = ManagementLink::parse(&event).unwrap().operation;
        assert_eq!(
            event,
            Some(LinkOperation::RaiseEvent {
                event: Some(key.clone())
            })
        );
        let start = calls::start(&durable_api::Start {
            function: name.clone(),
            ..durable_api::Start::default()
        });
        let start = ManagementLink::parse(&start.url(&address))
            .unwrap()
            .operation;
        assert_eq!(
            start,
            Some(LinkOperation::Start {
                function: name.clone()
            })
        );
        let expected = LinkOperation::Entities {
            name: Some(name),
            key: Some(key),
        };
        assert_eq!(
            ManagementLink::parse(&url).unwrap().operation,
            Some(expected),
            "{url}"
        );
    });
}

#[test]
fn every_request_is_an_address_a_browser_leaves_alone() {
    try_all(3, |dice| {
        let (address, id, text) = (address(dice), dice.text(12), dice.text(12));
        let mut requests = vec![
            calls::terminate(&id, &text),
            calls::raise_event(&id, &text, &text),
            calls::restart(&id, true, None),
            entity_calls::signal_entity(&id, &text, &text, Some(&text)),
        ];
        let prefix = Some(text.clone());
        requests.push(calls::list(&calls::ListQuery {
            prefix,
            ..calls::ListQuery::default()
        }));
        for request in requests {
            let url = request.url(&address);
            let parsed = Url::parse(&url).unwrap();
            assert_eq!(parsed.as_str(), url);
            let read: Vec<_> = parsed
                .query_pairs()
                .map(|(_, value)| value.into_owned())
                .collect();
            let hub = address.task_hub.iter().chain(&address.connection);
            let sent: Vec<_> = request
                .query
                .iter()
                .map(|(_, value)| value)
                .chain(hub)
                .cloned()
                .collect();
            assert_eq!(read, sent, "{url}");
        }
    });
}

#[test]
fn an_address_is_split_as_a_browser_splits_it() {
    try_all(4, |dice| {
        let host = dice.pick(&["localhost", "A.Example", "127.0.0.1", "[::1]", "x-y.z"]);
        let port = dice.pick(&["", ":80", ":443", ":7071", ":0", ":65535", ":070"]);
        let scheme = dice.pick(&["http", "https", "HTTP"]);
        let base = dice.pick(&[
            "/runtime/webhooks/durabletask",
            "/admin/extensions/DurableTaskExtension",
        ]);
        let path = format!(
            "{}{base}/instances/{}",
            dice.pick(&["", "/p q", "/å/%2e", "/a/../b", "/x|y"]),
            dice.text(12)
        );
        let query = if dice.chance(2) {
            format!("?code={}&end", dice.text(9))
        } else {
            String::new()
        };
        let text = format!("{scheme}://{host}{port}{path}{query}");
        let (Ok(ours), Ok(theirs)) = (ManagementLink::parse(&text), Url::parse(&text)) else {
            return;
        };
        assert_eq!(
            ours.address.origin,
            theirs.origin().ascii_serialization(),
            "{text}"
        );
        let prefix = &theirs.path()[..theirs.path().len().min(ours.address.prefix.len())];
        assert_eq!(ours.address.prefix, prefix, "{text}");
        let code = theirs.query().and_then(|query| {
            query
                .split('&')
                .find_map(|part| part.strip_prefix("code=").filter(|value| !value.is_empty()))
        });
        assert_eq!(ours.key.is_some(), code.is_some(), "{text}");
    });
}

#[test]
fn percent_encoding_is_undone_by_the_oracle() {
    try_all(5, |dice| {
        let text = dice.text(20);
        let pair = format!("a={}", percent::query_value(&text));
        let (_, read) = url::form_urlencoded::parse(pair.as_bytes()).next().unwrap();
        assert_eq!(read, text);
        let segment = percent::segment(&text);
        assert!(
            segment
                .bytes()
                .all(|b| b.is_ascii_alphanumeric() || b"-._~%".contains(&b))
        );
        assert!(segment != "." && segment != "..");
    });
}

#[test]
fn any_paste_is_read_or_refused() {
    let payloads: Vec<String> = exchanges("instance-ids")
        .iter()
        .filter_map(|exchange| exchange["response"]["body"].as_str())
        .filter(|body| body.starts_with("{\"id\""))
        .map(str::to_owned)
        .collect();
    let seeds: Vec<&str> = payloads
        .iter()
        .map(String::as_str)
        .chain([
            "https://a.example/apps/x/runtime/webhooks/durabletask/instances/a%2Fb/raiseEvent/{eventName}?taskHub=H&code=k",
            "curl -X POST 'http://localhost:7071/admin/extensions/DurableTaskExtension/instances/x' -H \"x-functions-key: k\"",
        ])
        .collect();
    try_all(6, |dice| {
        let text = match dice.below(3) {
            0 => dice.text(40),
            1 => {
                let seed = dice.pick(&seeds);
                dice.mangled(seed)
            }
            _ => format!(
                "http://localhost:7071/runtime/webhooks/durabletask/{}?{}",
                dice.text(20),
                dice.text(9)
            ),
        };
        if let Ok(pasted) = read_pasted(&text) {
            let base = pasted.link.address.base_url();
            assert!(base.starts_with("http"), "{base}");
            // What was read once reads the same again.
            if let Some(id) = pasted.link.instance_id.filter(|id| !id.is_empty()) {
                let url = calls::status(&id, StatusOptions::default()).url(&pasted.link.address);
                assert_eq!(
                    ManagementLink::parse(&url).unwrap().instance_id,
                    Some(id),
                    "{text}"
                );
            }
        }
    });
}

/// The bodies worth mangling: not so long that a thousand of them take a minute.
fn bodies() -> Vec<String> {
    let mut bodies = vec![String::new(), "null".into(), "<html></html>".into()];
    for scenario in [
        "approval",
        "failures",
        "entities",
        "lifecycle",
        "start",
        "json-shapes",
        "purge-many",
        "rewind",
    ] {
        for exchange in exchanges(scenario) {
            let body = exchange["response"]["body"].as_str().unwrap_or_default();
            if !body.is_empty() && body.len() < 4000 {
                bodies.push(body.to_owned());
            }
        }
    }
    bodies
}

#[test]
fn any_answer_is_decoded_or_refused_and_what_is_decoded_reads_back() {
    let bodies = bodies();
    try_all(7, |dice| {
        let body = &bodies[dice.below(bodies.len())];
        let body = if dice.chance(5) {
            body.clone()
        } else {
            dice.mangled(body)
        };
        let status = [200, 202, 400, 401, 404, 410, 429, 500, 502][dice.below(9)];
        if let Ok(instance) = status_answer(status, &body) {
            assert_eq!(
                status_answer(200, &instance.to_json()).as_ref(),
                Ok(&instance),
                "{body}"
            );
            HistoryModel::build(instance.history.as_deref().unwrap_or_default());
        }
        if let Ok(rows) = list_answer(status, &body) {
            for row in rows {
                assert_eq!(
                    status_answer(200, &row.to_json()).as_ref(),
                    Ok(&row),
                    "{body}"
                );
            }
        }
        if let Ok(payload) = management_payload(&body) {
            assert_eq!(
                management_payload(&payload.to_json()),
                Ok(payload),
                "{body}"
            );
        }
        if let Err(refusal) = start_answer(status, &body)
            && let Some(json) = refusal.to_json()
        {
            let again = durable_api::Refusal::read(status, &json);
            assert_eq!(
                (again.shape, again.message),
                (refusal.shape, refusal.message),
                "{body}"
            );
        }
        let _ = accepted_answer(status, &body);
        let _ = purge_many_answer(status, &body);
        let _ = entities_answer(status, &body);
        let _ = entity_state_answer(status, &body);
    });
}

#[test]
fn a_position_names_the_id_it_was_made_of() {
    try_all(8, |dice| {
        let id = dice.text(20);
        assert_eq!(unescape_key(&escape_key(&id)), id);
        for encoding in PositionEncoding::BY_ID {
            assert_eq!(
                PositionEncoding::recognise(&encoding.token(&id).unwrap()),
                Some((encoding, id.clone()))
            );
        }
        let _ = PositionEncoding::recognise(&dice.mangled(&id));
    });
}

#[test]
fn a_time_is_read_as_chrono_reads_it() {
    try_all(9, |dice| {
        let mut text = format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            1 + dice.below(9999),
            dice.below(14),
            dice.below(33),
            dice.below(25),
            dice.below(61),
            dice.below(60)
        );
        for _ in 0..dice.below(9) {
            let dot = if text.contains('.') { "" } else { "." };
            text = format!("{text}{dot}{}", dice.below(10));
        }
        text.push_str(dice.pick(&["Z", "+00:00", "-11:30", "+14:00"]));
        let theirs = chrono::DateTime::parse_from_rfc3339(&text)
            .ok()
            .map(|time| time.to_utc());
        assert_eq!(Timestamp::new(&text).utc(), theirs, "{text}");
        if let Some(moment) =
            theirs.filter(|moment| (1..9999).contains(&chrono::Datelike::year(moment)))
        {
            let written = Timestamp::new(wire_time(moment)).utc().unwrap();
            assert!(
                (moment - written).num_nanoseconds().unwrap() < 100,
                "{text}"
            );
        }
        let mangled = dice.mangled(&text);
        assert_eq!(Timestamp::new(mangled.clone()).text(), mangled);
    });
}
