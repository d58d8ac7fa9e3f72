//! One operation on many instances: reviewed, run with a log on disk, and every target accounted for.

use std::collections::{BTreeMap, BTreeSet};
use std::time::Duration;

use devhost::faults::{Body, Effect, Fault};
use devhost::server::Side;
use serde_json::{Value, json};

use crate::acts::{KEY, empty_hub, hub_with_key};
use crate::harness::{
    Locator, Page, Scheme, Stage, button, checkbox, field, heading, keys, link, main_part, play,
    play_within, row_containing,
};

/// All that the browser keeps of plans, as one text.
const EVERYTHING_KEPT: &str = "
    const done = arguments[arguments.length - 1];
    const request = (it) => new Promise((resolve, reject) => { it.onsuccess = () => resolve(it.result); it.onerror = () => reject(it.error); });
    (async () => {
      const database = await request(indexedDB.open('durable-portal.plans'));
      const all = [];
      for (const name of database.objectStoreNames) all.push(await request(database.transaction(name).objectStore(name).getAll()));
      database.close();
      done(JSON.stringify(all));
    })();";

/// Looks for something that a slow machine takes its time for.
pub async fn see_within(page: &Page, limit: Duration, text: &str) {
    let began = std::time::Instant::now();
    while !page.shows(text).await {
        assert!(began.elapsed() < limit, "waited in vain for: {text}");
        tokio::time::sleep(Duration::from_millis(200)).await;
    }
}

/// Opens a new plan in the hub that is open.
async fn new_plan(page: &Page) {
    page.click(&link("Plans").exactly()).await;
    page.find(&heading("Plans").exactly()).await;
    page.click(&link("New plan")).await;
    page.find(&heading("New plan").exactly()).await;
}

/// Reviews an operation on a pasted list of ids.
pub async fn review(stage: &Stage, operation: &str, ids: &[String]) {
    stage.paste_and_connect(&stage.hub.list_link()).await;
    let page = &stage.page;
    page.find(&heading("Instances").exactly()).await;
    review_here(page, operation, ids).await;
}

/// The same in the hub that is open.
async fn review_here(page: &Page, operation: &str, ids: &[String]) {
    new_plan(page).await;
    page.choose(&field("Operation"), operation).await;
    page.paste(&field("Instance ids, one a line"), &ids.join("\n"))
        .await;
    page.click(&button("Review").exactly()).await;
}

/// The button that runs the plan.
fn run_button() -> Locator {
    button("Run on")
}

/// Types what a plan over many asks for, and runs it.
pub async fn confirm_and_run(page: &Page, count: usize) {
    page.paste(&field("Confirm"), &format!("RecordingHub {count}"))
        .await;
    page.click(&run_button()).await;
}

/// Opens the menu of the read-only lock and presses a button in it.
async fn turn_lock(page: &Page, name: &str) {
    page.click(&button("Read-only lock:")).await;
    page.click(&button(name).exactly()).await;
}

/// Instances that run on, made within the app.
pub fn start_many(stage: &Stage, count: usize) -> Vec<String> {
    let ids: Vec<String> = (0..count).map(|at| format!("many-{at:04}")).collect();
    for id in &ids {
        stage.start_by_code("LongWait", id, "null");
    }
    ids
}

/// How often pages told the host to terminate each id.
fn terminates(stage: &Stage) -> BTreeMap<String, usize> {
    let mut calls = BTreeMap::new();
    for request in stage.control().requests() {
        let is_call = request.side == Side::Hub && request.method == "POST";
        let part = request.target.split("/instances/").nth(1);
        if let Some((id, _)) = part.and_then(|it| it.split_once("/terminate"))
            && is_call
            && request.header("origin").is_some()
        {
            *calls.entry(id.to_owned()).or_default() += 1;
        }
    }
    calls
}

