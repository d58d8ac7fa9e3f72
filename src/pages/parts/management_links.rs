//! The management links of an instance, as a starter returns them. No key is shown; it is copied along only where that is asked for.

use crate::prelude::*;
use durable_api::{ApiRequest, Generation, Method, StatusOptions, calls, percent};

use crate::components::{Icon, Toasts, Weight, button, copy, copy_button};
use crate::state::App;
use crate::state::connections::connection::Connection;
use crate::words::{Word, say, t};

/// Draws the list of them.
pub fn management_links(connection: &Connection, id: &str) -> Markup {
    let hub = connection.hub();
    let rows = links(connection, id).into_iter();
    let rows: Vec<Markup> = rows.map(|(name, url)| link(&hub, name, url)).collect();
    view! {
        <section class="links stack" aria-label=t(Word::LinksTitle)>
            <h2>{t(Word::LinksTitle)}</h2>
            <p class="hint">{t(Word::LinksHint)}</p>
            <ul class="list">{rows}</ul>
        </section>
    }
}

fn link(hub: &str, name: &'static str, url: String) -> Markup {
    let copied = url.clone();
    let what = say(Word::TheValue, &[("what", name.into())]);
    let with_key = {
        let url = url.clone();
        with_key(hub, move |key| {
            let mark = if url.contains('?') { '&' } else { '?' };
            format!("{url}{mark}code={}", percent::query_value(key))
        })
    };
    view! {
        <li>
            <span class="dim">{name}</span>
            <code class="grow">{url}</code>
            <span class="row">{with_key}{copy_button(&what, move || copied.clone())}</span>
        </li>
    }
}

/// A button that copies what `text` makes of the key; nothing where no key is held. The key goes to the clipboard and nowhere else.
pub fn with_key(hub: &str, text: impl Fn(&str) -> String + 'static) -> Option<Markup> {
    let app = App::get();
    app.connections.key_untracked(hub)?;
    let hub = hub.to_owned();
    let toasts = Toasts::here();
    let take = move || {
        let key = app.connections.key_untracked(&hub);
        if let Some(key) = key {
            copy(toasts, text(key.expose()));
        }
    };
    Some(button(
        Weight::Quiet,
        Some(Icon::Key),
        t(Word::CopyWithKey),
        take,
    ))
}

/// Name and address of each, with the literal placeholders that a starter's answer has (docs/http-api.md §1).
fn links(connection: &Connection, id: &str) -> Vec<(&'static str, String)> {
    let path = calls::status(id, StatusOptions::default()).path;
    let url = |tail: &str, query: &str| {
        let request = ApiRequest {
            method: Method::Get,
            path: format!("{path}{tail}"),
            query: Vec::new(),
            headers: Vec::new(),
            body: None,
        };
        let url = request.url(&connection.address);
        match (query.is_empty(), url.contains('?')) {
            (true, _) => url,
            (false, true) => format!("{url}&{query}"),
            (false, false) => format!("{url}?{query}"),
        }
    };
    let reason = "reason={text}";
    let mut links = vec![
        ("statusQueryGetUri", url("", "")),
        ("sendEventPostUri", url("/raiseEvent/{eventName}", "")),
        ("terminatePostUri", url("/terminate", reason)),
        ("rewindPostUri", url("/rewind", reason)),
        ("purgeHistoryDeleteUri", url("", "")),
    ];
    if connection.address.generation == Generation::Current {
        links.push(("suspendPostUri", url("/suspend", reason)));
        links.push(("resumePostUri", url("/resume", reason)));
        links.push(("restartPostUri", url("/restart", "")));
    }
    links
}

#[cfg(test)]
mod tests {
    use super::links;
    use crate::state::connections::connection::{Connection, Environment, Kept};
    use crate::state::connections::hub_ref;

    #[test]
    fn links_are_as_a_starter_returns_them_without_the_key() {
        let address = hub_ref::read("http:localhost:7071~H").expect("a hub");
        let connection = Connection {
            name: "x".to_owned(),
            environment: Environment::Dev,
            address,
            kept: Kept::Tab,
        };
        let links = links(&connection, "a b");
        let base = "http://localhost:7071/runtime/webhooks/durabletask/instances/a%20b";
        assert_eq!(links[0], ("statusQueryGetUri", format!("{base}?taskHub=H")));
        assert_eq!(
            links[1].1,
            format!("{base}/raiseEvent/{{eventName}}?taskHub=H")
        );
        assert_eq!(
            links[2].1,
            format!("{base}/terminate?taskHub=H&reason={{text}}")
        );
        assert!(links.iter().all(|(_, url)| !url.contains("code=")));
    }
}
