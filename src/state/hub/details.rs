//! Asking for what no list brings: the inputs of those instances of which nothing else decides whether they match. One request each, so
//! only when somebody says so, and a bounded number at once.

use std::{cell::RefCell, rc::Rc};

use durable_api::{StatusOptions, calls, decode};
use rows::Fields;

use super::core::Core;
use super::renew;
use crate::browser::fetch::Abort;
use crate::browser::{spawn, timers};
use crate::state::client::Client;
use crate::words::Word;

/// So many are asked for before somebody says so again.
pub const MOST: usize = 200;
/// So many at a time.
const AT_ONCE: usize = 3;

/// How far asking for details has come.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Details {
    /// Instances that were asked for.
    pub done: usize,
    /// Of so many.
    pub of: usize,
}

/// Asks for the details of those of which what is held does not tell whether they match.
pub fn ask(core: &Rc<Core>) {
    let Some(client) = core.app.client(&core.hub, core.scope.get()) else {
        return;
    };
    let ids: Vec<String> = {
        let mut state = core.state.borrow_mut();
        if state.details.is_some() {
            return;
        }
        let rows = &state.held.instances;
        let slots = state.matches.unknown(rows, MOST);
        let ids: Vec<String> = slots
            .into_iter()
            .filter_map(|slot| Some(rows.row(slot)?.id().to_owned()))
            .collect();
        let of = ids.len();
        state.details = (of > 0).then_some(Details { done: 0, of });
        ids
    };
    let ids = Rc::new(RefCell::new(ids));
    let abort = Abort::new();
    for _ in 0..AT_ONCE {
        let (core, client, ids, abort) = (core.clone(), client.clone(), ids.clone(), abort.clone());
        spawn(async move {
            loop {
                let next = ids.borrow_mut().pop();
                let Some(id) = next else { break };
                if !is_wanted(&core) {
                    stop(&core);
                    abort.abort();
                    break;
                }
                one(&core, &client, &id, &abort).await;
            }
            core.tell();
        });
    }
    core.tell();
}

/// Whether somebody still waits for it.
fn is_wanted(core: &Core) -> bool {
    core.is_shown.get() && timers::is_visible() && core.state.borrow().details.is_some()
}

/// Asks for no more of them.
pub fn stop(core: &Core) {
    core.state.borrow_mut().details = None;
}

async fn one(core: &Rc<Core>, client: &Client, id: &str, abort: &Abort) {
    let order = {
        let mut state = core.state.borrow_mut();
        state.asked += 1;
        state.asked
    };
    let options = StatusOptions {
        input: true,
        ..StatusOptions::default()
    };
    let answer = client
        .send(&calls::status(id, options), Some(Word::NoteDetails), abort)
        .await;
    let status = answer
        .ok()
        .and_then(|it| decode::status_answer(it.status, &it.body).ok());
    {
        let mut state = core.state.borrow_mut();
        if let Some(status) = status {
            let fields = Fields {
                name: status.name.as_str().into(),
                id: id.into(),
                status: status.runtime_status.as_str().into(),
                created: status.created_time.text().into(),
                updated: status.last_updated_time.text().into(),
                input: Some(status.input.text()),
                custom_status: Some(status.custom_status.text()),
                output: Some(status.output.text()),
                more: false,
            };
            let put = state.held.instances.put(&fields, order);
            // An input that was not known changes nothing of the row but what can be said of it.
            state.touched.extend(put.slot());
        }
        if let Some(details) = &mut state.details {
            details.done += 1;
            if details.done == details.of {
                state.details = None;
            }
        }
    }
    renew::soon(core);
}
