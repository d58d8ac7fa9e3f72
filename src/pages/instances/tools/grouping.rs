//! By what the list is grouped.

use durable_api::filter::ValuePath;
use durable_api::group::GroupBy;

use crate::prelude::*;
use crate::words::{Word, t};

use super::super::groups::{self, PLAIN};
use super::super::{View, address};

/// Paths that are offered at most.
const PATHS: usize = 20;

/// Draws the choice. The paths are those that were seen when it is opened.
pub fn chooser(view: View) -> Markup {
    let paths = RwSignal::new(Vec::<String>::new());
    let look = move |_| {
        let seen = view.here.vocabulary().paths;
        paths.set(seen.iter().take(PATHS).map(ValuePath::to_text).collect());
    };
    let now = move || view.address.with(|it| it.group.clone());
    let choose = move |event: Event| {
        let group = event.value();
        address::go(view, |address| address.group = group);
    };
    let plain: Vec<Markup> = PLAIN
        .iter()
        .map(|(name, word)| view! { <option value=*name>{t(*word)}</option> })
        .collect();
    let by_path = dynamic(move || -> Vec<Markup> {
        let mut texts = paths.get();
        // What is chosen stands there, seen or not.
        let chosen = groups::wanted(view).filter(|by| matches!(by, GroupBy::Value(_)));
        if let Some(text) = chosen.map(|by| by.to_text())
            && !texts.contains(&text)
        {
            texts.push(text);
        }
        texts
            .into_iter()
            .map(|text| view! { <option value=text.clone()>{text}</option> })
            .collect()
    });
    view! {
        <select class="group-by" aria-label=t(Word::GroupBy) prop:value=now on:focus=look on:pointerdown=look on:change=choose>
            <option value="">{t(Word::GroupByNothing)}</option>
            {plain}
            {by_path}
        </select>
    }
}
