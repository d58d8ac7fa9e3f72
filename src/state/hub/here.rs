//! A hub as a page sees it.

use std::any::Any;
use std::rc::Rc;

use durable_api::RuntimeStatus;
use durable_api::filter::{Filter, Vocabulary};
use durable_api::matches::Counts;
use durable_api::walk::{Basis, Count, Key, Snapshot};
use rows::time::MILLISECOND;
use rows::{Changes, Rows, Slot};
use signals::{Effect, RwSignal, StoredValue};

use super::ceiling::Ceiling;
use super::core::Core;
use super::details::{self, Details};
use super::driver;
use super::goal::{Goal, ticks};
use super::renew;
use super::shelf;
use super::zone::PortalZone;
use crate::browser::clock;
use crate::browser::timers::{self, Interval};
use crate::state::App;
use crate::state::connections::keys;
use crate::state::error::ApiError;

/// How many rows are looked at to learn the words of a hub.
const SAMPLE: usize = 1_000;

/// How often what depends on the time of day is looked at again, in milliseconds.
const MOVES: u32 = 30_000;

/// Now, in ticks.
pub fn now() -> i64 {
    ticks(clock::now())
}

/// Lets go of the hub when the page is left.
struct Leaving {
    core: Rc<Core>,
    scope: u64,
}

impl Drop for Leaving {
    fn drop(&mut self) {
        // The next page of this hub may have come before this one went.
        if self.core.scope.get() == self.scope {
            self.core.is_shown.set(false);
        }
    }
}

/// The hub on screen. Copies of it are the same; it belongs to the page that opened it.
#[derive(Clone, Copy)]
pub struct Here {
    core: StoredValue<Rc<Core>>,
    version: RwSignal<u32>,
    walked: RwSignal<u32>,
}

#[allow(
    dead_code,
    reason = "the words of one vocabulary: parts of the page take those they need"
)]
impl Here {
    /// Takes a hub from the shelf, or begins with it. `scope` is the view that its requests are noted under.
    pub fn open(app: App, hub: &str, scope: u64) -> Self {
        let core = shelf::take(app, hub);
        core.scope.set(scope);
        core.is_shown.set(true);
        let here = Self {
            version: core.version,
            walked: core.walked,
            core: StoredValue::new(core.clone()),
        };
        let visible = timers::visible();
        let of_effect = core.clone();
        Effect::new(move |_| {
            if visible.get() {
                driver::drive(&of_effect);
            }
        });
        let given = keys::given();
        let of_key = core.clone();
        Effect::new(move |before: Option<u64>| {
            let now = given.get();
            if before.is_some_and(|before| before != now) {
                driver::key_given(&of_key);
            }
            now
        });
        let of_time = Rc::downgrade(&core);
        StoredValue::new(Interval::new(MOVES, move || {
            if let Some(core) = of_time.upgrade() {
                renew::move_on(&core);
            }
        }));
        StoredValue::new(Leaving { core, scope });
        here
    }

    /// Looks for something, from now on. Nothing happens when it is what was looked for.
    pub fn look_for(self, goal: Goal) {
        self.with(|core| {
            let is_other = core.state.borrow().goal != goal;
            if is_other {
                renew::look_for(core, goal);
            }
            driver::drive(core);
        });
    }

    /// Changes with the rows and with what matches; tracked.
    pub fn version(self) -> u32 {
        self.version.get()
    }

    /// The rows that match, in the order in which they are shown; tracked.
    pub fn matching(self) -> Rc<Vec<Slot>> {
        self.version.track();
        self.with(|core| core.state.borrow().shown.clone())
    }

    /// How many match by status, whichever statuses are looked for; tracked.
    pub fn counts(self) -> Rc<Counts> {
        self.version.track();
        self.with(|core| core.state.borrow().counts.clone())
    }

    /// How many new ones wait to be let in; tracked.
    pub fn newer(self) -> usize {
        self.version.track();
        self.with(|core| core.state.borrow().newer.len())
    }

    /// What the walk says; tracked.
    pub fn walk(self) -> Rc<Snapshot> {
        self.walked.track();
        self.with(|core| core.state.borrow().snapshot.clone())
    }

    /// The same, not tracked.
    pub fn walk_now(self) -> Rc<Snapshot> {
        self.with(|core| core.state.borrow().snapshot.clone())
    }

    /// Why the last request brought nothing; tracked.
    pub fn error(self) -> Option<ApiError> {
        self.version.track();
        self.with(|core| core.state.borrow().error.clone())
    }

    /// When something was last answered, in milliseconds since 1970; tracked.
    pub fn answered(self) -> Option<f64> {
        self.walked.track();
        self.version.track();
        self.with(|core| core.state.borrow().answered)
    }

    /// Whether new and unfinished ones are looked at again and again; tracked.
    pub fn is_live(self) -> bool {
        self.walked.track();
        self.with(|core| core.state.borrow().is_live)
    }

    /// How a number of matches stands to the truth: exact where all that the filter allows was looked at; tracked.
    pub fn count(self, matching: u64) -> Count {
        self.walked.track();
        self.with(|core| {
            let state = core.state.borrow();
            let wanted = state.goal.wanted(now(), &core.zone());
            // What came and was not put in order yet, or waits to be let in, is not in the number.
            let is_whole = state.matches.is_done(&state.held.instances)
                && state.touched.is_empty()
                && state.newer.is_empty();
            match state.walk.count(&wanted, matching) {
                Count::Exactly(count) if !is_whole => Count::AtLeast(count),
                count => count,
            }
        })
    }

