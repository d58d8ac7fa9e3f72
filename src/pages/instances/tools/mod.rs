//! What is done with the whole list: saved views, grouping, export.

mod export;
mod exporting;
mod grouping;
mod saved;
mod views;

use crate::prelude::*;

use super::View;

/// Draws the tools of the head.
pub fn tools(view: View) -> Markup {
    view! {
        {views::menu(view)}
        {grouping::chooser(view)}
        {export::menu(view)}
    }
}
