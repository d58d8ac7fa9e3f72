//! Plans: one operation on many instances, from the draft to the report.

mod begin;
mod confirm;
mod form;
mod list;
mod means;
mod plan;
mod review;
mod run;
mod said;
mod sheet;
mod sources;
mod table;
mod take_away;
mod tree;

use crate::prelude::*;
use crate::route::{Place, PlanWish};
use crate::state::App;

/// Draws the page of a place among the plans of a hub that is known.
pub fn plans_page(place: &Place, wish: Signal<PlanWish>) -> Markup {
    let hub = place.hub().unwrap_or_default();
    let app = App::get();
    let Some(connection) = app.connections.find_untracked(hub) else {
        return Markup::Empty;
    };
    match place {
        Place::NewPlan(_) => begin::new_plan_page(app, hub, connection, wish),
        Place::Plan(_, number) => plan::plan_page(app, hub, connection, *number),
        _ => list::list_page(app, hub.to_owned()),
    }
}
