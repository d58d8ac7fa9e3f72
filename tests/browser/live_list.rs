//! A list that is looked at again and again: quiet where nothing happens, clear about what does, and silent while nobody looks.

use std::time::Duration;

use serde_json::{Value, json};

use crate::acts::empty_hub;
use crate::harness::{Page, Stage, button, main_part, play, row_containing};

/// Opens the list of a hub with these rows, and keeps looking.
async fn watch(stage: &Stage, ids: &[&str]) {
    stage.open_list().await;
    let page = &stage.page;
    for id in ids {
        page.find(&row_containing(*id)).await;
    }
    page.see("all there is").await;
    page.click(&button("Live").exactly()).await;
}

/// Waits until the page has asked so many times more.
async fn asked_again(stage: &Stage, times: usize) {
    for _ in 0..times {
        let before = stage.hub_requests();
        stage
            .page
            .until("the hub was asked again", async || {
                (stage.hub_requests() > before).then_some(())
            })
            .await;
    }
}

/// Lets so many seconds of the page's own clock go by.
async fn pass(page: &Page, seconds: f64) {
    let clock = async || {
        let now = page.run("return performance.now()", json!([])).await;
        now.as_f64().unwrap_or_default() / 1000.0
    };
    let start = clock().await;
    let what = format!("{seconds} seconds have gone by");
    page.until(&what, async || {
        (clock().await - start > seconds).then_some(())
    })
    .await;
}

/// The page as somebody sees it who turns to another tab, or back.
async fn hide(page: &Page, is_hidden: bool) {
    let script = "
        const hidden = arguments[0];
        Object.defineProperty(document, 'visibilityState', { value: hidden ? 'hidden' : 'visible', configurable: true });
        document.dispatchEvent(new Event('visibilitychange'));";
    page.run(script, json!([is_hidden])).await;
}

#[test]
fn tripwire_14_a_hidden_list_asks_for_nothing_and_goes_on_when_it_is_seen() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "done-1", "null").await;
        stage.hub.until("done-1", &["Completed"]).await;
        watch(stage, &["done-1"]).await;
        let page = &stage.page;
        asked_again(stage, 1).await;
        hide(page, true).await;
        // What was on its way may still come.
        pass(page, 1.0).await;
        let before = stage.hub_requests();
        // Longer than the pause between the first rounds.
        pass(page, 9.0).await;
        assert_eq!(stage.hub_requests(), before, "a hidden page asks");
        hide(page, false).await;
        asked_again(stage, 1).await;
    });
}

#[test]
fn nothing_is_written_to_the_page_while_nothing_changes() {
    play(empty_hub(), async |stage| {
        for id in ["done-1", "done-2"] {
            stage.hub.start("HelloSequence", id, "null").await;
            stage.hub.until(id, &["Completed"]).await;
        }
        watch(stage, &["done-1", "done-2"]).await;
        let page = &stage.page;
        // The first look of live mode is over, and its marks are gone.
        pass(page, 3.0).await;
        let script = "
            window.writes = [];
            const note = (record) => window.writes.push(`${record.type} ${record.attributeName || ''} ${record.target.nodeName} ${record.target.textContent.slice(0, 60)}`);
            const observer = new MutationObserver((records) => records.forEach(note));
            for (const part of document.querySelectorAll('.hub-page > .head, .grid-place, .hub-page > .foot'))
                observer.observe(part, { subtree: true, childList: true, characterData: true, attributes: true });
            return document.querySelectorAll('.grid-place, .hub-page > .foot').length;";
        assert_eq!(page.run(script, json!([])).await, json!(2));
        asked_again(stage, 2).await;
        // The answer to the last one is taken in.
        pass(page, 1.0).await;
        assert_eq!(page.run("return window.writes", json!([])).await, json!([]));
    });
}

#[test]
fn what_changed_is_marked_for_a_moment() {
    play(empty_hub(), async |stage| {
        stage.hub.start("LongWait", "long-1", "null").await;
        stage.hub.until("long-1", &["Running"]).await;
        watch(stage, &["long-1"]).await;
        let page = &stage.page;
        // A mark passes by: what came by is written down.
        let script = "
            window.marked = [];
            const note = () => document.querySelectorAll('.instances .changed').forEach((cell) => window.marked.push(cell.className));
            new MutationObserver(note).observe(document.querySelector('[role=table]'), { subtree: true, childList: true, attributes: true });";
        page.run(script, json!([])).await;
        stage
            .hub
            .tell("long-1", "terminate?reason=enough", "")
            .await;
        page.see("Terminated").await;
        page.until("the status was marked", async || {
            let marked = page.run("return window.marked", json!([])).await;
            let marked = marked.as_array().cloned().unwrap_or_default();
            let status = |it: &Value| it.as_str().is_some_and(|it| it.contains("c-status"));
            marked.iter().any(status).then_some(())
        })
        .await;
        page.until("the marks are gone again", async || {
            let script = "return document.querySelectorAll('.instances .changed').length";
            (page.run(script, json!([])).await == json!(0)).then_some(())
        })
        .await;
    });
}

/// `createdTime` is that of a generation: it moves with every `ContinueAsNew`.
#[test]
fn tripwire_39_a_new_generation_is_the_same_instance_with_another_time() {
    play(empty_hub(), async |stage| {
        stage.control().hold_clock();
        stage.hub.start("EternalMonitor", "monitor-1", "0").await;
        stage.control().advance_clock(Duration::from_millis(900));
        watch(stage, &["monitor-1"]).await;
        let page = &stage.page;
        let created = async || {
            let script = "return document.querySelector('.instances .c-created time')?.dateTime";
            let time = page.run(script, json!([])).await;
            time.as_str().map(str::to_owned)
        };
        let before = page
            .until("the row says when it was created", async || created().await)
            .await;
        stage.control().advance_clock(Duration::from_secs(90));
        page.until("the row says when its new generation was", async || {
            created().await.filter(|now| *now != before)
        })
        .await;
        assert_eq!(
            page.count(&row_containing("monitor-1").inside(main_part()))
                .await,
            1
        );
        page.see("1 instance: all there is").await;
        assert!(!page.has(&button("newer")).await, "it is no new instance");
    });
}
