//! Doing something to one instance or entity, wherever that is asked for: the form by how much has to be confirmed, the exact request,
//! and what came of it.
//!
//! A page makes a [`Desk`], puts buttons where it wants them, which set [`Desk::chosen`], and draws [`desk_place`]. What is behind that
//! is a chunk of its own.

mod confirm;
mod effects;
mod fields;
mod lines;
mod lost;
mod told;
mod wish;

use std::rc::Rc;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use durable_api::act::{Act, Operation, Outcome, Risk, Verb, WhyNot};

use crate::components::Icon;
use crate::pages::lazy::{Draw, lazy_part};
use crate::prelude::*;
use crate::state::App;
use crate::state::acting::{Acting, Stage};
use crate::state::connections::connection::Connection;
use crate::words::Word;

pub use lines::lines;
pub use wish::Wish;

/// What an operation puts at risk, tracked; `None` while it is not known how the target stands.
type Risks = dyn Fn(&Operation) -> Option<Vec<Risk>>;
/// What can be done next besides.
type More = dyn Fn(Desk, &Outcome) -> Markup;

/// What a page says of whatever it acts on.
pub struct About {
    /// The connection, as the address names it.
    pub hub: String,
    /// The connection.
    pub connection: Connection,
    /// Under which view requests are noted.
    pub scope: u64,
    /// The id of the target.
    pub id: Signal<String>,
    /// Reads anew what is on screen.
    pub refresh: Rc<dyn Fn()>,
    /// What an operation puts at risk, tracked; `None` while it is not known how the target stands.
    pub risks: Rc<Risks>,
    /// What fills in the fields of a form.
    pub offers: Rc<dyn Fn(Desk) -> Markup>,
    /// What can be done next besides, when an act is over.
    pub more: Rc<More>,
}

impl About {
    /// A target about which the page knows no more than its id.
    pub fn new(hub: String, connection: Connection, scope: u64, id: Signal<String>) -> Self {
        Self {
            hub,
            connection,
            scope,
            id,
            refresh: Rc::new(|| {}),
            risks: Rc::new(|_| Some(Vec::new())),
            offers: Rc::new(|_| Markup::Empty),
            more: Rc::new(|_, _| Markup::Empty),
        }
    }
}

/// What is asked for, from the press of a button to the outcome. Copies are the same.
#[derive(Clone, Copy)]
pub struct Desk {
    about: StoredValue<Rc<About>>,
    /// What was chosen and is not sent yet.
    pub chosen: RwSignal<Option<Verb>>,
    /// The act under way.
    pub acting: Acting,
    /// What is typed and ticked: it stays when an operation is left or refused.
    said: Wish,
}

impl Desk {
    /// Nothing asked for yet.
    pub fn new(about: About) -> Self {
        let acting = Acting::new(App::get(), about.hub.clone(), about.scope);
        Self {
            about: StoredValue::new(Rc::new(about)),
            chosen: RwSignal::new(None),
            acting,
            said: Wish::new(),
        }
    }

    /// What it is about.
    pub fn about(self) -> Rc<About> {
        self.about.get_value()
    }

    /// What is typed and ticked.
    pub fn said(self) -> Wish {
        self.said
    }

    /// Asks for an operation.
    pub fn choose(self, verb: Verb) {
        self.acting.dismiss();
        self.chosen.set(Some(verb));
    }

    /// Whether something is asked for, under way or over, and shown.
    pub fn is_busy(self) -> bool {
        self.chosen.get().is_some() || self.acting.stage() != Stage::Idle
    }

    fn send(self, operation: Operation) {
        let about = self.about();
        let generation = about.connection.address.generation;
        let id = about.id.get_untracked();
        self.acting.begin(Act::new(operation, id, generation));
        self.chosen.set(None);
    }
}

/// Where the form stands, and then what came of it.
pub fn desk_place(desk: Desk) -> Markup {
    let busy = Memo::new(move |_| desk.is_busy());
    dynamic(move || {
        busy.get()
            .then(|| lazy_part(move || Box::pin(desk_part(desk))))
    })
}

/// Forms and outcomes, in a chunk of their own.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(acting, fallible)]
fn desk_part(desk: Desk) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || confirm::desk_view(desk)))
}

/// Shape and name of an operation.
pub fn look(verb: Verb) -> (Icon, Word) {
    match verb {
        Verb::Start => (Icon::Play, Word::ActStart),
        Verb::Terminate => (Icon::Stop, Word::ActTerminate),
        Verb::Suspend => (Icon::Pause, Word::ActSuspend),
        Verb::Resume => (Icon::Right, Word::ActResume),
        Verb::Rewind => (Icon::Up, Word::ActRewind),
        Verb::RestartNew | Verb::RestartSame => (Icon::Refresh, Word::ActRestart),
        Verb::Purge => (Icon::Cross, Word::ActPurge),
        Verb::RaiseEvent => (Icon::Bolt, Word::ActRaise),
        Verb::Signal => (Icon::Bolt, Word::ActSignal),
        Verb::DeleteEntity => (Icon::Cross, Word::ActDelete),
    }
}

/// Why an operation is not sent.
pub fn why_word(why: WhyNot) -> Word {
    match why {
        WhyNot::AlreadySo => Word::WhyAlreadySo,
        WhyNot::Finished => Word::WhyFinished,
        WhyNot::NotSuspended => Word::WhyNotSuspended,
        WhyNot::NotFailed => Word::WhyNotFailed,
        WhyNot::StillRunning => Word::WhyStillRunning,
        WhyNot::NotFinished => Word::WhyNotFinished,
        WhyNot::WouldOverwrite => Word::WhyWouldOverwrite,
        WhyNot::IsEntity => Word::WhyIsEntity,
        WhyNot::Unaddressable => Word::WhyUnaddressable,
        WhyNot::OldGeneration => Word::WhyOldGeneration,
    }
}
