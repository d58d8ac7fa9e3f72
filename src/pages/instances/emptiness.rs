//! No rows: because nothing exists, nothing matches, nothing was found so far, or only entities are here. Never the same.

use crate::prelude::*;

use crate::components::{Icon, Weight, empty, link_button};
use crate::route::Route;
use crate::state::instances::ListPage;
use crate::state::instances_query::InstancesQuery;
use crate::state::walk::Reach;
use crate::words::{Word, say, t};

use super::View;
use super::foot::{first_page_link, next_link};

/// Why there are no rows.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Emptiness {
    /// The hub holds nothing at all.
    NothingExists,
    /// The whole hub was looked at, and nothing fits the filter.
    NothingMatches,
    /// Nothing fits among what was looked at; more may.
    NothingFound,
    /// The page before was the last.
    NothingHere,
    /// What is on this page are entities.
    OnlyEntities,
}

fn why(page: &ListPage, query: &InstancesQuery) -> Emptiness {
    match (&page.reach, page.is_first) {
        _ if page.entities > 0 => Emptiness::OnlyEntities,
        (Reach::End, false) => Emptiness::NothingHere,
        (Reach::End, true) if query.is_filtered() => Emptiness::NothingMatches,
        (Reach::End, true) => Emptiness::NothingExists,
        _ => Emptiness::NothingFound,
    }
}

/// Draws the empty state and what can be done about it.
pub fn empty_view(view: View, page: &ListPage) -> Markup {
    let query = view.query.get();
    let (shape, title, text) = match why(page, &query) {
        Emptiness::NothingExists => (Icon::Ring, Word::NothingExists, Word::NothingExistsWhy),
        Emptiness::NothingMatches => (Icon::Search, Word::NothingMatches, Word::NothingMatchesWhy),
        Emptiness::NothingFound => (Icon::Search, Word::NothingFound, Word::NothingFoundWhy),
        Emptiness::NothingHere => (Icon::Right, Word::NothingHere, Word::NothingHereWhy),
        Emptiness::OnlyEntities => (Icon::Cube, Word::OnlyEntities, Word::OnlyEntitiesWhy),
    };
    let hub = view.connection.with_value(|it| it.address.task_hub.clone());
    let hub = hub.map(
        |hub| view! { <p class="faint">{say(Word::HubInQuestion, &[("hub", (&hub).into())])}</p> },
    );
    let clear = query.is_filtered().then(|| {
        let href = view.hub.with_value(|hub| Route::instances(hub).href());
        link_button(Weight::Normal, None, t(Word::FilterClear).to_owned(), href)
    });
    let actions = view! { {next_link(view, page)} {clear} {first_page_link(view)} {hub} };
    view! { <div role="status">{empty(shape, t(title), t(text), actions)}</div> }
}

#[cfg(test)]
mod tests {
    use super::{Emptiness, why};
    use crate::state::instances::ListPage;
    use crate::state::instances_query::{InstancesQuery, Start};
    use crate::state::walk::Reach;

    fn page(reach: Reach, is_first: bool, entities: usize) -> ListPage {
        ListPage {
            rows: Vec::new(),
            entities,
            reach,
            is_first,
            token_readable: true,
        }
    }

    #[test]
    fn nothing_exists_nothing_matches_and_nothing_found_are_three_things() {
        let all = InstancesQuery::default();
        let some = InstancesQuery {
            prefix: Some("x".to_owned()),
            ..InstancesQuery::default()
        };
        let more = Reach::More(Start::Token("t".to_owned()));
        assert_eq!(
            why(&page(Reach::End, true, 0), &all),
            Emptiness::NothingExists
        );
        assert_eq!(
            why(&page(Reach::End, true, 0), &some),
            Emptiness::NothingMatches
        );
        assert_eq!(
            why(&page(Reach::Unsaid, true, 0), &some),
            Emptiness::NothingFound
        );
        assert_eq!(
            why(&page(more.clone(), true, 0), &all),
            Emptiness::NothingFound,
            "an empty page with a token"
        );
        assert_eq!(
            why(&page(Reach::End, false, 0), &all),
            Emptiness::NothingHere
        );
        assert_eq!(
            why(&page(Reach::End, true, 3), &all),
            Emptiness::OnlyEntities
        );
    }
}
