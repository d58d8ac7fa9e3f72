//! A list answer read without a tree: strict JSON, one pass, nothing copied.

mod cursor;
mod fields;
mod number;
mod quoted;

pub(crate) use cursor::Cursor;
pub use fields::Fields;
pub(crate) use number::after_number;
pub(crate) use quoted::unescape;

/// Why an answer is not a list of instances.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Fault {
    /// The byte of the body where it was noticed.
    pub at: usize,
    /// What is wrong there.
    pub why: &'static str,
}
