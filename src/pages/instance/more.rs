//! The tabs that a look at an instance mostly does without: their code is a chunk of its own, fetched when one is first opened.

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use crate::prelude::*;
use crate::route::Tab;

use super::super::lazy::{Draw, lazy_part};
use super::view::View;
use super::{compare, data, links, raw, relations};

/// Draws the tab as soon as its code is here.
pub fn more_tab(tab: Tab, view: View) -> Markup {
    lazy_part(move || Box::pin(code(tab, view)))
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(values, fallible)]
fn code(tab: Tab, view: View) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || match tab {
        Tab::Relations => relations::relations_tab(view),
        Tab::Raw => raw::raw_tab(view),
        Tab::Links => links::links_tab(view),
        Tab::Compare => compare::compare_tab(view),
        Tab::Data | Tab::Timeline | Tab::Events => data::data_tab(view),
    }))
}
