//! One instance as a row.

use durable_api::column::Column;

use crate::prelude::*;

use crate::components::{both_ends, elapsed_view, status_badge};
use crate::pages::parts::whole_seconds::whole_seconds;
use crate::words::{Word, say, t};

use super::super::View;
use super::CURSOR;
use super::items::{Item, Shown, What};

/// Draws a row. Its id is a plain link, so that it can be opened in a new tab.
pub fn row(view: View, item: &Item) -> Markup {
    let table = view.table;
    let slot = item.slot;
    let mut class = String::from("tr");
    for (is_so, name) in [
        (item.is_cursor, " cur"),
        (item.is_marked, " sel"),
        (item.is_failed, " ill"),
    ] {
        if is_so {
            class.push_str(name);
        }
    }
    let name = say(Word::MarkThis, &[("id", (&item.id).into())]);
    let tick = view! {
        <input
            type="checkbox"
            tabindex="-1"
            aria-label=name
            prop:checked=item.is_marked
            on:click=move |event: Event| {
                if event.is_shift() { table.mark_to(slot) } else { table.turn_mark(slot) }
            }
        />
    };
    let cells: Vec<Markup> = item.cells.iter().map(|it| cell(it, item)).collect();
    view! {
        <div
            class=class
            role="row"
            aria-rowindex=(item.place + 2).to_string()
            on:pointerdown=move |_| table.set_cursor(Some(slot))
            on:focusin=move |_| table.set_cursor(Some(slot))
        >
            <span class="c-mark" role="cell">{tick}</span>
            {cells}
        </div>
    }
}

fn cell(shown: &Shown, item: &Item) -> Markup {
    let mut class = shown.class.to_owned();
    let offset = shown.pinned.map(|it| format!("{it}px"));
    if matches!(shown.what, What::Json(_)) {
        class.push_str(" mono");
    }
    if matches!(shown.what, What::Text(_, true) | What::Json(_)) {
        class.push_str(" dim");
    }
    if shown.is_changed {
        class.push_str(" changed");
    }
    if offset.is_some() {
        class.push_str(" pinned");
    }
    let content = match &shown.what {
        What::Nothing => Markup::Empty,
        What::Status(status) => status_badge(status),
        What::Link => link(item),
        What::Name(name) => {
            view! { <span title=name.clone()>{both_ends(name)}</span> }
        }
        What::Text(text, _) | What::Json(text) => {
            view! { <bdi title=text.clone()>{text.clone()}</bdi> }
        }
        What::Time(text, exact) => {
            view! { <time datetime=exact.clone() title=exact.clone()>{text.clone()}</time> }
        }
        What::Length(ms) => whole_seconds(*ms),
        What::Since(ms) => elapsed_view(*ms),
        What::Unknown => {
            view! { <span class="faint" title=t(Word::CellUnknownTitle)>{t(Word::CellUnknown)}</span> }
        }
    };
    view! { <span class=class role="cell" style:left=offset>{content}</span> }
}

fn link(item: &Item) -> Markup {
    let (id, href) = (item.id.clone(), item.href.clone());
    let name = item.is_cursor.then_some(CURSOR);
    let stop = if item.is_cursor { "0" } else { "-1" };
    // Its two halves would be read out with a pause between them.
    view! { <a class="mono" id=name tabindex=stop href=href title=id.clone() aria-label=id.clone()>{both_ends(&id)}</a> }
}

/// The class of a column's cells and heading, which the style sheet places on narrow screens.
pub fn class_of(column: &Column) -> &'static str {
    match column {
        Column::Status => "c-status",
        Column::Id => "c-id",
        Column::Name => "c-name",
        Column::Created => "c-created dim",
        Column::Updated => "c-updated dim",
        Column::Duration => "c-took num dim",
        Column::Remark => "c-said",
        Column::Value(_) => "c-value",
    }
}
