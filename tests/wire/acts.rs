//! Acts on single instances and entities: every operation in every status it can meet, and with everything that can go wrong on the way.

use std::time::Duration;

use devhost::faults::{Body, Effect, Fault};
use durable_api::act::{Act, Kind, Operation as O, Outcome, WhyNot};
use durable_api::{Generation, RuntimeStatus as S, Start, entity_calls};

use crate::client::{Client, start};
use crate::drive::{PATIENCE_MS, drive, drive_act};

fn because() -> String {
    "a test".to_owned()
}

fn terminate() -> O {
    O::Terminate { reason: because() }
}

fn suspend() -> O {
    O::Suspend { reason: because() }
}

fn resume() -> O {
    O::Resume { reason: because() }
}

fn rewind() -> O {
    O::Rewind { reason: because() }
}

fn raise(event: &str) -> O {
    O::RaiseEvent {
        event: event.to_owned(),
        data: "1".to_owned(),
    }
}

fn begin(function: &str, overwrite: bool) -> O {
    let what = Start {
        function: function.to_owned(),
        ..Start::default()
    };
    O::Start { what, overwrite }
}

fn purge(unfinished_too: bool) -> O {
    O::Purge { unfinished_too }
}

const SAME: O = O::Restart { new_id: false };
const NEW: O = O::Restart { new_id: true };

/// All operations on instances, consents given.
fn all() -> [O; 9] {
    [
        begin("LongWait", true),
        raise("GateB"),
        terminate(),
        suspend(),
        resume(),
        rewind(),
        SAME,
        NEW,
        purge(true),
    ]
}

/// Brings an instance of a status into being.
async fn make(client: &Client, id: &str, status: &S) {
    let function = match status {
        S::Completed => "HelloSequence",
        S::Failed => "ThrowEarly",
        _ => "TwoGates",
    };
    start(client, function, id, "null").await;
    match status {
        S::Completed | S::Failed => {}
        _ => drop(client.until(id, &S::Running).await),
    }
    match status {
        S::Suspended => client.accepted(&suspend().request(id)).await,
        S::Terminated => client.accepted(&terminate().request(id)).await,
        _ => {}
    }
    client.until(id, status).await;
    // Its times have whole seconds: what happens to it from here on shall show in them.
    client.host.control().advance_clock(Duration::from_secs(2));
}

/// What must come of an operation in a status: nothing is sent for a reason, or it comes true.
fn expected(operation: &O, status: &S) -> Result<(), WhyNot> {
    match (operation, status) {
        (O::Terminate { .. }, S::Terminated) | (O::Suspend { .. }, S::Suspended) => {
            Err(WhyNot::AlreadySo)
        }
        (
            O::Terminate { .. } | O::Suspend { .. } | O::Resume { .. } | O::RaiseEvent { .. },
            S::Completed | S::Failed | S::Terminated,
        ) => Err(WhyNot::Finished),
        (O::Resume { .. }, S::Running) => Err(WhyNot::NotSuspended),
        (O::Rewind { .. }, S::Running | S::Suspended | S::Completed | S::Terminated) => {
            Err(WhyNot::NotFailed)
        }
        (O::Restart { new_id: false } | O::Start { .. }, S::Running | S::Suspended) => {
            Err(WhyNot::StillRunning)
        }
        _ => Ok(()),
    }
}

#[tokio::test]
async fn every_operation_comes_true_or_is_not_sent_for_a_reason_in_every_status() {
    let client = Client::plain().await;
    let statuses = [
        S::Running,
        S::Suspended,
        S::Completed,
        S::Failed,
        S::Terminated,
    ];
    for (number, operation) in all().into_iter().enumerate() {
        for status in &statuses {
            let what = format!("{:?} of {status:?}", operation.verb());
            let id = format!("table-{number}-{}", status.as_str());
            make(&client, &id, status).await;
            let driven = drive(&client, operation.clone(), &id).await;
            let sent = if let Err(why) = expected(&operation, status) {
                assert!(
                    matches!(&driven.outcome, Outcome::Skipped(it, Some(seen)) if *it == why && seen.status == *status),
                    "{what}: {driven:?}"
                );
                0
            } else {
                // An event to what is suspended is kept until it is resumed; a rewound one may fail again.
                let kinds: &[Kind] = match (&operation, status) {
                    (O::RaiseEvent { .. }, S::Suspended) => &[Kind::NotYet, Kind::Done],
                    (O::Rewind { .. }, _) => &[Kind::Done, Kind::Failed],
                    _ => &[Kind::Done],
                };
                assert!(kinds.contains(&driven.outcome.kind()), "{what}: {driven:?}");
                let made = driven.made.as_deref();
                assert!(takes_effect(&client, &operation, &id, made).await, "{what}");
                1
            };
            assert_eq!(driven.writes, sent, "{what}");
        }
    }
}

