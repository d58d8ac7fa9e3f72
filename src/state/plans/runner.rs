//! Carrying a plan out: what its run says is to be done is done here, with the client, the lock, the disk and the clock. It goes on
//! whichever page is open, and ends with the tab.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use durable_api::ApiRequest;
use durable_api::act::Came;
use durable_api::plan::{Counts, Halt, Row, Run, Step};
use signals::RwSignal;

use crate::browser::fetch::{Abort, Answer};
use crate::browser::locks::Held;
use crate::browser::timers::Timeout;
use crate::browser::{clock, spawn};
use crate::route::Route;
use crate::state::App;
use crate::state::error::{ApiError, Cause};
use crate::words::{Word, say};

use super::record::{Phase, Record};
use super::store::Store;

/// How often what is shown of a run changes at most, in milliseconds.
const SHOWN_MS: u32 = 100;

/// See the module. Clones are the same.
#[derive(Clone)]
pub struct Runner(Rc<Inner>);

struct Inner {
    app: App,
    hub: String,
    scope: u64,
    store: Store,
    record: RefCell<Record>,
    run: RefCell<Run>,
    /// No other tab runs it while this is held.
    lock: RefCell<Option<Held>>,
    /// Changes with what is to be seen.
    version: RwSignal<u32>,
    /// The next look at the clock, and the next change of what is to be seen.
    timer: RefCell<Option<Timeout>>,
    showing: RefCell<Option<Timeout>>,
    /// Why it halted when that was noted last.
    noted: Cell<Option<Halt>>,
}

impl Runner {
    /// A run of a plan from its log; it begins paused, and reads what may have been sent.
    pub fn of(
        app: App,
        hub: String,
        store: Store,
        record: Record,
        rows: &[Row],
        lock: Option<Held>,
    ) -> Self {
        let run = Run::restore(record.plan.clone(), rows, clock::monotonic());
        let runner = Self(Rc::new(Inner {
            app,
            hub,
            scope: app.requests.scope(),
            store,
            record: RefCell::new(record),
            run: RefCell::new(run),
            lock: RefCell::new(lock),
            version: RwSignal::global(0),
            timer: RefCell::new(None),
            showing: RefCell::new(None),
            noted: Cell::new(None),
        }));
        if runner.0.record.borrow().phase == Phase::Aborted {
            runner.0.run.borrow_mut().abort();
        }
        runner
    }

    /// Whether it is the run of this plan.
    pub fn is_of(&self, hub: &str, number: u32) -> bool {
        self.0.hub == hub && self.0.record.borrow().number == number
    }

    /// Whether nothing of it goes on, nor will.
    pub fn is_over(&self) -> bool {
        let phase = self.0.record.borrow().phase;
        let under_way = self.0.run.borrow().counts().under_way;
        matches!(phase, Phase::Over | Phase::Aborted) && under_way == 0
    }

    /// Changes with what is to be seen; tracked.
    pub fn track(&self) {
        self.0.version.track();
    }

    /// How far the plan is.
    pub fn phase(&self) -> Phase {
        self.0.record.borrow().phase
    }

    /// Something of the plan.
    pub fn with_record<T>(&self, read: impl FnOnce(&Record) -> T) -> T {
        read(&self.0.record.borrow())
    }

    /// Something of its run.
    pub fn with_run<T>(&self, read: impl FnOnce(&Run) -> T) -> T {
        read(&self.0.run.borrow())
    }

    /// Goes on, after whatever held it up.
    pub fn go_on(&self) {
        self.0.run.borrow_mut().go_on();
        self.0.noted.set(None);
        self.pump();
        self.show();
    }

    /// Begins no further ones.
    pub fn pause(&self) {
        self.0.run.borrow_mut().pause();
        self.pump();
        self.show();
    }

    /// Gives up what has not been sent.
    pub fn abort(&self) {
        self.0.run.borrow_mut().abort();
        self.0.record.borrow_mut().phase = Phase::Aborted;
        self.note();
        self.pump();
        self.show();
    }

    /// Changes how fast it runs.
    pub fn set_pace(&self, at_once: u8, per_second: Option<u16>) {
        self.0.run.borrow_mut().set_pace(at_once, per_second);
        let mut record = self.0.record.borrow_mut();
        record.plan.pace.at_once = at_once;
        record.plan.pace.per_second = per_second;
        drop(record);
        self.pump();
    }

