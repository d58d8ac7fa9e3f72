//! The connections of a browser: edited, copied, moved, forgotten, written to a file and read from one.

use serde_json::json;

use crate::acts::{KEY, empty_hub, hub_with_key};
use crate::harness::{
    Locator, Page, Stage, button, field, heading, keys, link, main_part, play, radio, region,
    row_containing,
};

impl Stage {
    /// A link to another, empty hub of the devhost's app.
    pub fn link_to_hub(&self, name: &str) -> String {
        format!("{}/instances?taskHub={name}", self.hub.base())
    }

    /// A file of connections, as `portal.json` is.
    fn file_of(&self, connections: &[(&str, &str)]) -> String {
        let entries: Vec<_> = connections
            .iter()
            .map(|(name, environment)| {
                json!({ "name": name, "url": self.link_to_hub(name), "environment": environment })
            })
            .collect();
        json!({ "connections": entries }).to_string()
    }

    /// Opens the portal and imports connections into it.
    pub async fn import(&self, connections: &[(&str, &str)]) {
        self.open_portal().await;
        self.page.click(&manage()).await;
        self.page
            .choose_file("portal.json", &self.file_of(connections))
            .await;
        let (last, _) = connections.last().expect("a connection");
        self.page.find(&named(last)).await;
    }
}

/// What opens the files, and forgetting all.
pub fn manage() -> Locator {
    button("Manage").exactly()
}

/// A connection in the list.
pub fn named(name: &str) -> Locator {
    link(name).inside(main_part())
}

/// The devhost's hub as connected by its link: named after its task hub, which stands beside the name.
pub fn pasted_hub() -> Locator {
    named("RecordingHub RecordingHub")
}

/// A field of the row that is open for editing: the form for pasting has fields of the same names.
pub fn edited(label: &str) -> Locator {
    field(label).inside(region("Edit"))
}

/// The names in the list, from top to bottom.
async fn names(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('.known b')].map((e) => e.closest('a') ? e.textContent : null).filter(Boolean)";
    let names = page.run(script, json!([])).await;
    let names = names.as_array().cloned().unwrap_or_default();
    names
        .iter()
        .map(|name| name.as_str().unwrap_or_default().to_owned())
        .collect()
}

async fn until_names(page: &Page, wanted: &[&str]) {
    let what = format!("the connections are {wanted:?}");
    page.until(&what, async || (names(page).await == wanted).then_some(()))
        .await;
}

const THREE: [(&str, &str); 3] = [("Orders", "prod"), ("Stock", "test"), ("Play", "dev")];

#[test]
fn each_shows_its_environment_in_colour_and_word_also_in_the_top_bar() {
    play(empty_hub(), async |stage| {
        stage.import(&THREE).await;
        let page = &stage.page;
        for (name, environment) in THREE {
            page.find(&row_containing(format!("{environment} {name}")))
                .await;
        }
        let colours = page
            .run(
                "return [...new Set([...document.querySelectorAll('.known .env')].map((e) => getComputedStyle(e).backgroundColor))].length",
                json!([]),
            )
            .await;
        assert_eq!(colours, 3, "each environment has its colour");
    });
}

#[test]
fn an_edited_name_and_environment_are_shown_everywhere_and_outlive_a_reload() {
    play(empty_hub(), async |stage| {
        stage.import(&THREE).await;
        let page = &stage.page;
        page.click(&button("Edit Stock")).await;
        page.paste(&edited("Called"), "Warehouse").await;
        page.choose(&edited("Environment"), "Production").await;
        page.click(&button("Save").exactly()).await;
        page.find(&named("Warehouse")).await;
        page.find(&row_containing("prod warehouse")).await;
        page.reload().await;
        page.find(&named("Warehouse")).await;
        page.find(&row_containing("prod warehouse")).await;
        until_names(page, &["Demo hub", "Orders", "Warehouse", "Play"]).await;
    });
}