/// Whether the hub holds what was asked for, within a while.
async fn takes_effect(client: &Client, operation: &O, id: &str, made: Option<&str>) -> bool {
    for _ in 0..200 {
        if took_effect(client, operation, id, made).await {
            return true;
        }
        tokio::time::sleep(Duration::from_millis(10)).await;
    }
    false
}

/// Whether the hub holds what was asked for.
async fn took_effect(client: &Client, operation: &O, id: &str, made: Option<&str>) -> bool {
    let now = client.status(id).await.ok();
    let is = |status: &S| now.as_ref().is_some_and(|it| it.runtime_status == *status);
    let history = now
        .as_ref()
        .and_then(|it| it.history.clone())
        .unwrap_or_default();
    let has = |kind: &str| history.iter().any(|event| event.kind.as_str() == kind);
    match operation {
        O::Start { what, .. } => now.as_ref().is_some_and(|it| it.name == what.function),
        O::RaiseEvent { .. } => has("EventRaised") || is(&S::Suspended),
        O::Terminate { .. } => is(&S::Terminated),
        O::Suspend { .. } => is(&S::Suspended),
        O::Resume { .. } => is(&S::Running),
        O::Rewind { .. } => has("GenericEvent") || !is(&S::Failed),
        O::Restart { new_id: true } => match made {
            Some(made) => made != id && client.status(made).await.is_ok(),
            None => false,
        },
        O::Restart { new_id: false } => now
            .as_ref()
            .is_some_and(|it| it.runtime_status == S::Running || has("ExecutionStarted")),
        O::Purge { .. } => now.is_none(),
        O::Signal { .. } | O::DeleteEntity => false,
    }
}

#[tokio::test]
async fn an_unknown_id_is_gone_and_nothing_is_sent_to_it() {
    let client = Client::plain().await;
    for operation in all().into_iter().skip(1) {
        let driven = drive(&client, operation, "nobody").await;
        assert_eq!((driven.outcome, driven.writes), (Outcome::Gone, 0));
    }
}

#[tokio::test]
async fn what_the_host_cannot_be_asked_for_is_not_asked() {
    let client = Client::plain().await;
    for (operation, id, generation, why) in [
        (
            terminate(),
            "batch/7",
            Generation::Current,
            WhyNot::Unaddressable,
        ),
        (
            terminate(),
            "@counter@a",
            Generation::Current,
            WhyNot::IsEntity,
        ),
        (
            O::DeleteEntity,
            "order",
            Generation::Current,
            WhyNot::IsEntity,
        ),
        (suspend(), "order", Generation::First, WhyNot::OldGeneration),
    ] {
        let driven = drive_act(&client, Act::new(operation, id, generation)).await;
        assert_eq!(driven.outcome, Outcome::Skipped(why, None), "{id}");
    }
    assert!(client.host.control().requests().is_empty());
}

/// What happens to a write on its way, what must come of it, and whether the hub holds the effect.
fn faults() -> Vec<(&'static str, Option<Effect>, Kind, bool)> {
    let answer = |status, body, after_effect| {
        Some(Effect::Answer {
            status,
            body,
            retry_after: None,
            after_effect,
            without_cors: false,
        })
    };
    let error = || Body::Error("the store is busy".to_owned());
    vec![
        ("nothing goes wrong", None, Kind::Done, true),
        ("delayed", Some(Effect::Delay { ms: 300 }), Kind::Done, true),
        (
            "dropped before",
            Some(Effect::DropBefore),
            Kind::Unknown,
            false,
        ),
        ("dropped after", Some(Effect::DropAfter), Kind::Done, true),
        ("401", answer(401, Body::Empty, false), Kind::Done, true),
        ("404", answer(404, Body::Empty, false), Kind::Gone, false),
        (
            "410",
            answer(410, Body::Empty, false),
            Kind::Rejected,
            false,
        ),
        (
            "429",
            answer(429, Body::Empty, false),
            Kind::Rejected,
            false,
        ),
        ("500", answer(500, error(), false), Kind::Unknown, false),
        ("500 after", answer(500, error(), true), Kind::Done, true),
        ("503", answer(503, Body::Html, false), Kind::Unknown, false),
        ("503 after", answer(503, Body::Html, true), Kind::Done, true),
        (
            "stopped",
            answer(403, Body::Stopped, false),
            Kind::Rejected,
            false,
        ),
        (
            "a page with 200",
            answer(200, Body::SignIn, false),
            Kind::Unknown,
            false,
        ),
        (
            "a page with 200 after",
            answer(200, Body::SignIn, true),
            Kind::Done,
            true,
        ),
    ]
}

