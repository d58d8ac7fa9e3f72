//! The shape of what is being loaded.

use crate::prelude::*;

use crate::words::{Word, t};

/// Grey lines where text will be; said once, "Loading", to those who do not see it.
pub fn skeleton(lines: usize) -> Markup {
    let lines: Vec<Markup> = (0..lines).map(|_| view! { <i></i> }).collect();
    view! { <div class="skeleton" role="status" aria-label=t(Word::Loading)>{lines}</div> }
}
