//! Rows of answers on their way into memory, a slice at a time, and rows that are gone on their way out.

use std::rc::Rc;

use durable_api::walk::{Answered, Area, Ask, Doing, Sighting, What};
use durable_api::{calls, decode};
use rows::{Held, Ingest, Progress, Report, Row, Seen, Slot};

use super::core::{Core, State};
use super::driver::{self, ms_of};
use super::renew;
use crate::browser::clock;
use crate::browser::fetch::Answer;
use crate::browser::slices::{Slice, pause};

/// Rows between two looks at the clock.
const ROWS: usize = 250;
/// Changes that are remembered to be marked.
const MARKED: usize = 400;

/// Puts the rows of an answer where they belong and tells the walk of them.
pub async fn take(core: &Rc<Core>, ask: &Ask, order: u32, answer: Answer) {
    let next = decode::next_page(answer.header(calls::CONTINUATION_HEADER));
    let (status, bytes) = (answer.status, answer.bytes);
    let body = match ask.what {
        What::List(_) => answer.body.into_bytes(),
        // One instance is a list of one.
        What::One(_) => ["[", answer.body.as_str(), "]"].concat().into_bytes(),
    };
    let mut ingest = Ingest::new(body, order);
    let mut slice = Slice::begin();
    let mut known = 0;
    loop {
        let progress = {
            let mut state = core.state.borrow_mut();
            let progress = ingest.step(&mut state.held, ROWS);
            // At once: whoever puts the rows in order meanwhile must know which of them changed.
            noted(&mut state, ingest.report(), &mut known);
            progress
        };
        match progress {
            Progress::Done => break,
            Progress::More if slice.has_time() => {}
            Progress::More => {
                pause().await;
                slice = Slice::begin();
            }
            Progress::Fault { .. } => {
                // What was read until then is whole and true.
                let (body, _) = ingest.into_parts();
                driver::unreadable(core, ask.id, status, &body);
                return;
            }
        }
    }
    driver::answered(core);
    let settled = {
        let mut state = core.state.borrow_mut();
        let now = state.now();
        let state = &mut *state;
        let rows = sightings(&state.held, ingest.report());
        let answered = Answered {
            rows: &rows,
            next,
            bytes,
        };
        let taken = state.walk.answer(ask.id, now, &answered);
        taken.settled
    };
    if let Some(area) = settled {
        sweep(core, &area).await;
    }
    renew::soon(core);
}

/// The rows as far as a walk needs them, in the order they came.
fn sightings<'a>(held: &'a Held, report: &Report) -> Vec<Sighting<'a>> {
    let row = |seen: &Seen| match *seen {
        Seen::Instance(slot) => held.instances.row(slot).map(|it| (it, false)),
        Seen::Entity(slot) => held.entities.row(slot).map(|it| (it, true)),
    };
    report.seen.iter().filter_map(row).map(sighting).collect()
}

fn sighting((row, is_entity): (Row<'_>, bool)) -> Sighting<'_> {
    Sighting {
        id: row.id(),
        created: ms_of(row.created()),
        updated: ms_of(row.updated()),
        is_entity,
        is_finished: row.status().is_finished(),
    }
}

/// Takes note of what came and changed since the `known` ones, for whoever shows it.
fn noted(state: &mut State, report: &Report, known: &mut usize) {
    let news = report.touched.get(*known..).unwrap_or_default();
    if news.is_empty() {
        return;
    }
    *known = report.touched.len();
    let now = state.now();
    let is_settled = state.is_live && matches!(state.walk.doing(now), Doing::Live);
    let at = clock::monotonic();
    for (slot, changes) in news {
        match changes {
            None if is_settled && !state.shown.is_empty() => state.newer.push(*slot),
            None => {}
            Some(changes) => {
                state.touched.push(*slot);
                if state.changes.len() < MARKED {
                    state.changes.push((*slot, *changes, at));
                }
            }
        }
    }
}

/// Takes out what an area that was looked at again has no more.
async fn sweep(core: &Rc<Core>, area: &Area) {
    let end = core.state.borrow().held.instances.end();
    let mut from: Slot = 0;
    while from < end {
        let mut gone = Vec::new();
        {
            let state = core.state.borrow();
            let slice = Slice::begin();
            while from < end && (from & 255 != 0 || slice.has_time()) {
                if let Some(row) = state.held.instances.row(from)
                    && area.has(row.id(), ms_of(row.created()).unwrap_or_default())
                    && state.walk.is_gone(row.id())
                {
                    gone.push(row.id().to_owned());
                }
                from += 1;
            }
        }
        if !gone.is_empty() {
            let mut state = core.state.borrow_mut();
            for id in &gone {
                state.walk.forget(id);
            }
        }
        remove(core, &gone);
        pause().await;
    }
}

/// Takes out instances that the hub no longer has. The walk knows it already.
pub fn remove(core: &Rc<Core>, gone: &[String]) {
    if gone.is_empty() {
        return;
    }
    {
        let mut state = core.state.borrow_mut();
        for id in gone {
            if let Some(slot) = state.held.instances.find(id) {
                state.held.instances.remove(slot);
                state.newer.retain(|it| *it != slot);
                state.removed.push(slot);
                state.touched.push(slot);
            }
        }
    }
    renew::soon(core);
}
