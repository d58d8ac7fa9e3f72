//! What narrows the list on the host: id prefix and time of creation. The address holds it, so Back restores it.

use crate::prelude::*;
use chrono::{DateTime, Utc};

use crate::browser::datetime_input;
use crate::browser::locale::Zone;
use crate::components::{Weight, clause, link_button};
use crate::route::Route;
use crate::state::App;
use crate::state::instances_query::InstancesQuery;
use crate::words::{Word, t};

use super::View;
use super::statuses::narrow;

/// Id of the prefix input, which `/` goes to.
pub const PREFIX: &str = "filter-prefix";

/// Draws the bar.
pub fn filter_bar(view: View) -> Markup {
    let zone = App::get().preferences.zone();
    let (prefix, from, to) = (NodeRef::new(), NodeRef::new(), NodeRef::new());
    let apply = move |event: Event| {
        event.prevent_default();
        let time =
            |input: NodeRef| instant(datetime_input::read(&input.value(), zone.get_untracked()));
        // Spaces are part of ids: only nothing at all means "any".
        let text = Some(prefix.value()).filter(|text| !text.is_empty());
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
            {clause(t(Word::PrefixLabel), PREFIX, prefix_input, t(Word::OnHostSeeks), None)}
            {time_clause(Word::FromLabel, "filter-from", from, zone, move || view.query.with(|query| query.created_from))}
            {time_clause(Word::ToLabel, "filter-to", to, zone, move || view.query.with(|query| query.created_to))}
            <button type="submit" class="btn">{t(Word::FilterApply)}</button>
            {clear}
        </form>
    }
}

fn time_clause(
    word: Word,
    id: &'static str,
    node: NodeRef,
    zone: Signal<Zone>,
    value: impl Fn() -> Option<DateTime<Utc>> + Send + 'static,
) -> Markup {
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
    clause(t(word), id, input, t(Word::OnHost), None)
}

#[allow(
    clippy::cast_possible_truncation,
    reason = "an input holds years up to 275760"
)]
fn instant(ms: Option<f64>) -> Option<DateTime<Utc>> {
    DateTime::from_timestamp_millis(ms? as i64)
}
