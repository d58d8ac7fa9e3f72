//! What is said before an operation is sent: its risks, its grade, its request. How it goes stands in `tests/wire/acts.rs`.

use crate::support::body;
use durable_api::act::{Act, Came, Grade, Kind, Operation, Outcome, Risk, Seen, Todo, risks};
use durable_api::{Generation, HistoryModel, InstanceStatus, RuntimeStatus, Start, decode};

fn reason() -> String {
    String::new()
}

fn recorded(scenario: &str, name: &str) -> (InstanceStatus, HistoryModel) {
    let status = decode::status_answer(200, &body(scenario, name)).unwrap();
    let model = HistoryModel::build(status.history.as_deref().unwrap_or_default());
    (status, model)
}

fn of(status: RuntimeStatus) -> InstanceStatus {
    InstanceStatus {
        instance_id: "i".into(),
        runtime_status: status,
        ..InstanceStatus::default()
    }
}

#[test]
fn a_rewind_warns_when_the_history_holds_timers_or_retries() {
    let rewind = Operation::Rewind { reason: reason() };
    let (status, model) = recorded("rewind", "failed again");
    let found = risks(&rewind, &status, Some(&model));
    assert!(found.contains(&Risk::Timers), "{found:?}");
    assert_eq!(risks(&rewind, &status, None), [Risk::HistoryUnknown]);
    let plain = HistoryModel::default();
    assert_eq!(risks(&rewind, &status, Some(&plain)), []);
}

#[test]
fn a_terminate_names_the_children_that_go_on() {
    let terminate = Operation::Terminate { reason: reason() };
    let (status, model) = recorded("pending-work", "waiting for much: history");
    let found = risks(&terminate, &status, Some(&model));
    assert!(
        matches!(found.as_slice(), [Risk::ChildrenGoOn(ids)] if ids.len() == 1 && ids[0].ends_with(":child")),
        "{found:?}"
    );
}

#[test]
fn a_restart_or_start_under_a_finished_id_warns_that_its_run_is_overwritten() {
    let start = Operation::Start {
        what: Start::default(),
        overwrite: true,
    };
    let done = of(RuntimeStatus::Completed);
    assert_eq!(risks(&start, &done, None), [Risk::RunIsOverwritten]);
    let same = Operation::Restart { new_id: false };
    assert!(risks(&same, &done, None).contains(&Risk::RunIsOverwritten));
    let new = Operation::Restart { new_id: true };
    assert_eq!(risks(&new, &done, None), [Risk::RunsAgain]);
    assert_eq!(Grade::of(&start, 1, false), Grade::Dialog);
}

#[test]
fn a_purge_of_what_runs_is_told_apart() {
    let purge = Operation::Purge {
        unfinished_too: true,
    };
    let found = risks(&purge, &of(RuntimeStatus::Running), None);
    assert!(found.contains(&Risk::PurgeOfRunning), "{found:?}");
    let found = risks(&purge, &of(RuntimeStatus::Failed), None);
    assert_eq!(found, [Risk::HistoryIsLost]);
}

#[test]
fn more_is_asked_of_who_does_more() {
    let terminate = Operation::Terminate { reason: reason() };
    let resume = Operation::Resume { reason: reason() };
    let suspend = Operation::Suspend { reason: reason() };
    let purge = Operation::Purge {
        unfinished_too: false,
    };
    for (operation, targets, guarded, grade) in [
        (&resume, 1, false, Grade::Nothing),
        (&suspend, 1, false, Grade::Inline),
        (&terminate, 1, false, Grade::Dialog),
        (&terminate, 20, false, Grade::Dialog),
        (&terminate, 21, false, Grade::Typed),
        (&purge, 1, false, Grade::Typed),
        (&resume, 1, true, Grade::Typed),
    ] {
        assert_eq!(
            Grade::of(operation, targets, guarded),
            grade,
            "{operation:?}"
        );
    }
}

#[test]
fn an_answer_that_breaks_off_says_by_its_status_whether_it_was_accepted() {
    for (status, kind) in [(202, Kind::NotYet), (500, Kind::Unknown)] {
        let operation = Operation::Terminate { reason: reason() };
        let mut act = Act::new(operation, "i", Generation::Current);
        assert!(matches!(act.next(0.0), Todo::Read(_)));
        let body = r#"{"instanceId":"i","runtimeStatus":"Running"}"#;
        act.came(Came::Answer { status: 202, body }, 0.0);
        assert!(matches!(act.next(0.0), Todo::Write(_)));
        assert!(matches!(act.next(0.0), Todo::Wait(_)), "it is given once");
        act.came(Came::Cut { status }, 0.0);
        for at in [5_000.0, 60_000.0] {
            assert!(matches!(act.next(at), Todo::Read(_)));
            act.came(Came::Answer { status: 202, body }, at);
        }
        assert_eq!(act.outcome().map(Outcome::kind), Some(kind), "{status}");
        act.watch_on(60_000.0);
        assert_eq!(
            act.outcome(),
            None,
            "it is read again, for as long as somebody likes"
        );
        assert!(!matches!(act.next(60_000.0), Todo::Write(_)));
    }
}

#[test]
fn what_did_not_leave_may_leave_later() {
    let operation = Operation::Terminate { reason: reason() };
    let mut act = Act::new(operation, "i", Generation::Current);
    act.next(0.0);
    let body = r#"{"instanceId":"i","runtimeStatus":"Running"}"#;
    act.came(Came::Answer { status: 202, body }, 0.0);
    assert!(matches!(act.next(0.0), Todo::Write(_)));
    act.came(Came::Unsent, 0.0);
    assert!(!act.was_sent());
    assert!(matches!(act.next(0.0), Todo::Write(_)));
}

#[test]
fn what_was_seen_is_kept_as_texts() {
    for marks in [None, Some(0), Some(12)] {
        let seen = Seen {
            status: RuntimeStatus::Failed,
            created: "2026-11-21T07:00:00Z".into(),
            updated: "2026-11-21T07:02:00Z".into(),
            marks,
        };
        assert_eq!(Seen::from_row(&seen.to_row()), Some(seen));
    }
    assert_eq!(Seen::from_row(&[]), None);
}
