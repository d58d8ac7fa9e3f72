//! The stage on which the browser tests play: Chromium, a devhost, and a person's eyes and hands.

mod axe;
mod driver;
mod evidence;
mod files;
mod hands;
mod hub;
pub mod keys;
mod locate;
mod look;
mod page;
mod pointer;
mod slots;
mod stage;
mod tls;
mod watch;
mod windows;

pub use evidence::{decode_base64, target};
pub use locate::{
    Locator, button, checkbox, field, heading, link, main_part, radio, region, row_containing,
};
pub use look::Scheme;
pub use page::Page;
pub use stage::{Stage, Web, deployment, play, play_within};