    /// How many there may be of so many matches, if what was not looked at is like what was; tracked.
    pub fn about(self, matching: u64) -> Option<(u64, Basis)> {
        self.walked.track();
        self.with(|core| {
            let mut state = core.state.borrow_mut();
            let now = state.now();
            // More was seen since the matching ones were counted.
            let matching = matching * state.snapshot.instances / state.counted_of.max(1);
            let about = state.walk.about(matching, now)?;
            Some((about.instances, about.basis))
        })
    }

    /// What is looked for; tracked.
    pub fn filter(self) -> Filter {
        self.version.track();
        self.with(|core| core.state.borrow().goal.filter.clone())
    }

    /// What `read` makes of the rows.
    pub fn with_rows<T>(self, read: impl FnOnce(&Rows) -> T) -> T {
        self.with(|core| read(&core.state.borrow().held.instances))
    }

    /// The same of the entities, which stand apart.
    pub fn with_entities<T>(self, read: impl FnOnce(&Rows) -> T) -> T {
        self.with(|core| read(&core.state.borrow().held.entities))
    }

    /// Stretches of creation time that were looked at wholly, in ticks: from the first, before the second.
    pub fn seen(self) -> Vec<(i64, i64)> {
        self.with(|core| {
            let state = core.state.borrow();
            let wide = |ms: i64| ms.saturating_mul(MILLISECOND);
            let patches = state.walk.coverage().patches().iter();
            let all_ids = patches
                .filter(|it| it.area.keys.from == Key::default() && it.area.keys.to.is_none());
            all_ids
                .map(|it| {
                    let created = &it.area.created;
                    (wide(created.from), created.to.map_or(i64::MAX, wide))
                })
                .collect()
        })
    }

    /// The words of the hub, for completion.
    pub fn vocabulary(self) -> Vocabulary {
        self.with_rows(|rows| Vocabulary::of(rows, SAMPLE))
    }

    /// What changed of a row a moment ago.
    pub fn changes(self, slot: Slot) -> Option<Changes> {
        self.with(|core| {
            let state = core.state.borrow();
            let found = state.changes.iter().rev().find(|it| it.0 == slot);
            found.map(|it| it.1)
        })
    }

    /// The zone chosen in the top bar.
    pub fn zone(self) -> PortalZone {
        self.with(|core| core.zone())
    }

    /// Looks at everything again.
    pub fn again(self) {
        self.with(driver::again);
    }

    /// Goes on where it stopped.
    pub fn go_on(self) {
        self.with(driver::go_on);
    }

    /// Goes on to the end, whatever it costs.
    pub fn everything(self) {
        self.with(driver::everything);
    }

    /// What reading may cost, as it was chosen; tracked.
    pub fn ceiling(self) -> Ceiling {
        self.walked.track();
        self.with(|core| core.state.borrow().chosen)
    }

    /// Takes another ceiling, and keeps it on this device.
    pub fn set_ceiling(self, ceiling: Ceiling) {
        self.with(|core| {
            driver::set_ceiling(core, ceiling);
            core.walked.update(|it| *it = it.wrapping_add(1));
        });
    }

    /// Asks the host for these statuses alone, beside the walk.
    pub fn ask_for(self, statuses: &[RuntimeStatus]) {
        self.with(|core| driver::ask_for(core, statuses));
    }

    /// Asks for the inputs that decide whether instances match.
    pub fn ask_details(self) {
        self.with(details::ask);
    }

    /// How far that has come, while it is under way; tracked.
    pub fn details(self) -> Option<Details> {
        self.version.track();
        self.with(|core| core.state.borrow().details)
    }

    /// Rows that were taken out since this was asked last.
    pub fn take_removed(self) -> Vec<Slot> {
        self.with(|core| std::mem::take(&mut core.state.borrow_mut().removed))
    }

    /// Sends nothing more.
    pub fn stop(self) {
        self.with(driver::stop);
    }

    /// Lets the newer rows in that waited.
    pub fn let_newer_in(self) {
        self.with(renew::release);
    }

    /// Looks at new and unfinished ones again and again, or not.
    pub fn set_live(self, is_on: bool) {
        self.with(|core| {
            {
                let mut state = core.state.borrow_mut();
                state.is_live = is_on;
                state.walk.set_live(is_on);
            }
            core.walked.update(|it| *it = it.wrapping_add(1));
            driver::drive(core);
        });
    }

    /// What a page keeps with the hub while it is away; made when nothing is kept.
    pub fn kept<T: Any>(self, make: impl FnOnce() -> T) -> Rc<T> {
        self.with(|core| {
            let mut kept = core.kept.borrow_mut();
            let known = kept.clone().and_then(|it| it.downcast::<T>().ok());
            known.unwrap_or_else(|| {
                let new = Rc::new(make());
                *kept = Some(new.clone());
                new
            })
        })
    }

    fn with<T>(self, read: impl FnOnce(&Rc<Core>) -> T) -> T {
        let core = self.core.get_value();
        read(&core)
    }
}
