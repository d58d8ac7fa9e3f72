//! The key goes to its host in a header, and nowhere else.

use devhost::server::Side;
use serde_json::{Value, json};

use crate::acts::{KEY, PASTE_BOX, connect_button, hub_with_key};
use crate::harness::{
    Page, Stage, button, checkbox, field, heading, keys, link, main_part, play, row_containing,
};

/// Everything of a page that another person, extension, log or server could read the key from.
const EVERYWHERE: &str = "
    const done = arguments[arguments.length - 1];
    const storage = (area) => JSON.stringify(Object.entries(area));
    (async () => ({
      address: location.href,
      history: JSON.stringify(history.state),
      name: window.name,
      title: document.title,
      document: document.documentElement.outerHTML,
      text: document.documentElement.innerText,
      fields: [...document.querySelectorAll('input:not([type=password]), textarea, select')].map((f) => f.value).join('\\n'),
      cookies: document.cookie,
      local: storage(localStorage),
      session: storage(sessionStorage),
      databases: JSON.stringify(await indexedDB.databases()),
      caches: JSON.stringify(await caches.keys()),
      requests: performance.getEntries().map((e) => e.name).join('\\n'),
    }))().then(done, (error) => done({ error: String(error) }));";

/// The key as it stands and in the forms it may take in an address or in JSON.
fn forms() -> Vec<String> {
    let percent = |text: &str| {
        text.replace('/', "%2F")
            .replace('+', "%2B")
            .replace('=', "%3D")
    };
    vec![
        KEY.to_owned(),
        percent(KEY),
        percent(KEY)
            .replace("%2F", "%2f")
            .replace("%2B", "%2b")
            .replace("%3D", "%3d"),
        KEY.replace('/', "\\/"),
        // Its unmistakable beginning, in case the rest is cut.
        KEY[..16].to_owned(),
    ]
}

fn holds_key(text: &str) -> bool {
    forms().iter().any(|form| text.contains(form.as_str()))
}

/// Looks everywhere but in the places excepted.
async fn look_everywhere(page: &Page, moment: &str, except: &[&str]) {
    let outcome = page.session.run_async(EVERYWHERE, json!([])).await;
    let places = outcome.unwrap_or_else(|error| panic!("looking around {moment}: {error}"));
    let places = places.as_object().cloned().unwrap_or_default();
    assert!(places.len() > 10, "{moment}: {places:?}");
    for (place, text) in places {
        let found = holds_key(text.as_str().unwrap_or_default());
        assert!(
            !found || except.contains(&place.as_str()),
            "{moment} the key is in {place}"
        );
    }
    let watch = page.watched().await;
    for line in &watch.console {
        assert!(
            !holds_key(&line.text),
            "{moment} the key is on the console: {line:?}"
        );
    }
    for request in &watch.requests {
        assert!(
            !holds_key(&request.url),
            "{moment} the key is in the address {}",
            request.url
        );
        for (name, value) in &request.headers {
            assert!(
                !holds_key(value) || name == "x-functions-key",
                "{moment} the key is in the header {name}"
            );
        }
    }
}

/// What the servers saw: the key in the one header, at the hub alone.
fn look_at_the_servers(stage: &Stage) {
    let mut carried = 0;
    for request in stage.control().requests() {
        assert!(
            !holds_key(&request.target),
            "the key is in a target: {}",
            request.target
        );
        assert!(!holds_key(&request.body), "the key is in a body");
        for (name, value) in &request.headers {
            if holds_key(value) {
                assert_eq!(name, "x-functions-key", "the key is in the header {name}");
                assert_eq!(
                    request.side,
                    Side::Hub,
                    "the key went to the portal's own server"
                );
                carried += usize::from(request.header("origin").is_some());
            }
        }
    }
    assert!(carried > 0, "the pages did send the key to its hub");
}

