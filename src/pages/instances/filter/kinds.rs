//! The kinds of clauses there are, to add one.

use durable_api::filter::{Form, Kind};

use crate::browser::page;
use crate::prelude::*;
use crate::words::{Word, t};

use super::describe::kind_word;
use super::editor::FIRST;
use super::{Bar, Open, PANEL};

/// Draws the list.
pub fn kinds(bar: Bar) -> Markup {
    let each: Vec<Markup> = Kind::ALL.into_iter().map(|kind| entry(bar, kind)).collect();
    view! {
        <div class="sheet kinds new" id=PANEL role="group" aria-label=t(Word::FilterAdd)>{each}</div>
    }
}

fn entry(bar: Bar, kind: Kind) -> Markup {
    let choose = move |_| {
        bar.open.set(Open::Editor(None, Form::new(kind)));
        page::focus_soon(FIRST);
    };
    view! { <button type="button" class="entry" on:click=choose>{t(kind_word(kind))}</button> }
}
