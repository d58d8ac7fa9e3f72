//! Watching an instance that runs: it is renewed by itself, and nothing on screen is lost by that.

use std::time::Duration;

use serde_json::json;

use crate::acts::empty_hub;
use crate::harness::{button, heading, play, row_containing};

#[test]
fn a_running_instance_is_renewed_and_what_was_opened_stays_open() {
    play(empty_hub(), async |stage| {
        stage
            .hub
            .start("ExpenseApproval", "expense-1", "{\"amount\": 40}")
            .await;
        stage.hub.until("expense-1", &["Running"]).await;
        stage.open_events("expense-1").await;
        let page = &stage.page;
        page.find(&row_containing("TimerCreated")).await;
        page.click(&button("ExecutionStarted ExpenseApproval"))
            .await;
        page.find(&heading("Raw event")).await;
        let mark = "window.kept = [...document.querySelectorAll('[role=row]')].find((row) => row.textContent.includes('ExecutionStarted')); return !!window.kept";
        assert_eq!(page.run(mark, json!([])).await, true);

        stage
            .hub
            .tell("expense-1", "raiseEvent/ApprovalEvent", "true")
            .await;
        page.find(&row_containing("EventRaised")).await;
        page.see("Completed").await;
        page.see("Finished").await;
        page.find(&heading("Raw event")).await;
        let same = page.run("return window.kept.isConnected", json!([])).await;
        assert_eq!(
            same, true,
            "rows that did not change are the same elements as before"
        );
    });
}

#[test]
fn the_elapsed_time_ticks_without_an_answer() {
    play(empty_hub(), async |stage| {
        stage.hub.start("LongWait", "long-1", "null").await;
        stage.hub.until("long-1", &["Running"]).await;
        stage.open_instance("long-1").await;
        let page = &stage.page;
        page.see("so far").await;
        let elapsed = async || {
            let text = page.text().await;
            text.split("so far")
                .next()
                .map(|before| before.chars().rev().take(12).collect::<String>())
        };
        let first = elapsed().await;
        page.until("the elapsed time has moved on", async || {
            (elapsed().await != first).then_some(())
        })
        .await;
    });
}

#[test]
fn a_finished_instance_is_not_asked_for_again() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "done-1", "null").await;
        stage.hub.until("done-1", &["Completed"]).await;
        stage.open_events("done-1").await;
        let page = &stage.page;
        page.see("Finished").await;
        page.find(&row_containing("SayHello")).await;
        let asked = stage.hub_requests();
        // As long as a running one would take to be asked again; the page's own clock measures it.
        let start = page
            .run("return performance.now()", json!([]))
            .await
            .as_f64()
            .unwrap_or_default();
        page.until("three seconds have gone by", async || {
            let now = page
                .run("return performance.now()", json!([]))
                .await
                .as_f64()?;
            (now - start > 3_000.0).then_some(())
        })
        .await;
        assert_eq!(stage.hub_requests(), asked);
    });
}

#[test]
fn a_new_generation_is_followed_under_the_same_id() {
    play(empty_hub(), async |stage| {
        stage.control().hold_clock();
        stage.hub.start("Monitor", "monitor-1", "0").await;
        stage.control().advance_clock(Duration::from_millis(900));
        stage.open_instance("monitor-1").await;
        stage.control().release_clock();
        stage.page.see("Completed").await;
        stage.page.find(&heading("monitor-1").exactly()).await;
    });
}

#[test]
fn a_generation_that_begins_under_the_readers_eyes_is_told() {
    play(empty_hub(), async |stage| {
        stage.control().hold_clock();
        stage.hub.start("Monitor", "monitor-2", "0").await;
        stage.control().advance_clock(Duration::from_millis(900));
        stage.open_instance("monitor-2").await;
        stage.page.see("so far").await;
        stage.control().advance_clock(Duration::from_secs(90));
        stage.page.see("It began anew").await;
    });
}

#[test]
fn a_restart_under_the_same_id_is_seen_as_a_new_generation() {
    play(empty_hub(), async |stage| {
        stage.control().hold_clock();
        stage.hub.start("HelloSequence", "again-1", "null").await;
        stage.control().advance_clock(Duration::from_secs(5));
        stage.hub.until("again-1", &["Completed"]).await;
        stage.open_instance("again-1").await;
        let page = &stage.page;
        page.find(&row_containing("SayHello")).await;
        assert!(!page.shows("It began anew").await);
        stage.control().advance_clock(Duration::from_mins(1));
        stage
            .hub
            .tell("again-1", "restart?restartWithNewInstanceId=false", "null")
            .await;
        stage.control().advance_clock(Duration::from_secs(5));
        page.click(&button("Refresh")).await;
        page.see("It began anew while you were looking").await;
    });
}

