//! Reading the list of a hub, whichever store it has, to its end.

use std::collections::BTreeSet;

use devhost::server::{CorsMode, ServerConfig};
use devhost::store::StoreFlavour;
use serde_json::{Value, json};

use crate::acts::hub_of;
use crate::harness::{Page, Stage, heading, play, row_containing};

/// The ids of all rows on the page, top to bottom.
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

/// Scrolls through the table until it has shown so many ids; none may stand in it twice.
async fn scroll_through(page: &Page, wanted: usize) -> BTreeSet<String> {
    let mut seen = BTreeSet::new();
    let mut top = 0;
    page.until("all rows were scrolled past", async || {
        let shown = ids_shown(page).await;
        let once: BTreeSet<&String> = shown.iter().collect();
        assert_eq!(
            once.len(),
            shown.len(),
            "an instance stands in the list twice"
        );
        seen.extend(shown);
        top += 400;
        let script = "document.querySelector('[role=table]').scrollTop = arguments[0]";
        page.run(script, json!([top])).await;
        (seen.len() >= wanted).then_some(())
    })
    .await;
    seen
}

/// Opens the list, waits until it says that this is all there is, and checks that it is.
async fn read_to_the_end(stage: &Stage) {
    stage.open_list().await;
    let wanted = ids_in_the_hub(stage).await;
    let page = &stage.page;
    page.see(&format!("{} instances: all there is", wanted.len()))
        .await;
    assert_eq!(scroll_through(page, wanted.len()).await, wanted);
}

fn hub(store: StoreFlavour, cors: CorsMode) -> ServerConfig {
    let mut config = hub_of(250, cors);
    config.host.store = store;
    config
}

#[test]
fn a_hub_is_read_to_its_end_by_positions_of_our_own_where_the_token_is_hidden() {
    play(hub(StoreFlavour::Emulator, CorsMode::List), async |stage| {
        read_to_the_end(stage).await;
    });
}

#[test]
fn a_hub_is_read_to_its_end_by_the_token_where_it_can_be_read() {
    // Opaque tokens: nothing but the readable header leads on.
    play(hub(StoreFlavour::Opaque, CorsMode::Expose), async |stage| {
        read_to_the_end(stage).await;
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
            read_to_the_end(stage).await;
        });
    }
}

#[test]
fn where_no_position_is_understood_the_number_is_at_least_what_was_seen() {
    // More than one answer holds: of fewer, an answer with room left tells the end.
    let mut config = hub_of(3_000, CorsMode::List);
    config.host.store = StoreFlavour::Opaque;
    play(config, async |stage| {
        stage.page.expect_console("status of 500");
        stage.page.expect_console("status of 400");
        stage.open_list().await;
        let page = &stage.page;
        page.until("rows are shown", async || {
            (!ids_shown(page).await.is_empty()).then_some(())
        })
        .await;
        page.see_one_of(&[
            "cannot be reached",
            "whether there are more cannot be told from this host's answers",
        ])
        .await;
        page.see("≥").await;
        assert!(!page.shows("all there is").await);
    });
}

#[test]
fn short_and_empty_pages_do_not_end_the_reading() {
    let mut config = hub(StoreFlavour::Emulator, CorsMode::Expose);
    config.host.page_cap = 70;
    play(config, async |stage| read_to_the_end(stage).await);
}

#[test]
fn tripwire_16_the_list_asks_for_no_inputs_and_says_what_it_cost() {
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
fn tripwire_36_entities_are_not_shown_as_running_instances() {
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

/// A page of "all" would be one request that a large hub cannot answer. The list is as long as the hub, and read by the thousand at most.
#[test]
fn tripwire_15_no_request_asks_for_all_at_once() {
    play(hub_of(2_500, CorsMode::List), async |stage| {
        stage.open_list().await;
        stage.page.see("all there is").await;
        let requests = stage.control().requests();
        let lists = requests
            .iter()
            .filter(|it| it.target.contains("/instances?"));
        let sizes: Vec<u32> = lists
            .map(|it| {
                let top = it
                    .target
                    .split(['?', '&'])
                    .find_map(|it| it.strip_prefix("top="));
                top.and_then(|it| it.parse().ok())
                    .expect("each says how many")
            })
            .collect();
        assert!(sizes.len() >= 3, "{sizes:?}");
        assert!(sizes.iter().all(|it| (1..=1000).contains(it)), "{sizes:?}");
    });
}
