//! Where the targets of a new plan come from: what a filter lets through, an instance and all below it, or a pasted list.

use durable_api::filter::{Filter, Utc};
use durable_api::group::{GroupBy, Grouping, Label};
use durable_api::plan::Plan;
use durable_api::walk::{Count, Doing};

use crate::components::{Weight, button, field};
use crate::prelude::*;
use crate::route::PlanWish;
use crate::state::App;
use crate::state::hub::{Goal, Here};
use crate::words::{Word, count, say, t};

use super::tree::{Tree, tree_view};

/// The kinds of sources.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Source {
    Filter,
    Tree,
    Pasted,
}

const SOURCES: [(Source, Word); 3] = [
    (Source::Filter, Word::SourceFilter),
    (Source::Tree, Word::SourceTree),
    (Source::Pasted, Word::SourcePasted),
];
/// Groups of errors that are offered.
const GROUPS: usize = 30;
const FILTER: &str = "plan-filter";
const PASTED: &str = "plan-pasted";

/// What was said of the targets. Copies are the same.
#[derive(Clone, Copy)]
pub struct Sources {
    pub app: App,
    pub hub: StoredValue<String>,
    pub source: RwSignal<Source>,
    pub filter: RwSignal<String>,
    pub root: RwSignal<String>,
    pub tree: RwSignal<Tree>,
    pub pasted: RwSignal<String>,
    here: StoredValue<Option<Here>>,
}

impl Sources {
    pub fn new(app: App, hub: String, wish: &PlanWish) -> Self {
        let source = match (wish.filter.is_empty(), wish.tree.is_empty()) {
            (false, _) => Source::Filter,
            (true, false) => Source::Tree,
            _ => Source::Pasted,
        };
        Self {
            app,
            hub: StoredValue::new(hub),
            source: RwSignal::new(source),
            filter: RwSignal::new(wish.filter.clone()),
            root: RwSignal::new(wish.tree.clone()),
            tree: RwSignal::new(Tree::default()),
            pasted: RwSignal::new(String::new()),
            here: StoredValue::new(None),
        }
    }

    /// The ids that are chosen now, in the order in which they are begun; untracked.
    pub fn ids(self) -> Vec<String> {
        match self.source.get_untracked() {
            Source::Pasted => self.pasted.with_untracked(|it| Plan::ids_of(it)),
            // Found from the root down, so the other way round children go first.
            Source::Tree => {
                let mut ids = self.tree.with_untracked(|it| it.ids.clone());
                ids.reverse();
                ids
            }
            Source::Filter => {
                let here = self.here.get_value();
                let ids = here.map(|here| {
                    let slots = untrack(|| here.matching());
                    here.with_rows(|rows| {
                        let each = slots.iter().filter_map(|slot| rows.row(*slot));
                        each.map(|row| row.id().to_owned()).collect()
                    })
                });
                ids.unwrap_or_default()
            }
        }
    }

    /// The filter, if it is what finds them; untracked.
    pub fn filter_text(self) -> String {
        match self.source.get_untracked() {
            Source::Filter => self.filter.get_untracked(),
            _ => String::new(),
        }
    }
}

/// Draws the choice and what belongs to it.
pub fn sources_view(sources: Sources) -> Markup {
    let tabs: Vec<Markup> = SOURCES
        .into_iter()
        .map(|(source, word)| {
            let pressed = move || (sources.source.get() == source).to_string();
            view! { <button type="button" class="btn quiet" aria-pressed=pressed on:click=move |_| sources.source.set(source)>{t(word)}</button> }
        })
        .collect();
    let chosen = Memo::new(move |_| sources.source.get());
    let body = dynamic(move || match chosen.get() {
        Source::Pasted => pasted_view(sources),
        Source::Tree => tree_view(sources),
        Source::Filter => filter_view(sources),
    });
    view! {
        <div class="plan-sources request" role="group" aria-label=t(Word::SourceLabel)>
            <div class="row wrap">{tabs}</div>
            {body}
        </div>
    }
}

