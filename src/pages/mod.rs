//! One page for each route: it owns the queries of its view and draws them.

mod lost;

use leptos::prelude::*;

use crate::route::Route;

/// Draws the page of the present route.
pub fn outlet(route: Signal<Route>) -> AnyView {
    (move || lost::lost_page(&route.get().to_string())).into_any()
}
