//! The filter: what is typed, what it means, where it runs.

pub mod made_up;
mod oracle;
mod places;
mod typed;
