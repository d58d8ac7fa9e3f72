//! One page for each route: it owns the queries of its view and draws them.

mod about;
mod acting;
mod connect;
mod entities;
mod instance;
mod instances;
mod journal;
mod lazy;
mod lost;
mod maintain;
mod on_demand;
mod parts;
mod plans;
mod start;

use crate::prelude::*;
use wasm_split_helpers::{SplitLoaderError, wasm_split};

pub use on_demand::{Part, part};
pub use parts::key_form::key_form;

use crate::route::{InstanceQuery, InstancesView, Invitation, Place, PlanWish, Route, StartAt};
use crate::state::App;

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
    Plans(Place),
    About(String),
    Start(String, StartAt),
    Entities(String),
    Entity(String, String, String),
    Maintain(String),
    Journal,
    Lost(String),
}

/// Draws the page of the present route.
pub fn outlet(route: Signal<Route>) -> Markup {
    let connections = App::get().connections;
    let shown = Memo::new(move |_| match route.get() {
        Route::Connections => Shown::Connect,
        Route::Journal => Shown::Journal,
        Route::Unknown(text) => Shown::Lost(text),
        Route::Invitation(invitation) => Shown::Unknown(invitation),
        view if view
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
        Route::Maintain { hub } => Shown::Maintain(hub),
        of @ (Route::Plans { .. } | Route::NewPlan { .. } | Route::Plan { .. }) => {
            Shown::Plans(Place::of(&of))
        }
        Route::Start { hub, at } => Shown::Start(hub, at),
        Route::Entities { hub } => Shown::Entities(hub),
        Route::Entity { hub, name, key } => Shown::Entity(hub, name, key),
        Route::Instances { hub, .. } => Shown::Instances(hub),
        Route::Instance { hub, id, .. } => Shown::Instance(hub, id),
    });
    let view = Memo::new(move |_| match route.get() {
        Route::Instances { view, .. } => view,
        _ => InstancesView::default(),
    });
    let of_one = Memo::new(move |_| match route.get() {
        Route::Instance { query, .. } => query,
        _ => InstanceQuery::default(),
    });
    let wish = Memo::new(move |_| match route.get() {
        Route::NewPlan { wish, .. } => wish,
        _ => PlanWish::default(),
    });
    dynamic(move || {
        let page = match shown.get() {
            Shown::Connect => connect::connect_page(),
            Shown::Unknown(invitation) => connect::unknown_hub_page(&invitation),
            Shown::Instances(hub) => {
                lazy(move || Box::pin(instances_page(hub.clone(), view.into())))
            }
            Shown::Instance(hub, id) => {
                lazy(move || Box::pin(instance_page(hub.clone(), id.clone(), of_one.into())))
            }
            Shown::Plans(place) => lazy(move || Box::pin(plans_page(place.clone(), wish.into()))),
            Shown::About(hub) => on_demand::page(Part::About(hub)),
            Shown::Start(hub, at) => lazy(move || Box::pin(start_page(hub.clone(), at.clone()))),
            Shown::Entities(hub) => lazy(move || Box::pin(entities_page(hub.clone(), None))),
            Shown::Entity(hub, name, key) => lazy(move || {
                let which = Some((name.clone(), key.clone()));
                Box::pin(entities_page(hub.clone(), which))
            }),
            Shown::Maintain(hub) => lazy(move || Box::pin(maintain_page(hub.clone()))),
            Shown::Journal => lazy(|| Box::pin(journal_page())),
            Shown::Lost(text) => lost::lost_page(&text),
        };
        Markup::New(Box::new(page))
    })
}

/// The page of a hub's instances, in a chunk of its own: whoever connects first needs none of it.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(instances, fallible)]
fn instances_page(hub: String, view: Signal<InstancesView>) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || instances::instances_page(&hub, view)))
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

/// The pages of plans, in the chunk of acting on many.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(plans, fallible)]
fn plans_page(place: Place, wish: Signal<PlanWish>) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || plans::plans_page(&place, wish)))
}

/// The page that starts an instance, in the chunk of acting on one.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(acting, fallible)]
fn start_page(hub: String, at: StartAt) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || start::start_page(&hub, &at)))
}

/// The entities of a hub, or the one of a name and key, in the chunk of acting on one.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(acting, fallible)]
fn entities_page(hub: String, which: Option<(String, String)>) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || match &which {
        Some((name, key)) => entities::entity_page(&hub, name, key),
        None => entities::entities_page(&hub),
    }))
}

/// The journal, in the chunk of acting on many.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(plans, fallible)]
fn journal_page() -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(journal::journal_page))
}

/// The page that looks after a hub, in the chunk of acting on many.
#[allow(
    clippy::unnecessary_wraps,
    reason = "the error is that of loading the chunk"
)]
#[wasm_split(plans, fallible)]
fn maintain_page(hub: String) -> Result<Draw, SplitLoaderError> {
    Ok(Box::new(move || maintain::maintain_page(&hub)))
}
