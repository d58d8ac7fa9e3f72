//! Steering through a timeline: nearer and farther, along it, to what took the time, and past what took none.

use devhost::faults::{Body, Effect, Fault};
use devhost::server::ServerConfig;
use serde_json::json;

use crate::acts::empty_hub;
use crate::harness::{Page, Stage, button, keys, play, row_containing};

/// Two activities at once, a sleep of an hour, and one activity more.
async fn open_made(stage: &Stage) {
    let instance = json!({
        "name": "Import", "instanceId": "made-1", "runtimeStatus": "Completed", "input": null, "customStatus": null, "output": null,
        "createdTime": "2026-01-02T03:00:00Z", "lastUpdatedTime": "2026-01-02T04:00:04Z",
        "historyEvents": [
            { "EventType": "ExecutionStarted", "FunctionName": "Import", "Timestamp": "2026-01-02T03:00:00Z" },
            { "EventType": "TaskCompleted", "FunctionName": "Quick", "ScheduledTime": "2026-01-02T03:00:00.1Z", "Timestamp": "2026-01-02T03:00:00.4Z" },
            { "EventType": "TaskCompleted", "FunctionName": "Thorough", "ScheduledTime": "2026-01-02T03:00:00.1Z", "Timestamp": "2026-01-02T03:00:02Z" },
            { "EventType": "TimerCreated", "FireAt": "2026-01-02T04:00:02Z", "Timestamp": "2026-01-02T03:00:02Z" },
            { "EventType": "TimerFired", "FireAt": "2026-01-02T04:00:02Z", "Timestamp": "2026-01-02T04:00:02Z" },
            { "EventType": "TaskCompleted", "FunctionName": "Finish", "ScheduledTime": "2026-01-02T04:00:02Z", "Timestamp": "2026-01-02T04:00:04Z" },
            { "EventType": "ExecutionCompleted", "OrchestrationStatus": "Completed", "Timestamp": "2026-01-02T04:00:04Z" },
        ],
    });
    let answer = Effect::answer(200, Body::Json(instance.to_string()));
    stage
        .control()
        .add_fault(Fault::new(answer).on("GET", "*/instances/made-1"));
    stage.open_instance("made-1").await;
    stage.page.find(&row_containing("Thorough")).await;
}

/// The times along the top.
async fn ruler(page: &Page) -> String {
    let script = "return [...document.querySelectorAll('.tl-ruler .lane span')].map((it) => it.textContent).join(' ')";
    let labels = page.run(script, json!([])).await;
    labels.as_str().unwrap_or_default().to_owned()
}

/// Waits until other times stand along the top than these, and gives them.
async fn another_ruler(page: &Page, than: &str) -> String {
    page.until("other times stand along the top", async || {
        let now = ruler(page).await;
        (now != than && !now.is_empty()).then_some(now)
    })
    .await
}

/// From where to where the part that is seen lies within the strip of everything.
async fn seen(page: &Page) -> (f64, f64) {
    let script = "const strip = document.querySelector('.tl-map .lane').getBoundingClientRect(); \
        const seen = document.querySelector('.tl-map .seen').getBoundingClientRect(); \
        return [(seen.left - strip.left) / strip.width, (seen.right - strip.left) / strip.width]";
    let seen = page.run(script, json!([])).await;
    let of = |at: usize| seen[at].as_f64().unwrap_or(f64::NAN);
    (of(0), of(1))
}

fn is_near(one: f64, other: f64) -> bool {
    (one - other).abs() < 0.03
}

#[test]
fn keys_zoom_move_along_and_lead_back_to_all_of_it() {
    play(empty_hub(), async |stage| {
        open_made(stage).await;
        let page = &stage.page;
        let whole = ruler(page).await;
        assert!(!page.has(&button("Show all")).await);
        page.press("+").await;
        let near = another_ruler(page, &whole).await;
        page.find(&button("Show all")).await;
        page.press(keys::RIGHT).await;
        let moved = another_ruler(page, &near).await;
        page.press(keys::LEFT).await;
        another_ruler(page, &moved).await;
        page.press("-").await;
        page.find_no_more(&button("Show all")).await;
        page.press("+").await;
        page.find(&button("Show all")).await;
        page.press("0").await;
        page.find_no_more(&button("Show all")).await;
        assert_eq!(ruler(page).await, whole);
    });
}

