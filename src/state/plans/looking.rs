//! Reading the targets of a plan before anything is sent.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use durable_api::plan::{Found, Look, Plan, Review};
use signals::{RwSignal, StoredValue};

use crate::browser::fetch::Abort;
use crate::browser::{clock, spawn};
use crate::state::App;
use crate::state::error::Cause;

/// How far a look is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Progress {
    /// So many were looked at.
    Reading(usize),
    /// It waits for a key or a passphrase.
    Key,
    /// All were.
    Done,
}

/// See the module. Copies are the same; it ends with the page that began it.
#[derive(Clone, Copy)]
pub struct Looking {
    held: StoredValue<Rc<Held>>,
    progress: RwSignal<Progress>,
}

struct Held {
    app: App,
    hub: String,
    scope: u64,
    review: RefCell<Review>,
    /// Sum and number of the times that requests took.
    times: Cell<(f64, u32)>,
    abort: Abort,
}

impl Drop for Held {
    fn drop(&mut self) {
        self.abort.abort();
    }
}

impl Looking {
    /// Begins to look.
    pub fn begin(app: App, hub: String, scope: u64, plan: Plan) -> Self {
        let looking = Self {
            held: StoredValue::new(Rc::new(Held {
                app,
                hub,
                scope,
                review: RefCell::new(Review::new(plan)),
                times: Cell::new((0.0, 0)),
                abort: Abort::new(),
            })),
            progress: RwSignal::new(Progress::Reading(0)),
        };
        looking.go_on();
        looking
    }

    /// How far it is; tracked.
    pub fn progress(self) -> Progress {
        self.progress.get()
    }

    /// What was found, and how long a request took.
    pub fn found(self) -> (Vec<Option<Found>>, f64) {
        let held = self.held.get_value();
        let (sum, count) = held.times.get();
        let found = held.review.borrow().found().to_vec();
        (found, sum / f64::from(count.max(1)))
    }

    /// Goes on, with another key too.
    pub fn go_on(self) {
        self.held.get_value().review.borrow_mut().go_on();
        self.pump();
    }

    /// Sends what may be sent now.
    fn pump(self) {
        let Some(held) = self.held.try_get_value() else {
            return;
        };
        loop {
            let next = held.review.borrow_mut().next_look();
            match next {
                Look::Read { target, request } => {
                    let weak = Rc::downgrade(&held);
                    let client = held.app.client(&held.hub, held.scope);
                    let abort = held.abort.clone();
                    spawn(async move {
                        let began = clock::monotonic();
                        let answer = match client {
                            Some(client) => client.send(&request, None, &abort).await.map(Some),
                            None => Ok(None),
                        };
                        let Some(held) = weak.upgrade() else { return };
                        {
                            let mut review = held.review.borrow_mut();
                            match answer {
                                Ok(Some(answer)) => {
                                    let (sum, count) = held.times.get();
                                    let took = clock::monotonic() - began;
                                    held.times.set((sum + took, count + 1));
                                    review.came(target, Some((answer.status, answer.body)));
                                }
                                Err(error) if error.cause == Cause::KeyLocked => {
                                    review.unsent(target);
                                }
                                _ => review.came(target, None),
                            }
                        }
                        drop(held);
                        self.pump();
                    });
                }
                Look::Wait => {
                    let done = held.review.borrow().done();
                    self.progress.try_set(Progress::Reading(done));
                    return;
                }
                Look::Key => {
                    self.progress.try_set(Progress::Key);
                    return;
                }
                Look::Done => {
                    self.progress.try_set(Progress::Done);
                    return;
                }
            }
        }
    }
}
