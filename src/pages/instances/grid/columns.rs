//! The menu of columns: which are shown, in which order, which stay in sight, how dense the rows are; and columns from values inside of texts.

use durable_api::column::Column;

use crate::prelude::*;

use crate::components::{Icon, Weight, button, icon, icon_button};
use crate::words::{Word, say, t};

use super::super::View;
use super::super::address::go;
use super::items::name_of;
use super::layout::{Density, usual};

const MENU: &str = "columns-menu";

/// Draws the button and its menu.
pub fn columns_menu(view: View) -> Markup {
    // Drawn while it is open.
    let open = RwSignal::new(false);
    let inside = dynamic(move || open.get().then(|| menu(view)));
    view! {
        <button type="button" class="btn quiet roomy" popovertarget=MENU>{icon(Icon::List)}{t(Word::Columns)}</button>
        <div class="menu columns-menu" id=MENU popover="auto" role="dialog" aria-label=t(Word::Columns) on:toggle=move |_| open.update(|it| *it = !*it)>
            {inside}
        </div>
    }
}

/// Shows these columns: they stand in the address, and on this device for other views.
fn choose(view: View, columns: Vec<Column>) {
    let text = if columns == usual() {
        String::new()
    } else {
        Column::list_text(&columns)
    };
    view.table.change_layout(|layout| {
        layout.columns = columns;
        layout.pinned = layout.pinned.min(layout.columns.len());
    });
    go(view, |address| address.columns = text);
}

fn menu(view: View) -> Markup {
    let table = view.table;
    let list = dynamic(move || {
        let columns = table.columns.get();
        let shown = (0..columns.len()).map(|at| entry(view, &columns, at));
        let hidden: Vec<Column> = usual()
            .into_iter()
            .chain([Column::Updated])
            .filter(|it| !columns.contains(it))
            .collect();
        let hidden = hidden.into_iter().map(|column| {
            let mut with = columns.clone();
            with.push(column.clone());
            let name = name_of(&column);
            view! {
                <li>
                    <label class="check grow"><input type="checkbox" prop:checked=false on:change=move |_| choose(view, with.clone()) />{name}</label>
                </li>
            }
        });
        shown.chain(hidden).collect::<Vec<_>>()
    });
    let densities: Vec<Markup> = Density::ALL
        .into_iter()
        .map(|it| density(view, it))
        .collect();
    view! {
        <ul class="columns-list">{list}</ul>
        {value_form(view)}
        <div class="row" role="group" aria-label=t(Word::RowHeight)>{densities}</div>
        {button(Weight::Quiet, None, t(Word::ColumnsUsual), move || {
            table.change_layout(|layout| *layout = super::Layout::default());
            go(view, |address| address.columns.clear());
        })}
    }
}

fn entry(view: View, columns: &[Column], at: usize) -> Markup {
    let table = view.table;
    let name = name_of(&columns[at]);
    let is_last = columns.len() == 1;
    let mut without = columns.to_vec();
    without.remove(at);
    let moved = |to: usize| {
        let mut moved = columns.to_vec();
        moved.swap(at, to);
        moved
    };
    let up = (at > 0).then(|| {
        let moved = moved(at - 1);
        icon_button(
            Icon::Up,
            say(Word::ColumnEarlier, &[("column", (&name).into())]),
            move || choose(view, moved.clone()),
        )
    });
    let down = (at + 1 < columns.len()).then(|| {
        let moved = moved(at + 1);
        icon_button(
            Icon::Down,
            say(Word::ColumnLater, &[("column", (&name).into())]),
            move || choose(view, moved.clone()),
        )
    });
    let pinned = move || table.layout.with(|it| it.pinned > at).to_string();
    let pin = say(Word::ColumnPin, &[("column", (&name).into())]);
    view! {
        <li>
            <label class="check grow cut">
                <input type="checkbox" prop:checked=true disabled=is_last on:change=move |_| choose(view, without.clone()) />
                <span class="cut">{name.clone()}</span>
            </label>
            {up}
            {down}
            <button
                type="button"
                class="btn quiet square"
                title=pin.clone()
                aria-label=pin
                aria-pressed=pinned
                on:click=move |_| table.change_layout(|layout| {
                    layout.pinned = if layout.pinned > at { at } else { at + 1 };
                })
            >
                {icon(Icon::Lock)}
            </button>
        </li>
    }
}

/// Adds a column for a value inside of a text.
fn value_form(view: View) -> Markup {
    let input = NodeRef::new();
    let wrong = RwSignal::new(false);
    let add = move |event: Event| {
        event.prevent_default();
        match Column::parse(input.value().trim()) {
            Some(column) => {
                wrong.set(false);
                let mut columns = view.table.columns.get_untracked();
                if !columns.contains(&column) {
                    columns.push(column);
                }
                choose(view, columns);
            }
            None => wrong.set(true),
        }
    };
    let paths = untrack(|| view.here.vocabulary()).paths;
    let offers: Vec<Markup> = paths
        .iter()
        .take(60)
        .map(|path| view! { <option value=path.to_text()></option> })
        .collect();
    view! {
        <form class="labelled" on:submit=add>
            <label r#for="column-path">{t(Word::ColumnValue)}</label>
            <div class="row">
                <input
                    id="column-path"
                    class="mono"
                    type="text"
                    list="column-paths"
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    placeholder="output.orderId"
                    node_ref=input
                    aria-invalid=move || wrong.get().to_string()
                />
                <button type="submit" class="btn">{t(Word::ColumnAdd)}</button>
            </div>
            <datalist id="column-paths">{offers}</datalist>
            <span class="hint" role="status">{dynamic(move || wrong.get().then(|| t(Word::ColumnValueWrong)))}</span>
        </form>
    }
}

fn density(view: View, density: Density) -> Markup {
    let table = view.table;
    let word = match density {
        Density::Compact => Word::RowsCompact,
        Density::Normal => Word::RowsNormal,
        Density::Roomy => Word::RowsRoomy,
    };
    let pressed = move || table.layout.with(|it| it.density == density).to_string();
    view! {
        <button type="button" class="chip" aria-pressed=pressed on:click=move |_| table.change_layout(|layout| layout.density = density)>
            {t(word)}
        </button>
    }
}
