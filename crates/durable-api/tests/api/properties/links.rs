//! Links: what is written into an address comes back out of it.

use super::{address, try_all};
use durable_api::calls::{self, StatusOptions};
use durable_api::{LinkOperation, ManagementLink, entity_calls};
use url::Url;

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