#[test]
fn another_task_hub_is_another_address_and_two_connections_never_share_one() {
    play(empty_hub(), async |stage| {
        stage.import(&THREE).await;
        let page = &stage.page;
        page.click(&button("Edit Play")).await;
        page.paste(&edited("Task hub"), "Other").await;
        page.click(&button("Save").exactly()).await;
        page.find(&row_containing("other ·")).await;
        assert!(page.target_of(&named("Play")).await.contains("~Other"));

        page.click(&button("Edit Play")).await;
        page.click(&button("Duplicate")).await;
        page.click(&button("Add").exactly()).await;
        page.see("Play is at this address already").await;
        page.paste(&edited("Task hub"), "Third").await;
        page.click(&button("Add").exactly()).await;
        page.find(&named("Play (copy)")).await;
        page.find(&row_containing("third ·")).await;
        page.find(&row_containing("other ·")).await;
    });
}

#[test]
fn the_order_is_changed_by_buttons_and_by_keys_and_outlives_a_reload() {
    play(empty_hub(), async |stage| {
        stage.import(&THREE).await;
        let page = &stage.page;
        until_names(page, &["Demo hub", "Orders", "Stock", "Play"]).await;
        page.click(&button("Edit Play")).await;
        page.click(&button("Move up")).await;
        until_names(page, &["Demo hub", "Orders", "Play", "Stock"]).await;
        page.click(&button("Edit Play")).await;

        page.focus(&named("Play")).await;
        page.press_with(keys::ALT, keys::UP).await;
        until_names(page, &["Demo hub", "Play", "Orders", "Stock"]).await;
        assert!(
            page.is_focused(&named("Play")).await,
            "the focus goes along"
        );
        page.press_with(keys::ALT, keys::UP).await;
        page.press_with(keys::ALT, keys::DOWN).await;
        until_names(page, &["Demo hub", "Orders", "Play", "Stock"]).await;
        page.reload().await;
        until_names(page, &["Demo hub", "Orders", "Play", "Stock"]).await;
    });
}

#[test]
fn what_was_forgotten_can_be_brought_back_with_its_place_and_its_key() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "kept-1", "null").await;
        let page = &stage.page;
        stage.import(&[("Orders", "prod")]).await;
        let list = stage.hub.list_link();
        stage.paste_and_connect(&list).await;
        page.find(&row_containing("kept-1")).await;
        page.click(&link("Hubs")).await;
        until_names(page, &["Demo hub", "Orders", "RecordingHub"]).await;
        page.click(&button("Edit RecordingHub")).await;
        page.click(&button("Forget").exactly()).await;
        until_names(page, &["Demo hub", "Orders"]).await;
        page.click(&button("Undo")).await;
        until_names(page, &["Demo hub", "Orders", "RecordingHub"]).await;
        page.click(&pasted_hub()).await;
        page.find(&row_containing("kept-1")).await;
    });
}

#[test]
fn forgetting_all_is_asked_back_and_leaves_nothing() {
    play(hub_with_key(), async |stage| {
        let page = &stage.page;
        stage.import(&THREE).await;
        page.click(&button("Forget all").exactly()).await;
        page.see("Forget every connection and every key").await;
        page.until("what is safe has the focus", async || {
            page.is_focused(&button("Cancel")).await.then_some(())
        })
        .await;
        page.press(keys::ENTER).await;
        until_names(page, &["Demo hub", "Orders", "Stock", "Play"]).await;
        page.click(&button("Forget all").exactly()).await;
        page.click(&button("Forget all connections and keys")).await;
        until_names(page, &["Demo hub"]).await;
        page.reload().await;
        until_names(page, &["Demo hub"]).await;
        let script = "return Object.keys(localStorage).concat(Object.keys(sessionStorage))";
        assert_eq!(page.run(script, json!([])).await, json!([]));
    });
}

#[test]
fn forgetting_all_takes_keys_cards_and_what_was_pasted_along() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "kept-3", "null").await;
        let page = &stage.page;
        let list = stage.hub.list_link();
        stage.paste_and_connect(&list).await;
        page.find(&row_containing("kept-3")).await;
        page.until("its card is kept", async || {
            let names = page
                .run("return Object.keys(sessionStorage).join()", json!([]))
                .await;
            names.as_str()?.contains("card").then_some(())
        })
        .await;
        // What another version, or a hub that left the list, has left behind.
        let script = "
            localStorage.setItem('durable-portal.sealed-key.gone.example', 'x');
            localStorage.setItem('durable-portal.card.gone.example', 'x');
            sessionStorage.setItem('durable-portal.key.gone.example', 'x')";
        page.run(script, json!([])).await;
        page.click(&link("Hubs")).await;
        page.click(&manage()).await;
        page.click(&button("Forget all").exactly()).await;
        page.click(&button("Forget all connections and keys")).await;
        until_names(page, &["Demo hub"]).await;
        page.until("nothing is left", async || {
            let script = "return Object.keys(localStorage).concat(Object.keys(sessionStorage))";
            (page.run(script, json!([])).await == json!([])).then_some(())
        })
        .await;
        assert_eq!(page.value_of(&field(crate::acts::PASTE_BOX)).await, "");
    });
}