#[test]
fn the_wheel_zooms_over_the_times_and_over_the_bars_while_control_is_held() {
    play(empty_hub(), async |stage| {
        open_made(stage).await;
        let page = &stage.page;
        let whole = ruler(page).await;
        page.wheel(".tl-ruler .lane", -120, None).await;
        another_ruler(page, &whole).await;
        page.click(&button("Show all")).await;
        page.find_no_more(&button("Show all")).await;
        page.wheel(".tl-body", -120, Some(keys::CONTROL)).await;
        another_ruler(page, &whole).await;
        page.find(&button("Show all")).await;
    });
}

#[test]
fn drawing_across_the_strip_of_everything_chooses_a_part_of_it() {
    play(empty_hub(), async |stage| {
        open_made(stage).await;
        let page = &stage.page;
        page.draw_across(".tl-map .lane", 0.6, 0.9).await;
        page.find(&button("Show all")).await;
        let part = seen(page).await;
        assert!(is_near(part.0, 0.6) && is_near(part.1, 0.9), "{part:?}");
        // The other way round is the same, and a press moves what is seen.
        page.draw_across(".tl-map .lane", 0.4, 0.2).await;
        page.until("the other part is seen", async || {
            let part = seen(page).await;
            (is_near(part.0, 0.2) && is_near(part.1, 0.4)).then_some(())
        })
        .await;
        page.draw_across(".tl-map .lane", 0.7, 0.7).await;
        page.until("what is seen has moved", async || {
            let part = seen(page).await;
            (is_near(part.0, 0.6) && is_near(part.1, 0.8)).then_some(())
        })
        .await;
    });
}

#[test]
fn idle_times_are_folded_and_say_how_long_they_are() {
    play(empty_hub(), async |stage| {
        open_made(stage).await;
        let page = &stage.page;
        page.see("1 idle time folded").await;
        let fold = "const it = document.querySelector('.tl-under .gap'); const all = it.parentElement.getBoundingClientRect(); \
            return [it.title, it.getBoundingClientRect().width / all.width]";
        let fold = page.run(fold, json!([])).await;
        let title = fold[0].as_str().unwrap_or_default();
        assert!(title.contains("of nothing, folded"), "{title}");
        let share = fold[1].as_f64().unwrap_or(1.0);
        assert!(share < 0.1, "an hour takes {share} of the width");
    });
}

#[test]
fn the_critical_path_is_marked_and_said_in_words() {
    play(empty_hub(), async |stage| {
        open_made(stage).await;
        let page = &stage.page;
        page.click(&button("Critical path")).await;
        let on_path = async |name: &str| {
            let row = page.text_of(&row_containing(name)).await;
            row.contains("on the critical path")
        };
        page.until("the path is marked", async || {
            on_path("Thorough").await.then_some(())
        })
        .await;
        assert!(on_path("Finish").await && on_path("timer").await);
        assert!(!on_path("Quick").await, "it took no time of its own");
        page.click(&button("Critical path")).await;
        page.until("nothing is marked any more", async || {
            (!on_path("Thorough").await).then_some(())
        })
        .await;
    });
}

#[test]
fn spans_of_one_name_are_a_group_and_can_stand_alone() {
    let hub = ServerConfig {
        history: 1_000,
        ..empty_hub()
    };
    play(hub, async |stage| {
        stage.open_instance("long-history-1000").await;
        let page = &stage.page;
        page.find(&row_containing("RebuildIndexPart × ")).await;
        page.click(&button("Group by name")).await;
        page.find_no_more(&row_containing("RebuildIndexPart × "))
            .await;
        page.until("each span has a row of its own", async || {
            (page.count(&button("RebuildIndexPart")).await > 10).then_some(())
        })
        .await;
        page.click(&button("Group by name")).await;
        page.find(&row_containing("RebuildIndexPart × ")).await;
        // A failure within a group that is closed is found all the same.
        page.press("n").await;
        page.see("The partition is being moved.").await;
    });
}

#[test]
fn times_along_the_top_are_distances_or_told_by_the_clock() {
    play(empty_hub(), async |stage| {
        open_made(stage).await;
        let page = &stage.page;
        let distances = ruler(page).await;
        assert!(distances.contains('+'), "{distances}");
        page.press("t").await;
        let clock = another_ruler(page, &distances).await;
        assert!(!clock.contains('+'), "{clock}");
        page.press("t").await;
        assert_eq!(another_ruler(page, &clock).await, distances);
    });
}
