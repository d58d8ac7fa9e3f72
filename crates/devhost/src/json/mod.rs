//! JSON as the extension's serializer reads and writes it: the text of a payload is kept but for what the recordings show to change.

mod lexis;
mod number;
mod read;
mod value;

pub use read::JsonError;
pub use value::{Json, escape_into, quote};