    /// Does all that is to be done now; what comes later calls again.
    pub fn pump(&self) {
        loop {
            let step = self.0.run.borrow_mut().next(clock::monotonic());
            match step {
                Step::Keep(rows) => self.keep(rows),
                Step::Send { target, request } => self.send(target, request),
                Step::Wait(ms) => {
                    *self.0.timer.borrow_mut() = (ms < u32::MAX).then(|| self.soon(ms));
                    break;
                }
                Step::Halted(halt) => {
                    if self.0.noted.replace(Some(halt)) != Some(halt) {
                        self.note();
                    }
                    break;
                }
                Step::Finished => {
                    let is_new = self.phase() == Phase::Begun;
                    if is_new {
                        self.0.record.borrow_mut().phase = Phase::Over;
                        self.note();
                    }
                    break;
                }
            }
        }
        self.show_soon();
    }

    fn soon(&self, ms: u32) -> Timeout {
        let weak = Rc::downgrade(&self.0);
        Timeout::new(ms, move || {
            if let Some(inner) = weak.upgrade() {
                Runner(inner).pump();
            }
        })
    }

    fn keep(&self, rows: Vec<Row>) {
        let runner = self.clone();
        let number = self.0.record.borrow().number;
        let store = self.0.store.clone();
        let look_only = self.0.run.borrow().plan().pace.look_only;
        spawn(async move {
            // A dry run leaves nothing behind: it is no part of what was done.
            let kept = if look_only {
                true
            } else if runner.is_forgotten() {
                false
            } else {
                store.log(number, &rows).await.is_ok()
            };
            if kept {
                runner.0.run.borrow_mut().kept();
            } else {
                runner.0.run.borrow_mut().not_kept(rows);
            }
            runner.pump();
        });
    }

    fn send(&self, target: usize, request: ApiRequest) {
        let runner = self.clone();
        let client = self.0.app.client(&self.0.hub, self.0.scope);
        spawn(async move {
            let abort = Abort::new();
            let is_write = !request.method.is_read();
            let answer = match client {
                None => Err(ApiError::new(Cause::KeyLocked)),
                Some(client) if is_write => client.write(&request, None, &abort).await,
                Some(client) => client.send(&request, None, &abort).await,
            };
            runner.came(target, is_write, &answer);
            runner.pump();
        });
    }

    fn came(&self, target: usize, is_write: bool, answer: &Result<Answer, ApiError>) {
        let now = clock::monotonic();
        let mut run = self.0.run.borrow_mut();
        match answer {
            Ok(answer) => {
                let (status, body) = (answer.status, answer.body.as_str());
                run.came(target, Came::Answer { status, body }, now);
            }
            Err(error) => match (error.cause, error.http_status) {
                (Cause::ReadOnly, _) => run.unsent(target, is_write, Halt::ReadOnly, now),
                (Cause::KeyLocked, _) => run.unsent(target, is_write, Halt::Key, now),
                (Cause::Cut, Some(status)) => run.came(target, Came::Cut { status }, now),
                _ => run.came(target, Came::Lost, now),
            },
        }
    }

    /// Whether its hub was forgotten: then nothing of it is written down any more.
    fn is_forgotten(&self) -> bool {
        let connections = self.0.app.connections;
        connections.find_untracked(&self.0.hub).is_none()
    }

    /// Keeps how far it is.
    fn note(&self) {
        let record = {
            let mut record = self.0.record.borrow_mut();
            record.tally(&self.0.run.borrow().counts());
            record.clone()
        };
        if self.is_over() {
            self.0.lock.borrow_mut().take();
        }
        if record.plan.pace.look_only || self.is_forgotten() {
            return;
        }
        let store = self.0.store.clone();
        // The log says the same: what cannot be noted here is found there.
        spawn(async move {
            let _ = store.put(&record).await;
        });
    }

    fn show_soon(&self) {
        let mut showing = self.0.showing.borrow_mut();
        if showing.is_none() {
            let weak = Rc::downgrade(&self.0);
            *showing = Some(Timeout::new(SHOWN_MS, move || {
                if let Some(inner) = weak.upgrade() {
                    inner.showing.borrow_mut().take();
                    Runner(inner).show();
                }
            }));
        }
    }

    fn show(&self) {
        self.0.version.update(|it| *it = it.wrapping_add(1));
        let counts = self.0.run.borrow().counts();
        let number = self.0.record.borrow().number;
        let hub = self.0.hub.clone();
        let line = self.line(&counts, number).map(|said| {
            let href = Route::Plan { hub, number }.href();
            (said, href)
        });
        self.0.app.running.try_set(line);
    }

    /// What the status line says of it, while it is not over.
    fn line(&self, counts: &Counts, number: u32) -> Option<String> {
        if self.is_over() {
            return None;
        }
        let halted = self.0.run.borrow().halt().is_some();
        let word = if halted {
            Word::PlanLineHalted
        } else {
            Word::PlanLineRunning
        };
        let values = [
            ("n", u64::from(number).into()),
            ("done", counts.over().into()),
            ("of", counts.all().into()),
        ];
        Some(say(word, &values))
    }
}
