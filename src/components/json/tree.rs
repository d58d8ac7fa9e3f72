//! JSON as a tree that is opened and closed, by pointer and by keys.

use std::rc::Rc;

use durable_api::json_tree::{
    Finder, Fold, Hit, JsonTree, Line, LineKind, Node, NodeKind, Outline, PathStep,
};

use super::detail::detail;
use super::finding::{Finding, Found, MOST};
use super::meaning::in_short;
use super::paint::painted;
use crate::browser::locale::{self, Zone};
use crate::browser::work::Work;
use crate::components::virtual_rows::{Rows, RowsOf, virtual_rows};
use crate::prelude::*;
use crate::words::{Word, count, say, t};

/// The height of a line, in CSS pixels.
const LINE: u32 = 24;
/// What a line shows of a value, in bytes.
const SHOWN: usize = 300;
/// Lines that "open all" stops at.
const ALL: usize = 20_000;
/// Bytes for which the clock is not asked.
const CHUNK: usize = 64 * 1024;
/// Deeper lines are not indented further: it would leave no room.
const DEEPEST: usize = 24;
/// A closed value of more bytes than this says how large it is.
const LARGE: usize = 1_024;

/// A tree on the page. Copies of it are the same.
#[derive(Clone, Copy)]
pub struct TreeView {
    outline: StoredValue<Outline>,
    /// How often the lines changed.
    changes: RwSignal<u64>,
    /// The line that keys act on.
    active: RwSignal<usize>,
    /// The line whose value is shown in full.
    opened: RwSignal<Option<usize>>,
    finding: Finding,
    zone: Signal<Zone>,
}

impl TreeView {
    /// The tree with its first levels open.
    pub fn new(tree: Rc<JsonTree>, finding: Finding, zone: Signal<Zone>) -> Self {
        let lone = !tree.root().kind.is_container();
        Self {
            outline: StoredValue::new(Outline::new(tree)),
            changes: RwSignal::new(0),
            active: RwSignal::new(0),
            // A lone value has nothing else to show.
            opened: RwSignal::new(lone.then_some(0)),
            finding,
            zone,
        }
    }

    /// Opens everything, as far as that leaves something to look at.
    pub fn open_all(self) {
        self.change(|outline| outline.open_all(0, ALL));
    }

    /// Closes everything but the first level.
    pub fn close_all(self) {
        self.change(Outline::close_all);
        self.active.set(0);
    }

    fn change(self, change: impl FnOnce(&mut Outline)) {
        self.outline.update_value(change);
        self.opened.set(None);
        self.changes.update(|changes| *changes += 1);
    }

    fn len(self) -> usize {
        self.outline.with_value(|outline| outline.lines().len())
    }

    fn line(self, at: usize) -> Option<Line> {
        self.outline
            .with_value(|outline| outline.lines().get(at).cloned())
    }

    fn turn(self, at: usize) {
        self.active.set(at);
        self.change(|outline| {
            outline.turn(at);
        });
    }

    fn turned(self, at: usize) -> usize {
        self.turn(at);
        at
    }

    /// Opens a line's fold, or, where there is none, its value.
    fn enter(self, at: usize) {
        let has_fold = self.line(at).is_some_and(|line| line.fold != Fold::None);
        if has_fold {
            self.turn(at);
        } else {
            self.show_value(at);
        }
    }

    /// Shows a line's value in full, or no longer.
    fn show_value(self, at: usize) {
        self.active.set(at);
        let now = self.opened.get_untracked();
        self.opened.set((now != Some(at)).then_some(at));
    }

