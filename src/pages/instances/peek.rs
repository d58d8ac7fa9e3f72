//! The inspector: what is known of the row under the cursor, without leaving the list.

use durable_api::column::{RemarkKind, remark};
use durable_api::filter::{Clause, Moment, Span, Test, Window};
use durable_api::{RuntimeStatus, StatusOptions, Timestamp, calls, decode};
use rows::{Row, Slot, Text};

use crate::prelude::*;

use crate::browser::fetch::Abort;
use crate::browser::locale::Detail;
use crate::browser::timers::Timeout;
use crate::browser::{keep, spawn};
use crate::components::{
    Icon, Weight, card, copy_button, icon_button, json_view, link_button, status_badge, time_view,
};
use crate::route::Route;
use crate::state::App;
use crate::state::error::ApiError;
use crate::words::{Word, t};

use super::{View, address};

/// A row that the cursor only passes is not asked for: the pause before its input is, in milliseconds.
const PAUSE: u32 = 350;

/// What "around this instant" means at first, in milliseconds to each side.
const AROUND: Span = Span(300_000);

/// Draws the inspector while it is open.
pub fn inspector(view: View) -> Markup {
    let table = view.table;
    dynamic(move || {
        if !table.peeks() {
            return Markup::Empty;
        }
        let inside = dynamic(move || {
            if let Some(slot) = table.cursor() {
                of_row(view, slot)
            } else {
                view! { <p class="dim">{t(Word::PeekNothing)}</p> }
            }
        });
        view! {
            <aside class="inspector" aria-label=t(Word::PeekLabel)>
                <div class="row">
                    <h2 class="grow">{t(Word::PeekLabel)}</h2>
                    {icon_button(Icon::Cross, t(Word::PeekClose).to_owned(), move || table.toggle_peek())}
                </div>
                {inside}
            </aside>
        }
    })
}

/// What a row tells of itself, exactly.
#[derive(Clone, PartialEq)]
struct Told {
    id: String,
    name: String,
    status: String,
    created: String,
    updated: String,
    remark: Option<(RemarkKind, String)>,
    custom_status: String,
    output: String,
}

fn told(row: Row<'_>) -> Told {
    let text = |text: Text<'_>| text.shown().to_owned();
    let (kind, said) = remark(row);
    let is_own_card = kind == RemarkKind::CustomStatus;
    Told {
        id: row.id().to_owned(),
        name: row.name().to_owned(),
        status: row.status_name().to_owned(),
        created: row.created_text().into_owned(),
        updated: row.updated_text().into_owned(),
        remark: (!is_own_card && !said.shown().is_empty()).then(|| (kind, text(said))),
        custom_status: text(row.custom_status()),
        output: if is_own_card {
            text(row.output())
        } else {
            String::new()
        },
    }
}

fn of_row(view: View, slot: Slot) -> Markup {
    let here = view.here;
    let told = Memo::new(move |_| {
        here.version();
        here.with_rows(|rows| rows.row(slot).map(told))
    });
    let id = untrack(|| told.get()).map(|it| it.id).unwrap_or_default();
    let input = input_of(view, &id);
    let zone = App::get().preferences.zone();
    let time = move |text: &str| time_view(&Timestamp::new(text), Detail::Second, zone);
    dynamic(move || {
        let told = told.get()?;
        let status = RuntimeStatus::from_wire(&told.status);
        let href = view
            .hub
            .with_value(|hub| Route::instance(hub, &told.id).href());
        let remark = told.remark.as_ref().map(|(kind, text)| {
            let word = match kind {
                RemarkKind::Error => Word::CardError,
                _ => Word::CardReason,
            };
            value_card(word, text)
        });
        let filled = |word, text: &String| (!text.is_empty()).then(|| value_card(word, text));
        Some(view! {
            <div class="row">
                <div class="grow"><b class="mono break"><bdi>{told.id.clone()}</bdi></b></div>
                {copy_id(told.id.clone())}
                {status_badge(&status)}
            </div>
            <dl class="facts">
                <dt>{t(Word::ColumnOrchestrator)}</dt><dd><bdi>{told.name.clone()}</bdi></dd>
                <dt>{t(Word::ColumnCreated)}</dt><dd>{time(&told.created)}" "{around(view, &told.created)}</dd>
                <dt>{t(Word::ColumnUpdated)}</dt><dd>{time(&told.updated)}</dd>
            </dl>
            {remark}
            {filled(Word::CardCustomStatus, &told.custom_status)}
            {filled(Word::CardOutput, &told.output)}
            {dynamic(move || input.get().map(|it| if let Ok(text) = it {
                value_card(Word::CardInput, &text)
            } else {
                view! { <p class="faint">{t(Word::PeekNoInput)}</p> }
            }))}
            {link_button(Weight::Normal, Some(Icon::Right), t(Word::PeekOpen).to_owned(), href)}
        })
    })
}

/// The way to those that were created about the same time: what else happened then.
fn around(view: View, created: &str) -> Option<Markup> {
    let at = rows::time::parse(created)?;
    let look = move |_| {
        let mut filter = view.wish.get_untracked().goal.filter;
        let is_created = |it: &Clause| !it.not && matches!(it.test, Test::Created(_));
        filter.clauses.retain(|it| !is_created(it));
        let window = Window::Around(Moment::At(at), AROUND);
        filter.clauses.push(Test::Created(window).into());
        address::look_for(view, &filter);
    };
    Some(view! {
        <button type="button" class="btn quiet" title=t(Word::AroundWhat) on:click=look>{t(Word::Around)}</button>
    })
}

fn copy_id(id: String) -> Markup {
    copy_button(t(Word::InstanceIdName), move || id.clone())
}

fn value_card(word: Word, text: &str) -> Markup {
    card(t(word), (), json_view(text))
}

/// The input, which no list brings: asked for when the cursor rests on the row.
fn input_of(view: View, id: &str) -> RwSignal<Option<Result<String, ()>>> {
    let input = RwSignal::new(None);
    let app = App::get();
    let hub = view.hub.get_value();
    let abort = Abort::new();
    on_cleanup({
        let abort = abort.clone();
        move || abort.abort()
    });
    let id = id.to_owned();
    keep(Timeout::new(PAUSE, move || {
        let Some(client) = app.client(&hub, app.requests.present_scope()) else {
            return;
        };
        spawn(async move {
            let options = StatusOptions {
                input: true,
                ..StatusOptions::default()
            };
            let answer = client
                .send(&calls::status(&id, options), None, &abort)
                .await;
            let status = answer
                .and_then(|it| decode::status_answer(it.status, &it.body).map_err(ApiError::from));
            input.try_set(Some(
                status.map(|it| it.input.text().to_owned()).map_err(|_| ()),
            ));
        });
    }));
    input
}
