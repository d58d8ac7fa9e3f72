//! A sentence that matters, coloured by its tone.

use crate::prelude::*;

use super::icon::{Icon, icon};

/// What a note says by its colour and shape.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tone {
    /// Something to know.
    Info,
    /// Something goes on.
    Running,
    /// Something was achieved.
    Good,
    /// Something to be careful about.
    Careful,
    /// Something failed.
    Bad,
}

impl Tone {
    /// Class and shape.
    pub fn look(self) -> (&'static str, Icon) {
        match self {
            Self::Info => ("pending", Icon::Info),
            Self::Running => ("running", Icon::Clock),
            Self::Good => ("completed", Icon::Check),
            Self::Careful => ("suspended", Icon::Warning),
            Self::Bad => ("failed", Icon::Cross),
        }
    }
}

/// Draws a note.
pub fn note(tone: Tone, body: impl IntoMarkup) -> Markup {
    plain(tone, body.into_markup())
}

// One function draws all notes, whatever they are made of.
fn plain(tone: Tone, body: Markup) -> Markup {
    let (class, shape) = tone.look();
    view! { <div class=format!("note {class}")>{icon(shape)}<div class="grow">{body}</div></div> }
}
