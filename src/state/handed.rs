//! Instances that were marked in one place to be acted on in another: from the list, or from a report, to a new plan.

use std::rc::Rc;

use crate::browser::location;
use crate::route::{PlanWish, Route};
use crate::state::App;

/// What was handed over.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Handed {
    /// The hub they are of.
    pub hub: String,
    /// Their ids, in the order in which they were shown.
    pub ids: Vec<String>,
    /// The filter that found them, in its typed form; empty: they were chosen one by one.
    pub filter: String,
}

/// Goes to a new plan for these. `what` is the name of a recipe of plans, or empty.
pub fn hand_over(app: App, handed: Handed, what: &str) {
    let hub = handed.hub.clone();
    app.handed.set_value(Some(Rc::new(handed)));
    let wish = PlanWish {
        what: what.to_owned(),
        ..PlanWish::default()
    };
    location::go(&Route::NewPlan { hub, wish }.to_string());
}
