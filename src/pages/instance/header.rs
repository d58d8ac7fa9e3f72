//! Who it is, how it stands, since when.

use crate::prelude::*;

use crate::browser::locale::Detail;
use crate::components::{
    Icon, Weight, badge, button, copy_button, elapsed_view, status_badge, time_view,
};
use crate::route::Route;
use crate::state::App;
use crate::state::instance::elapsed_ms;
use crate::words::{Word, t};

use super::super::parts::whole_seconds::whole_seconds;
use super::{REFRESH, View, watch};

/// The way back to the list.
pub fn crumbs(view: View) -> Markup {
    let list = view.hub.with_value(|hub| Route::instances(hub).href());
    let id = view.id.get_value();
    view! {
        <nav class="crumbs">
            <a href=list>{t(Word::BackToInstances)}</a>
            " / "
            <span class="mono"><bdi>{id}</bdi></span>
        </nav>
    }
}

/// The head while nothing is known but the id.
pub fn bare_head(view: View) -> Markup {
    view! { <div class="head"><div class="row">{title(view)}</div></div> }
}

/// The head of a loaded instance.
pub fn head(view: View) -> Markup {
    let runtime = Memo::new(move |_| {
        view.status
            .data()
            .map(|it| it.status.runtime_status.clone())
    });
    let polled = Memo::new(move |_| {
        view.status
            .data()
            .is_some_and(|it| !it.status.runtime_status.is_finished() && !it.status.is_entity())
    });
    let live = move || {
        let (class, shape, word, title) = if polled.get() {
            ("running", Icon::Running, Word::LiveEvery, Word::LiveTitle)
        } else {
            ("pending", Icon::Check, Word::LiveEnded, Word::LiveNot)
        };
        view! { <span class="live" title=t(title)>{badge(class, shape, t(word).to_owned())}</span> }
    };
    view! {
        <div class="row">
            {title(view)}
            <span role="status" aria-live="polite">{dynamic(move || runtime.get().map(|it| status_badge(&it)))}</span>
            <span class="grow"></span>
            {live}
            {watch::watch(view)}
            <span aria-busy=move || view.status.is_busy().to_string()>
                {button(Weight::Normal, Some(REFRESH), t(Word::Refresh), move || view.refresh())}
            </span>
        </div>
        {times(view)}
    }
}

fn title(view: View) -> Markup {
    let id = view.id.get_value();
    let copied = id.clone();
    view! {
        <h1 class="mono id"><bdi>{id}</bdi></h1>
        {copy_button(t(Word::InstanceIdName), move || copied.clone())}
    }
}

/// Orchestrator, created, updated, and how long it took or has taken.
fn times(view: View) -> Markup {
    let zone = App::get().preferences.zone();
    let shown = Memo::new(move |_| {
        view.status.data().map(|it| {
            let status = &it.status;
            (
                status.name.clone(),
                status.created_time.clone(),
                status.last_updated_time.clone(),
                status
                    .runtime_status
                    .is_finished()
                    .then(|| elapsed_ms(status, 0.0)),
                status.is_entity(),
            )
        })
    });
    dynamic(move || {
        let (name, created, updated, took, entity) = shown.get()?;
        let lasted = match took {
            _ if entity => Markup::Empty,
            Some(took) => took
                .map(|ms| view! { " · " {t(Word::Took)} " " <b>{whole_seconds(ms)}</b> })
                .into_markup(),
            None => created
                .unix_ms()
                .map(|since| view! { " · " <b>{elapsed_view(since)}</b> " " {t(Word::AndRunning)} })
                .into_markup(),
        };
        Some(view! {
            <p class="dim times">
                <bdi>{name}</bdi>
                " · " {t(Word::ColumnCreatedLower)} " " {time_view(&created, Detail::Second, zone)}
                " · " {t(Word::ColumnUpdatedLower)} " " {time_view(&updated, Detail::Second, zone)}
                {lasted}
            </p>
        })
    })
}
