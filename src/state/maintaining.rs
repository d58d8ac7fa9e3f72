//! Work on a whole hub under way: purging a range, or emptying the hub. What the machine says is done here, with the client, the lock, the
//! clock, and the walk of the page.
//!
//! It belongs to the page: who leaves it ends it, and what had left by then has its effect. Taken up again it looks at the hub anew.

use std::rc::Rc;

use chrono::DateTime;
use durable_api::purge::{Emptying, Halt, Hub, PurgeWalk, Step, Todo};
use durable_api::walk::{Doing, Snapshot, Stopped};
use durable_api::{ApiRequest, RuntimeStatus};
use signals::{Effect, RwSignal, StoredValue};

use crate::browser::fetch::Abort;
use crate::browser::locks::{self, NotHeld};
use crate::browser::timers::Timeout;
use crate::browser::{clock, spawn};
use crate::state::App;
use crate::state::acting::came;
use crate::state::hub::Here;

/// What is done.
pub enum Job {
    /// A range is purged.
    Purge(PurgeWalk),
    /// The hub is emptied.
    Empty(Emptying),
}

/// Whether it goes on.
#[derive(Clone, Debug, PartialEq)]
pub enum Going {
    /// Nothing was begun.
    Idle,
    /// Another tab is at it.
    Elsewhere,
    /// It goes on by itself.
    On,
    /// It does not go on by itself.
    Halted(Halt),
    /// It is over.
    Over,
}

/// How far the look at the hub is that the machine asked for.
#[derive(Clone, Copy, PartialEq)]
enum Counting {
    No,
    /// Another look is under way, and has to end first.
    Ending,
    /// The look itself.
    Looking,
}

/// See the module. Copies are the same.
#[derive(Clone, Copy)]
pub struct Maintaining {
    held: StoredValue<Held>,
    going: RwSignal<Going>,
    /// Changes with what the machine tells of itself.
    told: RwSignal<u32>,
    here: Here,
}

struct Held {
    app: App,
    scope: u64,
    hub: String,
    job: Option<Job>,
    counting: Counting,
    timer: Option<Timeout>,
    lock: Option<locks::Held>,
}

impl Maintaining {
    /// Nothing begun. `here`: the walk through the hub; `scope`: under which view requests are noted.
    pub fn new(app: App, hub: String, scope: u64, here: Here) -> Self {
        let it = Self {
            held: StoredValue::new(Held {
                app,
                scope,
                hub,
                job: None,
                counting: Counting::No,
                timer: None,
                lock: None,
            }),
            going: RwSignal::new(Going::Idle),
            told: RwSignal::new(0),
            here,
        };
        Effect::new(move |_| {
            let walk = here.walk();
            it.follow(&walk);
        });
        it
    }

    /// Whether it goes on, tracked.
    pub fn going(self) -> Going {
        self.going.get()
    }

    /// Something of the job, tracked.
    pub fn with<T>(self, read: impl FnOnce(&Job) -> T) -> Option<T> {
        self.told.track();
        self.held
            .try_with_value(|held| held.job.as_ref().map(read))
            .flatten()
    }

    /// Begins, if no other tab is at this hub.
    pub fn begin(self, job: Job) {
        self.going.set(Going::On);
        let name = self.held.with_value(|held| held.hub.clone());
        spawn(async move {
            let lock = locks::try_hold(&format!("durable-portal.maintain.{name}")).await;
            if lock.as_ref().err() == Some(&NotHeld::Taken) {
                self.going.try_set(Going::Elsewhere);
                return;
            }
            // Without locks (an insecure page) two tabs may do the same: each reads before it writes.
            let taken = self.held.try_update_value(|held| {
                held.lock = lock.ok();
                held.job = Some(job);
            });
            if taken.is_some() {
                self.pump();
            }
        });
    }

    /// Sends no further write.
    pub fn stop(self) {
        self.change(|job| match job {
            Job::Purge(walk) => walk.stop(),
            Job::Empty(emptying) => emptying.stop(),
        });
        self.held.update_value(|held| held.counting = Counting::No);
        self.pump();
    }

    /// Goes on with what held it up.
    pub fn go_on(self) {
        self.change(|job| match job {
            Job::Purge(walk) => walk.go_on(),
            Job::Empty(emptying) => emptying.go_on(),
        });
        self.pump();
    }

    /// Forgets what is over.
    pub fn dismiss(self) {
        self.held.update_value(|held| {
            held.job = None;
            held.lock = None;
        });
        self.show(Going::Idle);
    }

    fn change<T>(self, change: impl FnOnce(&mut Job) -> T) -> Option<T> {
        let changed = |held: &mut Held| held.job.as_mut().map(change);
        self.held.try_update_value(changed).flatten()
    }

