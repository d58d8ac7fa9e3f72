//! Values inside JSON texts that were found well formed when they were read: paths, comparison, numbers of any length.

mod decimal;
mod literal;
mod path;
mod paths;

pub use decimal::{
    compare as compare_numbers, identity as number_identity, sort_key as number_key,
};
pub use literal::Literal;
pub use path::{Found, Step, find};
pub use paths::paths;

use crate::scan::unescape;
use std::borrow::Cow;

/// What a JSON string says, with U+FFFD for half a surrogate pair; `None` for any other value.
pub fn string(value: &str) -> Option<Cow<'_, str>> {
    let inside = value.strip_prefix('"')?.strip_suffix('"')?;
    Some(readable(inside))
}

/// A JSON text, or the beginning of one, with the escapes of its strings read: what a person searches in.
pub fn readable(json: &str) -> Cow<'_, str> {
    if !json.contains('\\') {
        return json.into();
    }
    let mut out = String::with_capacity(json.len());
    unescape(json, &mut out);
    out.into()
}
