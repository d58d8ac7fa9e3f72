//! Sends what the walk wants sent, and gives it the answers.

use std::rc::Rc;

use durable_api::walk::{Ask, Doing, Failure, Ms, Stopped, What};
use durable_api::{Refusal, RuntimeStatus, StatusOptions, calls, decode};

use super::ceiling::Ceiling;
use super::core::Core;
use super::{details, reading, renew};
use crate::browser::fetch::{Abort, Answer};
use crate::browser::timers::{self, Timeout};
use crate::browser::{clock, spawn};
use crate::state::client::Client;
use crate::state::error::{ApiError, Cause};
use crate::words::Word;

/// A host that did not answer is asked again after this by itself, in milliseconds.
const TRY_AGAIN: u32 = 10_000;

/// Sends all that is due. Call it at the beginning, after every answer and every button; it wakes itself when time alone makes something due.
pub fn drive(core: &Rc<Core>) {
    if !core.is_shown.get() || !timers::is_visible() {
        return;
    }
    let asks = {
        let mut state = core.state.borrow_mut();
        let now = state.now();
        let asks = state.walk.next(now);
        for (id, abort) in &state.flights {
            if !state.walk.is_wanted(*id) {
                abort.abort();
            }
        }
        asks
    };
    for ask in asks {
        begin(core, ask);
    }
    wake_later(core);
    core.tell_walk();
}

/// One timer for what is due without an answer.
fn wake_later(core: &Rc<Core>) {
    let mut state = core.state.borrow_mut();
    let now = state.now();
    let after = match state.walk.wake_at() {
        Some(at) => u32::try_from((at - now).max(10)).unwrap_or(u32::MAX),
        None if is_worth_trying_again(state.error.as_ref())
            && has_failed(state.walk.doing(now)) =>
        {
            TRY_AGAIN
        }
        None => {
            state.wake = None;
            return;
        }
    };
    let core = Rc::downgrade(core);
    state.wake = Some(Timeout::new(after, move || {
        if let Some(core) = core.upgrade() {
            let now = core.state.borrow_mut().now();
            if has_failed(core.state.borrow().walk.doing(now)) {
                core.state.borrow_mut().walk.resume();
            }
            drive(&core);
        }
    }));
}

fn has_failed(doing: Doing) -> bool {
    matches!(doing, Doing::Stopped(Stopped::Failed(_)))
}

fn is_worth_trying_again(error: Option<&ApiError>) -> bool {
    error.is_some_and(ApiError::may_pass_by_itself)
}

fn begin(core: &Rc<Core>, ask: Ask) {
    let Some(client) = core.app.client(&core.hub, core.scope.get()) else {
        return;
    };
    let abort = Abort::new();
    let order = {
        let mut state = core.state.borrow_mut();
        state.flights.push((ask.id, abort.clone()));
        state.asked += 1;
        state.asked
    };
    let core = core.clone();
    spawn(async move {
        let outcome = send(&client, &ask.what, &abort).await;
        core.state.borrow_mut().flights.retain(|it| it.0 != ask.id);
        match outcome {
            Ok(answer) => reading::take(&core, &ask, order, answer).await,
            Err((error, after)) => {
                let why = failure(&error, &ask.what, after);
                fail(&core, ask.id, why, error);
            }
        }
        drive(&core);
    });
}

/// An error comes with the time after which a busy host wants to be asked again, where it says so and this page may read it.
async fn send(
    client: &Client,
    what: &What,
    abort: &Abort,
) -> Result<Answer, (ApiError, Option<Ms>)> {
    let (request, note) = match what {
        What::List(query) => {
            let ours = query.position.is_some() && query.top <= 100;
            (calls::list(query), ours.then_some(Word::NotePosition))
        }
        What::One(id) => (calls::status(id, StatusOptions::default()), None),
    };
    let answer = client.send(&request, note, abort).await;
    let answer = answer.map_err(|error| (error, None))?;
    if (200..300).contains(&answer.status) {
        return Ok(answer);
    }
    let after = answer.header("retry-after").and_then(|it| it.parse().ok());
    let after = after.map(|seconds: u32| Ms::from(seconds) * 1000);
    let error = ApiError::from(Refusal::read(answer.status, &answer.body));
    Err((error, after))
}

/// A body that is no list, though its status says so.
pub fn unreadable(core: &Rc<Core>, ask: u64, status: u16, body: &str) {
    let error = match decode::list_answer(status, body) {
        Err(refusal) => refusal.into(),
        Ok(_) => ApiError::new(Cause::Decode),
    };
    fail(core, ask, Failure::Refused(status), error);
}