    /// Does all that is to be done now.
    fn pump(self) {
        loop {
            let Some(step) = self.change(|job| next(job, clock::monotonic())) else {
                return;
            };
            match step {
                Step::Send { ticket, request } => {
                    spawn(async move { self.send(ticket, request).await });
                }
                Step::Wait(ms) => {
                    let timer = Timeout::new(ms, move || self.pump());
                    self.held.try_update_value(|held| held.timer = Some(timer));
                    self.show(Going::On);
                    return;
                }
                Step::Count => {
                    self.count();
                    self.show(Going::On);
                    return;
                }
                Step::Halted(halt) => {
                    self.show(Going::Halted(halt));
                    return;
                }
                Step::Finished => {
                    let was_on = self.going.try_get_untracked() == Some(Going::On);
                    self.held.try_update_value(|held| held.lock = None);
                    self.show(Going::Over);
                    if was_on && self.change(|job| matches!(job, Job::Purge(_))) == Some(true) {
                        self.here.again();
                    }
                    return;
                }
            }
        }
    }

    fn show(self, going: Going) {
        self.told.try_update(|it| *it = it.wrapping_add(1));
        if self.going.try_get_untracked().is_some_and(|it| it != going) {
            self.going.try_set(going);
        }
    }

    async fn send(self, ticket: usize, request: ApiRequest) {
        let client = self
            .held
            .try_with_value(|held| held.app.client(&held.hub, held.scope));
        let Some(client) = client.flatten() else {
            return;
        };
        let abort = Abort::new();
        let answer = if request.method.is_read() {
            client.send(&request, None, &abort).await
        } else {
            client.write(&request, None, &abort).await
        };
        let now = clock::monotonic();
        self.change(|job| match job {
            Job::Purge(walk) => walk.came(came(&answer), now),
            Job::Empty(emptying) => emptying.came(ticket, came(&answer), now),
        });
        self.pump();
    }

    /// Begins a look at the hub, behind one that is under way.
    fn count(self) {
        let begins = self.held.try_update_value(|held| {
            let begins = held.counting == Counting::No;
            if begins {
                held.counting = Counting::Ending;
            }
            begins
        });
        if begins == Some(true) {
            self.here.everything();
            let walk = self.here.walk_now();
            self.follow(&walk);
        }
    }

    /// Goes from look to look, as the walk comes to rest.
    fn follow(self, walk: &Rc<Snapshot>) {
        let is_at_rest = matches!(walk.doing, Doing::Done | Doing::Live | Doing::Stopped(_));
        let counting = self.held.try_with_value(|held| held.counting);
        match counting {
            Some(Counting::Ending) if is_at_rest => {
                self.held
                    .update_value(|held| held.counting = Counting::Looking);
                let has_no_way = walk.doing == Doing::Stopped(Stopped::NoWay);
                self.here.again();
                // What has no way to go on comes to rest without a word.
                if has_no_way {
                    self.counted(false);
                }
            }
            Some(Counting::Looking) if is_at_rest => match walk.doing {
                // The page shows why, and the walk goes on when that is over.
                Doing::Stopped(Stopped::Failed(_)) => {}
                Doing::Stopped(Stopped::ByUser) => self.stop(),
                _ => self.counted(walk.is_complete),
            },
            _ => {}
        }
    }

    fn counted(self, is_complete: bool) {
        let hub = hub_of(self.here, is_complete);
        #[allow(clippy::cast_possible_truncation, reason = "times of a clock")]
        let now = DateTime::from_timestamp_millis(clock::now() as i64).unwrap_or_default();
        self.held.update_value(|held| held.counting = Counting::No);
        self.change(|job| match job {
            Job::Purge(_) => {}
            Job::Empty(emptying) => emptying.seen(hub, now),
        });
        self.pump();
    }
}

/// What was read of a hub, as far as it takes to empty it.
fn hub_of(here: Here, is_complete: bool) -> Hub {
    let mut hub = Hub {
        is_complete,
        ..Hub::default()
    };
    here.with_rows(|rows| {
        for row in rows.slots().filter_map(|slot| rows.row(slot)) {
            if RuntimeStatus::from_wire(row.status_name()).is_finished() {
                let created = row.created().unwrap_or_default();
                hub.finished
                    .push(created.div_euclid(rows::time::MILLISECOND));
            } else {
                hub.unfinished.push(row.id().to_owned());
            }
        }
    });
    here.with_entities(|rows| {
        let entities = rows.slots().filter_map(|slot| rows.row(slot));
        hub.entities = entities.map(|row| row.id().to_owned()).collect();
    });
    hub
}

/// Both machines by the same words.
fn next(job: &mut Job, now_ms: f64) -> Step {
    match job {
        Job::Empty(emptying) => emptying.next(now_ms),
        Job::Purge(walk) => match walk.next(now_ms) {
            Todo::Purge(request) | Todo::Look(request) => Step::Send { ticket: 0, request },
            Todo::Wait(ms) => Step::Wait(ms),
            Todo::Halted(halt) => Step::Halted(halt),
            Todo::Finished => Step::Finished,
        },
    }
}
