//! The exact answer of the host: with the history as soon as that is here, without it until then.

use std::rc::Rc;
use std::sync::Arc;

use crate::browser::file;
use crate::components::{Mode, Shown, Text, json_viewer};
use crate::prelude::*;
use crate::state::App;
use crate::state::history::HistoryHere;
use crate::words::{Word, t};

use super::view::View;

/// The whole answer that a history came in.
struct Answer(Arc<HistoryHere>);

impl AsRef<str> for Answer {
    fn as_ref(&self) -> &str {
        self.0.history.answer()
    }
}

/// Draws the tab.
pub fn raw_tab(view: View) -> Markup {
    view.want_results();
    let zone = App::get().preferences.zone();
    let shown = move |text: Text| {
        let name = view.id.with_value(|id| file::name_of(id));
        json_viewer(Shown {
            text,
            what: t(Word::RawTitle).to_owned(),
            file: format!("{name}.json"),
            first: Mode::Exact,
            field: "find-raw",
            zone,
        })
    };
    let body = dynamic(move || {
        match view.here() {
        Some(here) => Some(view! { <p class="hint">{t(Word::RawWithHistory)}</p> {shown(Rc::new(Answer(here)))} }),
        None => view.status.data().map(|it| {
            view! { <p class="hint">{t(Word::RawWithoutHistory)}</p> {shown(Rc::new(it.body.clone()))} }
        }),
    }
    });
    view! { <div class="below raw"><h2>{t(Word::RawTitle)}</h2>{body}</div> }
}
