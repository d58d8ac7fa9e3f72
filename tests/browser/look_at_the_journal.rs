//! What this browser sent: noted as it leaves, found again, given away, cleared; kept in memory where the device keeps nothing.

use devhost::faults::{Body, Effect, Fault};
use serde_json::json;

use crate::acts::{KEY, empty_hub, hub_with_key};
use crate::harness::{
    Locator, Stage, button, field, heading, keys, link, play, region, row_containing,
};
use crate::screens_of_maintenance::FILL_JOURNAL;

const NO_DATABASE: &str = "
    Object.defineProperty(window, 'indexedDB', { get() { throw new DOMException('denied', 'SecurityError'); } });";

/// Whatever stands in any database of the page's origin, as one text.
const ALL_DATABASES: &str = "
    const all = [];
    for (const { name } of await indexedDB.databases()) {
      const open = indexedDB.open(name);
      const db = await new Promise((done, failed) => { open.onsuccess = () => done(open.result); open.onerror = failed; });
      for (const store of db.objectStoreNames) {
        const asked = db.transaction(store).objectStore(store).getAll();
        all.push(name, store, ...await new Promise((done) => { asked.onsuccess = () => done(asked.result); }));
      }
      db.close();
    }
    return JSON.stringify(all);";

async fn open_journal(stage: &Stage) {
    stage.page.click(&link("Journal")).await;
    stage.page.find(&heading("Journal").exactly()).await;
}

/// Suspends or terminates the instance on screen.
async fn act(stage: &Stage, name: &str) {
    let page = &stage.page;
    let action = button(name).exactly().inside(region("Actions"));
    page.click(&action).await;
    page.click(&button(name).exactly().inside(region(name).exactly()))
        .await;
}

fn chip(name: &str) -> Locator {
    button(name).inside(region("Outcome"))
}

#[test]
fn each_write_is_noted_with_its_outcome_and_reads_are_not() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("LongWait", "noted-1", "null").await;
        stage.hub.until("noted-1", &["Running"]).await;
        stage.open_instance("noted-1").await;
        open_journal(stage).await;
        let page = &stage.page;
        page.see("Nothing was sent yet").await;
        page.back().await;
        act(stage, "Suspend").await;
        page.see("Suspend: done.").await;
        page.expect_console("status of 400");
        let refusal = Fault::new(Effect::answer(400, Body::Text("No, never".to_owned())));
        stage
            .control()
            .add_fault(refusal.on("POST", "*/terminate*"));
        act(stage, "Terminate").await;
        page.see("Terminate: the host refused.").await;
        open_journal(stage).await;
        page.find(&row_containing("POST /instances/noted-1/suspend"))
            .await;
        page.find(&row_containing("Accepted · 202")).await;
        page.find(&row_containing("Refused · 400")).await;
        page.see("2 entries").await;
        assert!(!page.shows("GET ").await, "reads are not in it");
        // It outlives the page, and opens with all that is kept.
        page.reload().await;
        page.click(&button("Show all of POST /instances/noted-1/terminate"))
            .await;
        page.see("No, never").await;
        page.find(&link("Open instance")).await;
        let databases = page.run(ALL_DATABASES, json!([])).await.to_string();
        assert!(databases.contains("noted-1"), "{databases}");
        for text in [databases, page.raw_text().await, page.address().await] {
            assert!(!text.contains(KEY), "the key is nowhere: {text}");
        }
    });
}

#[test]
fn a_key_that_somebody_wrote_into_an_event_is_dots_in_the_journal_and_on_the_disk() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("ExpenseApproval", "leak-1", "null").await;
        stage.hub.until("leak-1", &["Running"]).await;
        stage.open_instance("leak-1").await;
        let page = &stage.page;
        let action = button("Raise event").exactly().inside(region("Actions"));
        page.click(&action).await;
        page.paste(&field("Event name"), "ApprovalEvent").await;
        let data = format!("{{\"link\": \"https://a.example/x?code={KEY}\", \"bare\": \"{KEY}\"}}");
        page.paste(&field("Event data"), &data).await;
        let send = button("Raise event").exactly();
        page.click(&send.inside(region("Raise event").exactly()))
            .await;
        page.see("Raise event: done.").await;
        open_journal(stage).await;
        page.click(&button("Show all of POST /instances/leak-1/raiseEvent"))
            .await;
        page.see("••••").await;
        let databases = page.run(ALL_DATABASES, json!([])).await.to_string();
        assert!(databases.contains("raiseEvent"), "{databases}");
        for text in [databases, page.raw_text().await] {
            assert!(!text.contains(KEY), "the key is nowhere: {text}");
        }
    });
}

#[test]
fn a_write_whose_answer_was_lost_is_unknown_in_the_journal() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("net::ERR");
        stage.hub.start("LongWait", "lost-2", "null").await;
        stage.hub.until("lost-2", &["Running"]).await;
        stage.open_instance("lost-2").await;
        let fault = Fault::new(Effect::DropAfter).on("POST", "*/terminate*");
        stage.control().add_fault(fault);
        act(stage, "Terminate").await;
        stage.page.see("Terminate: done.").await;
        open_journal(stage).await;
        stage
            .page
            .find(&row_containing("Unknown · no readable answer"))
            .await;
    });
}

