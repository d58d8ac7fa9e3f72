//! The headings: each sorts by its column, and is drawn wider or narrower at its edge.

use durable_api::column::Column;

use crate::prelude::*;

use crate::components::{Icon, icon};
use crate::words::{Word, say, t};

use super::super::View;
use super::super::address::{go, sort_text};
use super::items::name_of;
use super::layout::{Layout, NARROWEST, WIDEST};
use super::row::class_of;

/// How far the arrow keys move the edge of a column, in CSS pixels.
const STEP: f64 = 16.0;

/// Draws the row of headings.
pub fn headings(view: View) -> Markup {
    let table = view.table;
    let all = move || {
        let (_, are_all) = table.marked();
        are_all
    };
    let turn = move |_| {
        if untrack(all) {
            table.mark_none();
        } else {
            table.mark_all();
        }
    };
    let held = StoredValue::new(None);
    // Drawn again for other columns and not for each pixel by which one is made wider.
    let shape = Memo::new(move |_| {
        let columns = table.columns.get();
        let offset =
            |layout: &Layout, at| (at < layout.pinned).then(|| layout.offset(&columns, at));
        let offsets: Vec<Option<u16>> = table
            .layout
            .with(|layout| (0..columns.len()).map(|at| offset(layout, at)).collect());
        (columns, offsets)
    });
    let headings = dynamic(move || {
        let (columns, offsets) = shape.get();
        let headings: Vec<Markup> = columns
            .iter()
            .zip(offsets)
            .map(|(column, offset)| {
                let offset = offset.map(|it| format!("{it}px"));
                heading(view, column, offset, held)
            })
            .collect();
        headings
    });
    view! {
        <div class="tr th" role="row" aria-rowindex="1">
            <span class="c-mark" role="columnheader">
                <input type="checkbox" aria-label=t(Word::MarkAll) title=t(Word::MarkAll) prop:checked=all on:click=turn />
            </span>
            {headings}
        </div>
    }
}

/// The edge that somebody holds: of which column, where the pointer took hold, and how wide the column was.
type Hold = StoredValue<Option<(Column, f64, f64)>>;

fn heading(view: View, column: &Column, offset: Option<String>, held: Hold) -> Markup {
    let name = name_of(column);
    let title = say(Word::SortBy, &[("column", (&name).into())]);
    let of_direction = column.clone();
    let direction = move || {
        view.wish
            .with(|wish| (wish.goal.column == of_direction).then_some(wish.goal.descending))
    };
    let of_aria = direction.clone();
    let aria = move || match of_aria() {
        None => "none",
        Some(false) => "ascending",
        Some(true) => "descending",
    };
    let mark = dynamic(move || {
        direction().map(|descending| {
            view! { <span class=if descending { "turn down" } else { "turn up" }>{icon(Icon::Down)}</span> }
        })
    });
    let of_press = column.clone();
    let press = move |_| {
        let descending = view.wish.with_untracked(|wish| {
            // Times begin with the newest, everything else with the first.
            let first = matches!(of_press, Column::Created | Column::Updated);
            if wish.goal.column == of_press {
                !wish.goal.descending
            } else {
                first
            }
        });
        let text = sort_text(&of_press, descending);
        go(view, |address| address.sort = text);
    };
    let mut class = class_of(column).replace(" dim", "");
    if offset.is_some() {
        class.push_str(" pinned");
    }
    view! {
        <span class=class role="columnheader" aria-sort=aria style:left=offset>
            <button type="button" class="sort" title=title on:click=press>{name.clone()}{mark}</button>
            {edge(view, column, &name, held)}
        </span>
    }
}

/// The edge by which a column is made wider or narrower.
fn edge(view: View, column: &Column, name: &str, held: Hold) -> Markup {
    let table = view.table;
    let node = NodeRef::new();
    let set = {
        let column = column.clone();
        // Clamped to what is worth drawing.
        #[allow(clippy::cast_possible_truncation, clippy::cast_sign_loss)]
        move |width: f64, is_final: bool| {
            let width = width.clamp(0.0, 4_000.0) as u16;
            if is_final {
                table.change_layout(|layout| layout.set_width(&column, width));
            } else {
                table
                    .layout
                    .update(|layout| layout.set_width(&column, width));
            }
        }
    };
    let (on_move, on_end, on_key) = (set.clone(), set.clone(), set);
    let (of_reset, of_now, of_press) = (column.clone(), column.clone(), column.clone());
    let held_here = {
        let column = column.clone();
        move || {
            held.get_value()
                .filter(|(of, ..)| *of == column)
                .map(|(_, from, width)| (from, width))
        }
    };
    let held_at_end = held_here.clone();
    let label = say(Word::ColumnEdge, &[("column", name.into())]);
    view! {
        <span
            class="edge"
            role="separator"
            aria-orientation="vertical"
            aria-valuenow=move || table.layout.with(|it| it.shown_width(&of_now)).to_string()
            aria-valuemin=NARROWEST.to_string()
            aria-valuemax=WIDEST.to_string()
            aria-label=label.clone()
            title=label
            tabindex="0"
            node_ref=node
            on:pointerdown=move |event: Event| {
                event.prevent_default();
                node.capture(event.pointer());
                held.set_value(Some((of_press.clone(), event.position().0, node.parent_width())));
            }
            on:pointermove=move |event: Event| {
                if let Some((from, width)) = held_here() {
                    on_move(width + event.position().0 - from, false);
                }
            }
            on:pointerup=move |event: Event| {
                if let Some((from, width)) = held_at_end() {
                    held.set_value(None);
                    on_end(width + event.position().0 - from, true);
                }
            }
            on:dblclick=move |_| table.change_layout(|layout| layout.widths.retain(|it| it.0 != of_reset))
            on:keydown=move |event: Event| {
                let by = match event.key().as_str() {
                    "ArrowLeft" => -STEP,
                    "ArrowRight" => STEP,
                    _ => return,
                };
                event.prevent_default();
                on_key(node.parent_width() + by, true);
            }
        ></span>
    }
}
