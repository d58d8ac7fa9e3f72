//! Whatever request the portal can make, its address is read out of whatever it is wrapped in.

use super::{address, try_all};
use crate::support::Dice;
use durable_api::calls::{self, ListQuery, StatusOptions};
use durable_api::{
    ApiRequest, HubAddress, ManagementLink, Start, entity_calls, percent, read_paste,
};

const KEY: &str = "9JzRkq4wXn2TgVbY7LmCe0HsUaPd5FoiAzFuQwErTyUiOpAsDfGhJk==";

/// A request of any kind, with awkward ids and names.
fn request(dice: &mut Dice) -> ApiRequest {
    let (id, name) = (format!("x{}", dice.text(9)), format!("y{}", dice.text(6)));
    let query = ListQuery {
        prefix: Some(name.clone()),
        ..ListQuery::default()
    };
    let start = Start {
        function: name.clone(),
        id: Some(id.clone()),
        ..Start::default()
    };
    match dice.below(12) {
        0 => calls::list(&query),
        1 => calls::start(&start),
        2 => calls::restart(&id, true, None),
        3 => calls::raise_event(&id, &name, "1"),
        4 => calls::terminate(&id, &name),
        5 => calls::suspend(&id, &name),
        6 => calls::resume(&id, &name),
        7 => calls::rewind(&id, &name),
        8 => calls::purge_one(&id),
        9 => entity_calls::entity_state(&name, &id),
        10 => entity_calls::make_primary(),
        _ => calls::status(&id, StatusOptions::default()),
    }
}

/// The address among other text, one way for each number.
fn wrapped(way: usize, url: &str) -> Option<String> {
    let json = url.replace('&', "\\u0026").replace('/', "\\/");
    // A link at the very end of a sentence cannot be told from one that ends in a full stop.
    let ends_plainly = url.ends_with(|c: char| c.is_ascii_alphanumeric());
    Some(match way {
        0 => url.to_owned(),
        1 => format!("\"{url}\","),
        2 => format!("'{url}'"),
        3 => format!("<{url}>"),
        4 => format!("`{url}`"),
        5 => format!("[text]({url})"),
        6 => format!("  “{url}”  "),
        7 => url.replace('&', "&amp;"),
        8 => format!("<a href=\"{}\">x</a>", url.replace('&', "&amp;")),
        9 => format!("{{\"a\":{{\"statusQueryGetUri\":\"{json}\"}}}}"),
        10 => format!("\"{json}\""),
        11 => format!("curl -sS '{url}' -H 'accept: */*'"),
        12 => format!("curl \\\n  --url \"{url}\""),
        13 => format!("curl ^\"{}^\"", url.replace('&', "^&").replace('%', "^%^")),
        14 => format!("Invoke-RestMethod `\n -Uri '{url}'"),
        15 => format!("$p = @{{ Uri = \"{url}\" }}\nirm @p; Invoke-RestMethod @p"),
        16 => format!("GET {url} HTTP/1.1\nAccept: */*"),
        17 if ends_plainly => format!("See {url}."),
        18 if ends_plainly => format!("(see {url})"),
        19 => format!("https://mail.example/?url={}", percent::query_value(url)),
        20 => {
            let at = url
                .find("/durabletask")
                .or_else(|| url.find("/DurableTask"))?
                + 1;
            format!("{}\n  {}", &url[..at], &url[at..])
        }
        21 => url.chars().flat_map(|c| [c, '\u{200b}']).collect(),
        _ => return None,
    })
}

#[test]
fn every_link_is_read_out_of_every_wrapping() {
    try_all(10, |dice| {
        let address: HubAddress = address(dice);
        let mut url = request(dice).url(&address);
        let keyed = dice.chance(2);
        if keyed {
            let mark = if url.contains('?') { '&' } else { '?' };
            url = format!("{url}{mark}code={}", percent::query_value(KEY));
        }
        let expected = ManagementLink::parse(&url).unwrap();
        for way in [dice.below(22), dice.below(22)] {
            let Some(text) = wrapped(way, &url) else {
                continue;
            };
            let paste = read_paste(&text).unwrap_or_else(|error| panic!("{error:?}: {text}"));
            let mut link = paste.link.unwrap();
            if way == 9 {
                // JSON of a starter is about the instance, whichever of its links is there.
                link.operation.clone_from(&expected.operation);
            }
            assert_eq!(link, expected, "{text}");
            assert_eq!(link.key.is_some(), keyed, "{text}");
        }
    });
}

#[test]
fn a_key_in_a_header_is_read_from_every_dialect() {
    try_all(11, |dice| {
        let address: HubAddress = address(dice);
        let url = request(dice).url(&address);
        let expected = ManagementLink::parse(&url).unwrap().address;
        for text in [
            format!("curl '{url}' -H 'x-functions-key: {KEY}'"),
            format!("curl.exe \"{url}\" ^\n --header \"X-Functions-Key:{KEY}\""),
            format!("irm '{url}' -Headers @{{ 'x-functions-key' = '{KEY}' }}"),
            format!("GET {url} HTTP/1.1\nX-Functions-Key: {KEY}"),
            format!("{url}\nx-functions-key: {KEY}"),
            format!("fetch(\"{url}\", {{ headers: {{ \"x-functions-key\": \"{KEY}\" }} }})"),
        ] {
            let link = read_paste(&text).unwrap().link.unwrap();
            assert_eq!(link.address, expected, "{text}");
            assert_eq!(link.key.unwrap().expose(), KEY, "{text}");
        }
    });
}
