//! A runtime status as shape, colour and word: never colour alone.

use crate::prelude::*;
use durable_api::status::RuntimeStatus;

use super::icon::{Icon, icon};

/// The class that colours a status, and the shape that stands for it. A status this portal does not know is drawn plainly.
pub fn look(status: &RuntimeStatus) -> (&'static str, Icon) {
    match status {
        RuntimeStatus::Pending => ("pending", Icon::Ring),
        RuntimeStatus::Running => ("running", Icon::Running),
        RuntimeStatus::ContinuedAsNew => ("running", Icon::Refresh),
        RuntimeStatus::Completed => ("completed", Icon::Check),
        RuntimeStatus::Failed => ("failed", Icon::Cross),
        RuntimeStatus::Suspended => ("suspended", Icon::Pause),
        RuntimeStatus::Terminated => ("terminated", Icon::Stop),
        RuntimeStatus::Canceled => ("terminated", Icon::Slash),
        RuntimeStatus::Other(_) => ("other", Icon::Unknown),
    }
}

/// Shape, colour and the status's own name.
pub fn status_badge(status: &RuntimeStatus) -> Markup {
    let (class, shape) = look(status);
    badge(class, shape, status.as_str().to_owned())
}

/// Any word with a shape and one of the status colours.
pub fn badge(class: &'static str, shape: Icon, word: String) -> Markup {
    view! { <span class=format!("s {class}")>{icon(shape)}{word}</span> }
}