/// The report as the page writes it out: outcome by id.
async fn report(page: &Page) -> BTreeMap<String, String> {
    page.click(&button("Export").exactly()).await;
    let text = page.download(&button("JSON").exactly()).await;
    let rows: Vec<Value> = serde_json::from_str(&text).expect("the report is JSON");
    let text = |row: &Value, name: &str| row[name].as_str().unwrap_or_default().to_owned();
    let outcomes = rows
        .iter()
        .map(|row| (text(row, "instanceId"), text(row, "outcome")));
    outcomes.collect()
}

#[test]
fn tripwire_18_a_plan_of_a_thousand_is_half_done_after_a_reload_and_accounts_for_every_target() {
    play_within(Duration::from_mins(5), empty_hub(), async |stage| {
        const COUNT: usize = 1_000;
        let ids = start_many(stage, COUNT);
        // What is cut off by the reload.
        stage.page.expect_console("ERR_ABORTED");
        let page = &stage.page;
        review(stage, "Terminate", &ids).await;
        see_within(page, Duration::from_mins(1), "Run on 1,000 instances").await;
        assert!(terminates(stage).is_empty(), "a review sends nothing");
        assert!(
            page.run(
                "return document.querySelectorAll('.plan-targets .tr').length",
                json!([])
            )
            .await
            .as_u64()
                < Some(150),
            "only rows in sight are drawn"
        );
        confirm_and_run(page, COUNT).await;
        page.until("some hundred calls left", async || {
            (terminates(stage).len() > 200).then_some(())
        })
        .await;
        page.reload().await;
        page.see("Half done").await;
        page.see("What may have been sent is read, not sent again")
            .await;
        let before = terminates(stage).len();
        assert!(before < COUNT, "it was cut short");
        page.click(&link("Plans").exactly()).await;
        page.find(&row_containing("Half done")).await;
        page.click(&link("Plan 1")).await;
        page.click(&button("Go on").exactly()).await;
        let patience = Duration::from_mins(2);
        see_within(page, patience, "Finished: all 1,000 accounted for.").await;

        let outcomes = report(page).await;
        assert_eq!(outcomes.len(), COUNT, "every target has a line");
        let calls = terminates(stage);
        for id in &ids {
            assert!(calls.get(id).copied().unwrap_or_default() <= 1, "{id}");
            let status = stage.hub.status(id).await;
            let is_terminated = status["runtimeStatus"] == "Terminated";
            // What was lost with the page and never arrived is unknown; all else is done, and so.
            match outcomes.get(id).map(String::as_str) {
                Some("done") => assert!(is_terminated, "{id} {status}"),
                Some("unknown") => assert!(!is_terminated, "{id} {status}"),
                other => panic!("{id}: {other:?}"),
            }
        }
    });
}

#[test]
fn tripwire_19_what_has_finished_is_skipped_not_failed() {
    play(empty_hub(), async |stage| {
        let mut ids = start_many(stage, 3);
        stage.hub.start("HelloSequence", "done-1", "null").await;
        stage.hub.until("done-1", &["Completed"]).await;
        ids.push("done-1".to_owned());
        ids.push("nobody".to_owned());
        stage.page.expect_console("status of 404");
        let page = &stage.page;
        review(stage, "Terminate", &ids).await;
        page.find(&button("Run on 3 instances")).await;
        page.find(&row_containing(
            "done-1 it has finished, and what has finished takes this no more",
        ))
        .await;
        page.find(&button("Skipped 1")).await;
        page.find(&button("Gone 1")).await;
        // One more finishes after the review: it is looked at again right before its call.
        stage
            .hub
            .tell("many-0001", "terminate?reason=meanwhile", "")
            .await;
        stage.hub.until("many-0001", &["Terminated"]).await;
        page.click(&run_button()).await;
        page.see("Finished: all 5 accounted for.").await;
        page.find(&button("Skipped 2")).await;
        page.find(&button("Done 2")).await;
        let outcomes = report(page).await;
        assert_eq!(outcomes["many-0001"], "skipped");
        assert_eq!(outcomes["done-1"], "skipped");
        assert_eq!(outcomes["nobody"], "gone");
        let calls = terminates(stage);
        let called: BTreeSet<&str> = calls.keys().map(String::as_str).collect();
        assert_eq!(called, BTreeSet::from(["many-0000", "many-0002"]));
        page.find(&link("To the list").inside(main_part())).await;
    });
}

