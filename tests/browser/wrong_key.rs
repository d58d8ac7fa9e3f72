//! A key that is missing, wrong, or was changed: it is asked for in place, and the work goes on.

use crate::acts::{KEY, hub_with_key};
use crate::harness::{button, field, heading, link, main_part, play, region, row_containing};

#[test]
fn a_wrong_key_is_asked_for_in_place_and_the_instance_opens_then() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 401");
        stage.hub.start("HelloSequence", "locked-1", "null").await;
        stage.hub.until("locked-1", &["Completed"]).await;
        let page = &stage.page;
        stage
            .paste_and_connect(&stage.hub.link("locked-1").replace(KEY, "wrong"))
            .await;
        page.see("The key was not accepted").await;
        let address = page.address().await;
        page.paste(&field("Function key"), KEY).await;
        page.click(&button("Use this key")).await;
        page.find(&row_containing("SayHello")).await;
        page.see_no_more("The key was not accepted").await;
        assert_eq!(page.address().await, address, "the view stays where it is");
    });
}

#[test]
fn no_key_at_all_is_asked_for_too() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 401");
        stage.hub.start("HelloSequence", "locked-2", "null").await;
        let page = &stage.page;
        stage.open_portal().await;
        page.click(&link("Demo hub").inside(main_part())).await;
        page.see("A function key is needed").await;
        page.click(&button("Use this key")).await;
        page.see("Type or paste the key first.").await;
        page.paste(&field("Function key"), "still wrong").await;
        page.click(&button("Use this key")).await;
        page.see("The key was not accepted").await;
        page.paste(&field("Function key"), KEY).await;
        page.click(&button("Use this key")).await;
        page.find(&row_containing("locked-2")).await;
    });
}

#[test]
fn a_key_that_changes_in_the_middle_leaves_the_page_as_it_is() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 401");
        stage.hub.start("HelloSequence", "locked-3", "null").await;
        stage.hub.until("locked-3", &["Completed"]).await;
        let page = &stage.page;
        let list = stage.hub.list_link();
        stage.paste_and_connect(&list).await;
        page.find(&row_containing("locked-3")).await;
        stage.control().set_key(Some("the-next-key".to_owned()));
        page.click(&button("Refresh")).await;
        page.see("The key was not accepted").await;
        page.find(&row_containing("locked-3")).await;
        page.see("Out of date").await;
        page.paste(&field("Function key"), "the-next-key").await;
        page.click(&button("Use this key")).await;
        page.see_no_more("Out of date").await;
        page.find(&row_containing("locked-3")).await;
        page.find(&heading("Instances").exactly()).await;
    });
}

#[test]
fn what_was_being_typed_stays_and_the_key_may_be_given_in_the_top_bar() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("status of 401");
        stage.hub.start("HelloSequence", "locked-4", "null").await;
        stage.hub.until("locked-4", &["Completed"]).await;
        let page = &stage.page;
        let list = stage.hub.list_link();
        stage.paste_and_connect(&list).await;
        page.find(&row_containing("locked-4")).await;
        page.paste(&field("Filter as text"), "id:lock*").await;
        stage.control().set_key(Some("the-next-key".to_owned()));
        page.click(&button("Refresh")).await;
        page.see("Out of date").await;
        // What is typed into the panel's own form outlives further failures.
        page.paste(&field("Function key"), "half of a k").await;
        page.click(&button("Refresh")).await;
        page.click(&button("Refresh")).await;
        assert_eq!(page.value_of(&field("Function key")).await, "half of a k");
        page.click(&button("Task hub")).await;
        page.click(&button("Change the key")).await;
        let in_the_bar = field("Function key").inside(region("Change the key"));
        page.paste(&in_the_bar, "the-next-key").await;
        page.click(&button("Use this key").inside(region("Change the key")))
            .await;
        page.see_no_more("Out of date").await;
        page.find(&row_containing("locked-4")).await;
        assert_eq!(page.value_of(&field("Filter as text")).await, "id:lock*");
    });
}
