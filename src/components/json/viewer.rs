//! A value of any size to be read: as a tree, laid out, or exactly as it came; searched, copied, saved.

use std::rc::Rc;

use durable_api::json_tree::JsonTree;

use super::finding::{Finding, find_box};
use super::text::{Form, Text, text_view};
use super::tree::{TreeView, tree_view};
use crate::browser::locale::Zone;
use crate::browser::{file, locale};
use crate::components::{Icon, Toasts, Tone, Weight, button, copy_button, icon_button};
use crate::prelude::*;
use crate::words::{Word, t};

/// What is read.
pub struct Shown {
    /// All of it.
    pub text: Text,
    /// What it is, as in "Copy the input".
    pub what: String,
    /// What a file of it is called.
    pub file: String,
    /// How it is shown at first.
    pub first: Mode,
    /// The id of the search field: one for each viewer of a page.
    pub field: &'static str,
    /// In which zone times are explained.
    pub zone: Signal<Zone>,
}

/// A way to show it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Mode {
    /// As a tree.
    Tree,
    /// Laid out for reading.
    LaidOut,
    /// Exactly as it came.
    Exact,
}

impl Mode {
    const ALL: [(Self, Word); 3] = [
        (Self::Tree, Word::ModeTree),
        (Self::LaidOut, Word::ModeLaidOut),
        (Self::Exact, Word::ModeExact),
    ];
}

/// Draws the viewer.
pub fn json_viewer(shown: Shown) -> Markup {
    let Shown {
        text,
        what,
        file,
        first,
        field,
        zone,
    } = shown;
    let mode = RwSignal::new(first);
    let finding = Finding::new();
    let tree: StoredValue<Option<TreeView>> = StoredValue::new(None);
    let size = locale::bytes((*text).as_ref().len() as u64);
    let modes: Vec<Markup> = Mode::ALL
        .into_iter()
        .map(|(it, word)| {
            view! {
                <button type="button" class="btn" aria-pressed=move || (mode.get() == it).to_string() on:click=move |_| mode.set(it)>{t(word)}</button>
            }
        })
        .collect();
    let folds = dynamic(move || {
        (mode.get() == Mode::Tree).then(|| {
            let on_tree = move |act: fn(TreeView)| {
                if let Some(tree) = tree.try_get_value().flatten() {
                    act(tree);
                }
            };
            view! {
                {button(Weight::Quiet, None, t(Word::TreeOpenAll), move || on_tree(TreeView::open_all))}
                {button(Weight::Quiet, None, t(Word::TreeCloseAll), move || on_tree(TreeView::close_all))}
            }
        })
    });
    let copied = text.clone();
    let saved = text.clone();
    let toasts = Toasts::here();
    let save = move || {
        if !file::save(&file, "application/json", (*saved).as_ref()) {
            toasts.say(Tone::Bad, t(Word::ExportRefused));
        }
    };
    let label = what.clone();
    let body = dynamic(move || match mode.get() {
        Mode::Tree => match JsonTree::new((*text).as_ref().to_owned()) {
            Ok(json) => {
                let view = TreeView::new(Rc::new(json), finding, zone);
                tree.set_value(Some(view));
                tree_view(view, &label)
            }
            Err(_) => text_view(text.clone(), Form::Plain, &label, finding),
        },
        Mode::LaidOut => text_view(text.clone(), Form::LaidOut, &label, finding),
        Mode::Exact => text_view(text.clone(), Form::Exact, &label, finding),
    });
    view! {
        <div class="viewer">
            <div class="viewer-bar row wrap">
                <div class="modes row" role="group" aria-label=t(Word::ModeLabel)>{modes}</div>
                {find_box(field, t(Word::FindIn), finding)}
                {folds}
                <span class="grow"></span>
                <span class="faint nowrap">{size}</span>
                {copy_button(&what, move || (*copied).as_ref().to_owned())}
                {icon_button(Icon::Download, t(Word::SaveAsFile).to_owned(), save)}
            </div>
            {body}
        </div>
    }
}
