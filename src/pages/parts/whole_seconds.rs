//! Durations between times that the host tells to the second.

use crate::prelude::*;

use crate::components::duration_view;
use crate::words::{Word, t};

/// Draws the duration without pretending to know it better than the host tells it.
pub fn whole_seconds(ms: f64) -> Markup {
    if ms < 1_000.0 {
        t(Word::UnderASecond).into_markup()
    } else {
        duration_view(ms)
    }
}
