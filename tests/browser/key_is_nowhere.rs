//! The key goes to its host in a header, and nowhere else.

use devhost::server::Side;
use serde_json::{Value, json};

use crate::acts::{KEY, PASTE_BOX, connect_button, hub_with_key};
use crate::connections::{edited, manage, pasted_hub};
use crate::harness::{
    Page, Stage, button, field, heading, keys, link, main_part, play, radio, row_containing,
};
use crate::key_places::{PASSPHRASE, encrypt_on_device};

/// Everything of a page that another person, extension, log or server could read the key from.
const EVERYWHERE: &str = "
    const done = arguments[arguments.length - 1];
    const storage = (area) => JSON.stringify(Object.entries(area));
    const request = (it) => new Promise((good, bad) => { it.onsuccess = () => good(it.result); it.onerror = () => bad(it.error); });
    const databases = async () => {
      const all = [];
      for (const { name } of await indexedDB.databases()) {
        const database = await request(indexedDB.open(name));
        for (const store of database.objectStoreNames) {
          const objects = database.transaction(store).objectStore(store);
          all.push(name, store, await request(objects.getAllKeys()), await request(objects.getAll()));
        }
        database.close();
      }
      return JSON.stringify(all);
    };
    const cached = async () => {
      const all = [];
      for (const name of await caches.keys()) {
        const cache = await caches.open(name);
        for (const of of await cache.keys()) all.push(name, of.url, await (await cache.match(of)).text());
      }
      return JSON.stringify(all);
    };
    const values = (which) => [...document.querySelectorAll(which)].map((f) => f.value).join('\\n');
    (async () => ({
      address: location.href,
      referrer: document.referrer,
      history: JSON.stringify(history.state),
      name: window.name,
      title: document.title,
      document: document.documentElement.outerHTML,
      text: document.documentElement.innerText,
      fields: values('input:not([type=password]):not([type=file]), textarea, select'),
      passwords: values('input[type=password]'),
      cookies: document.cookie,
      local: storage(localStorage),
      session: storage(sessionStorage),
      databases: await databases(),
      caches: await cached(),
      workers: JSON.stringify((await navigator.serviceWorker.getRegistrations()).map((it) => it.scope)),
      globals: Object.keys(window).filter((name) => typeof window[name] === 'string').map((name) => window[name]).join('\\n'),
      requests: performance.getEntries().map((e) => e.name).join('\\n'),
    }))().then(done, (error) => done({ error: String(error) }));";

/// A secret as it stands and in the forms it may take in an address, in JSON, or encoded.
fn forms(secret: &str) -> Vec<String> {
    let percent = |text: &str| {
        text.replace('/', "%2F")
            .replace('+', "%2B")
            .replace('=', "%3D")
            .replace(' ', "%20")
    };
    let digit = |value: u8| char::from(b"0123456789abcdef"[usize::from(value)]);
    let digits = secret
        .bytes()
        .flat_map(|byte| [digit(byte >> 4), digit(byte & 15)]);
    let hex: String = digits.collect();
    vec![
        secret.to_owned(),
        percent(secret),
        percent(secret)
            .replace("%2F", "%2f")
            .replace("%2B", "%2b")
            .replace("%3D", "%3d"),
        secret.replace('/', "\\/"),
        base64(&secret.as_bytes()[..12]),
        hex[..24].to_owned(),
        secret.chars().rev().collect(),
        // Its unmistakable beginning, in case the rest is cut.
        secret[..16].to_owned(),
    ]
}

/// Base64 of whole groups of three bytes.
fn base64(bytes: &[u8]) -> String {
    const LETTERS: &[u8] = b"ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    let letters = |group: &[u8]| {
        let bits = group
            .iter()
            .fold(0_usize, |bits, byte| bits << 8 | usize::from(*byte));
        [18, 12, 6, 0].map(|at| char::from(LETTERS[bits >> at & 63]))
    };
    bytes.chunks_exact(3).flat_map(letters).collect()
}

/// Whether a text holds the key, or the passphrase of the tests that encrypt it.
pub fn holds_key(text: &str) -> bool {
    [KEY, PASSPHRASE]
        .iter()
        .flat_map(|secret| forms(secret))
        .any(|form| text.contains(form.as_str()))
}

