//! The clauses as chips: what each asks, where it runs, and a way to change or drop it.

use durable_api::filter::{Clause, Form};

use crate::components::{Icon, Weight, icon, link_button};
use crate::prelude::*;
use crate::route::Route;
use crate::state::hub::PortalZone;
use crate::words::{Word, say, t};

use super::describe::{describe, place_words};
use super::{ADD, Bar, Open, PANEL};

/// Draws the chips, and what drops them all.
pub fn chips(bar: Bar) -> Markup {
    let each = dynamic(move || -> Vec<Markup> {
        let clauses = bar.filter.get().clauses;
        let clauses = clauses.into_iter().enumerate();
        clauses.map(|(at, clause)| chip(bar, at, clause)).collect()
    });
    let clear = dynamic(move || {
        let is_filtered = bar.view().address.with(|it| !it.filter.is_empty());
        let href = bar
            .view()
            .hub
            .with_value(|hub| Route::instances(hub).href());
        is_filtered.then(|| link_button(Weight::Quiet, None, t(Word::FilterClear).to_owned(), href))
    });
    view! {
        <div class="row wrap clauses">{each}{clear}</div>
    }
}

/// Draws the button that adds a clause.
pub fn add_button(bar: Bar) -> Markup {
    let is_open = move || (bar.open.get() == Open::Kinds).to_string();
    let add = move |_| {
        let open = untrack(|| bar.open.get());
        bar.open.set(match open {
            Open::Kinds => Open::Nothing,
            _ => Open::Kinds,
        });
    };
    view! {
            <button type="button" class="btn quiet" id=ADD aria-expanded=is_open aria-controls=PANEL on:click=add>
                {icon(Icon::Plus)}
                {t(Word::FilterAdd)}
            </button>
    }
}

fn chip(bar: Bar, at: usize, clause: Clause) -> Markup {
    let zone = bar.zone.get();
    let (label, value) = describe(&clause, zone);
    let place = {
        let clause = clause.clone();
        Memo::new(move |_| bar.place(&clause))
    };
    let name = say(Word::FilterDrop, &[("clause", (&label).into())]);
    let is_open =
        move || matches!(bar.open.get(), Open::Editor(Some(open), _) if open == at).to_string();
    let edit = move |_| {
        let form = Form::of(&clause, &PortalZone(zone));
        bar.open.set(Open::Editor(Some(at), form));
    };
    view! {
        <span class="clause">
            <button type="button" class="what" aria-expanded=is_open aria-controls=PANEL on:click=edit>
                <span>{label}</span>
                <b class="cut"><bdi>{value}</bdi></b>
            </button>
            {dynamic(move || {
                let (place, why) = place_words(place.get());
                view! { <span class="where" title=t(why)>{t(place)}</span> }
            })}
            <button type="button" title=name.clone() aria-label=name on:click=move |_| bar.drop_clause(at)>
                {icon(Icon::Cross)}
            </button>
        </span>
    }
}