fn pasted_view(sources: Sources) -> Markup {
    let hint = dynamic(move || {
        let ids = sources.pasted.with(|it| Plan::ids_of(it));
        count(Word::SourcePastedCount, ids.len() as u64)
    });
    let area = view! {
        <textarea
            id=PASTED
            class="mono"
            rows="6"
            spellcheck="false"
            aria-describedby=format!("{PASTED}-hint")
            prop:value=move || sources.pasted.get()
            on:input=move |event| sources.pasted.set(event.value())
        ></textarea>
    };
    field(PASTED, t(Word::SourcePastedLabel), area, hint)
}

fn filter_view(sources: Sources) -> Markup {
    let hub = sources.hub.get_value();
    let scope = sources.app.requests.scope();
    let here = Here::open(sources.app, &hub, scope);
    sources.here.set_value(Some(here));
    let read = Memo::new(move |_| sources.filter.with(|it| Filter::parse(it, &Utc).ok()));
    // What another page has read is as old as that: whoever has failed since would be missing.
    let is_old = untrack(|| here.answered()).is_some();
    Effect::new(move |before: Option<()>| {
        if let Some(filter) = read.get() {
            here.look_for(Goal {
                filter,
                ..Goal::default()
            });
        }
        if before.is_none() && is_old {
            here.again();
        }
    });
    let input = view! {
        <input
            id=FILTER
            class="mono"
            autocomplete="off"
            spellcheck="false"
            aria-describedby=format!("{FILTER}-hint")
            aria-invalid=move || read.with(Option::is_none).to_string()
            prop:value=move || sources.filter.get()
            on:input=move |event| sources.filter.set(event.value())
        />
    };
    let said = dynamic(move || {
        if read.with(Option::is_none) {
            return t(Word::FilterUnread).to_owned();
        }
        let found = here.matching().len() as u64;
        if here.error().is_some() {
            return count(Word::SourceFilterFailed, found);
        }
        match here.count(found) {
            Count::Exactly(found) => count(Word::SourceFilterAll, found),
            Count::AtLeast(found) => count(Word::SourceFilterSoFar, found),
        }
    });
    let hint = view! { <span role="status">{said}</span> };
    let more = dynamic(move || {
        matches!(here.walk().doing, Doing::Stopped(_)).then(|| {
            button(Weight::Normal, None, t(Word::WalkGoOn), move || {
                here.go_on();
            })
        })
    });
    view! {
        {field(FILTER, t(Word::SourceFilterLabel), input, hint)}
        <div class="row wrap">{error_choice(sources, here)}{more}</div>
    }
}

/// The errors among what matches, one of which may be chosen.
fn error_choice(sources: Sources, here: Here) -> Markup {
    let groups = RwSignal::new(Vec::<(String, usize, String)>::new());
    // Looked up when somebody asks: a fingerprint of an error takes a while.
    let look = move |_| {
        let zone = untrack(|| here.zone());
        let slots = untrack(|| here.matching());
        let mut grouping = Grouping::new(GroupBy::Error, &zone);
        here.with_rows(|rows| grouping.add(rows, &slots));
        let (found, _) = grouping.finish_first(GROUPS);
        let filter = untrack(|| here.filter());
        let choices = found.into_iter().filter_map(|group| {
            let Label::Text(name) = group.label else {
                return None;
            };
            let mut narrowed = filter.clone();
            for clause in group.clauses? {
                if !narrowed.clauses.contains(&clause) {
                    narrowed.clauses.push(clause);
                }
            }
            let name: String = name.chars().take(120).collect();
            Some((name, group.count, narrowed.to_text(&Utc)))
        });
        groups.set(choices.collect());
    };
    let options = dynamic(move || {
        let each = groups.get().into_iter().map(|(name, count, text)| {
            let values = [("name", (&name).into()), ("n", count.into())];
            let label = say(Word::SourceErrorOf, &values);
            view! { <button type="button" class="entry" on:click=move |_| { sources.filter.set(text.clone()); groups.set(Vec::new()); }>{label}</button> }
        });
        Markup::Many(each.collect())
    });
    view! {
        <button type="button" class="btn" on:click=look>{t(Word::SourceErrors)}</button>
        <div class="plan-errors">{options}</div>
    }
}