#[test]
fn two_tabs_never_run_the_same_plan() {
    play(empty_hub(), async |stage| {
        let ids = start_many(stage, 30);
        let slow = Fault::new(Effect::Delay { ms: 1_500 }).on("POST", "*/terminate*");
        stage.control().add_fault(slow);
        let page = &stage.page;
        page.expect_console("ERR_ABORTED");
        // A hub that every window knows.
        stage.open_list().await;
        review_here(page, "Terminate", &ids).await;
        page.find(&run_button()).await;
        let address = page.address().await;
        let first = page.window().await;
        page.paste(&field("Confirm"), "Demo hub 30").await;
        page.click(&run_button()).await;
        page.see("Running:").await;
        page.another_window(&address).await;
        page.see("Another tab of this browser runs this plan").await;
        page.turn_to(&first).await;
        let patience = Duration::from_mins(1);
        see_within(page, patience, "Finished: all 30 accounted for.").await;
        assert!(terminates(stage).values().all(|calls| *calls == 1));
        assert_eq!(terminates(stage).len(), 30);
    });
}

#[test]
fn a_locked_hub_runs_no_plan() {
    play(empty_hub(), async |stage| {
        let ids = start_many(stage, 3);
        let page = &stage.page;
        review(stage, "Terminate", &ids).await;
        page.find(&run_button()).await;
        turn_lock(page, "Lock all").await;
        page.see("This hub is locked read-only: nothing was sent")
            .await;
        page.click(&run_button()).await;
        page.find(&run_button()).await;
        assert!(terminates(stage).is_empty());
    });
}

#[test]
fn a_lock_that_closes_in_the_middle_holds_a_plan_up() {
    play(empty_hub(), async |stage| {
        let ids = start_many(stage, 12);
        let page = &stage.page;
        page.expect_console("ERR_ABORTED");
        review(stage, "Terminate", &ids).await;
        page.find(&run_button()).await;
        page.paste(&field("Calls a second, at most"), "1").await;
        page.press(keys::TAB).await;
        page.click(&run_button()).await;
        page.until("a call left", async || {
            (!terminates(stage).is_empty()).then_some(())
        })
        .await;
        turn_lock(page, "Lock all").await;
        page.see("nothing more was sent").await;
        assert!(terminates(stage).len() < 12);
        page.reload().await;
        page.see("Half done").await;
        turn_lock(page, "Unlock all").await;
        page.click(&button("Unlock").exactly()).await;
        page.click(&button("Go on").exactly()).await;
        let patience = Duration::from_mins(1);
        see_within(page, patience, "Finished: all 12 accounted for.").await;
        assert!(terminates(stage).values().all(|calls| *calls == 1));
        assert_eq!(terminates(stage).len(), 12);
    });
}

#[test]
fn a_key_refused_in_the_middle_is_asked_for_and_the_plan_goes_on() {
    play(hub_with_key(), async |stage| {
        let ids = start_many(stage, 12);
        let page = &stage.page;
        page.expect_console("status of 401");
        review(stage, "Terminate", &ids).await;
        page.find(&run_button()).await;
        page.paste(&field("Calls a second, at most"), "2").await;
        page.press(keys::TAB).await;
        page.click(&run_button()).await;
        page.until("a call left", async || {
            (!terminates(stage).is_empty()).then_some(())
        })
        .await;
        stage.control().set_key(Some("another-key-2".to_owned()));
        page.see("it goes on with another one").await;
        page.paste(&field("Function key").inside(main_part()), "another-key-2")
            .await;
        page.press(keys::ENTER).await;
        let patience = Duration::from_mins(1);
        see_within(page, patience, "Finished: all 12 accounted for.").await;
        page.find(&button("Done 12")).await;
        let text = page.raw_text().await;
        let kept = page.session.run_async(EVERYTHING_KEPT, json!([])).await;
        let kept = kept.map(|it| it.to_string()).unwrap_or_default();
        assert!(kept.contains("many-0001"), "the log is there");
        for key in [KEY, "another-key-2"] {
            assert!(!text.contains(key) && !kept.contains(key));
        }
    });
}