#[test]
fn a_write_that_is_under_way_when_the_page_closes_is_in_the_journal() {
    play(empty_hub(), async |stage| {
        stage.page.expect_console("net::ERR");
        stage.hub.start("LongWait", "cut-short", "null").await;
        stage.hub.until("cut-short", &["Running"]).await;
        stage.open_instance("cut-short").await;
        let page = &stage.page;
        let fault = Fault::new(Effect::Delay { ms: 60_000 }).on("POST", "*/terminate*");
        stage.control().add_fault(fault);
        act(stage, "Terminate").await;
        page.see("Terminate: sent, no answer yet.").await;
        page.until("it is on the disk", async || {
            let all = page.run(ALL_DATABASES, json!([])).await.to_string();
            all.contains("cut-short/terminate").then_some(())
        })
        .await;
        page.visit(&format!("{}#/journal", stage.portal)).await;
        page.reload().await;
        page.find(&row_containing("Unknown · no end is known"))
            .await;
    });
}

#[test]
fn the_journal_is_searched_narrowed_exported_and_cleared_by_keyboard_alone() {
    play(empty_hub(), async |stage| {
        for id in ["key-a", "key-b"] {
            stage.hub.start("LongWait", id, "null").await;
            stage.hub.until(id, &["Running"]).await;
            stage.open_instance(id).await;
            act(stage, "Suspend").await;
            stage.page.see("Suspend: done.").await;
        }
        let page = &stage.page;
        open_journal(stage).await;
        page.see("2 entries").await;
        page.focus(&field("Find in the journal")).await;
        page.insert("key-b").await;
        page.see("1 of 2").await;
        page.see_no_more("key-a/suspend").await;
        page.press(keys::ESCAPE).await;
        page.see("2 entries").await;
        page.focus(&chip("Refused")).await;
        page.press(keys::ENTER).await;
        page.see("No entry matches").await;
        page.press(keys::ENTER).await;
        page.focus(&button("Clear").exactly()).await;
        page.press(keys::ENTER).await;
        page.see("Forget all 2 entries").await;
        page.until("what is safe has the focus", async || {
            page.is_focused(&button("Keep the journal"))
                .await
                .then_some(())
        })
        .await;
        page.focus(&button("Clear the journal")).await;
        page.press(keys::ENTER).await;
        page.see("Nothing was sent yet").await;
        page.reload().await;
        page.see("Nothing was sent yet").await;
    });
}

#[test]
fn without_a_database_the_journal_is_in_memory_and_says_so() {
    play(empty_hub(), async |stage| {
        stage.page.run_first(NO_DATABASE).await;
        stage.hub.start("LongWait", "memory-1", "null").await;
        stage.hub.until("memory-1", &["Running"]).await;
        stage.open_instance("memory-1").await;
        act(stage, "Suspend").await;
        stage.page.see("Suspend: done.").await;
        open_journal(stage).await;
        stage
            .page
            .see("The browser keeps nothing for this page.")
            .await;
        stage
            .page
            .find(&row_containing("POST /instances/memory-1/suspend"))
            .await;
    });
}

#[test]
fn on_a_phone_an_entry_is_read_and_opened() {
    play(empty_hub(), async |stage| {
        let page = &stage.page;
        page.size(390, 844).await;
        stage.hub.start("LongWait", "phone-1", "null").await;
        stage.hub.until("phone-1", &["Running"]).await;
        stage.open_instance("phone-1").await;
        act(stage, "Suspend").await;
        page.see("Suspend: done.").await;
        open_journal(stage).await;
        page.click(&button("Show all of POST /instances/phone-1/suspend"))
            .await;
        page.find(&link("Open instance")).await;
        page.fits_its_width().await;
    });
}

#[test]
fn the_oldest_entries_go_when_there_are_too_many() {
    play(empty_hub(), async |stage| {
        stage.hub.start("LongWait", "bounded-1", "null").await;
        stage.hub.until("bounded-1", &["Running"]).await;
        stage.open_instance("bounded-1").await;
        let page = &stage.page;
        page.run(FILL_JOURNAL, json!(["orders.example~OrdersHub", 2_050]))
            .await;
        act(stage, "Suspend").await;
        page.see("Suspend: done.").await;
        open_journal(stage).await;
        page.see("2,000 entries").await;
        page.find(&row_containing("POST /instances/bounded-1/suspend"))
            .await;
    });
}

#[test]
fn forgetting_all_connections_forgets_the_journal_too() {
    play(empty_hub(), async |stage| {
        stage.paste_and_connect(&stage.hub.list_link()).await;
        let page = &stage.page;
        page.find(&heading("Instances").exactly()).await;
        page.run(FILL_JOURNAL, json!(["orders.example~OrdersHub", 4]))
            .await;
        open_journal(stage).await;
        page.see("4 entries").await;
        page.click(&link("Hubs")).await;
        page.click(&crate::connections::manage()).await;
        page.click(&button("Forget all").exactly()).await;
        page.click(&button("Forget all connections and keys")).await;
        open_journal(stage).await;
        page.see("Nothing was sent yet").await;
    });
}
