//! What reading a large hub may cost, and finding a few of its instances without reading the rest.

use devhost::server::{CorsMode, Side};

use crate::acts::{empty_hub, hub_of};
use crate::filter_the_list::look_for;
use crate::harness::{Stage, button, field, play, region, row_containing};

/// The targets of lists that the page asked for, from a request on.
fn lists(stage: &Stage, behind: usize) -> Vec<String> {
    let requests = stage.control().requests();
    let of_page = requests.into_iter().skip(behind).filter(|it| {
        it.side == Side::Hub && it.method == "GET" && it.target.contains("/instances?")
    });
    of_page.map(|it| it.target).collect()
}

/// Allows so many requests from now on, and opens the list anew.
async fn with_a_limit(stage: &Stage, requests: &str) {
    let page = &stage.page;
    stage.open_list().await;
    page.click(&button("Limit").exactly()).await;
    page.paste(&field("Requests").exactly(), requests).await;
    page.click(&button("Apply").inside(region("What reading a hub may cost")))
        .await;
    page.reload().await;
    page.see("stopped: more would cost more than was agreed to")
        .await;
}

#[test]
fn what_reading_may_cost_is_chosen_and_holds_for_the_next_visit() {
    play(hub_of(30_000, CorsMode::List), async |stage| {
        let page = &stage.page;
        with_a_limit(stage, "6").await;
        let asked = stage.control().requests().len();
        page.reload().await;
        page.see("stopped: more would cost more than was agreed to")
            .await;
        let sent = lists(stage, asked).len();
        assert!(
            (1..=6).contains(&sent),
            "{sent} requests where 6 were allowed"
        );
        page.see("≥").await;
        page.click(&button("Limit").exactly()).await;
        page.see("Spent so far: 6 requests").await;
        page.paste(&field("Megabytes").exactly(), "none").await;
        page.click(&button("Apply").inside(region("What reading a hub may cost")))
            .await;
        page.see("Whole numbers from 1 on").await;
    });
}

#[test]
fn what_was_not_looked_at_is_hatched_until_it_was() {
    play(hub_of(3_000, CorsMode::List), async |stage| {
        let page = &stage.page;
        with_a_limit(stage, "3").await;
        let hatched = async || {
            let script =
                "return document.querySelectorAll('.hist > .unseen, .hist > .partly').length";
            page.run(script, serde_json::json!([])).await.as_u64()
        };
        page.until("bars are hatched", async || {
            hatched().await.filter(|it| *it > 0)
        })
        .await;
        page.click(&button("Everything").exactly()).await;
        page.see("all there is").await;
        page.until("no bar is hatched", async || {
            hatched().await.filter(|it| *it == 0)
        })
        .await;
    });
}

#[test]
fn the_failed_of_a_large_hub_are_found_by_asking_the_host_for_them_alone() {
    play(hub_of(30_000, CorsMode::List), async |stage| {
        let page = &stage.page;
        with_a_limit(stage, "4").await;
        look_for(stage, "status:Failed").await;
        page.find(&button("status Failed")).await;
        let where_it_runs = async || {
            let script = "return document.querySelector('.clause .where')?.textContent";
            let place = page.run(script, serde_json::json!([])).await;
            place.as_str().map(str::to_owned)
        };
        assert_eq!(where_it_runs().await.as_deref(), Some("here"));
        let asked = stage.control().requests().len();
        page.click(&button("Ask the host for Failed alone")).await;
        page.see_one_of(&[
            "whether there are more it cannot be made to say",
            "and it has more",
        ])
        .await;
        let sent = lists(stage, asked);
        assert!(!sent.is_empty());
        for target in &sent {
            assert!(
                target.contains("runtimeStatus=Failed") && target.contains("showInput=false"),
                "{target}"
            );
        }
        page.until("the chip says that the host filters", async || {
            (where_it_runs().await.as_deref() == Some("host")).then_some(())
        })
        .await;
        page.see("≥").await;
        page.see("stopped: more would cost").await;
    });
}

#[test]
fn where_the_token_can_be_read_these_are_all_of_them() {
    play(hub_of(30_000, CorsMode::Expose), async |stage| {
        let page = &stage.page;
        with_a_limit(stage, "2").await;
        look_for(stage, "status:Failed").await;
        page.click(&button("Ask the host for Failed alone")).await;
        page.see("and these are all").await;
        page.see("all that match").await;
    });
}

/// No list brings inputs. A clause about them is decided only when somebody says that each instance may be asked for.
#[test]
fn what_a_list_does_not_hold_is_asked_for_when_somebody_says_so() {
    play(empty_hub(), async |stage| {
        for (id, colour) in [
            ("paint-1", "blue"),
            ("paint-2", "green"),
            ("paint-3", "blue"),
        ] {
            let input = format!("{{\"colour\": \"{colour}\"}}");
            stage.hub.start("HelloSequence", id, &input).await;
            stage.hub.until(id, &["Completed"]).await;
        }
        stage.open_list().await;
        let page = &stage.page;
        page.find(&row_containing("paint-3")).await;
        page.see("all there is").await;
        let asked = stage.control().requests().len();
        look_for(stage, "input.colour=blue").await;
        page.see("needs details").await;
        page.see("Not known yet").await;
        page.find_no_more(&row_containing("paint-1")).await;
        assert_eq!(
            stage.control().requests().len(),
            asked,
            "nothing is asked for unsaid"
        );
        page.click(&button("Ask for the details of 3: 3 requests"))
            .await;
        page.find(&row_containing("paint-1")).await;
        page.find(&row_containing("paint-3")).await;
        assert!(!page.has(&row_containing("paint-2")).await);
        page.find_no_more(&button("Ask for the details")).await;
        page.see("all that match").await;
        assert!(
            lists(stage, asked).is_empty(),
            "a list never asks for inputs"
        );
    });
}
