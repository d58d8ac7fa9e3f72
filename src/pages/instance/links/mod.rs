//! The management links of this instance, to copy, without the key.

use crate::prelude::*;
use durable_api::{ApiRequest, Generation, Method, StatusOptions, calls};

use crate::components::copy_button;
use crate::state::connections::connection::Connection;
use crate::words::{Word, say, t};

use super::view::View;

/// Draws the tab.
pub fn links_tab(view: View) -> Markup {
    let connection = view.connection.get_value();
    let rows: Vec<Markup> = links(&connection, &view.id.get_value())
        .into_iter()
        .map(|(name, url)| {
            let copied = url.clone();
            let what = say(Word::TheValue, &[("what", name.into())]);
            view! {
                <li>
                    <span class="dim">{name}</span>
                    <code class="grow">{url}</code>
                    {copy_button(&what, move || copied.clone())}
                </li>
            }
        })
        .collect();
    view! {
        <section class="links below" aria-label=t(Word::LinksTitle)>
            <h2>{t(Word::LinksTitle)}</h2>
            <p class="hint">{t(Word::LinksHint)}</p>
            <ul class="list">{rows}</ul>
        </section>
    }
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
