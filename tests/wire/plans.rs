//! Plans against a devhost in which much goes wrong: every target is accounted for, is sent to at most once, and the report says what the
//! hub holds.

use std::pin::Pin;
use std::task::Poll;
use std::time::{Duration, Instant};

use devhost::faults::{Body, Effect, Fault};
use durable_api::RuntimeStatus as S;
use durable_api::act::{Kind, Operation};
use durable_api::plan::{Halt, Plan, Report, Row, Run, Script, Step, script};

use crate::client::{Client, start};
use crate::support::http::Answer;

fn terminate() -> Operation {
    Operation::Terminate {
        reason: "a plan".to_owned(),
    }
}

type Flight<'a> = Pin<Box<dyn Future<Output = (usize, std::io::Result<Answer>)> + 'a>>;

/// Runs until nothing goes on by itself, or until so many calls have left; every row is kept before its call leaves.
async fn drive(client: &Client, run: &mut Run, rows: &mut Vec<Row>, calls: usize) -> Halt {
    let began = Instant::now();
    let now = || began.elapsed().as_secs_f64() * 1_000.0;
    let mut flights: Vec<Flight<'_>> = Vec::new();
    let mut left = 0;
    loop {
        match run.next(now()) {
            Step::Keep(new) => {
                // What is kept is what can be read again.
                let read = |row: &Row| Row::from_texts(&row.to_texts()).expect("a row");
                rows.extend(new.iter().map(read));
                run.kept();
            }
            Step::Send { target, request } => {
                if !request.method.is_read() {
                    left += 1;
                }
                flights.push(Box::pin(async move {
                    (target, client.try_send(&request).await)
                }));
                if left >= calls {
                    // The page is closed: what is on its way arrives, and nobody hears of it.
                    while !flights.is_empty() {
                        first_of(&mut flights, u32::MAX).await;
                    }
                    return Halt::Paused;
                }
            }
            Step::Wait(ms) => {
                if let Some((target, answer)) = first_of(&mut flights, ms).await {
                    tell(run, target, &answer, now());
                }
            }
            Step::Halted(Halt::Key) => run.go_on(),
            Step::Halted(halt) => return halt,
            Step::Finished => return Halt::Aborted,
        }
    }
}

fn tell(run: &mut Run, target: usize, answer: &std::io::Result<Answer>, now_ms: f64) {
    use durable_api::act::Came;
    let came = match answer {
        Ok(answer) => Came::Answer {
            status: answer.status,
            body: &answer.body,
        },
        Err(_) => Came::Lost,
    };
    run.came(target, came, now_ms);
}

/// The first of several to be there, or nothing after so many milliseconds.
async fn first_of(
    flights: &mut Vec<Flight<'_>>,
    ms: u32,
) -> Option<(usize, std::io::Result<Answer>)> {
    let first = std::future::poll_fn(|context| {
        for at in 0..flights.len() {
            if let Poll::Ready(answer) = flights[at].as_mut().poll(context) {
                drop(flights.swap_remove(at));
                return Poll::Ready(answer);
            }
        }
        Poll::Pending
    });
    let patience = Duration::from_millis(ms.into());
    tokio::time::timeout(patience, first).await.ok()
}

/// Starts instances, every fifth of which has finished.
async fn many(client: &Client, count: usize) -> Vec<String> {
    let ids: Vec<String> = (0..count).map(|at| format!("many-{at:03}")).collect();
    for (at, id) in ids.iter().enumerate() {
        let function = if at % 5 == 0 {
            "HelloSequence"
        } else {
            "LongWait"
        };
        start(client, function, id, "null").await;
    }
    for (at, id) in ids.iter().enumerate() {
        let status = if at % 5 == 0 {
            S::Completed
        } else {
            S::Running
        };
        client.until(id, &status).await;
    }
    ids
}

/// How often the host was told to terminate each of these, the most of all.
fn most_calls(client: &Client, ids: &[String]) -> usize {
    let requests = client.host.control().requests();
    let calls = |id: &String| {
        let target = format!("/instances/{id}/terminate");
        requests
            .iter()
            .filter(|request| request.method == "POST" && request.target.contains(&target))
            .count()
    };
    ids.iter().map(calls).max().unwrap_or_default()
}

/// Holds the report against the hub.
async fn agrees(client: &Client, plan: &Plan, report: &Report) {
    assert_eq!(
        report.waiting + report.under_way + report.over.len(),
        plan.targets.len(),
        "every target is accounted for"
    );
    for (at, kind, said) in &report.over {
        let id = &plan.targets[*at];
        let status = client.status(id).await.expect("it is there").runtime_status;
        let agrees = match kind {
            Kind::Done => status == S::Terminated,
            Kind::Skipped => status.is_finished(),
            Kind::Rejected | Kind::Unknown | Kind::Failed => !status.is_finished(),
            Kind::NotYet | Kind::Gone | Kind::Would | Kind::LeftOut => false,
        };
        assert!(agrees, "{id}: {kind:?} {said}, and the hub says {status:?}");
    }
}

