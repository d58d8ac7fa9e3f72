//! Every operation through everything that can go wrong on its way: what the page says, and what the hub then holds.

use std::time::Duration;

use devhost::faults::{Body, Effect, Fault};

use crate::acting::{action, confirm, give_pace, hub_in_address, pace};
use crate::acts::empty_hub;
use crate::harness::{Stage, button, checkbox, field, play, region};

/// What the page must say in the end.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Says {
    Done,
    Gone,
    /// The host refused, with these words of its own.
    Refused(&'static str),
    Unknown,
}

/// What goes wrong, what the page must say, and whether the hub holds the effect.
fn faults() -> Vec<(&'static str, Option<Effect>, Says, bool)> {
    let answer = |status, body, after_effect| {
        Some(Effect::Answer {
            status,
            body,
            retry_after: None,
            after_effect,
            without_cors: false,
        })
    };
    let busy = || Body::Error("the store is busy".to_owned());
    vec![
        ("nothing", None, Says::Done, true),
        ("delayed", Some(Effect::Delay { ms: 400 }), Says::Done, true),
        (
            "dropped before",
            Some(Effect::DropBefore),
            Says::Unknown,
            false,
        ),
        ("dropped after", Some(Effect::DropAfter), Says::Done, true),
        ("cut", Some(Effect::CutBody { keep: 5 }), Says::Done, true),
        ("401", answer(401, Body::Empty, false), Says::Done, true),
        ("404", answer(404, Body::Empty, false), Says::Gone, false),
        (
            "410",
            answer(410, Body::Empty, false),
            Says::Refused("410"),
            false,
        ),
        (
            "429",
            answer(429, busy(), false),
            Says::Refused("429: the store is busy"),
            false,
        ),
        ("500", answer(500, busy(), false), Says::Unknown, false),
        ("500 after", answer(500, busy(), true), Says::Done, true),
        ("503", answer(503, Body::Html, false), Says::Unknown, false),
        ("503 after", answer(503, Body::Html, true), Says::Done, true),
        (
            "a page",
            answer(200, Body::SignIn, false),
            Says::Unknown,
            false,
        ),
        (
            "a page after",
            answer(200, Body::SignIn, true),
            Says::Done,
            true,
        ),
    ]
}

/// An operation: how it is called, in which status it is tried, and by which request it leaves.
#[derive(Clone, Copy)]
struct Of {
    name: &'static str,
    status: &'static str,
    method: &'static str,
    tail: &'static str,
}

impl Of {
    const fn new(
        name: &'static str,
        status: &'static str,
        method: &'static str,
        tail: &'static str,
    ) -> Self {
        Self {
            name,
            status,
            method,
            tail,
        }
    }

    /// Whether its id is in the answer alone.
    fn is_told_its_id(self) -> bool {
        self.tail.contains("NewInstanceId=true")
    }

    fn is_of_entity(self) -> bool {
        self.tail.contains("entities")
    }

    fn is_start(self) -> bool {
        self.tail.contains("orchestrators")
    }
}

/// Brings what is acted on into being.
async fn make(stage: &Stage, of: Of, id: &str) {
    let hub = &stage.hub;
    if of.is_of_entity() {
        hub.signal("counter", id, "add", "5").await;
        stage
            .other_than("", async || hub.entity("counter", id).await)
            .await;
        return;
    }
    let function = match of.status {
        "" => return,
        "Completed" => "HelloSequence",
        "Failed" => "ThrowEarly",
        _ => "TwoGates",
    };
    hub.start(function, id, "null").await;
    if of.status == "Suspended" {
        hub.until(id, &["Running"]).await;
        hub.tell(id, "suspend?reason=test", "").await;
    }
    hub.until(id, &[of.status]).await;
    // Its times have whole seconds: what happens to it from here on shall show in them.
    stage.control().advance_clock(Duration::from_secs(2));
}

/// What an operation changes in the hub, as a text.
async fn held(stage: &Stage, of: Of, id: &str) -> String {
    let hub = &stage.hub;
    if of.is_of_entity() {
        return hub.entity("counter", id).await;
    }
    if of.is_told_its_id() {
        return hub.list_page("").await.0.len().to_string();
    }
    let status = hub.status(&format!("{id}?showHistory=true")).await;
    let history = status["historyEvents"].as_array();
    let marks = history.into_iter().flatten().filter(|event| {
        let kind = event["EventType"].as_str().unwrap_or_default();
        matches!(kind, "EventRaised" | "GenericEvent")
    });
    let created = &status["createdTime"];
    format!("{} {} {created}", status["runtimeStatus"], marks.count())
}

