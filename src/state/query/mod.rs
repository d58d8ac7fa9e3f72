//! A read that stays on screen: loaded, kept while it is refreshed, marked stale when a refresh fails, polled while it can change.
//!
//! All rules are in [`lifecycle`]; this file carries its orders out with signals, a request and a timer. Reads only: a write is
//! sent once by whoever wants it and never tried again.

pub mod lifecycle;

use std::cell::RefCell;
use std::future::Future;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::pin::Pin;
use std::rc::Rc;
use std::sync::Arc;

use signals::{Effect, RwSignal, StoredValue, on_cleanup};

use crate::browser::{clock, fetch::Abort, spawn, timers};
use crate::state::connections::keys;
use crate::state::error::ApiError;
use lifecycle::{Event, Lifecycle, Millis, Phase};

/// What a load brings.
pub struct Loaded<T> {
    /// The data.
    pub data: T,
    /// Equal exactly when the answer is: an unchanged answer redraws nothing and slows polling down. See [`stamp`].
    pub stamp: u64,
    /// The pause before the next poll, or `None` when this cannot change any more (or is not to be polled).
    pub poll: Option<Millis>,
}

/// A number that stands for an answer's text.
pub fn stamp(text: &str) -> u64 {
    let mut hasher = DefaultHasher::new();
    text.hash(&mut hasher);
    hasher.finish()
}

type Loading<T> = Pin<Box<dyn Future<Output = Result<Loaded<T>, ApiError>>>>;

struct Core<T> {
    load: Box<dyn Fn(Abort) -> Loading<T>>,
    abort: RefCell<Option<Abort>>,
    timer: RefCell<Option<timers::Timeout>>,
    stamp: RefCell<Option<u64>>,
}

/// See the module. Belongs to the component that made it: its request and timer end with that component.
pub struct Query<T: Send + Sync + 'static> {
    data: RwSignal<Option<Arc<T>>>,
    life: RwSignal<Lifecycle>,
    answers: RwSignal<u64>,
    core: StoredValue<Rc<Core<T>>>,
    /// Whether it goes on while nobody sees the page.
    watched: RwSignal<bool>,
}

impl<T: Send + Sync + 'static> Clone for Query<T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T: Send + Sync + 'static> Copy for Query<T> {}

impl<T: Send + Sync + 'static> Query<T> {
    /// A query that has asked nothing yet. `load` is called for each request; what it reads from signals it reads then,
    /// untracked. Call [`Self::restart`] to begin.
    pub fn new(load: impl Fn(Abort) -> Loading<T> + 'static) -> Self {
        let core = Core {
            load: Box::new(load),
            abort: RefCell::default(),
            timer: RefCell::default(),
            stamp: RefCell::default(),
        };
        let query = Self {
            data: RwSignal::new(None),
            life: RwSignal::new(Lifecycle::default()),
            answers: RwSignal::new(0),
            core: StoredValue::new(Rc::new(core)),
            watched: RwSignal::new(false),
        };
        let visible = timers::visible();
        Effect::new(move |_| {
            query.dispatch(if visible.get() || query.watched.get() {
                Event::Shown
            } else {
                Event::Hidden
            });
        });
        let given = keys::given();
        Effect::new(move |before: Option<u64>| {
            let now = given.get();
            if before.is_some_and(|before| before != now) {
                query.dispatch(Event::KeyGiven);
            }
            now
        });
        on_cleanup(move || query.dispatch(Event::Closed));
        query
    }

    /// Asks for something else: what is held is dropped at once.
    pub fn restart(&self) {
        self.dispatch(Event::KeyChanged);
    }

    /// Asks again and keeps what is held meanwhile.
    pub fn refresh(&self) {
        self.dispatch(Event::Refresh);
    }

    /// Whether to go on asking while nobody sees the page: only on the user's word.
    pub fn keep_asking(&self, watched: bool) {
        self.watched.set(watched);
    }

    /// Gives up the request under way, because the user said so; it ends as aborted and is not sent again by itself.
    pub fn give_up(&self) {
        let core = self.core.try_get_value();
        if let Some(abort) = core.and_then(|core| core.abort.borrow().clone()) {
            abort.abort();
        }
    }

    /// The last answer, tracked. It changes only when the answer does.
    pub fn data(&self) -> Option<Arc<T>> {
        self.data.get()
    }

    /// The last answer, not tracked.
    pub fn data_untracked(&self) -> Option<Arc<T>> {
        self.data.try_get_untracked().flatten()
    }

    /// What to show, tracked.
    pub fn phase(&self) -> Phase {
        self.life.with(Lifecycle::phase)
    }

    /// Whether a request is under way, tracked.
    pub fn is_busy(&self) -> bool {
        self.life.with(Lifecycle::is_busy)
    }

    /// When the data was received, in [`clock::monotonic`] milliseconds, tracked.
    pub fn data_at(&self) -> Option<Millis> {
        self.life.with(Lifecycle::data_at)
    }

    /// Counts good answers, changed or not, tracked.
    pub fn answers(&self) -> u64 {
        self.answers.get()
    }

    fn dispatch(self, event: Event) {
        let Some(core) = self.core.try_get_value() else {
            return;
        };
        let Some(orders) = self
            .life
            .try_update(|life| life.step(event, clock::monotonic()))
        else {
            return;
        };
        if orders.abort
            && let Some(abort) = core.abort.take()
        {
            abort.abort();
        }
        if orders.forget {
            core.stamp.take();
            self.data.try_set(None);
        }
        if let Some(ticket) = orders.send {
            let abort = Abort::new();
            core.abort.replace(Some(abort.clone()));
            let loading = (core.load)(abort);
            spawn(async move {
                let result = loading.await;
                self.finish(ticket, result);
            });
        }
        self.arm(&core);
    }

    fn finish(self, ticket: u64, result: Result<Loaded<T>, ApiError>) {
        let Some(core) = self.core.try_get_value() else {
            return;
        };
        let loaded = match result {
            Ok(loaded) => loaded,
            Err(error) => return self.dispatch(Event::Failed { ticket, error }),
        };
        let changed = *core.stamp.borrow() != Some(loaded.stamp);
        let event = Event::Answered {
            ticket,
            changed,
            poll: loaded.poll,
        };
        let now = clock::monotonic();
        let mut accept = false;
        // Data first, so that nobody sees a fresh state without its data.
        let known = self
            .life
            .try_update_untracked(|life| accept = life.step(event, now).accept);
        if known.is_none() || !accept {
            return;
        }
        if changed {
            core.stamp.replace(Some(loaded.stamp));
            self.data.try_set(Some(Arc::new(loaded.data)));
        }
        self.life.try_update(|_| ());
        self.answers.try_update(|count| *count += 1);
        self.arm(&core);
    }

    /// Sets the one timer to the next wake-up, if there is one.
    fn arm(self, core: &Core<T>) {
        let wake = self
            .life
            .try_get_untracked()
            .and_then(|life| life.wake_at());
        let timer = wake.map(|at| {
            // A pause is at most a minute, so it fits.
            #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
            let pause = (at - clock::monotonic()).clamp(0.0, 3_600_000.0) as u32;
            timers::Timeout::new(pause, move || self.dispatch(Event::Due))
        });
        core.timer.replace(timer);
    }
}
