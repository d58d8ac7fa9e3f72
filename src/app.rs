//! The frame around the pages.

use leptos::{mount::mount_to, prelude::*};

use crate::browser::page;

/// Mounts the frame on the element `#app` and takes away the text that stood there while loading.
pub fn mount() {
    let Some(place) = page::mount_point() else {
        return;
    };
    page::remove("loading");
    mount_to(place, || view! { <p>"…"</p> }.into_any()).forget();
}
