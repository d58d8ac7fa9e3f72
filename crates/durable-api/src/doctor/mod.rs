//! Why an app cannot be asked, found by reasoning and by further harmless requests.
//!
//! Pure. [`next`] takes the [`Evidence`] so far and says what to ask next, or tells a [`Verdict`]. Whoever sends what it
//! asks adds the answer to the evidence and calls it again; [`MOST_QUESTIONS`] bounds how often. The questions are reads of
//! one host, the one that was to be asked, and never carry the key. [`remedies`] are the lines to copy for a verdict,
//! filled in with the page's origin and the app's name.
//!
//! What browsers hide: CORS refusal, a host that is down, an unknown name, mixed content and a refused local network are one
//! and the same `TypeError` (the wire contract, section 2). What tells them apart is asked here.

mod body;
mod evidence;
mod examine;
mod remedy;
mod verdict;

pub use body::BodyKind;
pub use evidence::{Came, Evidence, Permission, Question, Scene};
pub use examine::{MOST_QUESTIONS, Step, concerns, next};
pub use remedy::{Remedy, RemedyKind, app_name, otherwise, remedies};
pub use verdict::{Sureness, Trouble, Verdict};