#[test]
fn a_renewed_timeline_keeps_selection_scroll_and_zoom() {
    play(empty_hub(), async |stage| {
        stage.page.size(1440, 480).await;
        stage.hub.start("Parallel", "keep-1", "null").await;
        stage.hub.until("keep-1", &["Running"]).await;
        stage.open_instance("keep-1").await;
        let page = &stage.page;
        page.click(&button("Slow").exactly()).await;
        page.find(&heading("TaskScheduled")).await;
        page.press("+").await;
        page.find(&button("Show all")).await;
        let place = "const all = document.querySelector('.page'); return Math.round(all.scrollTop)";
        let part = "const strip = document.querySelector('.tl-map .lane').getBoundingClientRect(); \
            const seen = document.querySelector('.tl-map .seen').getBoundingClientRect(); \
            return [Math.round(100 * (seen.left - strip.left) / strip.width), Math.round(100 * seen.width / strip.width)]";
        let scroll = format!("document.querySelector('.page').scrollTop = 60; {place}");
        let scrolled = page.run(&scroll, json!([])).await;
        let zoomed = page.run(part, json!([])).await;
        stage.hub.tell("keep-1", "suspend?reason=tea", "null").await;
        page.find(&row_containing("suspended")).await;
        assert_eq!(page.run(place, json!([])).await, scrolled, "it stays there");
        assert_eq!(page.run(part, json!([])).await, zoomed, "that part is seen");
        page.find(&heading("TaskScheduled")).await;
        assert!(page.is_on(&button("Slow").exactly()).await);
    });
}

#[test]
fn watching_tells_by_a_notification_when_it_has_ended_out_of_sight() {
    play(empty_hub(), async |stage| {
        // Another tab lies above this one, and what would pop up is written down.
        let prepared = "
            window.told = [];
            const Real = window.Notification;
            window.Notification = class {
                constructor(text, options) { window.told.push(text + ' / ' + options.tag); }
                static get permission() { return Real.permission; }
                static requestPermission() { return Real.requestPermission(); }
            };
            Object.defineProperty(document, 'visibilityState', { get: () => window.covered ? 'hidden' : 'visible' });
            Object.defineProperty(document, 'hidden', { get: () => !!window.covered });";
        let page = &stage.page;
        page.before_each_document(prepared).await;
        let origin = stage.portal.trim_end_matches('/').to_owned();
        page.decide(&origin, "notifications", "granted").await;
        stage
            .hub
            .start("ExpenseApproval", "expense-3", "{\"amount\": 40}")
            .await;
        stage.hub.until("expense-3", &["Running"]).await;
        stage.open_instance("expense-3").await;
        page.click(&button("Watch")).await;
        page.until("the title says how it stands", async || {
            page.title().await.contains("Running").then_some(())
        })
        .await;
        let cover = "window.covered = true; document.dispatchEvent(new Event('visibilitychange')); return 0";
        page.run(cover, json!([])).await;
        stage
            .hub
            .tell("expense-3", "raiseEvent/ApprovalEvent", "true")
            .await;
        let told = page
            .until("a notification was shown", async || {
                let told = page.run("return window.told[0] ?? null", json!([])).await;
                told.as_str().map(str::to_owned)
            })
            .await;
        assert_eq!(told, "expense-3: Completed / expense-3");
        assert!(page.title().await.contains("Completed"));
    });
}

#[test]
fn watching_tells_by_the_title_when_it_has_ended() {
    play(empty_hub(), async |stage| {
        stage
            .hub
            .start("ExpenseApproval", "expense-2", "{\"amount\": 40}")
            .await;
        stage.hub.until("expense-2", &["Running"]).await;
        stage.open_instance("expense-2").await;
        let page = &stage.page;
        page.click(&button("Watch")).await;
        page.until("the title says how it stands", async || {
            page.title().await.contains("Running").then_some(())
        })
        .await;
        stage
            .hub
            .tell("expense-2", "raiseEvent/ApprovalEvent", "true")
            .await;
        page.until("the title says that it has ended", async || {
            page.title().await.contains("Completed").then_some(())
        })
        .await;
        page.see("expense-2: Completed").await;
    });
}
