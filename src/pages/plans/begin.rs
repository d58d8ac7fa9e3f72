//! A plan that is about to be made.

use std::rc::Rc;

use durable_api::plan::{Recipe, Said};

use crate::browser::spawn;
use crate::components::skeleton;
use crate::prelude::*;
use crate::route::PlanWish;
use crate::state::App;
use crate::state::connections::connection::Connection;
use crate::state::plans::record::{Phase, Record};

use super::form;
use super::plan;
use super::sheet::{Sheet, keep_new};

/// What stands on the page.
#[derive(Clone)]
enum Page {
    /// What was handed over is being kept.
    Keeping,
    Form,
    /// It could not be kept, so it stays here.
    Here(Box<Sheet>),
}

/// Draws it. What was marked elsewhere becomes a plan on disk at once.
pub fn new_plan_page(
    app: App,
    hub: &str,
    connection: Connection,
    wish: Signal<PlanWish>,
) -> Markup {
    let page = RwSignal::new(Page::Form);
    let of = StoredValue::new((hub.to_owned(), connection));
    // Kept, or put on the page itself when the browser keeps nothing.
    let keep = Callback::new(move |record: Rc<Record>| {
        page.set(Page::Keeping);
        let (hub, connection) = of.get_value();
        spawn(async move {
            if let Err((record, error)) = keep_new(&hub, (*record).clone()).await {
                if page.try_get_untracked().is_none() {
                    return;
                }
                page.set(Page::Here(Box::new(Sheet::new(
                    app,
                    &hub,
                    connection,
                    record,
                    Err(error),
                ))));
            }
        });
    });
    let handed = app.handed.get_value().filter(|it| it.hub == hub);
    if let Some(handed) = handed {
        app.handed.set_value(None);
        let what = wish.with_untracked(|it| Recipe::from_name(&it.what));
        let recipe = what.unwrap_or(Recipe::Terminate);
        let mut plan = recipe.plan(&Said::default(), handed.ids.iter().cloned());
        plan.generation = of.with_value(|it| it.1.address.generation);
        keep.run(Rc::new(Record::new(
            plan,
            handed.filter.clone(),
            Phase::Draft,
        )));
    }
    dynamic(move || match page.get() {
        Page::Keeping => {
            view! { <section class="page"><div class="below">{skeleton(4)}</div></section> }
        }
        Page::Form => {
            let (hub, connection) = of.get_value();
            let generation = connection.address.generation;
            form::new_form(app, &hub, generation, wish, keep)
        }
        Page::Here(sheet) => plan::sheet_view(*sheet),
    })
}