    fn key(self, rows: Rows, event: &Event) {
        let at = self.active.get_untracked();
        let Some(line) = self.line(at) else {
            return;
        };
        let last = self.len() - 1;
        let goal = match event.key().as_str() {
            "ArrowDown" => (at + 1).min(last),
            "ArrowUp" => at.saturating_sub(1),
            "Home" => 0,
            "End" => last,
            "PageDown" => (at + 20).min(last),
            "PageUp" => at.saturating_sub(20),
            "ArrowRight" if line.fold != Fold::Closed => (at + 1).min(last),
            "ArrowRight" => self.turned(at),
            "ArrowLeft" if line.fold == Fold::Open => self.turned(at),
            "ArrowLeft" => self
                .outline
                .with_value(|outline| outline.parent(at))
                .unwrap_or(at),
            "Enter" => {
                self.enter(at);
                at
            }
            " " => {
                self.show_value(at);
                at
            }
            _ => return,
        };
        event.prevent_default();
        self.active.set(goal);
        rows.show(goal);
    }
}

/// Draws the tree. `label` names it.
pub fn tree_view(view: TreeView, label: &str) -> Markup {
    let lines = Signal::derive(move || {
        view.changes.get();
        view.len()
    });
    let wanted = Memo::new(move |_| view.finding.text.with(|text| text.to_ascii_lowercase()));
    // What a line shows changes with the lines, with what is looked for, and when it becomes or is no longer the active one.
    let stamp = move |at: usize| {
        let active = u64::from(view.active.get() == at);
        let looked = wanted.with(|wanted| wanted.len() as u64);
        view.changes.get() << 16 | looked << 1 | active
    };
    let number = RwSignal::new(None);
    let draw = move |at: usize| line_view(view, at, number, &wanted.get_untracked());
    let (rows, list) = virtual_rows(
        Some("presentation"),
        RowsOf {
            count: lines,
            height: Signal::derive(|| LINE),
            open: view.opened.into(),
            stamp: Box::new(stamp),
            draw: Box::new(draw),
        },
    );
    number.set(Some(rows));
    look_for(view, rows);
    let active = move || format!("{}-line", rows.id_of(view.active.get()));
    let label = label.to_owned();
    view! {
        <div class="tree scrolls" dir="ltr" role="tree" tabindex="0" aria-label=label aria-activedescendant=active on:keydown=move |event: Event| view.key(rows, &event)>
            {list}
        </div>
    }
}

fn line_view(view: TreeView, at: usize, rows: RwSignal<Option<Rows>>, wanted: &str) -> Markup {
    let Some(line) = view.line(at) else {
        return Markup::Empty;
    };
    let indent = format!("{}px", 6 + line.depth.min(DEEPEST) * 16);
    let id = rows
        .get_untracked()
        .map(|rows| format!("{}-line", rows.id_of(at)));
    let expanded = match line.fold {
        Fold::None => None,
        Fold::Closed => Some("false"),
        Fold::Open => Some("true"),
    };
    let is_active = view.active.with_untracked(|active| *active == at);
    let content = match &line.kind {
        LineKind::More { from, until } => more(from.index(), *until),
        LineKind::Value(node) => {
            let tree = view
                .outline
                .with_value(|outline| outline.tree(&line).cloned());
            tree.map_or(Markup::Empty, |tree| {
                value(view, &line, node, &tree, wanted)
            })
        }
    };
    let turns = line.fold != Fold::None;
    let twist = turns.then(|| view! { <span class="twist" aria-hidden="true"></span> });
    let opened = move || {
        (view.opened.get() == Some(at)).then(|| {
            let path = view.outline.with_value(|outline| outline.path(at));
            let of = view.outline.with_value(|outline| {
                outline
                    .node(at)
                    .map(|(tree, node)| (tree.clone(), node.clone()))
            });
            of.map(|(tree, node)| detail(&tree, &node, path, view.zone))
        })
    };
    let level = (line.depth + 1).to_string();
    // The folds by one press, values in full by another: on the words of a line that folds nothing, or twice.
    view! {
        <div class="ti" id=id role="treeitem" aria-level=level aria-expanded=expanded aria-selected=is_active.to_string()>
            <div class="jt" class:on=is_active style:padding-inline-start=indent on:click=move |_| view.enter(at)>
                {twist}
                {content}
            </div>
            {opened}
        </div>
    }
}