/// The status in which an operation is tried.
fn home(operation: &O) -> S {
    match operation {
        O::Resume { .. } => S::Suspended,
        O::Rewind { .. } => S::Failed,
        O::Restart { .. } | O::Purge { .. } | O::Start { .. } => S::Completed,
        _ => S::Running,
    }
}

#[tokio::test]
async fn whatever_goes_wrong_on_the_way_it_is_sent_once_and_the_outcome_is_what_the_hub_holds() {
    let client = Client::plain().await;
    let control = client.host.control();
    let tables = all().into_iter().enumerate().map(|(number, operation)| {
        let (client, control) = (&client, &control);
        async move {
            for (at, (fault, effect, kind, holds)) in faults().into_iter().enumerate() {
                let what = format!("{:?}, {fault}", operation.verb());
                let id = format!("fault-{number}-{at}");
                make(client, &id, &home(&operation)).await;
                if let Some(effect) = effect {
                    let request = operation.request(&id);
                    let fault = Fault::new(effect).on(request.method.as_str(), &format!("*{id}*"));
                    control.add_fault(fault.times(1));
                }
                let driven = drive(client, operation.clone(), &id).await;
                let kind = match (&operation, kind) {
                    // The new id was in the answer that was lost.
                    (O::Restart { new_id: true }, Kind::Done) if driven.made.is_none() => {
                        Kind::Unknown
                    }
                    // A start has nothing that could be gone.
                    (O::Start { .. }, Kind::Gone) => Kind::Rejected,
                    // A rewound one fails again.
                    (O::Rewind { .. }, Kind::Done) if driven.outcome.kind() == Kind::Failed => {
                        Kind::Failed
                    }
                    (_, kind) => kind,
                };
                assert_eq!(driven.outcome.kind(), kind, "{what}: {driven:?}");
                let asked = usize::from(fault == "401");
                assert_eq!(
                    (driven.keys_asked, driven.writes),
                    (asked, 1 + asked),
                    "{what}"
                );
                let is_told = driven.made.is_some() || operation != NEW;
                if is_told {
                    let held = if holds {
                        takes_effect(client, &operation, &id, driven.made.as_deref()).await
                    } else {
                        took_effect(client, &operation, &id, driven.made.as_deref()).await
                    };
                    let was_there = matches!(operation, O::Restart { new_id: false });
                    assert!(
                        held == holds || was_there,
                        "{what}: the hub holds it: {held}"
                    );
                }
            }
        }
    });
    futures_join(tables).await;
}

/// All at once, so that their waiting is waited for together.
async fn futures_join(tables: impl Iterator<Item = impl Future<Output = ()>>) {
    let mut tables: Vec<_> = tables.map(Box::pin).collect();
    std::future::poll_fn(|context| {
        tables.retain_mut(|table| table.as_mut().poll(context).is_pending());
        if tables.is_empty() {
            std::task::Poll::Ready(())
        } else {
            std::task::Poll::Pending
        }
    })
    .await;
}

#[tokio::test]
async fn a_history_that_does_not_come_keeps_nobody_from_acting() {
    let client = Client::plain().await;
    make(&client, "blind", &S::Running).await;
    let broken = Fault::new(Effect::answer(500, Body::Html)).on("GET", "*?showHistory=true*");
    client.host.control().add_fault(broken);
    let driven = drive(&client, raise("GateB"), "blind").await;
    assert_eq!(
        driven.outcome,
        Outcome::Accepted,
        "accepted, and nothing more can be seen"
    );
    client.host.control().clear_faults();
    assert!(takes_effect(&client, &raise("GateB"), "blind", None).await);
}

