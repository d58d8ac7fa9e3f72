//! What narrows the list by id and time of creation. The address holds it, so Back restores it.

use durable_api::filter::{self, Filter, Moment, Pattern, Test, Window};
use rows::time::MILLISECOND;

use crate::prelude::*;

use crate::browser::datetime_input;
use crate::browser::locale::Zone;
use crate::components::{Weight, clause, link_button};
use crate::route::Route;
use crate::state::App;
use crate::state::hub::now;
use crate::words::{Word, t};

use super::View;
use super::address;

/// Id of the prefix input, which `/` goes to.
pub const PREFIX: &str = "filter-prefix";

/// Draws the bar.
pub fn filter_bar(view: View) -> Markup {
    let zone = App::get().preferences.zone();
    let (prefix, from, to) = (NodeRef::new(), NodeRef::new(), NodeRef::new());
    let apply = move |event: Event| {
        event.prevent_default();
        let mut filter = view.wish.with_untracked(|wish| wish.goal.filter.clone());
        filter
            .clauses
            .retain(|it| it.not || kind(&it.test).is_none());
        // Spaces are part of ids: only nothing at all means "any".
        let text = Some(prefix.value()).filter(|text| !text.is_empty());
        let time = |input: NodeRef| {
            let ms = datetime_input::read(&input.value(), zone.get_untracked())?;
            // An input holds years up to 275760.
            #[allow(clippy::cast_possible_truncation)]
            Some(Moment::At((ms as i64).saturating_mul(MILLISECOND)))
        };
        let tests = [
            text.map(|text| Test::Id(Pattern::Begins(text))),
            time(from).map(|from| Test::Created(Window::Since(from))),
            time(to).map(|to| Test::Created(Window::Before(to))),
        ];
        let clauses = tests.into_iter().flatten().map(Into::into);
        filter.clauses.extend(clauses);
        address::look_for(view, &filter);
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
            prop:value=move || value(view, Kind::Prefix, zone.get())
        />
    };
    let clear = dynamic(move || {
        let href = view.hub.with_value(|hub| Route::instances(hub).href());
        let filtered = view.wish.with(|wish| !wish.goal.filter.is_empty());
        filtered.then(|| link_button(Weight::Quiet, None, t(Word::FilterClear).to_owned(), href))
    });
    view! {
        <form class="row wrap filters" role="search" aria-label=t(Word::FilterLabel) on:submit=apply>
            {clause(t(Word::PrefixLabel), PREFIX, prefix_input, t(Word::OnHostSeeks), None)}
            {time_clause(view, Word::FromLabel, "filter-from", from, zone, Kind::From)}
            {time_clause(view, Word::ToLabel, "filter-to", to, zone, Kind::To)}
            <button type="submit" class="btn">{t(Word::FilterApply)}</button>
            {clear}
        </form>
    }
}

#[derive(Clone, Copy, PartialEq)]
enum Kind {
    Prefix,
    From,
    To,
}

/// Which of the inputs a test belongs to.
fn kind(test: &Test) -> Option<Kind> {
    match test {
        Test::Id(Pattern::Begins(_)) => Some(Kind::Prefix),
        Test::Created(Window::Since(_)) => Some(Kind::From),
        Test::Created(Window::Before(_)) => Some(Kind::To),
        _ => None,
    }
}

fn value(view: View, wanted: Kind, zone: Zone) -> String {
    let text = |filter: &Filter| {
        let found = filter
            .clauses
            .iter()
            .find(|it| !it.not && kind(&it.test) == Some(wanted))?;
        match &found.test {
            Test::Id(Pattern::Begins(text)) => Some(text.clone()),
            Test::Created(Window::Since(at) | Window::Before(at)) => {
                let ticks = at.ticks(now(), &filter::Utc);
                #[allow(clippy::cast_precision_loss, reason = "years that an input holds")]
                let ms = (ticks / MILLISECOND) as f64;
                Some(datetime_input::write(ms, zone))
            }
            _ => None,
        }
    };
    view.wish
        .with(|wish| text(&wish.goal.filter))
        .unwrap_or_default()
}

fn time_clause(
    view: View,
    word: Word,
    id: &'static str,
    node: NodeRef,
    zone: Signal<Zone>,
    wanted: Kind,
) -> Markup {
    let text = move || value(view, wanted, zone.get());
    let input =
        view! { <input node_ref=node type="datetime-local" step="1" id=id prop:value=text /> };
    clause(t(word), id, input, t(Word::OnHost), None)
}
