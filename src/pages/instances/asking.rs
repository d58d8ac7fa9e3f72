//! Asking the host for what the filter names of statuses and times, and for nothing else: a few of a million are found at once, while
//! only a part of the hub was looked at.

use durable_api::RuntimeStatus;
use durable_api::filter::{Filter, Test};
use durable_api::walk::{Asked, AskedState, Count, Doing};

use crate::prelude::*;

use crate::components::Weight;
use crate::state::hub::DETAILS_AT_ONCE;
use crate::words::{Word, count, say, t};

use super::View;
use super::address::statuses;

/// What there is to ask for, if that would tell more than is known; tracked. `None` also while it is being asked for.
fn offer(view: View) -> Option<Vec<RuntimeStatus>> {
    let filter = view.wish.with(|wish| wish.goal.filter.clone());
    let wanted = statuses(&filter);
    if !can_be_asked(&filter, &wanted) {
        return None;
    }
    let walk = view.here.walk();
    let is_begun = !matches!(walk.doing, Doing::Opening | Doing::Proving);
    let is_partial = matches!(view.here.count(0), Count::AtLeast(_));
    let is_known = |it: &Asked| it.statuses == wanted && it.state != AskedState::More;
    let is_new = !walk.asked.as_ref().is_some_and(is_known);
    (is_begun && is_partial && is_new).then_some(wanted)
}

/// A host drops names that it does not know from its filter, and with the last one the filter.
fn can_be_asked(filter: &Filter, wanted: &[RuntimeStatus]) -> bool {
    let is_unknown = |it: &RuntimeStatus| matches!(it, RuntimeStatus::Other(_));
    let has_window = filter
        .clauses
        .iter()
        .any(|it| !it.not && matches!(it.test, Test::Created(_)));
    !wanted.iter().any(is_unknown) && (has_window || !wanted.is_empty())
}

/// The button that asks, where that helps.
pub fn ask_button(view: View) -> Markup {
    let offer = Memo::new(move |_| offer(view));
    dynamic(move || {
        let wanted = offer.get()?;
        let name = say(Word::AskAlone, &[("what", (&what(&wanted)).into())]);
        Some(view! {
            <button type="button" class=Weight::Quiet.class() title=t(Word::AskAloneWhat) on:click=move |_| view.here.ask_for(&wanted)>{name}</button>
        })
    })
}

/// The button that asks for what no list brings, where a clause needs it.
pub fn details_button(view: View) -> Markup {
    let here = view.here;
    let unknown = Memo::new(move |_| {
        let needs = view.wish.with(|wish| wish.goal.filter.needs_details());
        let unknown = here.counts().unknown as usize;
        let is_free = here.details().is_none();
        (needs && is_free).then(|| unknown.min(DETAILS_AT_ONCE))
    });
    dynamic(move || {
        let many = unknown.get().filter(|many| *many > 0)?;
        let name = count(Word::AskDetails, many as u64);
        Some(view! {
            <button type="button" class=Weight::Quiet.class() title=t(Word::OnDetailsWhat) on:click=move |_| here.ask_details()>{name}</button>
        })
    })
}

/// What is asked for, in words.
fn what(statuses: &[RuntimeStatus]) -> String {
    if statuses.is_empty() {
        return t(Word::AskedTimes).to_owned();
    }
    let names: Vec<&str> = statuses.iter().map(RuntimeStatus::as_str).collect();
    names.join(", ")
}

/// How it stands, while the filter still names it; tracked.
pub fn said(view: View) -> Option<String> {
    let asked = view.here.walk().asked.clone()?;
    let wanted = view.wish.with(|wish| statuses(&wish.goal.filter));
    if asked.statuses != wanted {
        return None;
    }
    let word = match asked.state {
        AskedState::Going => Word::AskedGoing,
        AskedState::Everything => Word::AskedEverything,
        AskedState::AsFarAsItGoes => Word::AskedFar,
        AskedState::More => Word::AskedMore,
        AskedState::Failed => Word::AskedFailed,
    };
    Some(say(
        word,
        &[
            ("n", asked.found.into()),
            ("what", (&what(&asked.statuses)).into()),
        ],
    ))
}

#[cfg(test)]
mod tests {
    use super::{can_be_asked, statuses};
    use durable_api::filter::{Filter, Utc};

    #[test]
    fn only_what_a_host_understands_is_asked_for() {
        for (text, can) in [
            ("status:Failed", true),
            ("status:Failed name:A*", true),
            ("created:>-2h", true),
            ("-status:Failed", false),
            ("-created:>-2h", false),
            ("status:\"Napping\"", false),
            ("name:A*", false),
            ("", false),
        ] {
            let filter = Filter::parse(text, &Utc).expect("a filter");
            assert_eq!(can_be_asked(&filter, &statuses(&filter)), can, "{text}");
        }
    }
}
