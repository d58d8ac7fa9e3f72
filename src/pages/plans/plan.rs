//! One plan, as far as it is: draft, look, review, run, report.

use durable_api::plan::Plan;

use crate::browser::database::DatabaseError;
use crate::browser::locks::{self, NotHeld};
use crate::browser::{locale, spawn};
use crate::components::{Icon, Tone, Weight, button, empty, link_button, note, skeleton};
use crate::prelude::*;
use crate::route::Route;
use crate::state::App;
use crate::state::connections::connection::Connection;
use crate::state::plans::desk;
use crate::state::plans::record::{Phase, Record};
use crate::state::plans::runner::Runner;
use crate::state::plans::store::{Store, lock_name};
use crate::words::{Word, count, t};

use super::sheet::Sheet;
use super::{form, review, run, said};

/// What was found of a plan.
#[derive(Clone)]
enum Page {
    Awaited,
    Failed(DatabaseError),
    Missing,
    /// Another tab runs it, or nobody can say that none does.
    NotOurs(Box<Record>, NotHeld),
    Here(Box<Sheet>),
}

/// Draws the plan of this number.
pub fn plan_page(app: App, hub: &str, connection: Connection, number: u32) -> Markup {
    let page = RwSignal::new(Page::Awaited);
    let of = StoredValue::new((hub.to_owned(), connection));
    // What is made here belongs to the page, also after waiting.
    let owner = Owner::current().map(|it| it.downgrade());
    let open = Callback::new(move |()| {
        page.set(Page::Awaited);
        let (hub, connection) = of.get_value();
        let owner = owner.clone();
        spawn(async move {
            let found = find(app, &hub, number).await;
            let Some(owner) = owner.and_then(|it| it.upgrade()) else {
                return;
            };
            let found = owner.with(|| match found {
                Err(error) => Page::Failed(error),
                Ok(Opened::Missing) => Page::Missing,
                Ok(Opened::NotOurs(record, why)) => Page::NotOurs(record, why),
                Ok(Opened::Here(store, record, runner)) => {
                    let sheet = Sheet::new(app, &hub, connection, *record, Ok(store));
                    sheet.runner.set(runner);
                    Page::Here(Box::new(sheet))
                }
            });
            page.try_set(found);
        });
    });
    open.run(());
    dynamic(move || match page.get() {
        Page::Awaited => {
            view! { <section class="page"><div class="below">{skeleton(5)}</div></section> }
        }
        Page::Failed(error) => {
            let failed =
                view! { <div role="alert">{note(Tone::Careful, said::database_text(error))}</div> };
            let again = button(
                Weight::Normal,
                Some(Icon::Refresh),
                t(Word::Retry),
                move || open.run(()),
            );
            framed(
                of,
                number,
                view! { {failed} <div class="row">{again}</div> },
            )
        }
        Page::Missing => framed(
            of,
            number,
            empty(
                Icon::Plan,
                t(Word::PlanMissing),
                t(Word::PlanMissingWhy),
                Markup::Empty,
            ),
        ),
        Page::NotOurs(record, why) => {
            let word = match why {
                NotHeld::Taken => Word::PlanElsewhere,
                NotHeld::Missing => Word::PlanNoLocks,
            };
            let again = button(
                Weight::Normal,
                Some(Icon::Refresh),
                t(Word::PlanLookAgain),
                move || open.run(()),
            );
            let said = view! { <p>{said::title_of(&record.plan)}</p> <div role="status">{note(Tone::Careful, t(word))}</div> <div class="row">{again}</div> };
            framed(of, number, said)
        }
        Page::Here(sheet) => sheet_view(*sheet),
    })
}

fn framed(of: StoredValue<(String, Connection)>, number: u32, inside: Markup) -> Markup {
    let hub = of.with_value(|it| it.0.clone());
    view! {
        <section class="page">
            <div class="head">{crumb(hub)}<h1>{count(Word::PlanTitle, number.into())}</h1></div>
            <div class="below">{inside}</div>
        </section>
    }
}

