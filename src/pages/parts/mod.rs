//! Parts that several pages share.

pub mod capability;
pub mod doctor;
mod doctor_words;
pub mod freshness;
pub mod inputs;
pub mod key_form;
pub mod key_place;
pub mod lock_menu;
pub mod lock_note;
pub mod management_links;
pub mod problem;
pub mod requests_panel;
pub mod reveal;
pub mod shortened;
pub mod unlock_form;
pub mod waiting;
pub mod whole_seconds;