/// Looks everywhere but in the places excepted.
pub async fn look_everywhere(page: &Page, moment: &str, except: &[&str]) {
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
    let cookies = page.session.cdp("Network.getAllCookies", json!({})).await;
    let cookies = cookies.unwrap_or_else(|error| panic!("the cookies {moment}: {error}"));
    assert_eq!(cookies["cookies"], json!([]), "{moment} there are cookies");
    let title = page.title().await;
    assert!(
        !holds_key(&title),
        "{moment} the key is in the title {title}"
    );
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
            assert_ne!(
                name, "referer",
                "{} was told where the page is: {value}",
                request.target
            );
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
        page.click(&link("Events")).await;
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
        page.click(&radio("In this tab until it is closed")).await;
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

#[test]
fn while_connections_are_edited_copied_exported_and_forgotten() {
    play(hub_with_key(), async |stage| {
        let page = &stage.page;
        encrypt_on_device(stage).await;
        look_everywhere(page, "encrypted on the device", &[]).await;
        page.click(&manage()).await;
        let file = page.download(&button("Export")).await;
        assert!(!holds_key(&file), "the key is in the file");

        page.click(&button("Edit RecordingHub")).await;
        page.paste(&edited("Called"), "Orders").await;
        page.paste(&field("New function key"), KEY).await;
        look_everywhere(page, "while a key is typed", &["passwords"]).await;
        page.click(&radio("In this page only")).await;
        page.click(&button("Save").exactly()).await;
        page.find(&row_containing("key in this page")).await;
        look_everywhere(page, "moved to memory", &[]).await;

        page.click(&button("Edit Orders")).await;
        page.click(&button("Duplicate")).await;
        page.paste(&edited("Task hub"), "OtherHub").await;
        page.click(&button("Add").exactly()).await;
        page.find(&row_containing("Orders (copy)")).await;
        look_everywhere(page, "copied", &[]).await;

        page.click(&button("Edit Orders (copy)")).await;
        page.click(&button("Forget").exactly()).await;
        page.find(&button("Undo")).await;
        look_everywhere(page, "forgotten, and still to be undone", &[]).await;
        page.click(&button("Undo")).await;
        page.find(&row_containing("Orders (copy)")).await;
        look_everywhere(page, "brought back", &[]).await;
        page.click(&button("Forget all").exactly()).await;
        page.click(&button("Forget all connections and keys")).await;
        page.see("All connections and keys are forgotten").await;
        look_everywhere(page, "with all forgotten", &[]).await;
        look_at_the_servers(stage);
    });
}

#[test]
fn a_passphrase_is_nowhere_but_in_its_field() {
    play(hub_with_key(), async |stage| {
        let page = &stage.page;
        stage.hub.start("HelloSequence", "secret-5", "null").await;
        encrypt_on_device(stage).await;
        page.reload().await;
        page.click(&button("Locked: unlock")).await;
        page.paste(&field("Passphrase"), PASSPHRASE).await;
        look_everywhere(page, "while the passphrase is typed", &["passwords"]).await;
        page.click(&button("Unlock the key")).await;
        page.find(&row_containing("key unlocked")).await;
        look_everywhere(page, "unlocked", &[]).await;
        page.click(&pasted_hub()).await;
        page.find(&row_containing("secret-5")).await;
        page.click(&button("Read-only lock:")).await;
        page.click(&button("Lock all")).await;
        page.find(&button("Read-only lock: All locked")).await;
        look_everywhere(page, "on the list", &[]).await;
        look_at_the_servers(stage);
    });
}

#[test]
fn what_is_copied_holds_no_key() {
    play(hub_with_key(), async |stage| {
        let page = &stage.page;
        stage.hub.start("HelloSequence", "secret-6", "null").await;
        stage.hub.until("secret-6", &["Completed"]).await;
        page.let_read_the_clipboard(&stage.portal).await;
        stage.open_instance("secret-6").await;
        page.click(&link("Links")).await;
        let script = "
            const done = arguments[arguments.length - 1];
            navigator.clipboard.readText().then(done, (error) => done('refused: ' + error));";
        let mut copied = 0;
        let (with_key, without): (Vec<_>, Vec<_>) = page
            .names_of(&button("Copy"))
            .await
            .into_iter()
            .partition(|name| name.contains("with the key"));
        assert!(!with_key.is_empty(), "the one way to ask for it");
        for name in without {
            page.click(&button(&name).exactly()).await;
            page.see("Copied").await;
            let text = page.session.run_async(script, json!([])).await;
            let text = text.unwrap_or_else(|error| panic!("the clipboard: {error}"));
            let text = text.as_str().unwrap_or_default();
            assert!(
                !text.is_empty() && !text.starts_with("refused"),
                "{name}: {text}"
            );
            assert!(!holds_key(text), "{name} copies the key: {text}");
            copied += 1;
        }
        assert!(copied > 3, "only {copied} buttons copy");
    });
}
