//! No rows: because nothing exists, nothing matches, nothing was found so far, or only entities are here. Never the same.

use durable_api::walk::Count;

use crate::prelude::*;

use crate::components::{Icon, Weight, empty, link_button};
use crate::route::Route;
use crate::words::{Word, say, t};

use super::{View, asking};

/// Why there are no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Emptiness {
    /// The hub holds nothing at all.
    NothingExists,
    /// All that the filter allows was looked at, and nothing fits.
    NothingMatches,
    /// Nothing fits among what was looked at; more may.
    NothingFound,
    /// There are entities only.
    OnlyEntities,
    /// What is held does not tell of some whether they fit.
    NothingKnown,
}

fn why(is_exact: bool, is_filtered: bool, entities: u64, unknown: u32) -> Emptiness {
    match (is_exact, is_filtered) {
        _ if unknown > 0 => Emptiness::NothingKnown,
        (true, false) if entities > 0 => Emptiness::OnlyEntities,
        (true, false) => Emptiness::NothingExists,
        (true, true) => Emptiness::NothingMatches,
        (false, _) => Emptiness::NothingFound,
    }
}

/// Draws the empty state and what can be done about it.
pub fn empty_view(view: View) -> Markup {
    let here = view.here;
    let why = Memo::new(move |_| {
        let is_exact = matches!(here.count(0), Count::Exactly(_));
        let is_filtered = view.wish.with(|wish| !wish.goal.filter.is_empty());
        (
            why(
                is_exact,
                is_filtered,
                here.walk().entities,
                here.counts().unknown,
            ),
            is_filtered,
        )
    });
    dynamic(move || {
        let (why, is_filtered) = why.get();
        let (shape, title, text) = match why {
            Emptiness::NothingExists => (Icon::Ring, Word::NothingExists, Word::NothingExistsWhy),
            Emptiness::NothingMatches => {
                (Icon::Search, Word::NothingMatches, Word::NothingMatchesWhy)
            }
            Emptiness::NothingFound => (Icon::Search, Word::NothingFound, Word::NothingFoundWhy),
            Emptiness::NothingKnown => (Icon::Search, Word::NothingKnown, Word::NothingKnownWhy),
            Emptiness::OnlyEntities => (Icon::Cube, Word::OnlyEntities, Word::OnlyEntitiesWhy),
        };
        let hub = view.connection.with_value(|it| it.address.task_hub.clone());
        let hub = hub.map(
            |hub| view! { <p class="faint">{say(Word::HubInQuestion, &[("hub", (&hub).into())])}</p> },
        );
        let clear = is_filtered.then(|| {
            let href = view.hub.with_value(|hub| Route::instances(hub).href());
            link_button(Weight::Normal, None, t(Word::FilterClear).to_owned(), href)
        });
        let ask = (why == Emptiness::NothingFound).then(|| asking::ask_button(view));
        let details = (why == Emptiness::NothingKnown).then(|| asking::details_button(view));
        let actions = view! { {ask} {details} {clear} {hub} };
        view! { <div role="status">{empty(shape, t(title), t(text), actions)}</div> }
    })
}

#[cfg(test)]
mod tests {
    use super::{Emptiness, why};

    #[test]
    fn what_cannot_be_told_is_not_called_nothing() {
        assert_eq!(why(true, true, 0, 1), Emptiness::NothingKnown);
        assert_eq!(why(false, true, 1, 1), Emptiness::NothingKnown);
    }

    #[test]
    fn nothing_exists_nothing_matches_and_nothing_found_are_three_things() {
        let why = |is_exact, is_filtered, entities| why(is_exact, is_filtered, entities, 0);
        assert_eq!(why(true, false, 0), Emptiness::NothingExists);
        assert_eq!(why(true, true, 0), Emptiness::NothingMatches);
        assert_eq!(why(true, true, 2), Emptiness::NothingMatches);
        assert_eq!(why(false, false, 0), Emptiness::NothingFound);
        assert_eq!(why(false, true, 2), Emptiness::NothingFound);
        assert_eq!(why(true, false, 2), Emptiness::OnlyEntities);
    }
}
