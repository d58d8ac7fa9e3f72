//! Histories made up at random: of every kind of event, of what the host writes and of what it never would.

use crate::support::Dice;

const NAMES: &[&str] = &["A", "B", "Bestellung ü", "C \\\"q\\\"", ""];

/// The events of a history, each as JSON, in an order the store could have.
pub fn events(dice: &mut Dice) -> Vec<String> {
    let mut events = Vec::new();
    let mut clock = 1_000;
    for _ in 0..dice.below(24) {
        clock += 1 + dice.below(4_000);
        one(dice, clock, &mut events);
    }
    if dice.chance(2) {
        events.insert(
            0,
            event("ExecutionStarted", 0, r#""FunctionName":"O","Input":"1""#),
        );
    }
    if dice.chance(3) {
        let status = dice.pick(&["Completed", "Failed", "Terminated", "ContinuedAsNew"]);
        events.push(event(
            "ExecutionCompleted",
            clock + 5,
            &format!(r#""OrchestrationStatus":"{status}","Result":"x""#),
        ));
    }
    events
}

/// A moment of 2026, so many milliseconds in.
pub fn time(millis: usize) -> String {
    let (seconds, millis) = (millis / 1_000, millis % 1_000);
    format!(
        "2026-01-01T{:02}:{:02}:{:02}.{millis:03}Z",
        seconds / 3_600 % 24,
        seconds / 60 % 60,
        seconds % 60
    )
}

fn event(kind: &str, at: usize, fields: &str) -> String {
    let comma = if fields.is_empty() { "" } else { "," };
    format!(
        r#"{{"EventType":"{kind}"{comma}{fields},"Timestamp":"{}"}}"#,
        time(at)
    )
}

fn task(dice: &mut Dice, outcome: &str, from: usize, at: usize) -> String {
    let base = dice.pick(&["Task", "SubOrchestrationInstance"]);
    let name = dice.pick(NAMES);
    event(
        &format!("{base}{outcome}"),
        at,
        &format!(
            r#""FunctionName":"{name}","ScheduledTime":"{}""#,
            time(from)
        ),
    )
}

fn timer(dice: &mut Dice, at: usize, events: &mut Vec<String>) -> usize {
    let due = at + dice.below(9_000);
    let fields = format!(r#""FireAt":"{}""#, time(due));
    events.push(event("TimerCreated", at, &fields));
    if !dice.chance(3) {
        events.push(event("TimerFired", at + 1, &fields));
    }
    due
}

fn one(dice: &mut Dice, at: usize, events: &mut Vec<String>) {
    let name = dice.pick(NAMES);
    match dice.below(14) {
        0 | 1 => {
            // A machine whose clock is behind ends things before they begin.
            let from = at.saturating_sub(dice.below(3_000)) + dice.below(2) * 500;
            events.push(task(dice, "Completed", from, at));
        }
        2..=4 => {
            let mut at = at;
            for _ in 0..=dice.below(4) {
                events.push(event(
                    "TaskFailed",
                    at,
                    &format!(
                        r#""FunctionName":"A","ScheduledTime":"{}""#,
                        time(at.saturating_sub(40))
                    ),
                ));
                at = timer(dice, at + 2, events) + 50;
            }
            if dice.chance(2) {
                events.push(event(
                    "TaskCompleted",
                    at,
                    &format!(r#""FunctionName":"A","ScheduledTime":"{}""#, time(at - 40)),
                ));
            }
        }
        5 => events.push(event(
            "TaskScheduled",
            at,
            &format!(r#""Name":"{name}","Input":"[1]""#),
        )),
        6 => events.push(event(
            "SubOrchestrationInstanceCreated",
            at,
            &format!(r#""Name":"{name}","InstanceId":"c-{at}""#),
        )),
        7 => {
            timer(dice, at, events);
        }
        8 => events.push(event("EventRaised", at, &format!(r#""Name":"{name}""#))),
        9 => entity(dice, at, events),
        10 => {
            events.push(event("ExecutionSuspended", at, r#""Reason":"r""#));
            if dice.chance(2) {
                events.push(event("ExecutionResumed", at + 7, ""));
            }
        }
        11 => {
            for _ in 0..dice.below(3) {
                events.push(format!(
                    r#"{{"Data":null,"EventType":"GenericEvent","Timestamp":"{}"}}"#,
                    time(at)
                ));
            }
            events.push(format!(
                r#"{{"Data":"why","EventType":"GenericEvent","Timestamp":"{}"}}"#,
                time(at + 1)
            ));
        }
        12 => events.push(event("ExecutionTerminated", at, r#""Input":"r""#)),
        _ => events.push(
            dice.pick(&[
                "7",
                "{}",
                r#"{"EventType":"Novel","Colour":1}"#,
                r#"{"EventType":"TimerFired"}"#,
                r#"{"EventType":"TaskFailed"}"#,
                r#"{"EventType":"ContinueAsNew","Timestamp":"no time"}"#,
                r#"{"EventType":"EventSent"}"#,
                r#"{"EventType":"OrchestratorStarted"}"#,
                r#"{"Name":4,"Name":"x\u00e9\ud83c\udf19","EventType":"EventRaised","Name":"y"}"#,
                r#"{"EventType":"EventRaised","Name":"\ud800"}"#,
            ])
            .to_owned(),
        ),
    }
}

fn entity(dice: &mut Dice, at: usize, events: &mut Vec<String>) {
    let sent = |name: &str, input: &str, at: usize| {
        let input = input.replace('"', r#"\""#);
        event(
            "EventSent",
            at,
            &format!(r#""InstanceId":"@c@k","Name":"{name}","Input":"{input}""#),
        )
    };
    let raised = |at: usize, id: usize| {
        event(
            "EventRaised",
            at,
            &format!(r#""Name":"id-{id}","Input":"{{\"result\":\"1\"}}""#),
        )
    };
    match dice.below(3) {
        0 => events.push(sent(
            "op",
            &format!(r#"{{"op":"add","signal":true,"id":"id-{at}"}}"#),
            at,
        )),
        1 => {
            events.push(sent("op", &format!(r#"{{"op":"get","id":"id-{at}"}}"#), at));
            if !dice.chance(3) {
                events.push(raised(at + 3, at));
            }
        }
        _ => {
            events.push(sent("op", &format!(r#"{{"op":null,"id":"id-{at}","lockset":[{{"name":"c","key":"k"}},{{"name":"d","key":"k"}}]}}"#), at));
            if !dice.chance(4) {
                events.push(raised(at + 3, at));
                if !dice.chance(4) {
                    events.push(sent("release", &format!(r#"{{"id":"id-{at}"}}"#), at + 6));
                    events.push(sent("release", &format!(r#"{{"id":"id-{at}"}}"#), at + 6));
                }
            }
        }
    }
}