#[test]
fn what_goes_wrong_in_a_row_stops_it_and_can_be_tried_again() {
    play(empty_hub(), async |stage| {
        let ids = start_many(stage, 20);
        let refuse = Fault::new(Effect::answer(429, Body::Empty)).on("POST", "*/terminate*");
        stage.control().add_fault(refuse);
        let page = &stage.page;
        page.expect_console("status of 429");
        review(stage, "Terminate", &ids).await;
        page.find(&run_button()).await;
        page.paste(&field("Stop after so many in a row went wrong"), "3")
            .await;
        page.press(keys::TAB).await;
        page.click(&run_button()).await;
        page.see("Too many went wrong in a row").await;
        assert!(terminates(stage).len() < 20, "the rest was spared");
        page.see("Half done").await;
        stage.control().clear_faults();
        page.click(&button("Go on").exactly()).await;
        page.see("Finished: all 20 accounted for.").await;
        page.click(&button("Try")).await;
        page.see("as handed over").await;
        page.click(&button("Review").exactly()).await;
        page.find(&run_button()).await;
        page.click(&run_button()).await;
        page.see("Finished:").await;
        for id in &ids {
            assert_eq!(stage.hub.status(id).await["runtimeStatus"], "Terminated");
        }
    });
}

#[test]
fn a_dry_run_sends_nothing_and_a_script_says_every_call_without_the_key() {
    play(hub_with_key(), async |stage| {
        let ids = start_many(stage, 3);
        let page = &stage.page;
        review(stage, "Terminate", &ids).await;
        page.find(&run_button()).await;
        page.click(&button("Dry run")).await;
        page.see("Dry run: 3 of 3 looked at, nothing sent.").await;
        page.find(&button("Would be sent 3")).await;
        page.click(&button("Back to the review")).await;
        page.click(&button("As a script")).await;
        let script = page.download(&button("Save: bash with curl")).await;
        assert_eq!(script.matches("curl").count(), 3, "{script}");
        assert!(script.contains("$DURABLE_KEY") && !script.contains(KEY));
        let script = page.download(&button("Save: func durable")).await;
        assert_eq!(script.matches("func durable terminate").count(), 3);
        assert!(terminates(stage).is_empty());
    });
}

#[test]
fn a_tree_is_terminated_children_first() {
    play(empty_hub(), async |stage| {
        stage.hub.start("Parallel", "parent-1", "null").await;
        stage.hub.until("parent-1:child", &["Running"]).await;
        stage.paste_and_connect(&stage.hub.list_link()).await;
        let page = &stage.page;
        page.find(&heading("Instances").exactly()).await;
        new_plan(page).await;
        page.click(&button("Terminate a tree, children first"))
            .await;
        page.paste(&field("Instance id").exactly(), "parent-1")
            .await;
        page.click(&button("Find what is below it")).await;
        page.see("2 instances in the tree").await;
        page.click(&button("Review").exactly()).await;
        page.find(&button("Run on 2 instances")).await;
        page.find(&button("Eligible 2")).await;
        page.click(&run_button()).await;
        page.see("Finished: all 2 accounted for.").await;
        let order: Vec<String> = stage
            .control()
            .requests()
            .iter()
            .filter(|it| it.method == "POST" && it.target.contains("/terminate"))
            .map(|it| it.target.clone())
            .collect();
        assert_eq!(order.len(), 2);
        assert!(order[0].contains("parent-1%3Achild") || order[0].contains("parent-1:child"));
    });
}

