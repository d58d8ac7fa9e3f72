//! What stands around the rows and is drawn after them: its code is a chunk of its own, so that the rows wait for none of it.

use durable_api::group::GroupBy;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::components::table::skeleton_rows;
use crate::pages::lazy::{Draw, lazy_quiet};
use crate::prelude::*;

use super::{View, grid, groups, histogram, peek, tools};

/// A part of the page.
#[derive(Clone)]
pub enum Part {
    /// Saved views, grouping, export and columns.
    Tools,
    /// How many were created when.
    Histogram,
    /// Groups in the place of the table.
    Groups(GroupBy),
    /// The inspector.
    Inspector,
}

/// Draws a part as soon as its code is here; until then what keeps its room.
pub fn part(view: View, part: Part) -> Markup {
    let meanwhile = match part {
        Part::Tools | Part::Inspector => || Markup::Empty,
        Part::Histogram => histogram_to_come,
        Part::Groups(_) => || skeleton_rows(5, 4),
    };
    lazy_quiet(meanwhile, move || Box::pin(code(view, part.clone())))
}

/// As high as the histogram will be, so that nothing below it jumps.
fn histogram_to_come() -> Markup {
    view! {
        <div class="hist-frame bare" aria-hidden="true">
            <div class="hist"></div>
            <div class="axis"><span>"\u{a0}"</span></div>
        </div>
    }
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(around, fallible)]
fn code(view: View, part: Part) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || match part.clone() {
        Part::Tools => view! { {tools::tools(view)} {grid::columns_menu(view)} },
        Part::Histogram => histogram::histogram(view),
        Part::Groups(by) => groups::groups(view, by),
        Part::Inspector => peek::inspector(view),
    }))
}
