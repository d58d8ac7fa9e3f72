//! Ids that need care in an address.

use crate::acts::empty_hub;
use crate::harness::{button, heading, link, play, region, row_containing};

/// Each with the form in which it must travel in a management link (docs/http-api.md §5: a percent is encoded twice).
const ODD: [(&str, &str); 9] = [
    ("50%off", "50%2525off"),
    ("a%41b", "a%252541b"),
    ("number#1", "number%231"),
    ("what?now", "what%3Fnow"),
    ("one+one", "one%2Bone"),
    ("with two spaces", "with%20two%20spaces"),
    (
        "smörgåsbord-日本",
        "sm%C3%B6rg%C3%A5sbord-%E6%97%A5%E6%9C%AC",
    ),
    ("rocket-😀", "rocket-%F0%9F%98%80"),
    ("a&b=c:@;'\"()~", "a%26b%3Dc%3A%40%3B%27%22%28%29~"),
];

#[test]
fn tripwire_30_they_open_from_the_list() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 404");
        for (id, _) in ODD {
            stage.start_by_code("HelloSequence", id, "null");
        }
        stage.open_list().await;
        let page = &stage.page;
        for (id, _) in ODD {
            page.find(&row_containing(id)).await;
            page.click(&link(id).inside(row_containing(id)).exactly())
                .await;
            page.find(&heading(id)).await;
            page.see("5 events").await;
            assert!(!page.shows("No instance").await, "{id} is found");
            page.reload().await;
            page.see("5 events").await;
            page.back().await;
        }
    });
}

#[test]
fn tripwire_30_they_open_by_link() {
    play(empty_hub(), async |stage| {
        for (id, in_link) in ODD {
            stage.start_by_code("HelloSequence", id, "null");
            stage.paste_and_connect(&stage.hub.link(in_link)).await;
            stage.page.find(&heading(id)).await;
            stage.page.see("5 events").await;
        }
    });
}

#[test]
fn tripwire_30_the_hosts_own_link_with_a_plus_for_a_space_finds_its_instance() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 404");
        let starter = stage
            .hub
            .start("HelloSequence", "two%20words", "null")
            .await;
        assert!(
            starter.contains("two+words"),
            "the host writes a plus: {starter}"
        );
        stage.paste_and_connect(&starter).await;
        stage.page.find(&heading("two words")).await;
        stage.page.see("5 events").await;
        // The link alone, without the id beside it, may mean both.
        stage.paste_and_connect(&stage.hub.link("two+words")).await;
        if stage
            .page
            .see_one_of(&["The link may also mean another id", "5 events"])
            .await
            == 0
        {
            stage.page.click(&link("two words").exactly()).await;
        }
        stage.page.see("5 events").await;
    });
}

#[test]
fn tripwire_30_one_with_a_slash_is_shown_from_the_list_and_says_what_the_host_cannot_do() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("status of 404");
        stage.start_by_code("LongWait", "batch/7/1", "{\"n\": 1}");
        stage.open_list().await;
        let page = &stage.page;
        page.click(&link("batch/7/1")).await;
        page.find(&heading("batch/7/1")).await;
        page.see("the host cannot open an id with a / by its path")
            .await;
        page.see("LongWait").await;
        page.see("Running").await;
        page.see("func durable get-history --id").await;
    });
}

#[test]
fn tripwire_30_they_are_acted_on() {
    play(empty_hub(), async |stage| {
        let id = "50%-off #1?now+one two smörgåsbord";
        stage.start_by_code("LongWait", id, "null");
        stage.open_list().await;
        let page = &stage.page;
        page.click(&link(id).exactly()).await;
        page.find(&heading(id)).await;
        page.see("Running").await;
        page.click(&button("Terminate").exactly().inside(region("Actions")))
            .await;
        let form = region("Terminate").exactly();
        page.click(&button("Terminate").exactly().inside(form))
            .await;
        page.find(&button("Restart").inside(region("Actions")))
            .await;
        page.see("Terminated").await;
        page.reload().await;
        page.see("Terminated").await;
    });
}
