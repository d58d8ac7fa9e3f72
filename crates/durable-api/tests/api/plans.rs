//! Plans without a host: what they are made of, what a look at their targets says, and what a run keeps before it sends.

use durable_api::act::{Came, Kind, Operation, Risk, WhyNot};
use durable_api::filter::{Filter, Utc};
use durable_api::plan::{
    Form, Found, Halt, Look, Plan, Preset, Recipe, Review, Row, Run, Said, Stage, State, Step,
    Verdict, export_report, export_review,
};

fn ids(count: usize) -> Vec<String> {
    (0..count).map(|at| format!("it-{at}")).collect()
}

fn terminate(count: usize) -> Plan {
    Recipe::Terminate.plan(&Said::default(), ids(count))
}

fn body(runtime_status: &str, history: &str) -> String {
    format!(
        r#"{{"name":"A","instanceId":"x","runtimeStatus":"{runtime_status}","input":null,"customStatus":null,"output":null,"createdTime":"2026-01-01T00:00:00Z","lastUpdatedTime":"2026-01-01T00:00:01Z","historyEvents":[{history}]}}"#
    )
}

const STARTED: &str =
    r#"{"EventType":"ExecutionStarted","FunctionName":"A","Timestamp":"2026-01-01T00:00:00Z"}"#;

fn with(event: &str) -> String {
    format!("{STARTED},{event}")
}

/// Looks at all targets of a plan, the answers given in their order.
fn look(plan: &Plan, answers: Vec<Option<(u16, String)>>) -> Vec<Found> {
    let mut review = Review::new(plan.clone());
    let mut answers = answers.into_iter();
    loop {
        match review.next_look() {
            Look::Read { target, .. } => review.came(target, answers.next().expect("an answer")),
            Look::Done => break,
            other => panic!("{other:?}"),
        }
    }
    let found = review.found().iter().cloned();
    found.map(|it| it.expect("all were looked at")).collect()
}

#[test]
fn a_look_says_what_would_be_done_to_whom_and_why_not() {
    let mut plan = terminate(5);
    plan.targets.push("a/b".to_owned());
    plan.targets.push("@entity@key".to_owned());
    let child = with(
        r#"{"EventType":"SubOrchestrationInstanceCreated","Name":"B","InstanceId":"child-1","Timestamp":"2026-01-01T00:00:01Z"}"#,
    );
    let found = look(
        &plan,
        vec![
            Some((200, body("Running", STARTED))),
            Some((200, body("Completed", STARTED))),
            Some((200, body("Running", &child))),
            Some((404, String::new())),
            Some((503, "<html>".to_owned())),
        ],
    );
    let verdicts: Vec<Verdict> = found.iter().map(|it| it.verdict.clone()).collect();
    assert_eq!(
        verdicts,
        [
            Verdict::Eligible,
            Verdict::Skipped(WhyNot::Finished),
            Verdict::AtRisk(vec![Risk::ChildrenGoOn(vec!["child-1".to_owned()])]),
            Verdict::Gone,
            Verdict::Unread("503".to_owned()),
            Verdict::Skipped(WhyNot::Unaddressable),
            Verdict::Skipped(WhyNot::IsEntity),
        ]
    );
    for it in &found {
        assert_eq!(Found::from_texts(&it.to_texts()).as_ref(), Some(it));
    }
    let kept: Vec<_> = found.into_iter().map(Some).collect();
    let csv = export_review(&plan, &kept, Form::Csv);
    assert_eq!(csv.lines().count(), 8);
    assert!(
        csv.contains("'@entity@key,terminate,skipped: IsEntity"),
        "{csv}"
    );
}

#[test]
fn a_child_that_the_plan_has_too_is_no_risk() {
    let plan = Recipe::Terminate.plan(&Said::default(), ["child-1", "p"].map(str::to_owned));
    let child = with(
        r#"{"EventType":"SubOrchestrationInstanceCreated","Name":"B","InstanceId":"child-1","Timestamp":"2026-01-01T00:00:01Z"}"#,
    );
    let found = look(
        &plan,
        vec![
            Some((200, body("Running", STARTED))),
            Some((200, body("Running", &child))),
        ],
    );
    assert!(
        found.iter().all(|it| it.verdict == Verdict::Eligible),
        "{found:?}"
    );
}

