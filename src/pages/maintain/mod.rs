//! Looking after a hub: purging what has finished, and emptying it. Counts first, and nothing leaves before its name was typed.

mod confirm;
mod empty;
mod going;
mod purge;
mod range;

use durable_api::walk::{Doing, Stopped};

use crate::browser::clock;
use crate::components::{Tone, Weight, button, note};
use crate::pages::parts::problem::{problem, stale_line};
use crate::pages::parts::requests_panel::requests_panel;
use crate::pages::parts::waiting::waiting;
use crate::prelude::*;
use crate::state::App;
use crate::state::connections::connection::{Connection, host_of};
use crate::state::error::{ApiError, Cause};
use crate::state::hub::{Goal, Here};
use crate::state::maintaining::{Going, Maintaining};
use crate::words::{Word, count, say, t};

use self::range::Wished;

/// What is about to be done, until it was confirmed.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Asked {
    Purge,
    Empty,
}

/// What the parts of the page share. Copies of it are the same.
#[derive(Clone, Copy)]
pub struct View {
    hub: StoredValue<String>,
    connection: StoredValue<Connection>,
    here: Here,
    work: Maintaining,
    wished: Wished,
    asked: RwSignal<Option<Asked>>,
    scope: u64,
}

/// Draws the page of a hub that is known.
pub fn maintain_page(hub: &str) -> Markup {
    let app = App::get();
    let Some(connection) = app.connections.find_untracked(hub) else {
        return Markup::Empty;
    };
    let scope = app.requests.scope();
    let here = Here::open(app, hub, scope);
    let view = View {
        hub: StoredValue::new(hub.to_owned()),
        connection: StoredValue::new(connection),
        here,
        work: Maintaining::new(app, hub.to_owned(), scope, here),
        wished: Wished::new(),
        asked: RwSignal::new(None),
        scope,
    };
    here.look_for(Goal::default());
    Effect::new(move |_| {
        app.updated_at.set(here.answered());
        let walk = here.walk();
        let seen = walk.instances + walk.entities;
        app.status.set(count(Word::LookedAt, seen));
    });
    on_cleanup(move || {
        app.updated_at.try_set(None);
        app.status.try_set(String::new());
    });
    view! {
        <section class="page">
            <div class="narrow maintain">
                <div><h1>{t(Word::MaintainTitle)}</h1><p class="dim">{t(Word::MaintainWhat)}</p></div>
                {trouble(view)}
                {coverage(view)}
                {elsewhere(view)}
                {purge::card_of(view)}
                {empty::card_of(view)}
                {requests_panel(scope)}
            </div>
        </section>
        {confirm::dialog(view)}
    }
}

impl View {
    /// Whether the hub may not be written to, tracked.
    fn is_locked(self) -> bool {
        let connection = self.connection.get_value();
        App::get().connections.locks.is_locked(&connection)
    }

    /// Whether something is under way or waits to be taken up, tracked.
    fn is_busy(self) -> bool {
        !matches!(
            self.work.going(),
            Going::Idle | Going::Over | Going::Elsewhere
        )
    }
}

/// That another tab is at work here.
fn elsewhere(view: View) -> Markup {
    dynamic(move || {
        (view.work.going() == Going::Elsewhere).then(|| {
            view! { <div role="alert">{note(Tone::Careful, t(Word::MaintainElsewhere))}</div> }
        })
    })
}

/// Why the hub could not be looked at.
fn trouble(view: View) -> Markup {
    let here = view.here;
    let error: Memo<Option<(ApiError, bool)>> = Memo::new(move |_| {
        let error = here.error().filter(|it| it.cause != Cause::Aborted)?;
        Some((error, here.with_rows(rows::Rows::is_empty)))
    });
    let retry = Callback::new(move |()| here.go_on());
    dynamic(move || {
        let (error, is_empty) = error.get()?;
        let connection = view.connection.get_value();
        Some(if is_empty {
            problem(&error, &connection, retry, Markup::Empty)
        } else {
            stale_line(&error, &connection, retry)
        })
    })
}

/// What was looked at, and how to look further: all counts of the page rest on it.
fn coverage(view: View) -> Markup {
    let here = view.here;
    let began = clock::monotonic();
    let awaited = Memo::new(move |_| here.answered().is_none() && here.error().is_none());
    let means = Memo::new(move |_| {
        let walk = here.walk();
        match walk.doing {
            Doing::Opening | Doing::Proving | Doing::Walking | Doing::Waiting(_) => {
                [true, false, false]
            }
            Doing::Stopped(Stopped::ByUser | Stopped::Ceiling) => [false, true, false],
            Doing::Done | Doing::Live => [false, false, true],
            Doing::Stopped(_) => [false; 3],
        }
    });
    let said = move || {
        let walk = here.walk();
        if walk.requests == 0 {
            return String::new();
        }
        let seen = walk.instances + walk.entities;
        let share = walk.share.map(|it| format!("{} %", it / 10));
        match (walk.is_complete, share) {
            (true, _) => count(Word::MaintainSeenAll, seen),
            (false, Some(share)) => say(
                Word::LookedAtShare,
                &[("n", seen.into()), ("share", (&share).into())],
            ),
            (false, None) => count(Word::LookedAt, seen),
        }
    };
    dynamic(move || {
        if awaited.get() {
            let host = view
                .connection
                .with_value(|it| host_of(&it.address).to_owned());
            return waiting(&host, began);
        }
        let buttons = dynamic(move || {
            let [stop, go_on, again] = means.get();
            view! {
                {stop.then(|| button(Weight::Quiet, None, t(Word::WalkStop), move || here.stop()))}
                {go_on.then(|| button(Weight::Quiet, None, t(Word::WalkEverything), move || here.everything()))}
                {again.then(|| button(Weight::Quiet, None, t(Word::MaintainAgain), move || here.again()))}
            }
        });
        view! { <div class="row wrap" role="group" aria-label=t(Word::CoverageLabel)><span class="dim" role="status">{said}</span>{buttons}</div> }
    })
}
