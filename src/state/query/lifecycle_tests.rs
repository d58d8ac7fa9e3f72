use super::{Event, Lifecycle, Orders, Phase};
use crate::state::error::{ApiError, Cause};

fn loaded_at(now: f64, poll: Option<f64>) -> Lifecycle {
    let mut life = Lifecycle::default();
    let ticket = life
        .step(Event::KeyChanged, 0.0)
        .send
        .expect("a changed key sends");
    life.step(
        Event::Answered {
            ticket,
            changed: true,
            poll,
        },
        now,
    );
    life
}

fn unreachable() -> ApiError {
    ApiError::new(Cause::Unreachable)
}

fn fail(life: &mut Lifecycle, error: ApiError, now: f64) {
    let ticket = life
        .step(Event::Refresh, now)
        .send
        .expect("a refresh sends");
    life.step(Event::Failed { ticket, error }, now);
}

#[test]
fn the_first_question_is_sent_and_awaited() {
    let mut life = Lifecycle::default();
    assert_eq!(life.phase(), Phase::Idle);
    let orders = life.step(Event::KeyChanged, 5.0);
    assert_eq!(
        orders,
        Orders {
            forget: true,
            send: Some(1),
            ..Orders::default()
        }
    );
    assert_eq!(life.phase(), Phase::Waiting(5.0));
}

#[test]
fn data_stays_while_it_is_refreshed() {
    let mut life = loaded_at(1.0, None);
    assert_eq!(life.phase(), Phase::Fresh);
    let orders = life.step(Event::Refresh, 2.0);
    assert!(!orders.forget && orders.send.is_some());
    assert_eq!(life.phase(), Phase::Refreshing);
}

#[test]
fn data_is_marked_stale_after_a_failed_refresh_and_fresh_after_the_next_good_one() {
    let mut life = loaded_at(1.0, None);
    fail(&mut life, unreachable(), 2.0);
    assert_eq!(life.phase(), Phase::Stale(unreachable()));
    assert_eq!(
        life.data_at(),
        Some(1.0),
        "the age shown stays that of the data"
    );
    let ticket = life.step(Event::Refresh, 3.0).send.expect("sent");
    assert_eq!(
        life.phase(),
        Phase::Stale(unreachable()),
        "still stale until the answer is here"
    );
    life.step(
        Event::Answered {
            ticket,
            changed: false,
            poll: None,
        },
        4.0,
    );
    assert_eq!(life.phase(), Phase::Fresh);
}

#[test]
fn a_failure_without_data_is_a_failure_and_never_an_empty_answer() {
    let mut life = Lifecycle::default();
    fail(&mut life, unreachable(), 1.0);
    assert_eq!(life.phase(), Phase::Failed(unreachable()));
}

#[test]
fn another_key_aborts_forgets_and_drops_the_late_answer() {
    let mut life = Lifecycle::default();
    let first = life.step(Event::KeyChanged, 0.0).send.expect("sent");
    let orders = life.step(Event::KeyChanged, 1.0);
    assert!(orders.abort && orders.forget);
    assert_eq!(
        life.step(
            Event::Answered {
                ticket: first,
                changed: true,
                poll: None
            },
            2.0
        ),
        Orders::default()
    );
    assert_eq!(
        life.step(
            Event::Failed {
                ticket: first,
                error: unreachable()
            },
            2.0
        ),
        Orders::default()
    );
    assert_eq!(life.phase(), Phase::Waiting(1.0));
}

#[test]
fn a_closed_query_aborts_and_accepts_nothing_any_more() {
    let mut life = Lifecycle::default();
    let ticket = life.step(Event::KeyChanged, 0.0).send.expect("sent");
    assert!(life.step(Event::Closed, 1.0).abort);
    assert!(
        !life
            .step(
                Event::Answered {
                    ticket,
                    changed: true,
                    poll: Some(1.0)
                },
                2.0
            )
            .accept
    );
    assert_eq!(life.wake_at(), None);
}