/// The way back to all plans.
pub fn crumb(hub: String) -> Markup {
    let href = Route::Plans { hub }.href();
    view! { <div class="crumbs"><a href=href>{t(Word::RailPlans)}</a></div> }
}

enum Opened {
    Missing,
    NotOurs(Box<Record>, NotHeld),
    Here(Store, Box<Record>, Option<Runner>),
}

/// Finds a plan: on the desk, or on disk. One that is half done is taken up: what may have been sent is read.
async fn find(app: App, hub: &str, number: u32) -> Result<Opened, DatabaseError> {
    let store = Store::open(hub).await?;
    if let Some(runner) = desk::find(app, hub, number) {
        let record = runner.with_record(Clone::clone);
        return Ok(Opened::Here(store, Box::new(record), Some(runner)));
    }
    let Some(record) = store.get(number).await? else {
        return Ok(Opened::Missing);
    };
    let record = Box::new(record);
    let lock = match record.phase {
        Phase::Draft | Phase::Asked | Phase::Reviewed => {
            return Ok(Opened::Here(store, record, None));
        }
        Phase::Over => None,
        Phase::Begun | Phase::Aborted => match locks::try_hold(&lock_name(hub, number)).await {
            Ok(held) => Some(held),
            Err(why) => return Ok(Opened::NotOurs(record, why)),
        },
    };
    let rows = store.rows(number).await?;
    let runner = Runner::of(
        app,
        hub.to_owned(),
        store.clone(),
        (*record).clone(),
        &rows,
        lock,
    );
    if record.phase != Phase::Over {
        desk::put(app, runner.clone());
        runner.pump();
    }
    Ok(Opened::Here(store, record, Some(runner)))
}

/// Draws a plan by how far it is.
pub fn sheet_view(sheet: Sheet) -> Markup {
    let phase = Memo::new(move |_| sheet.record.with(|it| it.phase));
    let trouble = dynamic(move || {
        let error = sheet.trouble.get()?;
        Some(view! { <div role="alert">{note(Tone::Careful, said::database_text(error))}</div> })
    });
    let body = dynamic(move || match sheet.runner.get() {
        Some(runner) => run::run_view(sheet, runner),
        None => match phase.get() {
            Phase::Draft => form::draft_form(sheet),
            Phase::Asked => review::looking_view(sheet),
            _ => review::review_view(sheet),
        },
    });
    let title = move || sheet.record.with(|it| said::title_of(&it.plan));
    let from = dynamic(move || sheet.record.with(|it| from_view(sheet, it)));
    view! {
        <section class="page plan-page">
            <div class="head">
                {crumb(sheet.hub.get_value())}
                <div><h1>{title}</h1><p class="dim">{from}</p></div>
                {trouble}
            </div>
            {body}
        </section>
    }
}

/// Where the targets come from, and when they were taken.
fn from_view(sheet: Sheet, record: &Record) -> Markup {
    let zone = sheet.app.preferences.zone().get();
    let taken = locale::time(record.made_ms, locale::Detail::Second, zone);
    let taken = crate::words::say(Word::PlanTaken, &[("time", (&taken).into())]);
    let filter = (!record.filter.is_empty()).then(|| {
        let view = crate::route::InstancesView::of_filter(record.filter.clone());
        let hub = sheet.hub.get_value();
        let href = Route::Instances { hub, view }.href();
        view! { <a class="mono" href=href title=t(Word::PlanToList)><bdi>{record.filter.clone()}</bdi></a>" · " }
    });
    let reason = reason_of(&record.plan);
    view! { {filter}{taken}{reason} }
}

fn reason_of(plan: &Plan) -> Option<String> {
    let (_, said) = durable_api::plan::Recipe::of(plan);
    let text = [said.reason, said.event]
        .into_iter()
        .find(|it| !it.is_empty())?;
    Some(format!(" · “{text}”"))
}

/// A link to the list.
pub fn to_list(hub: String, filter: &str) -> Markup {
    let view = crate::route::InstancesView::of_filter(filter.to_owned());
    link_button(
        Weight::Normal,
        Some(Icon::List),
        t(Word::PlanToList).to_owned(),
        Route::Instances { hub, view }.href(),
    )
}