#[test]
fn what_cannot_be_rewound_is_restarted_where_that_was_asked_for() {
    let timer = with(
        r#"{"EventType":"TimerCreated","FireAt":"2026-01-01T00:00:05Z","Timestamp":"2026-01-01T00:00:01Z"}"#,
    );
    let answers = || {
        vec![
            Some((200, body("Failed", STARTED))),
            Some((200, body("Failed", &timer))),
        ]
    };
    let plan = Recipe::Rewind.plan(&Said::default(), ids(2));
    assert_eq!(
        look(&plan, answers())[1].verdict,
        Verdict::AtRisk(vec![Risk::Timers])
    );
    let mut plan = Recipe::Mend.plan(&Said::default(), ids(2));
    let found: Vec<_> = look(&plan, answers()).into_iter().map(Some).collect();
    plan.choose(&found);
    assert_eq!(plan.operation_of(0).verb().name(), "rewind");
    assert_eq!(plan.operation_of(1), &Operation::Restart { new_id: true });
    assert!(
        found
            .iter()
            .flatten()
            .all(|it| it.verdict == Verdict::Eligible)
    );
}

#[test]
fn an_event_for_those_that_wait_leaves_the_busy_ones_alone() {
    let busy =
        with(r#"{"EventType":"TaskScheduled","Name":"Work","Timestamp":"2026-01-01T00:00:01Z"}"#);
    let said = Said {
        event: "Approval".to_owned(),
        only_waiting: true,
        ..Said::default()
    };
    let plan = Recipe::Raise.plan(&said, ids(2));
    let found = look(
        &plan,
        vec![
            Some((200, body("Running", STARTED))),
            Some((200, body("Running", &busy))),
        ],
    );
    let verdicts: Vec<&Verdict> = found.iter().map(|it| &it.verdict).collect();
    assert_eq!(verdicts, [&Verdict::Eligible, &Verdict::NotWaiting]);
}

#[test]
fn a_refused_key_keeps_the_look_waiting_and_loses_no_target() {
    let mut review = Review::new(terminate(1));
    let Look::Read { target, .. } = review.next_look() else {
        panic!("a read")
    };
    review.came(target, Some((401, String::new())));
    assert_eq!(review.next_look(), Look::Key);
    review.go_on();
    assert!(matches!(review.next_look(), Look::Read { .. }));
}

#[test]
fn every_recipe_is_kept_and_read_again_as_it_was() {
    for recipe in Recipe::ALL {
        assert_eq!(Recipe::from_name(recipe.name()), Some(recipe));
        let said = Said {
            reason: "why, \"not\"".to_owned(),
            event: "Go".to_owned(),
            data: "{\"a\":1}".to_owned(),
            same_id: true,
            only_waiting: true,
        };
        let mut plan = recipe.plan(&said, ["a".to_owned(), "b,\n".to_owned()]);
        plan.pace.per_second = Some(5);
        plan.pace.stop_after = None;
        assert_eq!(Recipe::of(&plan).0, recipe);
        assert_eq!(Plan::from_rows(&plan.to_rows()), Some(plan));
    }
    assert_eq!(Plan::from_rows(&[]), None);
}

#[test]
fn the_filters_of_what_people_ask_for_can_be_read() {
    for preset in Preset::ALL {
        if let Some(filter) = preset.filter(30) {
            assert!(Filter::parse(&filter, &Utc).is_ok(), "{filter}");
        }
    }
}

#[test]
fn an_estimate_is_by_the_rate_or_by_the_connections_whichever_is_slower() {
    let mut plan = terminate(600);
    let close = |found: (usize, f64), requests: usize, ms: f64| {
        assert_eq!(found.0, requests);
        assert!((found.1 - ms).abs() < 1.0, "{found:?}");
    };
    close(plan.estimate(600, 50.0), 1_800, 15_000.0);
    plan.pace.per_second = Some(5);
    close(plan.estimate(600, 50.0), 1_800, 120_000.0);
}

/// Lets a run go on until it waits, answering every request; how many rows it wanted kept.
fn answer(run: &mut Run, kept: bool) -> (usize, Vec<usize>) {
    let (mut rows, mut written) = (0, Vec::new());
    for _ in 0..1_000 {
        match run.next(0.0) {
            Step::Keep(new) if kept => {
                rows += new.len();
                run.kept();
            }
            Step::Keep(new) => run.not_kept(new),
            Step::Send { target, request } if request.method.is_read() => {
                let body = body("Running", "");
                run.came(
                    target,
                    Came::Answer {
                        status: 200,
                        body: &body,
                    },
                    0.0,
                );
            }
            Step::Send { target, .. } => {
                written.push(target);
                run.came(
                    target,
                    Came::Answer {
                        status: 410,
                        body: "",
                    },
                    0.0,
                );
            }
            Step::Wait(_) | Step::Halted(_) | Step::Finished => break,
        }
    }
    (rows, written)
}

#[test]
fn nothing_is_sent_that_could_not_be_kept_and_it_goes_on_when_it_can() {
    let mut run = Run::new(terminate(3));
    let (_, written) = answer(&mut run, false);
    assert_eq!((run.halt(), written.len()), (Some(Halt::Storage), 0));
    assert_eq!(run.counts().waiting, 3, "all wait again");
    run.go_on();
    let (_, mut written) = answer(&mut run, true);
    written.sort_unstable();
    assert_eq!(written, [0, 1, 2]);
}

#[test]
fn a_pause_holds_back_what_has_not_left_and_says_so_on_disk() {
    let mut run = Run::new(terminate(2));
    let mut rows: Vec<Row> = Vec::new();
    loop {
        match run.next(0.0) {
            Step::Send { target, request } => {
                assert!(request.method.is_read(), "no row is kept yet");
                let body = body("Running", "");
                run.came(
                    target,
                    Came::Answer {
                        status: 200,
                        body: &body,
                    },
                    0.0,
                );
            }
            Step::Keep(new) => {
                rows.extend(new);
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    run.pause();
    run.kept();
    while let Step::Keep(new) = run.next(0.0) {
        rows.extend(new);
        run.kept();
    }
    assert_eq!(run.next(0.0), Step::Halted(Halt::Paused));
    let again = Run::restore(terminate(2), &rows, 0.0);
    assert_eq!((again.counts().waiting, again.counts().under_way), (2, 0));
}

#[test]
fn a_lock_that_closes_in_the_middle_holds_the_call_back() {
    let mut run = Run::new(terminate(1));
    let mut is_sent = false;
    for _ in 0..20 {
        match run.next(0.0) {
            Step::Keep(_) => run.kept(),
            Step::Send { target, request } if request.method.is_read() => {
                let body = body("Running", "");
                run.came(
                    target,
                    Came::Answer {
                        status: 200,
                        body: &body,
                    },
                    0.0,
                );
            }
            Step::Send { target, .. } => {
                is_sent = true;
                run.unsent(target, true, Halt::ReadOnly, 0.0);
            }
            Step::Halted(halt) => {
                assert_eq!(halt, Halt::ReadOnly);
                break;
            }
            other => panic!("{other:?}"),
        }
    }
    assert!(is_sent);
    assert_eq!(run.stage(0), Stage::Waiting);
    run.go_on();
    assert!(
        matches!(run.next(0.0), Step::Send { .. }),
        "it is looked at again"
    );
}

#[test]
fn a_report_has_a_line_for_every_target() {
    let plan = terminate(4);
    let over = |target, kind| Row {
        target,
        state: State::Over {
            kind,
            said: "it, \"said\"".to_owned(),
        },
    };
    let rows = [
        over(0, Kind::Done),
        over(1, Kind::LeftOut),
        Row {
            target: 2,
            state: State::Sent(None),
        },
    ];
    let run = Run::restore(plan, &rows, 0.0);
    let counts = run.counts();
    assert_eq!((counts.all(), counts.waiting, counts.under_way), (4, 1, 1));
    assert_eq!(
        (counts.of(Kind::Done), counts.over(), counts.trouble()),
        (1, 2, 0)
    );
    let csv = export_report(&run, Form::Csv);
    let lines: Vec<&str> = csv.lines().collect();
    assert_eq!(
        lines,
        [
            "instanceId,operation,outcome,said",
            "it-0,terminate,done,\"it, \"\"said\"\"\"",
            "it-1,terminate,left out,\"it, \"\"said\"\"\"",
            "it-2,terminate,\"sent, being read\",",
            "it-3,terminate,not begun,",
        ]
    );
    let json = export_report(&run, Form::Json);
    let read: Vec<serde_json::Value> = serde_json::from_str(&json).expect("JSON");
    assert_eq!((read.len(), read[0]["outcome"].as_str()), (4, Some("done")));
}
