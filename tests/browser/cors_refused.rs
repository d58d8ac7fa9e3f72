//! A host that answers, but not to this page.

use devhost::server::CorsMode;

use crate::acts::{empty_hub, try_again};
use crate::harness::{button, play, row_containing};

#[test]
fn a_host_without_cors_is_told_from_one_that_is_down_and_the_remedy_can_be_copied() {
    let mut config = empty_hub();
    config.cors = CorsMode::None;
    play(config, async |stage| {
        stage.page.expect_console("blocked by CORS policy");
        stage.page.expect_console("ERR_FAILED");
        // The sign of life that is asked for without permission: the host has nothing at its root.
        stage.page.expect_console("status of 404");
        stage.hub.start("HelloSequence", "hidden-1", "null").await;
        let list = stage.hub.list_link();
        stage.paste_and_connect(&list).await;
        let page = &stage.page;
        page.see("but this page may not read it (CORS)").await;
        page.see(&format!("--cors {}", stage.portal.trim_end_matches('/')))
            .await;
        page.find(&button("Copy")).await;
        stage.control().set_cors(CorsMode::List, None);
        try_again(&stage.page).await;
        page.find(&row_containing("hidden-1")).await;
    });
}

#[test]
fn an_origin_that_is_not_on_the_list_is_refused_in_the_same_words() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("blocked by CORS policy");
        stage.page.expect_console("ERR_FAILED");
        // The sign of life that is asked for without permission: the host has nothing at its root.
        stage.page.expect_console("status of 404");
        stage.control().set_cors(
            CorsMode::List,
            Some(vec!["https://portal.azure.com".to_owned()]),
        );
        stage.paste_and_connect(&stage.hub.link("some-id")).await;
        stage.page.see("but this page may not read it (CORS)").await;
        stage
            .page
            .see("is not on the app's list of allowed origins")
            .await;
    });
}
