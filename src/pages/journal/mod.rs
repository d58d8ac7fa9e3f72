//! What this browser sent: each write, when, to which hub, and what came of it.

mod bar;
mod list;
mod row;

use std::cell::Cell;
use std::rc::Rc;
use std::sync::Arc;

use durable_api::journal::{BODY_KEPT, Entry, Fate};

use crate::browser::database::DatabaseError;
use crate::browser::{spawn, timers};
use crate::components::{Icon, Tone, empty, note, skeleton};
use crate::prelude::*;
use crate::state::journal;
use crate::state::locks::number_of;
use crate::words::{Word, say, t};

/// What the parts of the page share. Copies of it are the same.
#[derive(Clone, Copy)]
pub struct View {
    /// All entries, the newest first; `None` until they were read.
    all: RwSignal<Option<Rc<Vec<Entry>>>>,
    /// Words that all have to stand in an entry.
    words: RwSignal<String>,
    /// The hub by its address; empty: any.
    hub: RwSignal<String>,
    fate: RwSignal<Option<Fate>>,
    /// The entries that are shown, by their places among all.
    shown: Memo<Arc<Vec<usize>>>,
    /// The [`number`] of the entry that is open.
    open: RwSignal<Option<String>>,
}

/// Draws the page.
pub fn journal_page() -> Markup {
    let (all, words, hub, fate) = (
        RwSignal::new(None::<Rc<Vec<Entry>>>),
        RwSignal::new(String::new()),
        RwSignal::new(String::new()),
        RwSignal::new(None::<Fate>),
    );
    let shown = Memo::new(move |_| {
        let (words, hub, fate) = (words.get(), hub.get(), fate.get());
        let fits = |it: &Entry| {
            (hub.is_empty() || it.hub == hub)
                && fate.is_none_or(|fate| it.end.fate() == fate)
                && it.has(&words)
        };
        let all = all.get().unwrap_or_default();
        let places = all.iter().enumerate().filter(|(_, it)| fits(it));
        Arc::new(places.map(|(at, _)| at).collect::<Vec<_>>())
    });
    let view = View {
        all,
        words,
        hub,
        fate,
        shown,
        open: RwSignal::new(None),
    };
    view.follow();
    let what = say(
        Word::JournalWhat,
        &[
            ("n", u64::from(journal::KEPT).into()),
            ("body", (BODY_KEPT as u64).into()),
        ],
    );
    view! {
        <section class="page">
            <div class="head">
                <h1>{t(Word::JournalTitle)}</h1>
                <p class="dim prose">{what}</p>
                {trouble()}
                {bar::bar(view)}
            </div>
            {body(view)}
        </section>
    }
}

impl View {
    /// Reads the journal now, when this page adds to it, and when one comes back from another tab that may have.
    fn follow(self) {
        let (version, visible) = (journal::version(), timers::visible());
        let (busy, again) = (Rc::new(Cell::new(false)), Rc::new(Cell::new(false)));
        Effect::new(move |_| {
            version.get();
            if !visible.get() {
                return;
            }
            again.set(true);
            if busy.replace(true) {
                return;
            }
            let (busy, again) = (busy.clone(), again.clone());
            spawn(async move {
                while again.take() {
                    let entries = journal::read().await;
                    self.all.try_set(Some(Rc::new(entries)));
                }
                busy.set(false);
            });
        });
    }

    /// The entry on a line.
    fn entry(self, line: usize) -> Option<Entry> {
        let at = self.shown.with(|shown| shown.get(line).copied())?;
        self.all.with(|all| all.as_ref()?.get(at).cloned())
    }

    /// The entries that are shown.
    fn entries(self) -> Vec<Entry> {
        let many = self.shown.with(|it| it.len());
        (0..many).filter_map(|line| self.entry(line)).collect()
    }

    fn is_empty(self) -> Option<bool> {
        self.all.with(|all| all.as_ref().map(|it| it.is_empty()))
    }
}

/// What tells an entry from all others, though a page may send several within one millisecond.
fn number(entry: &Entry) -> String {
    number_of(&format!("{} {} {}", entry.at_ms, entry.hub, entry.url))
}

/// Why nothing is kept, where that is so.
fn trouble() -> Markup {
    let trouble = journal::trouble();
    dynamic(move || {
        let word = match trouble.get()? {
            DatabaseError::Denied => Word::JournalDenied,
            DatabaseError::Full => Word::JournalFull,
            DatabaseError::Newer => Word::JournalNewer,
            DatabaseError::Blocked | DatabaseError::Closed => Word::JournalNotKept,
        };
        let said = view! { <b>{t(word)}</b> " " {t(Word::JournalInMemory)} };
        Some(view! { <div role="alert">{note(Tone::Careful, said)}</div> })
    })
}

fn body(view: View) -> Markup {
    let kind = Memo::new(move |_| (view.is_empty(), view.shown.with(|it| it.is_empty())));
    dynamic(move || match kind.get() {
        (None, _) => view! { <div class="below">{skeleton(5)}</div> },
        (Some(true), _) => empty(
            Icon::Journal,
            t(Word::JournalNone),
            t(Word::JournalNoneWhy),
            Markup::Empty,
        ),
        (_, true) => empty(
            Icon::Search,
            t(Word::JournalNoMatch),
            t(Word::JournalNoMatchWhy),
            Markup::Empty,
        ),
        _ => list::list(view),
    })
}