#[test]
fn a_card_goes_with_its_connection_and_does_not_come_back_with_it() {
    play(hub_with_key(), async |stage| {
        let page = &stage.page;
        let list = stage.hub.list_link();
        stage.paste_and_connect(&list).await;
        page.find(&heading("Instances").exactly()).await;
        let cards = async || {
            let script = "return Object.keys({ ...sessionStorage, ...localStorage }).filter((it) => it.includes('.card.')).length";
            page.run(script, json!([])).await
        };
        page.until("its card is kept", async || {
            (cards().await == 1).then_some(())
        })
        .await;
        page.click(&link("Hubs")).await;
        page.click(&button("Edit RecordingHub")).await;
        page.paste(&edited("Task hub"), "OtherHub").await;
        page.click(&button("Save").exactly()).await;
        page.find(&row_containing("otherhub ·")).await;
        page.until("the card of the old address is gone", async || {
            (cards().await == 0).then_some(())
        })
        .await;
        page.click(&button("Edit RecordingHub")).await;
        page.click(&button("Forget").exactly()).await;
        page.click(&button("Undo")).await;
        page.click(&named("RecordingHub OtherHub")).await;
        page.find(&heading("Instances").exactly()).await;
        assert_eq!(cards().await, 0);
    });
}

#[test]
fn an_exported_file_holds_no_key_and_brings_the_connections_to_another_browser() {
    play(hub_with_key(), async |stage| {
        let page = &stage.page;
        page.expect_console("status of 401");
        stage.import(&THREE).await;
        stage
            .paste_and_connect(
                &stage
                    .hub
                    .link("nobody")
                    .replace("/instances/nobody?", "/instances?"),
            )
            .await;
        page.find(&heading("Instances").exactly()).await;
        page.click(&link("Hubs")).await;
        page.click(&manage()).await;
        let file = page.download(&button("Export")).await;
        assert!(file.contains("RecordingHub"), "{file}");
        assert!(!file.contains(&KEY[..12]), "{file}");
        assert!(!file.contains("code="), "{file}");

        let other = stage.another_browser().await;
        other.visit(&stage.portal).await;
        other.click(&manage()).await;
        other.choose_file("portal.json", &file).await;
        for (name, _) in THREE {
            other.find(&named(name)).await;
        }
        other.find(&row_containing("prod orders")).await;
    });
}

#[test]
fn a_file_with_a_key_in_it_is_refused_whole() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        stage.open_portal().await;
        let text = stage.file_of(&[("Orders", "dev")]);
        let text = text.replace("taskHub=Orders", "taskHub=Orders&code=s3same");
        page.click(&manage()).await;
        page.choose_file("portal.json", &text).await;
        page.see("The file was refused: it holds a key at connections[0].url")
            .await;
        assert!(!page.has(&named("Orders")).await);
        assert!(!page.shows("s3same").await);
    });
}

#[test]
fn a_key_given_while_editing_is_used_from_then_on() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 401");
        stage.hub.start("HelloSequence", "kept-2", "null").await;
        let page = &stage.page;
        stage.open_portal().await;
        page.click(&button("Edit Demo hub")).await;
        page.paste(&field("New function key"), KEY).await;
        page.click(&radio("In this tab until it is closed")).await;
        page.click(&button("Save").exactly()).await;
        page.find(&row_containing("key in this tab")).await;
        page.click(&named("Demo hub")).await;
        page.find(&row_containing("kept-2")).await;
        page.reload().await;
        page.find(&row_containing("kept-2")).await;
        page.click(&link("Hubs")).await;
        page.click(&button("Edit Demo hub")).await;
        page.click(&button("Forget the key")).await;
        page.find_no_more(&row_containing("key in this tab")).await;
    });
}