/// Asks for the operation, as far as the request.
async fn ask(stage: &Stage, hub: &str, of: Of, id: &str) {
    let page = &stage.page;
    if of.is_start() {
        stage.go_to(hub, "start").await;
        page.paste(&field("Orchestrator"), "LongWait").await;
        page.paste(&field("Instance id"), id).await;
        page.see("Free: the host knows no instance").await;
        page.click(&button("Start").exactly()).await;
        return;
    }
    if of.is_of_entity() {
        stage.go_to(hub, &format!("entities/counter/{id}")).await;
    } else {
        stage.go_to_instance(hub, id).await;
    }
    page.click(&action(of.name)).await;
    match of.name {
        "Raise event" => page.paste(&field("Event name"), "GateB").await,
        "Signal" => {
            page.paste(&field("Operation").exactly(), "add").await;
            page.paste(&field("Operation input"), "2").await;
        }
        "Purge" => page.paste(&field("Confirm"), "Demo hub").await,
        "Restart" if !of.is_told_its_id() => {
            page.click(&checkbox("Under the same id")).await;
        }
        "Resume" => return,
        _ => {}
    }
    page.click(&confirm(of.name)).await;
}

/// What the page says of an outcome.
fn texts(of: Of, says: Says) -> Vec<String> {
    let name = of.name;
    match says {
        Says::Done if name == "Rewind" => vec![
            "Rewind: done".to_owned(),
            "Rewind: it ran again, and failed again".to_owned(),
        ],
        Says::Done => vec![format!("{name}: done")],
        Says::Gone => vec![format!("{name}: it is not there")],
        Says::Refused(words) => vec![format!("{name}: the host refused. {words}")],
        Says::Unknown => vec![format!("{name}: unknown")],
    }
}

async fn go_through(stage: &mut Stage, of: Of) {
    for part in ["status of ", "net::ERR", "Failed to load resource"] {
        stage.page.expect_console(part);
    }
    stage.open_list().await;
    let hub = hub_in_address(&stage.page).await;
    give_pace(&stage.page).await;
    for (number, (fault, effect, says, holds)) in faults().into_iter().enumerate() {
        let what = format!("{}, {fault}", of.name);
        // An empty answer cannot be cut.
        let has_body = of.is_start() || matches!(of.name, "Restart" | "Purge");
        if fault == "cut" && !has_body {
            continue;
        }
        let id = format!("case-{number}");
        make(stage, of, &id).await;
        let before = held(stage, of, &id).await;
        if let Some(effect) = effect {
            let fault = Fault::new(effect).on(of.method, &of.tail.replace("{id}", &id));
            // Where a connection breaks, Chromium itself sends a request again: all of them fare alike.
            let is_broken = what.contains("dropped");
            let fault = if is_broken { fault } else { fault.times(1) };
            stage.control().add_fault(fault);
        }
        let says = match says {
            // The id of what was made was in the answer that was lost.
            Says::Done
                if of.is_told_its_id() && !matches!(fault, "nothing" | "delayed" | "401") =>
            {
                Says::Unknown
            }
            // No host says that of a function; a start has nothing that could be gone.
            Says::Gone if of.is_start() => Says::Refused("404"),
            says => says,
        };
        pace(&stage.page, if says == Says::Unknown { 40 } else { 1 }).await;
        ask(stage, &hub, of, &id).await;
        let page = &stage.page;
        if fault == "401" {
            page.see("the key was not accepted, and nothing was done")
                .await;
            let told = region(format!("{}, under way", of.name));
            page.paste(&field("Function key").inside(told.clone()), "any")
                .await;
            page.click(&button("Use this key").inside(told)).await;
        }
        let texts = texts(of, says);
        let texts: Vec<&str> = texts.iter().map(String::as_str).collect();
        page.see_one_of(&texts).await;
        if holds {
            stage
                .other_than(&before, async || held(stage, of, &id).await)
                .await;
        } else {
            let after = held(stage, of, &id).await;
            assert_eq!(after, before, "{what}: nothing has happened");
        }
        stage.control().clear_faults();
    }
}

macro_rules! tables {
    ($($test:ident: $name:literal, $status:literal, $method:literal, $tail:literal;)*) => {
        $(#[test]
        fn $test() {
            play(empty_hub(), async |stage| {
                go_through(stage, Of::new($name, $status, $method, $tail)).await;
            });
        })*
    };
}

tables! {
    a_start_through_all_faults: "Start", "", "POST", "*/orchestrators/LongWait/{id}*";
    an_event_through_all_faults: "Raise event", "Running", "POST", "*/instances/{id}/raiseEvent/*";
    a_terminate_through_all_faults: "Terminate", "Running", "POST", "*/instances/{id}/terminate*";
    a_suspend_through_all_faults: "Suspend", "Running", "POST", "*/instances/{id}/suspend*";
    a_resume_through_all_faults: "Resume", "Suspended", "POST", "*/instances/{id}/resume*";
    a_rewind_through_all_faults: "Rewind", "Failed", "POST", "*/instances/{id}/rewind*";
    a_restart_under_the_same_id_through_all_faults: "Restart", "Completed", "POST", "*/instances/{id}/restart?*NewInstanceId=false*";
    a_restart_under_a_new_id_through_all_faults: "Restart", "Completed", "POST", "*/instances/{id}/restart?*NewInstanceId=true*";
    a_purge_through_all_faults: "Purge", "Completed", "DELETE", "*/instances/{id}*";
    a_signal_through_all_faults: "Signal", "", "POST", "*/entities/counter/{id}*";
    a_deletion_of_an_entity_through_all_faults: "Delete", "", "DELETE", "*/entities/counter/{id}*";
}