#[test]
fn through_a_whole_visit() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 404");
        stage.page.expect_console("status of 401");
        stage.page.expect_console("status of 500");
        stage.hub.start("ThrowEarly", "secret-1", "null").await;
        stage.hub.until("secret-1", &["Failed"]).await;
        let page = &stage.page;
        stage.open_portal().await;
        page.paste(&field(PASTE_BOX), &stage.hub.link("secret-1"))
            .await;
        page.see("What this says").await;
        page.click(&connect_button()).await;
        page.find(&heading("secret-1")).await;
        page.find(&row_containing("ExecutionCompleted")).await;
        look_everywhere(page, "on the instance", &[]).await;

        page.click(&link("Instances").inside(main_part())).await;
        page.find(&row_containing("secret-1")).await;
        page.click(&button("Requests of this view")).await;
        look_everywhere(page, "on the list", &[]).await;

        page.visit(
            &stage
                .page
                .address()
                .await
                .replace("/instances", "/i/nobody"),
        )
        .await;
        page.see("No instance nobody here").await;
        look_everywhere(page, "on a 404", &[]).await;

        page.back().await;
        page.find(&row_containing("secret-1")).await;
        stage.control().set_key(Some("another".to_owned()));
        page.click(&button("Refresh")).await;
        page.see("The key was not accepted").await;
        look_everywhere(page, "on a 401", &[]).await;
        stage.control().set_key(Some(KEY.to_owned()));

        stage.host.stop_hub().await;
        page.expect_console("ERR_CONNECTION_REFUSED");
        page.click(&button("Refresh")).await;
        page.see("No answer from").await;
        look_everywhere(page, "with the host down", &[]).await;
        look_at_the_servers(stage);
    });
}

#[test]
fn the_paste_box_and_the_omnibox_hide_it_as_soon_as_it_is_there() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "secret-2", "null").await;
        stage.hub.until("secret-2", &["Completed"]).await;
        let page = &stage.page;
        stage.open_portal().await;
        let omnibox = field("Go to an instance id, or paste a link");
        page.paste(&omnibox, &stage.hub.link("secret-2")).await;
        page.until("the omnibox shows dots", async || {
            page.value_of(&omnibox)
                .await
                .contains("code=•••")
                .then_some(())
        })
        .await;
        look_everywhere(page, "in the omnibox", &[]).await;
        page.press(keys::ENTER).await;
        page.see("What this says").await;
        look_everywhere(page, "from the omnibox in the paste box", &[]).await;

        let link = stage.hub.link("secret-2");
        page.paste(&field(PASTE_BOX), &link).await;
        page.see("present, 30 characters").await;
        let shown = page.value_of(&field(PASTE_BOX)).await;
        assert!(shown.contains("code=•••"), "{shown}");
        look_everywhere(page, "while pasting", &[]).await;
        // What is typed behind the dots is typed behind the key.
        page.focus(&field(PASTE_BOX)).await;
        page.press(keys::END).await;
        page.insert("x").await;
        page.see("present, 31 characters").await;
        page.press(keys::BACKSPACE).await;
        page.see("present, 30 characters").await;
        page.click(&connect_button()).await;
        page.find(&row_containing("SayHello")).await;
        page.back().await;
        page.find(&field(PASTE_BOX)).await;
        look_everywhere(page, "back at the paste box", &[]).await;
    });
}

#[test]
fn a_reload_forgets_it_unless_it_was_to_be_kept_in_this_tab() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 401");
        stage.hub.start("HelloSequence", "secret-3", "null").await;
        stage.hub.until("secret-3", &["Completed"]).await;
        let page = &stage.page;
        stage.open_instance("secret-3").await;
        page.find(&row_containing("SayHello")).await;
        page.reload().await;
        page.see("A function key is needed").await;
        page.paste(&field("Function key"), KEY).await;
        page.click(&checkbox("Keep the key in this tab")).await;
        page.click(&button("Use this key")).await;
        page.find(&row_containing("SayHello")).await;
        look_everywhere(page, "kept in this tab", &["session"]).await;
        let kept = page
            .run(
                "return JSON.stringify(Object.values(sessionStorage))",
                json!([]),
            )
            .await;
        assert!(
            holds_key(kept.as_str().unwrap_or_default()),
            "it was to be kept: {kept}"
        );
        page.reload().await;
        page.find(&row_containing("SayHello")).await;

        let other = stage.another_browser().await;
        other.expect_console("status of 401");
        other.visit(&page.address().await).await;
        other.click(&connect_button()).await;
        other.see("A function key is needed").await;
        look_everywhere(&other, "in another browser", &[]).await;
    });
}

#[test]
fn the_hosts_own_link_brings_it_in_and_it_goes_no_further() {
    play(hub_with_key(), async |stage| {
        let links: Value =
            serde_json::from_str(&stage.hub.start("LongWait", "secret-4", "null").await)
                .unwrap_or_default();
        let location = links["statusQueryGetUri"].as_str().unwrap_or_default();
        assert!(
            holds_key(location),
            "the host's own links carry the key: {location}"
        );
        stage.paste_and_connect(location).await;
        stage.page.find(&heading("secret-4")).await;
        stage.page.see("Running").await;
        look_everywhere(&stage.page, "after the host's own link", &[]).await;
        look_at_the_servers(stage);
    });
}
