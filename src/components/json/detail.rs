//! One value of a tree, opened: where it is, what it means, all of it as a person reads it, and the means to take it along.

use std::rc::Rc;

use durable_api::json_tree::{JsonTree, Node, NodeKind};
use durable_api::readable;

use super::finding::Finding;
use super::meaning::meanings;
use super::text::{Form, Text, text_view};
use crate::browser::locale::{self, Zone};
use crate::components::{Icon, Toasts, copy, icon};
use crate::prelude::*;
use crate::words::{Word, t};

/// A text of up to this many bytes stands there as it is; a longer one in lines of which only those in sight are drawn.
const SHORT: usize = 8_192;

/// Draws it. `path` is where it is.
pub fn detail(tree: &Rc<JsonTree>, node: &Node, path: String, zone: Signal<Zone>) -> Markup {
    let said = tree.said(node).into_owned();
    let json = tree.json(node).to_owned();
    let toasts = Toasts::here();
    let take = |word: Word, text: String| {
        view! {
            <button type="button" class="btn quiet" on:click=move |_| copy(toasts, text.clone())>{icon(Icon::Copy)}{t(word)}</button>
        }
    };
    let meaning = {
        let (kind, said) = (node.kind, said.clone());
        dynamic(move || {
            let all = meanings(kind, &said, zone.get());
            let all: Vec<Markup> = all.into_iter().map(|it| view! { <li>{it}</li> }).collect();
            (!all.is_empty()).then(|| view! { <ul class="meanings">{all}</ul> })
        })
    };
    let is_text = node.kind == NodeKind::String;
    let body = is_text.then(|| long_text(&said));
    let as_json = is_text.then(|| take(Word::CopyAsJson, json));
    view! {
        <div class="opened">
            <div class="row wrap">
                <code class="grow break">{path.clone()}</code>
                <span class="faint">{locale::bytes(node.size() as u64)}</span>
            </div>
            {meaning}
            {body}
            <div class="row wrap ends">
                {take(Word::CopyValue, said)}
                {as_json}
                {take(Word::CopyPath, path)}
            </div>
        </div>
    }
}

/// A text as a person reads it, however long it is.
pub fn long_text(said: &str) -> Markup {
    let text = readable(said);
    if text.len() <= SHORT {
        return view! { <pre class="said" tabindex="0" dir="auto">{text}</pre> };
    }
    let text: Text = Rc::new(text);
    text_view(text, Form::Plain, t(Word::WholeText), Finding::new())
}
