//! The targets of a plan as a table of any length: only the rows in sight are drawn.

use std::sync::Arc;

use durable_api::RuntimeStatus;

use crate::browser::viewport;
use crate::components::status_badge;
use crate::components::table::{cell, heading, row};
use crate::components::virtual_rows::{RowsOf, virtual_rows};
use crate::prelude::*;
use crate::route::Route;
use crate::words::{Word, t};

/// How high a row is, in CSS pixels: as style/plans.css says; two lines on narrow screens.
const HIGH: u32 = 36;
const HIGH_NARROW: u32 = 58;

/// What the table shows.
pub struct TableOf {
    /// The places of targets that are shown, in their order.
    pub places: Signal<Arc<Vec<usize>>>,
    /// A number that is another as soon as a target shows something else; tracked.
    pub stamp: Box<dyn Fn(usize) -> u64>,
    /// The cells of a target.
    pub cells: Box<dyn Fn(usize) -> Cells>,
    /// What the column of outcomes is called.
    pub heading: Word,
}

/// What is shown of a target.
pub struct Cells {
    /// A box to tick, or nothing.
    pub tick: Markup,
    /// What was or will be of it.
    pub outcome: Markup,
    /// Its status, where it is known.
    pub status: String,
    /// Its id.
    pub id: String,
    /// Why.
    pub why: String,
}

/// Draws it.
pub fn targets(hub: String, of: TableOf) -> Markup {
    let TableOf {
        places,
        stamp,
        cells,
        heading: outcome,
    } = of;
    let narrow = viewport::narrow();
    let at_place = move |at: usize| places.with_untracked(|it| it.get(at).copied());
    let (_, rows) = virtual_rows(
        Some("rowgroup"),
        RowsOf {
            count: Signal::derive(move || places.with(|it| it.len())),
            height: Signal::derive(move || if narrow.get() { HIGH_NARROW } else { HIGH }),
            open: Signal::derive(|| None),
            stamp: Box::new(move |at| {
                let place = places.with(|it| it.get(at).copied()).unwrap_or_default();
                (place as u64).wrapping_mul(31).wrapping_add(stamp(place))
            }),
            draw: Box::new(move |at| match at_place(at) {
                Some(place) => target_row(&hub, cells(place)),
                None => Markup::Empty,
            }),
        },
    );
    view! {
        <div class="grid plan-targets" role="table" aria-label=t(Word::PlanTargetsLabel)>
            <div role="rowgroup">
                <div class="tr th" role="row">
                    {heading("c-outcome", t(outcome))}
                    {heading("c-now", t(Word::PlanColumnNow))}
                    {heading("c-id", t(Word::PlanColumnId))}
                    {heading("c-why", t(Word::PlanColumnWhy))}
                </div>
            </div>
            {rows}
        </div>
    }
}

fn target_row(hub: &str, cells: Cells) -> Markup {
    let href = Route::instance(hub, &cells.id).href();
    let status =
        (!cells.status.is_empty()).then(|| status_badge(&RuntimeStatus::from_wire(&cells.status)));
    let outcome = view! { {cells.tick} {cells.outcome} };
    let id = view! { <a href=href title=cells.id.clone()><bdi>{cells.id.clone()}</bdi></a> };
    let why = cells.why;
    row(
        "",
        view! {
            {cell("c-outcome", outcome)}
            {cell("c-now", status)}
            {cell("c-id mono", id)}
            <span class="c-why dim" role="cell" title=why.clone()>{why}</span>
        },
    )
}
