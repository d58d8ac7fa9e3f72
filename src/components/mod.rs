//! What pages are made of. One file a component; plain functions from values to views, so that the wasm stays small.
//!
//! A component takes what it shows as arguments and knows no route. Changing values come as signals or closures.

mod button;
mod card;
mod chip;
mod copy;
mod empty;
mod ends;
mod error_card;
mod facts;
mod field;
mod icon;
mod json;
mod json_editor;
mod lock_switch;
mod note;
mod rail;
mod skeleton;
mod status_badge;
mod status_line;
pub mod table;
mod time_view;
mod toasts;
mod top_bar;
pub mod virtual_rows;

pub use button::{Weight, button, icon_button, link_button};
pub use card::card;
pub use chip::chip;
pub use copy::{copy, copy_button};
pub use empty::empty;
pub use ends::both_ends;
pub use error_card::{Failure, error_card};
pub use facts::facts;
pub use field::field;
pub use icon::{Icon, icon};
pub use json::{Mode, Shown, Text, json_view, json_viewer, long_text, size_of};
pub use json_editor::{is_json_or_nothing, json_editor};
pub use lock_switch::{LockOf, LockState, lock_switch};
pub use note::{Tone, note};
pub use rail::{RailEntry, rail};
pub use skeleton::skeleton;
pub use status_badge::{badge, look, status_badge};
pub use status_line::{StatusLine, status_line};
pub use time_view::{ago_text, duration_view, elapsed_view, time_view};
pub use toasts::{Toasts, toasts_view};
pub use top_bar::{Face, HubEntry, Stripe, brand, hub_switch, omnibox, step_switch, stripe};
