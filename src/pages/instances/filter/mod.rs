//! The filter of the list: clauses as chips with an editor each, and the same as one line to type. Both are the address.

mod chips;
mod describe;
mod editor;
mod kinds;
mod line;
mod offers;
mod problem;

use durable_api::filter::{self, Clause, Filter, Form, Place};

use crate::browser::{locale, page};
use crate::prelude::*;
use crate::state::App;
use crate::state::hub::PortalZone;
use crate::words::{Word, t};

use super::View;
use super::address;

/// Id of the line, which `/` goes to.
pub const LINE: &str = "filter-line";
/// Id of the button that adds a clause.
const ADD: &str = "filter-add";
/// Id of what stands open below the bar.
const PANEL: &str = "filter-panel";

/// What the parts of the bar share.
#[derive(Clone, Copy)]
struct Bar {
    view: StoredValue<View>,
    zone: Signal<locale::Zone>,
    /// The filter of the address; what of it cannot be read is left out, and then nothing is looked for.
    filter: Memo<Filter>,
    open: RwSignal<Open>,
}

/// What stands open below the bar.
#[derive(Clone, Debug, PartialEq)]
enum Open {
    Nothing,
    /// The kinds of clauses there are.
    Kinds,
    /// The editor of the clause in this place, or of a new one.
    Editor(Option<usize>, Form),
}

/// Draws the bar.
pub fn filter_bar(view: View) -> Markup {
    let bar = Bar {
        view: StoredValue::new(view),
        zone: App::get().preferences.zone(),
        filter: Memo::new(move |_| {
            view.address
                .with(|it| Filter::typed(&it.filter, &filter::Utc).filter)
        }),
        open: RwSignal::new(Open::Nothing),
    };
    // Another filter has other clauses in the places that an editor knows.
    Effect::new(move |_| {
        bar.filter.track();
        bar.open.set(Open::Nothing);
    });
    let panel = dynamic(move || match bar.open.get() {
        Open::Nothing => Markup::Empty,
        Open::Kinds => kinds::kinds(bar),
        Open::Editor(at, form) => editor::editor(bar, at, form),
    });
    let close_by_key = move |event: Event| {
        if event.key() == "Escape" && untrack(|| bar.open.get()) != Open::Nothing {
            event.prevent_default();
            bar.close();
        }
    };
    view! {
        <div class="filters" role="search" aria-label=t(Word::FilterLabel) on:keydown=close_by_key>
            {line::line(bar)}
            {chips::add_button(bar)}
            {chips::chips(bar)}
            {panel}
            {not_understood(view)}
        </div>
    }
}

/// What a link says that this portal does not know: said, because what it may mean is not done.
fn not_understood(view: View) -> Markup {
    dynamic(move || {
        let others = view.address.with(|it| it.others.clone());
        if others.is_empty() {
            return None;
        }
        let said: Vec<String> = others
            .iter()
            .map(|(name, value)| format!("{name}={value}"))
            .collect();
        Some(view! {
            <p class="hint">{t(Word::LinkSaysMore)}" "<bdi class="mono break">{said.join(", ")}</bdi></p>
        })
    })
}

impl Bar {
    fn view(self) -> View {
        self.view.get_value()
    }

    /// The zone in which times are typed.
    fn typed_in(self) -> PortalZone {
        PortalZone(self.zone.get())
    }

    /// Where a clause runs, the way this hub is read; tracked.
    fn place(self, clause: &Clause) -> Place {
        let walk = self.view().here.walk();
        clause.place_in(walk.way, walk.asked.as_ref())
    }

    /// Goes to the list with another filter.
    fn look_for(self, filter: &Filter) {
        address::look_for(self.view(), filter);
    }

    /// Puts a clause in the place of another, or behind all.
    fn put(self, at: Option<usize>, clause: Clause) {
        let mut filter = untrack(|| self.filter.get());
        match at.and_then(|at| filter.clauses.get_mut(at)) {
            Some(place) => *place = clause,
            None => filter.clauses.push(clause),
        }
        self.look_for(&filter);
        self.close();
    }

    /// Takes a clause away.
    fn drop_clause(self, at: usize) {
        let mut filter = untrack(|| self.filter.get());
        if at < filter.clauses.len() {
            filter.clauses.remove(at);
        }
        self.look_for(&filter);
        self.close();
    }

    fn close(self) {
        self.open.set(Open::Nothing);
        page::focus_soon(ADD);
    }
}