fn fail(core: &Rc<Core>, ask: u64, why: Failure, error: ApiError) {
    let gone = {
        let mut state = core.state.borrow_mut();
        let now = state.now();
        let gone = state.walk.failed(ask, now, why).gone;
        // That one instance is gone is no trouble.
        if why != Failure::Aborted && gone.is_empty() {
            state.error = Some(error);
        }
        gone
    };
    reading::remove(core, &gone);
    core.tell();
}

fn failure(error: &ApiError, what: &What, after: Option<Ms>) -> Failure {
    let status = error.http_status.unwrap_or_default();
    match error.cause {
        Cause::Unauthorized | Cause::KeyLocked | Cause::ReadOnly => Failure::Unauthorized,
        Cause::NotFound => Failure::NotFound,
        Cause::TimedOut => Failure::TimedOut,
        Cause::Aborted => Failure::Aborted,
        Cause::Unreachable | Cause::Cut => Failure::Unreachable,
        _ if matches!(status, 429 | 502 | 503 | 504) => Failure::Busy(after),
        _ if status == 410 && matches!(what, What::One(_)) => Failure::NotFound,
        _ => Failure::Refused(status),
    }
}

/// Notes that something was answered: what failed before is over.
pub fn answered(core: &Rc<Core>) {
    let mut state = core.state.borrow_mut();
    state.error = None;
    state.answered = Some(clock::now());
}

/// Looks at everything again.
pub fn again(core: &Rc<Core>) {
    {
        let mut state = core.state.borrow_mut();
        let now = state.now();
        // What was stopped in its middle goes on; only a walk that came to its end begins anew.
        match state.walk.doing(now) {
            Doing::Stopped(_) => state.walk.resume(),
            Doing::Done | Doing::Live => state.walk.again(),
            _ => {}
        }
    }
    raise_if_spent(core);
    renew::release(core);
    drive(core);
}

/// Goes on with the key that was given now, if a key was what was missing.
pub fn key_given(core: &Rc<Core>) {
    let waits = {
        let state = core.state.borrow();
        let error = state.error.as_ref();
        error.is_some_and(|it| matches!(it.cause, Cause::Unauthorized | Cause::KeyLocked))
    };
    if waits {
        go_on(core);
    }
}

/// Goes on where it stopped; if what it may cost is spent, for as much again.
pub fn go_on(core: &Rc<Core>) {
    {
        let mut state = core.state.borrow_mut();
        // The same failure again is another one: its words may differ by now.
        state.error = None;
        state.walk.resume();
    }
    core.tell();
    raise_if_spent(core);
    drive(core);
}

fn raise_if_spent(core: &Rc<Core>) {
    let mut state = core.state.borrow_mut();
    let now = state.now();
    let spent = state.walk.snapshot(now);
    // One that was lifted stays so.
    let more = state.chosen.beyond(spent.requests, spent.bytes);
    let ceiling = Ceiling {
        requests: state.ceiling.requests.and(more.requests),
        bytes: state.ceiling.bytes.and(more.bytes),
    };
    state.ceiling = ceiling;
    state.walk.set_ceiling(ceiling.requests, ceiling.bytes);
}

/// Goes on until nothing is left, whatever it costs.
pub fn everything(core: &Rc<Core>) {
    {
        let mut state = core.state.borrow_mut();
        state.ceiling = Ceiling {
            requests: None,
            bytes: None,
        };
        state.walk.set_ceiling(None, None);
        state.walk.resume();
    }
    drive(core);
}

/// Takes another ceiling, counted from the beginning. One that is passed already stops the walk.
pub fn set_ceiling(core: &Rc<Core>, ceiling: Ceiling) {
    {
        let mut state = core.state.borrow_mut();
        state.ceiling = ceiling;
        state.chosen = ceiling;
        state.walk.set_ceiling(ceiling.requests, ceiling.bytes);
    }
    ceiling.save();
    drive(core);
}

/// Asks the host for these statuses alone, beside the walk.
pub fn ask_for(core: &Rc<Core>, statuses: &[RuntimeStatus]) {
    core.state.borrow_mut().walk.ask_for(statuses);
    drive(core);
}

/// Sends nothing more.
pub fn stop(core: &Rc<Core>) {
    details::stop(core);
    core.state.borrow_mut().walk.stop();
    drive(core);
}

/// A time in ticks as a walk counts, in milliseconds.
pub fn ms_of(ticks: Option<i64>) -> Option<Ms> {
    ticks.map(|it| it.div_euclid(rows::time::MILLISECOND))
}