#[test]
fn a_parent_alone_is_at_risk_for_its_children_and_left_out_until_taken_in() {
    play(empty_hub(), async |stage| {
        stage.hub.start("Parallel", "parent-1", "null").await;
        stage.hub.until("parent-1:child", &["Running"]).await;
        let page = &stage.page;
        review(stage, "Terminate", &["parent-1".to_owned()]).await;
        page.find(&button("At risk 1")).await;
        page.find(&row_containing("1 sub-orchestration keeps running"))
            .await;
        page.find(&button("Run on 0 instances")).await;
        page.click(&run_button()).await;
        assert!(terminates(stage).is_empty());
        page.click(&checkbox("Take in parent-1")).await;
        page.click(&button("Run on 1 instance")).await;
        page.see("Finished: all 1 accounted for.").await;
        stage.hub.until("parent-1", &["Terminated"]).await;
    });
}

#[test]
fn by_keyboard_alone_from_the_rail_to_the_report() {
    play(empty_hub(), async |stage| {
        let ids = start_many(stage, 2);
        stage.paste_and_connect(&stage.hub.list_link()).await;
        let page = &stage.page;
        page.find(&heading("Instances").exactly()).await;
        let press = async |wanted: Locator| {
            page.focus(&wanted).await;
            page.press(keys::ENTER).await;
        };
        press(link("Plans").exactly()).await;
        press(link("New plan")).await;
        page.focus(&field("Instance ids, one a line")).await;
        page.insert(&ids.join(",")).await;
        page.see("2 ids").await;
        press(button("Review").exactly()).await;
        page.find(&button("Run on 2 instances")).await;
        press(run_button()).await;
        page.see("Finished: all 2 accounted for.").await;
        assert_eq!(terminates(stage).len(), 2);
    });
}

#[test]
fn on_a_phone_a_plan_is_made_and_run_and_nothing_is_wider_than_it() {
    play(empty_hub(), async |stage| {
        let ids = start_many(stage, 25);
        let page = &stage.page;
        page.size(390, 844).await;
        review(stage, "Terminate", &ids).await;
        page.find(&button("Run on 25 instances")).await;
        page.fits_its_width().await;
        confirm_and_run(page, 25).await;
        page.see("Finished: all 25 accounted for.").await;
        page.fits_its_width().await;
        page.click(&link("Plans").exactly()).await;
        page.find(&row_containing("25 of 25")).await;
        page.fits_its_width().await;
    });
}

#[test]
fn every_state_of_a_plan_is_accessible_in_both_themes() {
    play(empty_hub(), async |stage| {
        let ids = start_many(stage, 25);
        let page = &stage.page;
        let must_be_fine = async |at: &str| {
            for scheme in [Scheme::Light, Scheme::Dark] {
                page.system_scheme(scheme).await;
                assert_eq!(
                    page.axe().await,
                    Vec::<String>::new(),
                    "{at} {}",
                    scheme.name()
                );
            }
        };
        stage.paste_and_connect(&stage.hub.list_link()).await;
        page.find(&heading("Instances").exactly()).await;
        page.click(&link("Plans").exactly()).await;
        page.see("Nothing was planned in this hub").await;
        must_be_fine("no plans").await;
        review(stage, "Terminate", &ids).await;
        page.find(&run_button()).await;
        must_be_fine("review").await;
        confirm_and_run(page, 25).await;
        page.see("Finished: all 25 accounted for.").await;
        must_be_fine("report").await;
        page.click(&link("Plans").exactly()).await;
        page.find(&row_containing("25 of 25")).await;
        must_be_fine("plans").await;
    });
}

#[test]
fn a_browser_that_keeps_nothing_runs_no_plan_unlogged_and_says_so() {
    play(empty_hub(), async |stage| {
        let ids = start_many(stage, 2);
        let page = &stage.page;
        page.before_each_document(
            "Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });",
        )
        .await;
        review(stage, "Terminate", &ids).await;
        page.find(&button("Run on 2 instances")).await;
        page.see("This browser keeps nothing for this page").await;
        page.click(&run_button()).await;
        page.find(&button("As a script")).await;
        assert!(terminates(stage).is_empty());
    });
}

