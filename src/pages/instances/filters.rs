//! What narrows the list on the host: id prefix and time of creation. The address holds it, so Back restores it.

use crate::components::dynamic;
use chrono::{DateTime, Utc};
use leptos::html::Input;
use leptos::prelude::*;

use crate::browser::datetime_input;
use crate::browser::locale::Zone;
use crate::components::{Weight, clause, link_button};
use crate::route::{InstancesQuery, Route};
use crate::state::App;
use crate::words::{Word, t};

use super::View;
use super::statuses::narrow;

/// Id of the prefix input, which `/` goes to.
pub const PREFIX: &str = "filter-prefix";

/// Draws the bar.
pub fn filter_bar(view: View) -> AnyView {
    let zone = App::get().preferences.zone();
    let (prefix, from, to) = (
        NodeRef::<Input>::new(),
        NodeRef::<Input>::new(),
        NodeRef::<Input>::new(),
    );
    let apply = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        let typed = |input: NodeRef<Input>| {
            input
                .get_untracked()
                .map(|it| it.value())
                .unwrap_or_default()
        };
        let time = |input| instant(datetime_input::read(&typed(input), zone.get_untracked()));
        // Spaces are part of ids: only nothing at all means "any".
        let text = Some(typed(prefix)).filter(|text| !text.is_empty());
        narrow(view, |query| {
            query.prefix = text;
            query.created_from = time(from);
            query.created_to = time(to);
        });
    };
    let prefix_input = view! {
        <input
            node_ref=prefix
            type="text"
            id=PREFIX
            class="mono"
            placeholder=t(Word::PrefixPlaceholder)
            autocomplete="off"
            autocapitalize="off"
            spellcheck="false"
            prop:value=move || view.query.with(|query| query.prefix.clone().unwrap_or_default())
        />
    };
    let filtered = move || view.query.with(InstancesQuery::is_filtered);
    let clear = dynamic(move || {
        let href = view.hub.with_value(|hub| Route::instances(hub).href());
        filtered().then(|| link_button(Weight::Quiet, None, t(Word::FilterClear).to_owned(), href))
    });
    view! {
        <form class="row wrap filters" role="search" aria-label=t(Word::FilterLabel) on:submit=apply>
            {clause(t(Word::PrefixLabel), PREFIX, prefix_input.into_any(), t(Word::OnHostSeeks), None)}
            {time_clause(Word::FromLabel, "filter-from", from, zone, move || view.query.with(|query| query.created_from))}
            {time_clause(Word::ToLabel, "filter-to", to, zone, move || view.query.with(|query| query.created_to))}
            <button type="submit" class="btn">{t(Word::FilterApply)}</button>
            {clear}
        </form>
    }
    .into_any()
}

fn time_clause(
    word: Word,
    id: &'static str,
    node: NodeRef<Input>,
    zone: Signal<Zone>,
    value: impl Fn() -> Option<DateTime<Utc>> + Send + 'static,
) -> AnyView {
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds of the years 1 to 9999 stay below 2^53"
    )]
    let text = move || {
        value()
            .map(|time| datetime_input::write(time.timestamp_millis() as f64, zone.get()))
            .unwrap_or_default()
    };
    let input =
        view! { <input node_ref=node type="datetime-local" step="1" id=id prop:value=text /> };
    clause(t(word), id, input.into_any(), t(Word::OnHost), None)
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "an input holds years up to 275760"
)]
fn instant(ms: Option<f64>) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(ms? as i64)
}
