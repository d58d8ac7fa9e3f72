//! What is about connections and keys, and whose code is fetched when it is first shown: who reads a list whose key is at hand needs
//! none of it.

use std::rc::Rc;

use wasm_split_helpers::{SplitLoaderError, wasm_split};

use super::about::about_page;
use super::connect::{Editing, manage_panel, panel};
use super::lazy::{Draw, lazy, lazy_part};
use super::parts::key_form;
use super::parts::lock_menu::lock_menu;
use crate::components::{LockOf, LockState};
use crate::prelude::*;
use crate::state::connections::connection::Connection;

/// A part, with what it is about.
#[derive(Clone)]
pub enum Part {
    /// The panel of a connection in the list.
    Edit(Rc<(Connection, Editing)>),
    /// The read-only locks, and what turns them.
    Locks(Signal<LockState>, Callback<(LockOf, bool)>),
    /// Files of connections, and forgetting all.
    Manage,
    /// The page about a hub.
    About(String),
    /// The form for the key of a hub or its passphrase, and what to do once it is at hand.
    Key(String, Callback<()>),
}

/// Draws a part that is a page as soon as its code is here.
pub fn page(part: Part) -> Markup {
    lazy(move || Box::pin(code(part.clone())))
}

/// Draws a part of a page as soon as its code is here.
pub fn part(part: Part) -> Markup {
    lazy_part(move || Box::pin(code(part.clone())))
}

#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(connections, fallible)]
fn code(part: Part) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || match part.clone() {
        Part::Edit(of) => panel(&of.0, of.1),
        Part::Locks(state, turn) => lock_menu(state, turn),
        Part::Manage => manage_panel(),
        Part::About(hub) => about_page(&hub),
        Part::Key(hub, go_on) => key_form::form(hub, go_on),
    }))
}
