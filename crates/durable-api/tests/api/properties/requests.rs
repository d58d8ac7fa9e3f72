//! Requests: addresses that a browser leaves alone.

use super::{address, try_all};
use durable_api::calls::{self};
use durable_api::{entity_calls, percent};
use url::Url;

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
