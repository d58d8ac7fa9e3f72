//! All that is held of a hub.

use std::cell::{Cell, RefCell};
use std::rc::Rc;

use durable_api::matches::{Counts, Matches};
use durable_api::place::is_loopback;
use durable_api::walk::{Setup, Snapshot, Walk};
use rows::sort::IdOrder;
use rows::{Changes, Held, Slot};
use signals::RwSignal;

use super::ceiling::Ceiling;
use super::details::Details;
use super::goal::{Goal, ticks};
use super::zone::PortalZone;
use crate::browser::fetch::Abort;
use crate::browser::{clock, timers::Timeout};
use crate::state::App;
use crate::state::error::ApiError;

/// A hub that is being read, and what was read of it. It outlives the page that shows it.
pub struct Core {
    pub(super) app: App,
    /// As the address names it.
    pub(super) hub: String,
    pub(super) state: RefCell<State>,
    /// Under which view requests are noted.
    pub(super) scope: Cell<u64>,
    /// Whether a page shows it; else nothing is asked.
    pub(super) is_shown: Cell<bool>,
    /// Whether somebody keeps the matching rows in order at this moment.
    pub(super) is_renewing: Cell<bool>,
    /// Changes with what [`State::shown`] and [`State::matches`] say.
    pub(super) version: RwSignal<u32>,
    /// Changes with what the walk says.
    pub(super) walked: RwSignal<u32>,
    /// What the page keeps here while it is not shown: scrolling, marks.
    pub(super) kept: RefCell<Option<Rc<dyn std::any::Any>>>,
}

/// What changes.
pub struct State {
    pub walk: Walk,
    pub held: Held,
    pub ids: IdOrder,
    pub goal: Goal,
    pub matches: Matches,
    /// The rows that match, as shown.
    pub shown: Rc<Vec<Slot>>,
    /// How many match, when `shown` was made.
    pub counts: Rc<Counts>,
    /// Of how many instances `shown` and `counts` were made.
    pub counted_of: u64,
    pub snapshot: Rc<Snapshot>,
    /// Requests under way.
    pub flights: Vec<(u64, Abort)>,
    /// How many requests were sent: what a later one told is newer.
    pub asked: u32,
    /// Rows that came or changed since the matching ones were put in order.
    pub touched: Vec<Slot>,
    /// New ones of live mode, which wait until somebody wants to see them.
    pub newer: Vec<Slot>,
    /// What changed of a row and when (milliseconds), to be marked for a moment.
    pub changes: Vec<(Slot, Changes, f64)>,
    pub error: Option<ApiError>,
    /// When something was last answered, in milliseconds since 1970.
    pub answered: Option<f64>,
    pub wake: Option<Timeout>,
    pub renewal: Option<Timeout>,
    /// How long the last renewal took, in milliseconds.
    pub renewal_took: f64,
    pub is_live: bool,
    /// What reading may cost in all, and how much was chosen for each time somebody says "go on".
    pub ceiling: Ceiling,
    pub chosen: Ceiling,
    /// How far asking for details has come, while it is under way.
    pub details: Option<Details>,
    /// Rows that were taken out since somebody asked: their places may hold others by now.
    pub removed: Vec<Slot>,
    last_now: i64,
}

impl Core {
    /// Nothing read yet.
    pub fn new(app: App, hub: &str) -> Rc<Self> {
        let connection = app.connections.find_untracked(hub);
        let is_local = connection.is_some_and(|it| is_loopback(&it.address.origin));
        let mut walk = Walk::new(Setup {
            is_local,
            ..Setup::default()
        });
        let ceiling = Ceiling::load();
        walk.set_ceiling(ceiling.requests, ceiling.bytes);
        let goal = Goal::default();
        let now = ticks(clock::now());
        let zone = PortalZone(app.preferences.zone().get_untracked());
        let state = State {
            snapshot: Rc::new(walk.snapshot(0)),
            walk,
            held: Held::default(),
            ids: IdOrder::default(),
            matches: Matches::new(
                &goal.filter,
                now,
                &zone,
                goal.column.sort(now),
                goal.descending,
            ),
            goal,
            shown: Rc::default(),
            counts: Rc::default(),
            counted_of: 0,
            flights: Vec::new(),
            asked: 0,
            touched: Vec::new(),
            newer: Vec::new(),
            changes: Vec::new(),
            error: None,
            answered: None,
            wake: None,
            renewal: None,
            renewal_took: 0.0,
            is_live: false,
            ceiling,
            chosen: ceiling,
            details: None,
            removed: Vec::new(),
            last_now: 0,
        };
        Rc::new(Self {
            app,
            hub: hub.to_owned(),
            state: RefCell::new(state),
            scope: Cell::new(0),
            is_shown: Cell::new(false),
            is_renewing: Cell::new(false),
            version: RwSignal::global(0),
            walked: RwSignal::global(0),
            kept: RefCell::new(None),
        })
    }

    pub(super) fn zone(&self) -> PortalZone {
        PortalZone(self.app.preferences.zone().get_untracked())
    }

    /// Tells whoever shows the rows.
    pub(super) fn tell(&self) {
        self.version.update(|it| *it = it.wrapping_add(1));
    }

    /// Tells whoever shows how the walk stands.
    pub(super) fn tell_walk(&self) {
        let changed = {
            let mut state = self.state.borrow_mut();
            let now = state.now();
            let snapshot = state.walk.snapshot(now);
            let changed = *state.snapshot != snapshot;
            if changed {
                state.snapshot = Rc::new(snapshot);
            }
            changed
        };
        if changed {
            self.walked.update(|it| *it = it.wrapping_add(1));
        }
    }
}

impl State {
    /// Milliseconds since 1970; never falls, as a walk wants it.
    #[allow(clippy::cast_possible_truncation, reason = "times of a clock")]
    pub fn now(&mut self) -> i64 {
        self.last_now = self.last_now.max(clock::now() as i64);
        self.last_now
    }
}
