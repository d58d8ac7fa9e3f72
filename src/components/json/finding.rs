//! Looking for a text in a value: the field, how much was found, and going from one place to the next.

use crate::components::{Icon, icon_button};
use crate::prelude::*;
use crate::words::{Word, say, t};

/// No more places than this are listed.
pub const MOST: usize = 10_000;

/// What is looked for, and how that stands. Copies of it are the same.
#[derive(Clone, Copy)]
pub struct Finding {
    /// What is looked for.
    pub text: RwSignal<String>,
    /// What was found.
    pub found: RwSignal<Found>,
    /// Which of the places is shown, from 0.
    pub at: RwSignal<usize>,
}

/// What was found.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Found {
    /// In how many places.
    pub count: usize,
    /// Whether there may be more than that.
    pub more: bool,
    /// Whether all was looked through.
    pub done: bool,
}

impl Finding {
    /// Nothing is looked for yet.
    pub fn new() -> Self {
        Self {
            text: RwSignal::new(String::new()),
            found: RwSignal::new(Found::default()),
            at: RwSignal::new(0),
        }
    }

    /// Goes to the next place (1) or the one before (-1); behind the last comes the first.
    pub fn step(self, by: isize) {
        let count = self.found.get_untracked().count;
        if count > 0 {
            let at = self.at.get_untracked().min(count - 1);
            self.at.set((at + count).wrapping_add_signed(by) % count);
        }
    }

    /// Whether anything is looked for, tracked.
    pub fn is_on(self) -> bool {
        self.text.with(|text| !text.is_empty())
    }
}

/// The field with its buttons. `id` is the field's, `label` names it.
pub fn find_box(id: &'static str, label: &'static str, finding: Finding) -> Markup {
    let said = move || {
        let found = finding.found.get();
        if !finding.is_on() {
            return String::new();
        }
        match found.count {
            0 if found.done => t(Word::FindNothing).to_owned(),
            0 => t(Word::FindLooking).to_owned(),
            count => {
                let word = if found.more {
                    Word::FindAtOfMore
                } else {
                    Word::FindAtOf
                };
                let at = finding.at.get().min(count - 1) + 1;
                say(word, &[("at", at.into()), ("n", count.into())])
            }
        }
    };
    let typed = move |event: Event| {
        finding.at.set(0);
        finding.text.set(event.value());
    };
    let pressed = move |event: Event| {
        let key = event.key();
        if key == "Enter" {
            event.prevent_default();
            finding.step(if event.is_shift() { -1 } else { 1 });
        } else if key == "Escape" && finding.text.with_untracked(|text| !text.is_empty()) {
            event.prevent_default();
            event.stop_propagation();
            finding.text.set(String::new());
        }
    };
    let is_on = Memo::new(move |_| finding.is_on());
    let steps = dynamic(move || {
        is_on.get().then(|| {
            view! {
                {icon_button(Icon::Up, t(Word::FindPrevious).to_owned(), move || finding.step(-1))}
                {icon_button(Icon::Down, t(Word::FindNext).to_owned(), move || finding.step(1))}
            }
        })
    });
    view! {
        <div class="find row">
            <input id=id type="search" autocomplete="off" spellcheck="false" aria-label=label placeholder=label prop:value=move || finding.text.get() on:input=typed on:keydown=pressed/>
            <span class="found dim nowrap" role="status">{said}</span>
            {steps}
        </div>
    }
}