fn more(from: usize, until: Option<usize>) -> Markup {
    let text = match until {
        Some(until) => say(
            Word::TreeMoreOf,
            &[("from", from.into()), ("to", (until - 1).into())],
        ),
        None => count(Word::TreeMore, from as u64),
    };
    view! { <span class="dim">{text}</span> }
}

fn value(view: TreeView, line: &Line, node: &Node, tree: &JsonTree, wanted: &str) -> Markup {
    let name = node.step.as_ref().map(|step| {
        let (class, text) = match step {
            PathStep::Name(name) => ("k", name.clone()),
            PathStep::Index(index) => ("faint", index.to_string()),
        };
        view! { <span class=class>{painted(&text, false, false, wanted, None)}<span class="faint">":"</span></span> }
    });
    let json = tree.json(node);
    let size = (json.len() > LARGE)
        .then(|| view! { <span class="faint size">{locale::bytes(json.len() as u64)}</span> });
    let mut end = SHOWN.min(json.len());
    while !json.is_char_boundary(end) {
        end -= 1;
    }
    let open = line.fold == Fold::Open;
    let content: Markup = match node.kind {
        NodeKind::Object if open => view! { <span class="faint">"{"</span> },
        NodeKind::Array if open => view! { <span class="faint">"["</span> },
        NodeKind::String if open => view! { <span class="mrk">{t(Word::TreeText)}</span> },
        _ => {
            let shown = json.get(..end).unwrap_or_default();
            let class = if node.kind.is_container() {
                "faint cut"
            } else {
                "cut"
            };
            let rest = (end < json.len()).then_some("…");
            view! { <span class=class>{painted(shown, false, true, wanted, None)}{rest}</span> }
        }
    };
    let meaning = {
        let text = if node.size() <= 2_048 {
            tree.said(node).into_owned()
        } else {
            String::new()
        };
        let node = node.clone();
        let may_mean = matches!(node.kind, NodeKind::String | NodeKind::Number);
        may_mean.then(|| {
            dynamic(move || {
                let told = in_short(&node, || text.clone(), view.zone.get());
                (!told.is_empty()).then(|| view! { <span class="means">{told}</span> })
            })
        })
    };
    view! { {name} {content} {size} {meaning} }
}

/// Looks for what is wanted whenever that changes, and opens the place that is asked for.
fn look_for(view: TreeView, rows: Rows) {
    let hits: RwSignal<Rc<Vec<Hit>>> = RwSignal::new(Rc::default());
    let work = StoredValue::new(None);
    Effect::new(move |_| {
        let finding = view.finding;
        let wanted = finding.text.get();
        work.set_value(None);
        hits.set(Rc::default());
        finding.found.set(Found::default());
        let tree = view
            .outline
            .with_value(|outline| outline.node(0).map(|(tree, _)| tree.clone()));
        let Some(tree) = tree.filter(|_| !wanted.is_empty()) else {
            return;
        };
        let mut finder = Finder::new(&wanted, MOST);
        work.set_value(Some(Work::run(move || {
            let done = finder.step(&tree, CHUNK);
            if done {
                hits.try_set(Rc::new(finder.hits().to_vec()));
                finding.found.try_set(Found {
                    count: finder.hits().len(),
                    more: finder.is_full(),
                    done,
                });
            }
            done
        })));
    });
    Effect::new(move |_| {
        let hit = hits.with(|hits| hits.get(view.finding.at.get()).cloned());
        let Some(hit) = hit else {
            return;
        };
        let line = view
            .outline
            .try_update_value(|outline| outline.reveal(&hit.path));
        if let Some(line) = line.flatten() {
            view.active.set(line);
            view.opened.set(None);
            view.changes.update(|changes| *changes += 1);
            rows.show(line);
        }
    });
}
