//! Keeps the matching rows in order as rows come and change: seldom enough to cost little, in slices that hold nothing up.

use std::rc::Rc;

use durable_api::column::Column;
use durable_api::matches::Matches;
use durable_api::walk::Doing;

use super::core::Core;
use super::goal::{Goal, ticks};
use crate::browser::slices::{Slice, pause};
use crate::browser::timers::Timeout;
use crate::browser::{clock, spawn};

/// While rows come the list is put in order at most so often, in milliseconds, and never for more than a sixth of the time.
const OFTEN: f64 = 120.0;
const SELDOM: f64 = 2_000.0;
const SHARE: f64 = 6.0;
/// After so many milliseconds what was put in order is shown, though more is to come.
const PATIENCE: f64 = 600.0;
/// How long a change is marked, in milliseconds.
const MARKED: f64 = 2_500.0;

/// Puts what came in order soon; at once when nothing more is to come.
pub fn soon(core: &Rc<Core>) {
    let is_over = {
        let mut state = core.state.borrow_mut();
        let now = state.now();
        matches!(state.walk.doing(now), Doing::Done | Doing::Stopped(_))
    };
    if is_over {
        // In the place of a timer that would fire later.
        core.state.borrow_mut().renewal = None;
    }
    after(core, if is_over { 0.0 } else { OFTEN });
}

/// Puts what came in order after so many milliseconds, or later where that takes long.
fn after(core: &Rc<Core>, least: f64) {
    let mut state = core.state.borrow_mut();
    if core.is_renewing.get() || state.renewal.is_some() {
        return;
    }
    let wait = if state.shown.is_empty() || least == 0.0 {
        0.0
    } else {
        (state.renewal_took * SHARE).clamp(least, SELDOM)
    };
    let weak = Rc::downgrade(core);
    // At most two seconds.
    #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
    let wait = wait as u32;
    state.renewal = Some(Timeout::new(wait, move || {
        if let Some(core) = weak.upgrade() {
            core.state.borrow_mut().renewal = None;
            now(&core);
        }
    }));
}

/// Looks for something else from now on.
pub fn look_for(core: &Rc<Core>, goal: Goal) {
    let zone = core.zone();
    {
        let mut state = core.state.borrow_mut();
        let now = ticks(clock::now());
        let aim = goal.aim(now, &zone);
        state.walk.set_aim(aim);
        // Another list holds all there is; the same one looked at again keeps who waits.
        if state.goal != goal {
            state.newer.clear();
        }
        state.matches = Matches::new(
            &goal.filter,
            now,
            &zone,
            goal.column.sort(now),
            goal.descending,
        );
        // Of rows beyond a million texts are kept only where somebody looks at them.
        let needs = Column::needs(std::slice::from_ref(&goal.column));
        let needs = needs.with(state.matches.needs());
        state.held.instances.set_needs(needs);
        state.goal = goal;
    }
    now(core);
}

/// Looks again at what other rows match though none changed: those of the last two hours, for one.
pub fn move_on(core: &Rc<Core>) {
    let goal = {
        let state = core.state.borrow();
        let moves = state.goal.filter.moves() || state.goal.column == Column::Duration;
        (moves && core.is_shown.get()).then(|| state.goal.clone())
    };
    if let Some(goal) = goal {
        look_for(core, goal);
    }
}

/// Lets the newer rows in that waited.
pub fn release(core: &Rc<Core>) {
    {
        let mut state = core.state.borrow_mut();
        let newer = std::mem::take(&mut state.newer);
        state.matches.touch(&newer);
    }
    now(core);
}

/// Puts what came in order now.
pub fn now(core: &Rc<Core>) {
    if core.is_renewing.replace(true) {
        return;
    }
    let core = core.clone();
    spawn(async move {
        let mut worked = 0.0;
        let mut shown_at = clock::monotonic();
        let mut waiting = 0;
        loop {
            let turn = clock::monotonic();
            // Some may have come since the last slice.
            if core.state.borrow().newer.len() != waiting {
                sift(&core);
                waiting = core.state.borrow().newer.len();
            }
            let more = step(&core);
            worked += clock::monotonic() - turn;
            if !more {
                break;
            }
            if clock::monotonic() - shown_at > PATIENCE
                && core.state.borrow().matches.is_worth_showing()
            {
                publish(&core);
                shown_at = clock::monotonic();
            }
            pause().await;
        }
        core.state.borrow_mut().renewal_took = worked;
        core.is_renewing.set(false);
        publish(&core);
    });
}

/// Lets those new ones in that would not be shown: they wait for nothing.
fn sift(core: &Rc<Core>) {
    let mut state = core.state.borrow_mut();
    let state = &mut *state;
    let (rows, matches) = (&state.held.instances, &mut state.matches);
    let newer = std::mem::take(&mut state.newer);
    let (newer, others): (Vec<_>, Vec<_>) =
        newer.into_iter().partition(|it| matches.fits(rows, *it));
    matches.touch(&others);
    state.newer = newer;
}

/// A slice of the work; whether there is more.
fn step(core: &Rc<Core>) -> bool {
    let slice = Slice::begin();
    let mut state = core.state.borrow_mut();
    let state = &mut *state;
    let rows = &state.held.instances;
    let touched = std::mem::take(&mut state.touched);
    state.matches.touch(&touched);
    while state.ids.step(rows) {
        if !slice.has_time() {
            return true;
        }
    }
    let go_on = &mut || slice.has_time();
    state.matches.step(rows, &state.ids, &state.newer, go_on)
}

fn publish(core: &Rc<Core>) {
    {
        let mut state = core.state.borrow_mut();
        state.counted_of = state.held.instances.len() as u64;
        let slots = state.matches.slots();
        if **state.shown != *slots {
            state.shown = Rc::new(slots.to_vec());
        }
        if *state.counts != *state.matches.counts() {
            state.counts = Rc::new(state.matches.counts().clone());
        }
        let at = clock::monotonic();
        state.changes.retain(|(_, _, since)| at - since < MARKED);
    }
    core.tell();
    core.tell_walk();
    if !core.state.borrow().changes.is_empty() {
        // The marks go again.
        after(core, OFTEN);
    }
}