#[tokio::test]
async fn what_cannot_be_read_is_not_written_to() {
    let client = Client::plain().await;
    make(&client, "unread", &S::Running).await;
    client
        .host
        .control()
        .add_fault(Fault::new(Effect::answer(503, Body::Html)).on("GET", "*"));
    let driven = drive(&client, terminate(), "unread").await;
    assert!(
        matches!(driven.outcome, Outcome::Unread(Some(_))),
        "{driven:?}"
    );
    assert_eq!(driven.writes, 0);
}

#[tokio::test]
async fn a_terminate_that_nobody_picks_up_is_accepted_and_not_done() {
    let client = Client::plain().await;
    make(&client, "slow", &S::Running).await;
    client.host.control().hold_clock();
    let driven = drive(&client, terminate(), "slow").await;
    assert!(
        matches!(&driven.outcome, Outcome::NotYet(Some(seen)) if seen.status == S::Running),
        "{driven:?}"
    );
    client.host.control().release_clock();
    client.until("slow", &S::Terminated).await;
}

#[tokio::test]
async fn what_was_sent_before_a_crash_is_read_and_never_sent_again() {
    let client = Client::plain().await;
    for (id, arrived) in [("crashed-1", true), ("crashed-2", false)] {
        make(&client, id, &S::Running).await;
        if arrived {
            client.accepted(&terminate().request(id)).await;
        }
        let act = Act::after_loss(terminate(), id, None, 0.0).with_patience(PATIENCE_MS);
        let driven = drive_act(&client, act).await;
        let kind = if arrived { Kind::Done } else { Kind::Unknown };
        assert_eq!((driven.outcome.kind(), driven.writes), (kind, 0), "{id}");
    }
}

#[tokio::test]
async fn a_look_sends_nothing_and_says_what_would_be_sent() {
    let client = Client::plain().await;
    make(&client, "look-1", &S::Running).await;
    make(&client, "look-2", &S::Completed).await;
    for (id, kind) in [
        ("look-1", Kind::Would),
        ("look-2", Kind::Skipped),
        ("look-3", Kind::Gone),
    ] {
        let act = Act::new(terminate(), id, Generation::Current).look_only();
        let driven = drive_act(&client, act).await;
        assert_eq!((driven.outcome.kind(), driven.writes), (kind, 0), "{id}");
    }
}

#[tokio::test]
async fn a_start_makes_what_was_not_there_and_overwrites_only_with_consent() {
    let client = Client::plain().await;
    let driven = drive(&client, begin("LongWait", false), "fresh").await;
    assert_eq!(
        (driven.outcome.kind(), driven.made.as_deref()),
        (Kind::Done, Some("fresh"))
    );
    make(&client, "old", &S::Completed).await;
    let driven = drive(&client, begin("LongWait", false), "old").await;
    assert!(
        matches!(
            driven.outcome,
            Outcome::Skipped(WhyNot::WouldOverwrite, Some(_))
        ),
        "{driven:?}"
    );
    let driven = drive(&client, begin("NoSuchFunction", false), "none").await;
    let Outcome::Refused(refusal) = driven.outcome else {
        panic!("{driven:?}");
    };
    assert!(
        refusal.says().is_some_and(|said| said.contains("LongWait")),
        "{refusal:?}"
    );
}

#[tokio::test]
async fn an_entity_is_signalled_and_deleted_and_its_state_tells() {
    let client = Client::plain().await;
    let add = |operation: &str| O::Signal {
        operation: operation.to_owned(),
        data: Some("2".to_owned()),
    };
    let driven = drive(&client, add("add"), "@counter@acts").await;
    assert!(
        matches!(&driven.outcome, Outcome::Done(Some(_))),
        "{driven:?}"
    );
    let state = client
        .send(&entity_calls::entity_state("counter", "acts"))
        .await;
    assert!(state.body.contains('2'), "{state:?}");
    let unknown = drive(&client, add("nothing"), "@counter@acts").await;
    assert_eq!(
        unknown.outcome,
        Outcome::Accepted,
        "accepted, and its state is as it was"
    );
    let driven = drive(&client, O::DeleteEntity, "@counter@acts").await;
    assert_eq!(driven.outcome.kind(), Kind::Done, "{driven:?}");
    let again = drive(&client, O::DeleteEntity, "@counter@acts").await;
    assert_eq!((again.outcome, again.writes), (Outcome::Gone, 0));
}
