//! The management links of this instance, and all that can be asked of it as lines to copy. No key is shown; it is copied along
//! only where that is asked for.

mod commands;

use crate::prelude::*;
use durable_api::{ApiRequest, Generation, Method, Secret, StatusOptions, calls, percent};

use crate::components::{Icon, Toasts, Weight, button, copy, copy_button};
use crate::state::App;
use crate::state::connections::connection::Connection;
use crate::words::{Word, say, t};

use super::view::View;

/// Draws the tab.
pub fn links_tab(view: View) -> Markup {
    let connection = view.connection.get_value();
    let links = links(&connection, &view.id.get_value());
    let rows: Vec<Markup> = links
        .into_iter()
        .map(|(name, url)| link(view, name, url))
        .collect();
    view! {
        <div class="below">
            <section class="links stack" aria-label=t(Word::LinksTitle)>
                <h2>{t(Word::LinksTitle)}</h2>
                <p class="hint">{t(Word::LinksHint)}</p>
                <ul class="list">{rows}</ul>
            </section>
            {commands::commands(view)}
        </div>
    }
}

fn link(view: View, name: &'static str, url: String) -> Markup {
    let copied = url.clone();
    let what = say(Word::TheValue, &[("what", name.into())]);
    let with_key = {
        let url = url.clone();
        with_key(view, move |key| {
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

/// The key held for this hub, if one is.
fn key_of(view: View) -> Option<Secret> {
    let connections = App::get().connections;
    view.hub.with_value(|hub| connections.key_untracked(hub))
}

/// A button that copies what `text` makes of the key; nothing where no key is held. The key goes to the clipboard and nowhere else.
fn with_key(view: View, text: impl Fn(&str) -> String + 'static) -> Option<Markup> {
    key_of(view)?;
    let toasts = Toasts::here();
    let app = App::get();
    let take = move || {
        let key = view
            .hub
            .with_value(|hub| app.connections.key_untracked(hub));
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
