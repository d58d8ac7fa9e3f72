//! Reading the list of a hub, page after page.

use std::collections::BTreeSet;

use devhost::server::{CorsMode, ServerConfig};
use devhost::store::StoreFlavour;
use serde_json::{Value, json};

use crate::acts::hub_of;
use crate::harness::{Page, Stage, button, heading, link, play, row_containing};

/// The ids of all rows shown, top to bottom.
async fn ids_shown(page: &Page) -> Vec<String> {
    let script = "return [...document.querySelectorAll('[role=row] a[href*=\"/i/\"]')].map((a) => a.textContent.trim())";
    let ids = page.run(script, json!([])).await;
    let ids = ids.as_array().cloned().unwrap_or_default();
    ids.iter()
        .filter_map(Value::as_str)
        .map(str::to_owned)
        .collect()
}

/// Every orchestration of the hub, as a client lists them that can read the token.
async fn ids_in_the_hub(stage: &Stage) -> BTreeSet<String> {
    let mut ids = BTreeSet::new();
    let mut token = String::new();
    loop {
        let (rows, next) = stage.hub.list_page(&token).await;
        let found = rows.iter().filter_map(|row| row["instanceId"].as_str());
        ids.extend(found.filter(|id| !id.starts_with('@')).map(str::to_owned));
        if next.is_empty() {
            return ids;
        }
        token = next;
    }
}

/// Walks from the first page to the last by "Next page", and checks that every orchestration was seen exactly once.
async fn walk_through(stage: &Stage) {
    stage.open_list().await;
    let page = &stage.page;
    let mut seen: Vec<String> = Vec::new();
    loop {
        let shown = page
            .until("a further page of rows is shown", async || {
                let ids = ids_shown(page).await;
                let further = ids.first().is_some_and(|id| !seen.contains(id));
                further.then_some(ids)
            })
            .await;
        seen.extend(shown);
        // The end is known when the page says so; until then the way on is there.
        let more = page
            .see_one_of(&["Next page", "Look for more", "the last one"])
            .await;
        if more == 2 {
            break;
        }
        let way = if more == 0 {
            "Next page"
        } else {
            "Look for more"
        };
        page.click(&way_on(page, way).await).await;
    }
    let wanted = ids_in_the_hub(stage).await;
    let once: BTreeSet<String> = seen.iter().cloned().collect();
    assert_eq!(
        once.len(),
        seen.len(),
        "some instance was shown on two pages"
    );
    assert_eq!(once, wanted);
}

/// The way on is a link where it is an address, else a button.
async fn way_on(page: &Page, name: &str) -> crate::harness::Locator {
    if page.has(&link(name)).await {
        link(name)
    } else {
        button(name)
    }
}

fn hub(store: StoreFlavour, cors: CorsMode) -> ServerConfig {
    let mut config = hub_of(250, cors);
    config.host.store = store;
    config
}

#[test]
fn all_pages_are_walked_by_a_position_of_our_own_where_the_token_is_hidden() {
    play(hub(StoreFlavour::Emulator, CorsMode::List), async |stage| {
        walk_through(stage).await;
    });
}

#[test]
fn all_pages_are_walked_by_the_token_where_it_can_be_read() {
    // Opaque tokens: nothing but the readable header leads on.
    play(hub(StoreFlavour::Opaque, CorsMode::Expose), async |stage| {
        walk_through(stage).await;
    });
}

#[test]
fn positions_are_written_in_the_encodings_of_the_other_stores() {
    for store in [
        StoreFlavour::Azure,
        StoreFlavour::Newer,
        StoreFlavour::Pages,
    ] {
        play(hub(store, CorsMode::List), async |stage| {
            // Refused encodings answer 4xx or 5xx before the right one is found.
            stage.page.expect_console("status of 500");
            stage.page.expect_console("status of 400");
            walk_through(stage).await;
        });
    }
}

#[test]
fn where_no_position_is_understood_the_page_says_so() {
    play(hub(StoreFlavour::Opaque, CorsMode::List), async |stage| {
        stage.page.expect_console("status of 500");
        stage.page.expect_console("status of 400");
        stage.open_list().await;
        let page = &stage.page;
        page.until("rows are shown", async || {
            (!ids_shown(page).await.is_empty()).then_some(())
        })
        .await;
        let way = page
            .see_one_of(&["Next page", "cannot be reached from here"])
            .await;
        if way == 0 {
            page.click(&way_on(page, "Next page").await).await;
        }
        page.see("further pages cannot be reached from here").await;
        page.see("Narrow the list by id prefix").await;
    });
}

#[test]
fn short_and_empty_pages_do_not_end_the_walk() {
    let mut config = hub(StoreFlavour::Emulator, CorsMode::Expose);
    config.host.page_cap = 70;
    play(config, async |stage| walk_through(stage).await);
}

#[test]
fn the_list_asks_for_no_inputs_and_says_what_it_cost() {
    play(hub_of(5, CorsMode::List), async |stage| {
        stage.open_list().await;
        stage.page.see("5 instances: all there is").await;
        let lists = stage.control().requests();
        let lists = lists
            .iter()
            .filter(|request| request.target.contains("/instances?"));
        for request in lists {
            assert!(
                request.target.contains("showInput=false"),
                "{}",
                request.target
            );
        }
        stage.page.see("Requests of this view").await;
    });
}

#[test]
fn entities_are_not_shown_as_running_instances() {
    play(crate::acts::empty_hub(), async |stage| {
        stage.hub.start("CountUp", "counting-1", "null").await;
        stage.hub.until("counting-1", &["Completed"]).await;
        stage.open_list().await;
        stage.page.find(&row_containing("counting-1")).await;
        stage.page.see("1 entity left out").await;
        assert!(!stage.page.has(&row_containing("@counter@")).await);
        stage.page.find(&heading("Instances").exactly()).await;
    });
}
