//! One page for each route: it owns the queries of its view and draws them.

mod about;
mod connect;
mod instance;
mod instances;
mod lazy;
mod lost;
mod on_demand;
mod parts;

use crate::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

pub use on_demand::{Part, part};
pub use parts::key_form::key_form;

use crate::route::{InstanceQuery, Invitation, Route};
use crate::state::App;
use crate::state::instances_query::InstancesQuery;

use self::lazy::{Draw, lazy};

/// Which page is shown, and for what. While this stays the same a page stays, with all it holds; filters and tabs change
/// below it.
#[derive(Clone, PartialEq)]
enum Shown {
    Connect,
    /// The hub is not known here (or not yet).
    Unknown(Box<Invitation>),
    Instances(String),
    Instance(String, String),
    About(String),
    Lost(String),
}

/// Draws the page of the present route.
pub fn outlet(route: Signal<Route>) -> Markup {
    let connections = App::get().connections;
    let shown = Memo::new(move |_| match route.get() {
        Route::Connections => Shown::Connect,
        Route::Unknown(text) => Shown::Lost(text),
        Route::Invitation(invitation) => Shown::Unknown(invitation),
        view @ (Route::Instances { .. } | Route::Instance { .. } | Route::About { .. })
            if view
                .hub()
                .is_some_and(|hub| connections.find(hub).is_none()) =>
        {
            let (called, environment) = (None, None);
            Shown::Unknown(Box::new(Invitation {
                view,
                called,
                environment,
            }))
        }
        Route::About { hub } => Shown::About(hub),
        Route::Instances { hub, view } if InstancesQuery::of(&view).is_some() => {
            Shown::Instances(hub)
        }
        view @ Route::Instances { .. } => Shown::Lost(view.to_string()),
        Route::Instance { hub, id, .. } => Shown::Instance(hub, id),
    });
    let query = Memo::new(move |_| match route.get() {
        Route::Instances { view, .. } => InstancesQuery::of(&view).unwrap_or_default(),
        _ => InstancesQuery::default(),
    });
    let of_one = Memo::new(move |_| match route.get() {
        Route::Instance { query, .. } => query,
        _ => InstanceQuery::default(),
    });
    dynamic(move || {
        let page = match shown.get() {
            Shown::Connect => connect::connect_page(),
            Shown::Unknown(invitation) => connect::unknown_hub_page(&invitation),
            Shown::Instances(hub) => instances::instances_page(hub, query.into()),
            Shown::Instance(hub, id) => {
                lazy(move || Box::pin(instance_page(hub.clone(), id.clone(), of_one.into())))
            }
            Shown::About(hub) => on_demand::page(Part::About(hub)),
            Shown::Lost(text) => lost::lost_page(&text),
        };
        Markup::New(Box::new(page))
    })
}

/// The page of one instance, in a chunk of its own.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(instance, fallible)]
fn instance_page(
    hub: String,
    id: String,
    at: Signal<InstanceQuery>,
) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || {
        instance::instance_page(hub.clone(), id.clone(), at)
    }))
}