#[test]
fn asking_twice_sends_once() {
    let mut life = Lifecycle::default();
    assert!(life.step(Event::Refresh, 0.0).send.is_some());
    assert_eq!(life.step(Event::Refresh, 1.0), Orders::default());
    assert_eq!(life.step(Event::Due, 1.0), Orders::default());
}

#[test]
fn polling_slows_down_while_nothing_changes_and_speeds_up_when_it_does() {
    let mut life = loaded_at(0.0, Some(2_000.0));
    assert_eq!(life.wake_at(), Some(2_000.0));
    let mut pauses = Vec::new();
    let mut now = 2_000.0;
    for _ in 0..10 {
        let ticket = life.step(Event::Due, now).send.expect("due sends");
        life.step(
            Event::Answered {
                ticket,
                changed: false,
                poll: Some(2_000.0),
            },
            now,
        );
        let wake = life.wake_at().expect("it goes on polling");
        pauses.push(wake - now);
        now = wake;
    }
    assert!(pauses.is_sorted());
    assert_eq!(pauses.first(), Some(&3_000.0));
    assert_eq!(pauses.last(), Some(&30_000.0));
    let ticket = life.step(Event::Due, now).send.expect("due sends");
    life.step(
        Event::Answered {
            ticket,
            changed: true,
            poll: Some(2_000.0),
        },
        now,
    );
    assert_eq!(life.wake_at(), Some(now + 2_000.0));
}

#[test]
fn what_cannot_change_any_more_is_not_polled() {
    assert_eq!(loaded_at(0.0, None).wake_at(), None);
}

#[test]
fn failing_reads_are_tried_again_ever_more_rarely() {
    let mut life = Lifecycle::default();
    let mut pauses = Vec::new();
    for _ in 0..8 {
        fail(&mut life, unreachable(), 0.0);
        pauses.push(life.wake_at().expect("tried again"));
    }
    assert_eq!(pauses[..3], [2_000.0, 4_000.0, 8_000.0]);
    assert_eq!(pauses.last(), Some(&60_000.0));
}

#[test]
fn what_only_the_user_can_mend_is_not_tried_again() {
    let mut life = loaded_at(0.0, Some(1_000.0));
    fail(&mut life, ApiError::new(Cause::Unauthorized), 1.0);
    assert_eq!(life.wake_at(), None);
}

#[test]
fn a_hidden_tab_does_not_poll_and_catches_up_when_it_comes_back() {
    let mut life = loaded_at(0.0, Some(2_000.0));
    life.step(Event::Hidden, 1.0);
    assert_eq!(life.wake_at(), None);
    assert_eq!(life.step(Event::Due, 3_000.0), Orders::default());
    assert!(life.step(Event::Shown, 9_000.0).send.is_some());
}

#[test]
fn a_tab_that_comes_back_early_waits_for_its_time() {
    let mut life = loaded_at(0.0, Some(2_000.0));
    life.step(Event::Hidden, 1.0);
    assert_eq!(life.step(Event::Shown, 500.0), Orders::default());
    assert_eq!(life.wake_at(), Some(2_000.0));
}

#[test]
fn a_new_key_asks_again_for_what_failed_without_it_and_for_nothing_else() {
    let mut life = loaded_at(0.0, Some(1_000.0));
    fail(&mut life, ApiError::new(Cause::Unauthorized), 1.0);
    let orders = life.step(Event::KeyGiven, 2.0);
    assert!(orders.send.is_some() && !orders.forget, "the data stays");
    assert_eq!(life.step(Event::KeyGiven, 3.0), Orders::default(), "once");

    let mut fine = loaded_at(0.0, None);
    assert_eq!(fine.step(Event::KeyGiven, 1.0), Orders::default());
    fail(&mut fine, unreachable(), 2.0);
    assert_eq!(fine.step(Event::KeyGiven, 3.0), Orders::default());
}
