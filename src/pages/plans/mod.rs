//! Plans: one operation on many instances, from the draft to the report.

use crate::components::{Icon, Weight, empty, link_button};
use crate::prelude::*;
use crate::route::{Place, PlanWish, Route};
use crate::state::App;
use crate::words::{Word, count, t};

/// Draws the page of a place among the plans of a hub that is known.
pub fn plans_page(place: &Place, _wish: Signal<PlanWish>) -> Markup {
    let hub = place.hub().unwrap_or_default().to_owned();
    match place {
        Place::NewPlan(_) => new_plan(&hub),
        _ => none(hub),
    }
}

fn none(hub: String) -> Markup {
    let new = Route::NewPlan {
        hub,
        wish: PlanWish::default(),
    };
    let new = link_button(
        Weight::Normal,
        Some(Icon::Plus),
        t(Word::PlanNew).to_owned(),
        new.href(),
    );
    view! {
        <section class="page">
            <div class="head"><h1>{t(Word::RailPlans)}</h1></div>
            <div class="below">{empty(Icon::Plan, t(Word::PlansNone), t(Word::PlansNoneWhy), new)}</div>
        </section>
    }
}

fn new_plan(hub: &str) -> Markup {
    let handed = App::get().handed.get_value().filter(|it| it.hub == hub);
    let said = handed.map(|it| {
        let ids = it.ids.join("\n");
        view! { <p>{count(Word::PlanHanded, it.ids.len() as u64)}</p> <pre class="said">{ids}</pre> <p class="dim">{it.filter.clone()}</p> }
    });
    view! {
        <section class="page">
            <div class="head"><h1>{t(Word::PlanNewTitle)}</h1></div>
            <div class="below">{said}</div>
        </section>
    }
}
