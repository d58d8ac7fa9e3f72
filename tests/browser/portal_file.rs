//! `portal.json`: the connections that everyone who opens this portal sees.

use devhost::server::ServerConfig;

use crate::acts::empty_hub;
use crate::harness::{Stage, deployment, heading, link, main_part, play, row_containing};

/// A portal two folders below its site's root, with this `portal.json` beside it.
fn with_file(name: &str, portal_json: &str) -> ServerConfig {
    ServerConfig {
        dist: Some(deployment(name, portal_json)),
        ..empty_hub()
    }
}

async fn open(stage: &Stage) {
    stage
        .page
        .visit(&format!("{}tools/portal/", stage.portal))
        .await;
    stage.page.find(&heading("Connect to a task hub")).await;
}

#[test]
fn a_file_that_holds_a_key_is_refused_with_a_warning() {
    let text = r#"{"connections": [
        {"name": "Orders", "origin": "https://orders.example", "taskHub": "OrdersHub"},
        {"name": "Leaky", "url": "https://leaky.example/runtime/webhooks/durabletask?code=s3cr3t-in-a-file"}]}"#;
    play(with_file("portal-json-with-key", text), async |stage| {
        open(stage).await;
        let page = &stage.page;
        page.see("portal.json was refused: it holds a key").await;
        assert!(!page.has(&link("Leaky").inside(main_part())).await);
        assert!(
            !page.has(&link("Orders").inside(main_part())).await,
            "nothing of it is used"
        );
        assert!(!page.shows("s3cr3t-in-a-file").await);
    });
}

#[test]
fn a_file_that_is_no_json_is_said_to_be_unusable_and_the_portal_works() {
    play(
        with_file("portal-json-broken", "{\"connections\": ["),
        async |stage| {
            stage.hub.start("HelloSequence", "anyway-1", "null").await;
            open(stage).await;
            stage.page.see("portal.json was not used").await;
            let portal = format!("{}tools/portal/", stage.portal);
            let list = stage.hub.list_link();
            crate::acts::paste_and_connect(&stage.page, &portal, &list).await;
            stage.page.find(&row_containing("anyway-1")).await;
        },
    );
}

#[test]
fn its_connections_are_listed_with_their_environment_and_nothing_is_asked_of_them() {
    let text = r#"{"connections": [
        {"name": "Orders", "origin": "https://orders.example", "taskHub": "OrdersHub", "environment": "prod"},
        {"name": "<b>Tricks</b> & \"more\"", "origin": "https://tricks.example", "environment": "test"}]}"#;
    play(with_file("portal-json-two", text), async |stage| {
        open(stage).await;
        let page = &stage.page;
        page.find(&link("Orders").inside(main_part())).await;
        page.find(&link("<b>Tricks</b> & \"more\"").inside(main_part()))
            .await;
        page.see("PROD").await;
        page.see("OrdersHub").await;
    });
}
