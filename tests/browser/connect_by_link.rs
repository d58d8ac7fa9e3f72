//! Connecting: a pasted link or starter answer says what it is, and leads to the hub or the instance it names.

use crate::acts::{PASTE_BOX, connect_button, empty_hub, hub_with_key};
use crate::harness::{button, field, heading, link, main_part, play, row_containing};

#[test]
fn a_pasted_status_link_opens_the_instance_with_its_history() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "greeting-1", "null").await;
        stage.hub.until("greeting-1", &["Completed"]).await;
        stage.open_portal().await;
        let page = &stage.page;
        page.paste(&field(PASTE_BOX), &stage.hub.link("greeting-1"))
            .await;
        page.see("What this says").await;
        page.see("greeting-1").await;
        page.see("RecordingHub").await;
        page.see("2.x or 3.x").await;
        let hub_requests = stage.hub_requests();
        page.click(&button("Connect and open greeting-1")).await;
        page.find(&heading("greeting-1")).await;
        page.see("Completed").await;
        page.see("HelloSequence").await;
        page.find(&row_containing("SayHello")).await;
        page.see("Hello, Tokyo!").await;
        assert_eq!(
            hub_requests, 0,
            "nothing may be sent before Connect is pressed"
        );
    });
}

#[test]
fn the_json_of_a_starter_is_read_as_it_is() {
    play(empty_hub(), async |stage| {
        let json = stage
            .hub
            .start("HelloSequence", "from-a-starter", "null")
            .await;
        stage.open_portal().await;
        let page = &stage.page;
        page.paste(&field(PASTE_BOX), &json).await;
        page.see("What this says").await;
        page.click(&button("Connect and open from-a-starter")).await;
        page.find(&heading("from-a-starter")).await;
        page.see("HelloSequence").await;
    });
}

#[test]
fn a_link_without_an_instance_opens_the_list() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "listed-1", "null").await;
        let list = format!("{}/instances?taskHub=RecordingHub", stage.hub.base());
        stage.paste_and_connect(&list).await;
        stage.page.find(&heading("Instances").exactly()).await;
        stage.page.find(&row_containing("listed-1")).await;
    });
}

#[test]
fn the_hub_that_portal_json_names_is_one_click_away() {
    play(empty_hub(), async |stage| {
        stage
            .hub
            .start("HelloSequence", "in-the-demo", "null")
            .await;
        stage.open_portal().await;
        stage.page.see("named by this portal").await;
        stage
            .page
            .click(&link("Demo hub").inside(main_part()))
            .await;
        stage.page.find(&row_containing("in-the-demo")).await;
    });
}

#[test]
fn a_link_of_the_first_generation_works_too() {
    let mut config = empty_hub();
    config.host.base = devhost::config::BasePath::First;
    config.host.path_prefix = "/apps/orders".to_owned();
    play(config, async |stage| {
        // 1.x has no start over HTTP: the function app's own code starts there.
        stage.start_by_code("HelloSequence", "old-1", "null");
        stage.hub.until("old-1", &["Completed"]).await;
        stage.open_portal().await;
        stage
            .page
            .paste(&field(PASTE_BOX), &stage.hub.link("old-1"))
            .await;
        stage.page.see("1.x").await;
        stage.page.click(&button("Connect and open old-1")).await;
        stage.page.find(&row_containing("SayHello")).await;
        stage
            .page
            .click(&link("Instances").inside(main_part()))
            .await;
        stage.page.find(&row_containing("old-1")).await;
    });
}

#[test]
fn the_key_of_a_link_is_said_to_be_there_and_never_shown() {
    play(hub_with_key(), async |stage| {
        stage.open_portal().await;
        let page = &stage.page;
        page.paste(&field(PASTE_BOX), &stage.hub.link("some-id"))
            .await;
        page.see("present, 30 characters").await;
        let facts = page.text_of(&main_part()).await;
        assert!(
            !facts.contains(crate::acts::KEY),
            "the facts show the key: {facts}"
        );
    });
}

#[test]
fn what_is_no_link_is_answered_by_what_is_wrong_with_it() {
    play(empty_hub(), async |stage| {
        stage.open_portal().await;
        let page = &stage.page;
        for (pasted, said) in [
            ("hello there", "There is no web address in this."),
            (
                "ftp://example.org/instances/1",
                "must begin with http:// or https://",
            ),
            ("{\"id\": ", "This begins like JSON, but is none"),
            ("{\"id\": \"7\"}", "none of its values is a management link"),
            (
                "https://example.org/api/orders/7",
                "is no address of the management API",
            ),
        ] {
            page.paste(&field(PASTE_BOX), pasted).await;
            page.see(said).await;
            assert!(
                !page.shows("What this says").await,
                "facts are shown of {pasted:?}"
            );
        }
    });
}

#[test]
fn a_connection_is_found_again_in_the_switch() {
    play(empty_hub(), async |stage| {
        let list = format!("{}/instances?taskHub=RecordingHub", stage.hub.base());
        stage.open_portal().await;
        let page = &stage.page;
        page.paste(&field(PASTE_BOX), &list).await;
        page.paste(&field("Called"), "My orders").await;
        page.click(&connect_button()).await;
        page.find(&heading("Instances").exactly()).await;
        page.find(&button("My orders")).await;
        page.click(&button("My orders")).await;
        page.click(&link("Connect to another hub")).await;
        page.find(&link("My orders").inside(main_part())).await;
    });
}
