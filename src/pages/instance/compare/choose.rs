//! Which instance to compare with: by its id, or one of those of the same orchestrator that the host lists first.

use durable_api::{InstanceStatus, ListQuery, calls, decode};

use crate::browser::locale::Detail;
use crate::browser::location;
use crate::components::{Icon, status_badge, time_view};
use crate::prelude::*;
use crate::route::{InstanceQuery, Tab};
use crate::state::App;
use crate::state::error::{ApiError, Cause};
use crate::state::query::{Loaded, Query, stamp};
use crate::words::{Word, t};

use super::super::view::View;

/// As many are offered.
const OFFERED: usize = 12;

/// Draws the choice.
pub fn choose(view: View) -> Markup {
    let field = NodeRef::new();
    let go = move |event: Event| {
        event.prevent_default();
        let id = field.value().trim().to_owned();
        if !id.is_empty() {
            location::go(view.href(with(id)).trim_start_matches('#'));
        }
    };
    view! {
        <div class="below compare">
            <p class="dim">{t(Word::CompareWhat)}</p>
            <form class="row wrap" on:submit=go>
                <input id="compare-with" class="mono compare-with" autocomplete="off" spellcheck="false" aria-label=t(Word::CompareId) placeholder=t(Word::CompareId) node_ref=field/>
                <button type="submit" class="btn">{crate::components::icon(Icon::Right)}{t(Word::CompareAction)}</button>
            </form>
            {offered(view)}
        </div>
    }
}

fn with(id: String) -> InstanceQuery {
    InstanceQuery {
        with: Some(id),
        ..InstanceQuery::of_tab(Tab::Compare)
    }
}

/// Others of the same orchestrator, among the first that the host lists.
fn offered(view: View) -> Markup {
    let app = App::get();
    let zone = app.preferences.zone();
    let hub = view.hub.get_value();
    let query: Query<Vec<InstanceStatus>> = Query::new(move |abort| {
        let client = app.client(&hub, view.scope);
        Box::pin(async move {
            let client = client.ok_or_else(|| ApiError::new(Cause::Aborted))?;
            let list = ListQuery {
                top: 500,
                ..ListQuery::default()
            };
            let answer = client
                .send(&calls::list(&list), Some(Word::NoteRelatives), &abort)
                .await?;
            let data = decode::list_answer(answer.status, &answer.body)?;
            Ok(Loaded {
                stamp: stamp(&answer.body),
                data,
                poll: None,
            })
        })
    });
    query.restart();
    dynamic(move || {
        let own = view.id.get_value();
        let name = view.status.data()?.status.name.clone();
        let all = query.data()?;
        let alike = all
            .iter()
            .filter(|it| it.name == name && it.instance_id != own);
        let rows: Vec<Markup> = alike
            .take(OFFERED)
            .map(|it| {
                let href = view.href(with(it.instance_id.clone()));
                view! {
                    <li class="relative">
                        {status_badge(&it.runtime_status)}
                        <a class="mono" href=href><bdi>{it.instance_id.clone()}</bdi></a>
                        <span class="dim">{time_view(&it.created_time, Detail::Second, zone)}</span>
                    </li>
                }
            })
            .collect();
        if rows.is_empty() {
            return Some(view! { <p class="dim" role="status">{t(Word::CompareNone)}</p> });
        }
        Some(
            view! { <section class="stack"><h2>{t(Word::CompareOthers)}</h2><p class="hint">{t(Word::CompareOthersHint)}</p><ul class="family">{rows}</ul></section> },
        )
    })
}
