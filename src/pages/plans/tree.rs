//! An instance and all below it, looked up one history after the other.

use durable_api::relations::{Because, children};

use crate::browser::fetch::Abort;
use crate::browser::spawn;
use crate::components::{Weight, button, field};
use crate::prelude::*;
use crate::state::family::load_branch;
use crate::words::{Word, count, t};

use super::sources::Sources;

const ROOT: &str = "plan-root";
/// So many are looked up at most.
const MOST: usize = 5_000;

/// What was found of a tree.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Tree {
    /// The root first, then what is below it, level by level.
    pub ids: Vec<String>,
    /// Children whose ids nothing tells for sure: they are not in it.
    pub unsure: usize,
    /// Those whose history could not be read, so that nobody knows what is below them.
    pub unread: usize,
    /// Whether it is being looked up.
    pub is_reading: bool,
}

/// Draws the search.
pub fn tree_view(sources: Sources) -> Markup {
    let tree = sources.tree;
    let input = view! {
        <input
            id=ROOT
            class="mono"
            autocomplete="off"
            spellcheck="false"
            aria-describedby=format!("{ROOT}-hint")
            prop:value=move || sources.root.get()
            on:input=move |event| {
                sources.root.set(event.value());
                tree.set(Tree::default());
            }
        />
    };
    let hint = dynamic(move || {
        let tree = tree.get();
        let mut said = vec![count(Word::SourceTreeCount, tree.ids.len() as u64)];
        if tree.unsure > 0 {
            said.push(count(Word::SourceTreeUnsure, tree.unsure as u64));
        }
        if tree.unread > 0 {
            said.push(count(Word::SourceTreeUnread, tree.unread as u64));
        }
        said.join(" ")
    });
    let hint = view! { <span role="status" aria-busy=move || tree.with(|it| it.is_reading).to_string()>{hint}</span> };
    let find = button(Weight::Normal, None, t(Word::SourceTreeFind), move || {
        look(sources);
    });
    if sources.root.with_untracked(|it| !it.is_empty()) {
        look(sources);
    }
    view! {
        {field(ROOT, t(Word::SourceTreeLabel), input, hint)}
        <div class="row">{find}</div>
    }
}

fn look(sources: Sources) {
    let root = sources.root.get_untracked().trim().to_owned();
    if root.is_empty() || sources.tree.with_untracked(|it| it.is_reading) {
        return;
    }
    let (app, tree) = (sources.app, sources.tree);
    let hub = sources.hub.get_value();
    let scope = app.requests.scope();
    tree.set(Tree {
        ids: vec![root],
        is_reading: true,
        ..Tree::default()
    });
    spawn(async move {
        let mut at = 0;
        loop {
            let next = tree.try_update_untracked(|it| it.ids.get(at).cloned());
            let Some(Some(id)) = next.filter(|_| at < MOST) else {
                break;
            };
            at += 1;
            let found = load_branch(app.client(&hub, scope), id.clone(), Abort::new()).await;
            let is_there = tree.try_update(|tree| match found {
                Err(_) => tree.unread += 1,
                Ok(found) => {
                    let branch = found.data;
                    let below = format!("{id}:");
                    let mut sure: Vec<String> = Vec::new();
                    for child in children(&id, &branch.model, &branch.known) {
                        match child.id {
                            Some((id, because)) if because != Because::NameAndTime => sure.push(id),
                            _ => tree.unsure += 1,
                        }
                    }
                    let by_id = branch.known.iter().map(|it| &it.instance_id);
                    sure.extend(by_id.filter(|it| it.starts_with(&below)).cloned());
                    for id in sure {
                        if !tree.ids.contains(&id) {
                            tree.ids.push(id);
                        }
                    }
                }
            });
            if is_there.is_none() {
                return;
            }
        }
        tree.try_update(|it| it.is_reading = false);
    });
}