#[tokio::test]
async fn what_goes_on_is_done_what_has_finished_is_skipped_and_nothing_is_sent_twice() {
    let client = Client::plain().await;
    let ids = many(&client, 60).await;
    let plan = Plan::new(terminate(), ids.clone());
    let mut run = Run::new(plan.clone());
    drive(&client, &mut run, &mut Vec::new(), usize::MAX).await;
    let report = run.report();
    assert_eq!(report.count(Kind::Done), 48);
    assert_eq!(report.count(Kind::Skipped), 12);
    assert_eq!(most_calls(&client, &ids), 1);
    agrees(&client, &plan, &report).await;
}

#[tokio::test]
async fn however_often_it_is_cut_short_every_target_is_accounted_for_and_told_once() {
    let client = Client::plain().await;
    let ids = many(&client, 40).await;
    let control = client.host.control();
    for effect in [Effect::DropAfter, Effect::answer(503, Body::Html)] {
        let mut fault = Fault::new(effect).on("POST", "*/terminate*");
        fault.probability = Some(0.1);
        control.add_fault(fault);
    }
    let mut plan = Plan::new(terminate(), ids.clone());
    plan.pace.stop_after = None;
    let mut rows = Vec::new();
    for calls in [1, 7, 2, 11, usize::MAX] {
        let mut run = Run::restore(plan.clone(), &rows, 0.0);
        run.go_on();
        drive(&client, &mut run, &mut rows, calls).await;
        if calls == usize::MAX {
            let report = run.report();
            assert_eq!((report.waiting, report.under_way), (0, 0));
            agrees(&client, &plan, &report).await;
        }
    }
    assert_eq!(most_calls(&client, &ids), 1);
}

#[tokio::test]
async fn it_stops_by_itself_when_much_goes_wrong_in_a_row_and_goes_on_when_told() {
    let client = Client::plain().await;
    let ids = many(&client, 30).await;
    let fault = Fault::new(Effect::answer(429, Body::Empty)).on("POST", "*/terminate*");
    client.host.control().add_fault(fault);
    let mut plan = Plan::new(terminate(), ids);
    plan.pace.stop_after = Some(3);
    plan.pace.at_once = 2;
    let mut run = Run::new(plan);
    let halt = drive(&client, &mut run, &mut Vec::new(), usize::MAX).await;
    assert_eq!(halt, Halt::Trouble);
    assert!(run.report().waiting > 15, "{:?}", run.report());
    client.host.control().clear_faults();
    run.go_on();
    drive(&client, &mut run, &mut Vec::new(), usize::MAX).await;
    assert_eq!(run.report().waiting, 0);
}

#[tokio::test]
async fn an_abort_leaves_what_waits_and_a_pause_reads_what_was_sent() {
    let client = Client::plain().await;
    let ids = many(&client, 20).await;
    let plan = Plan::new(terminate(), ids);
    let mut run = Run::new(plan.clone());
    let mut rows = Vec::new();
    drive(&client, &mut run, &mut rows, 5).await;
    let mut run = Run::restore(plan.clone(), &rows, 0.0);
    let halt = drive(&client, &mut run, &mut rows, usize::MAX).await;
    assert_eq!(
        halt,
        Halt::Paused,
        "what was sent is read, and no more is sent"
    );
    let report = run.report();
    assert_eq!((report.under_way, report.count(Kind::Done)), (0, 5));
    run.abort();
    run.go_on();
    let halt = drive(&client, &mut run, &mut rows, usize::MAX).await;
    assert_eq!(halt, Halt::Aborted);
    assert_eq!(run.report().waiting, report.waiting);
    agrees(&client, &plan, &run.report()).await;
}

#[tokio::test]
async fn looking_only_sends_nothing_and_counts_what_would_be_sent() {
    let client = Client::plain().await;
    let mut ids = many(&client, 10).await;
    ids.push("nobody".to_owned());
    let mut plan = Plan::new(terminate(), ids.clone());
    plan.pace.look_only = true;
    let mut run = Run::new(plan);
    drive(&client, &mut run, &mut Vec::new(), usize::MAX).await;
    let report = run.report();
    let counts = [Kind::Would, Kind::Skipped, Kind::Gone].map(|kind| report.count(kind));
    assert_eq!(counts, [8, 2, 1]);
    assert_eq!(most_calls(&client, &ids), 0);
}

#[tokio::test]
async fn a_script_says_every_call_without_the_key() {
    let client = Client::plain().await;
    let plan = Plan::new(terminate(), Plan::ids_of("a\n\"b\", c\r\n\na"));
    assert_eq!(plan.targets, ["a", "b", "c"]);
    for (kind, mark) in [
        (Script::Bash, "curl"),
        (Script::PowerShell, "Invoke-RestMethod"),
        (Script::Func, "func durable terminate"),
    ] {
        let text = script(&plan, &|_| true, &client.address, kind, true).expect("it can be said");
        let lines = text.lines().filter(|line| line.contains(mark));
        assert_eq!(lines.count(), 3, "{text}");
    }
    let suspend = Plan::new(
        Operation::Suspend {
            reason: String::new(),
        },
        ["a".to_owned()],
    );
    let none = script(&suspend, &|_| true, &client.address, Script::Func, true);
    assert_eq!(none, None);
}

#[test]
fn the_children_of_a_tree_go_first() {
    let ids = ["r", "x", "r:1", "r:1:1", "r:2"].map(str::to_owned);
    let plan = Plan::new(terminate(), ids).children_first();
    assert_eq!(plan.targets, ["r:1:1", "r:1", "r:2", "r", "x"]);
}