#[test]
fn what_people_ask_for_most_is_one_press_away() {
    play(empty_hub(), async |stage| {
        for id in ["early-1", "early-2"] {
            stage.hub.start("ThrowEarly", id, "null").await;
        }
        stage
            .hub
            .start("Order", "order-1", "{\"card\":\"4242\"}")
            .await;
        stage.hub.start("HelloSequence", "done-1", "null").await;
        stage.hub.start("ExpenseApproval", "waits-1", "{}").await;
        stage.hub.until("waits-1", &["Running"]).await;
        for (id, status) in [
            ("early-1", "Failed"),
            ("early-2", "Failed"),
            ("done-1", "Completed"),
        ] {
            stage.hub.until(id, &[status]).await;
        }
        stage.hub.until("order-1", &["Failed"]).await;
        stage.paste_and_connect(&stage.hub.list_link()).await;
        let page = &stage.page;
        // What is purged is read until it is gone.
        page.expect_console("status of 404");
        page.find(&heading("Instances").exactly()).await;

        // All that failed with one error.
        new_plan(page).await;
        page.click(&button("Restart all that failed with an error"))
            .await;
        page.see("3 instances match").await;
        page.click(&button("Only one error")).await;
        page.click(&button("Input was not an order. (2)")).await;
        page.see("2 instances match").await;
        page.click(&button("Review").exactly()).await;
        page.find(&button("Run on 2 instances")).await;
        page.find(&button("Eligible 2")).await;

        // What can be rewound is; the rest is restarted.
        new_plan(page).await;
        page.click(&button("Rewind what can be, restart the rest"))
            .await;
        page.see("3 instances match").await;
        page.click(&button("Review").exactly()).await;
        page.find(&row_containing("rewind failed early-1")).await;
        page.find(&row_containing("restart failed order-1")).await;

        // Only those that may wait get the event.
        new_plan(page).await;
        page.click(&button("Raise an event on all that wait")).await;
        page.see("1 instance matches").await;
        page.paste(&field("Event name"), "ApprovalEvent").await;
        page.click(&button("Review").exactly()).await;
        page.click(&button("Run on 1 instance")).await;
        page.see("Finished: all 1 accounted for.").await;
        stage.hub.until("waits-1", &["Completed"]).await;

        // What finished long ago: nobody yet, and everybody when no day has to have passed.
        new_plan(page).await;
        page.click(&button("Purge what finished long ago")).await;
        page.see("0 instances match").await;
        page.paste(
            &field("Filter, as it is typed in the list"),
            "status:Completed,Failed",
        )
        .await;
        page.see("5 instances match").await;
        page.click(&button("Review").exactly()).await;
        page.find(&button("Run on 5 instances")).await;
        page.paste(&field("Confirm"), "RecordingHub 5").await;
        page.click(&run_button()).await;
        page.see("Finished: all 5 accounted for.").await;
        assert!(stage.hub.list_page("").await.0.is_empty());
    });
}

#[test]
fn marked_ones_lead_from_the_list_to_a_plan_which_runs_on_behind_other_pages() {
    play(empty_hub(), async |stage| {
        start_many(stage, 8);
        let page = &stage.page;
        stage.paste_and_connect(&stage.hub.list_link()).await;
        page.find(&row_containing("many-0001")).await;
        page.click(&checkbox("Mark all that match")).await;
        page.click(&button("Act on 8")).await;
        page.see("8 instances, as handed over").await;
        page.reload().await;
        page.see("8 instances, as handed over").await;
        page.choose(&field("Operation"), "Suspend").await;
        page.click(&button("Review").exactly()).await;
        page.find(&run_button()).await;
        page.paste(&field("Calls a second, at most"), "2").await;
        page.press(keys::TAB).await;
        page.click(&run_button()).await;
        page.see("Running:").await;
        page.click(&link("Instances").exactly()).await;
        page.find(&link("Plan 1:")).await;
        page.find_no_more(&link("Plan 1:")).await;
        for at in 0..8 {
            let status = stage.hub.status(&format!("many-{at:04}")).await;
            assert_eq!(status["runtimeStatus"], "Suspended");
        }
    });
}
