//! The filter as one line to type, with what may stand at the caret, and what is wrong under the very characters.

use std::ops::Range;

use durable_api::filter::{
    self, Completion, Filter, FilterError, byte_of_utf16, complete, utf16_of_byte,
};

use crate::browser::page;
use crate::components::{Icon, icon};
use crate::prelude::*;
use crate::words::{Word, say, t};

use super::offers::{self, OFFERS};
use super::problem::problem_word;
use super::{Bar, LINE};

/// Id of what is said about the line.
const SAID: &str = "filter-said";
/// Offers shown at once: what is further down is found by typing on.
const MOST: usize = 12;

/// What was typed.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Draft {
    /// The text of the line.
    text: String,
    /// Where the caret was last, in bytes.
    caret: usize,
    /// Whether what is wrong may be said wherever it is: not while somebody still types there.
    tried: bool,
}

/// The line, for its parts.
#[derive(Clone, Copy)]
pub struct Line {
    pub(super) bar: Bar,
    draft: RwSignal<Draft>,
    /// What may stand at the caret; nothing while the list is closed.
    pub(super) offers: RwSignal<Completion>,
    /// Which of them is chosen, if any.
    pub(super) chosen: RwSignal<Option<usize>>,
}

/// Draws the line.
pub fn line(bar: Bar) -> Markup {
    let line = Line {
        bar,
        draft: RwSignal::new(Draft::default()),
        offers: RwSignal::new(Completion::default()),
        chosen: RwSignal::new(None),
    };
    Effect::new(move |_| line.follow());
    let errors = Memo::new(move |_| line.errors());
    let is_open = move || line.is_open().to_string();
    let active = move || line.chosen.get().map(offers::id);
    let invalid = move || (!errors.get().is_empty()).then_some("true");
    view! {
        <div class="typed">
            <div class="omni">
                {icon(Icon::Search)}
                <input
                    id=LINE
                    type="text"
                    class="mono"
                    role="combobox"
                    aria-label=t(Word::FilterLine)
                    aria-autocomplete="list"
                    aria-expanded=is_open
                    aria-controls=OFFERS
                    aria-activedescendant=active
                    aria-invalid=invalid
                    aria-describedby=SAID
                    aria-keyshortcuts="/"
                    placeholder=t(Word::FilterPlaceholder)
                    autocomplete="off"
                    autocapitalize="off"
                    spellcheck="false"
                    enterkeyhint="search"
                    prop:value=move || line.draft.with(|it| it.text.clone())
                    on:input=move |event| line.type_in(&event)
                    on:keydown=move |event| line.press(&event)
                    on:blur=move |_| line.leave()
                />
                <kbd aria-hidden="true">"/"</kbd>
            </div>
            {offers::list(line)}
            <div id=SAID role="status">{dynamic(move || wrong(line, &errors.get()))}</div>
        </div>
    }
}

impl Line {
    /// Shows the filter of the address. What was typed and cannot be read stays behind it: nothing typed is lost.
    fn follow(self) {
        let text = self.bar.view().address.with(|it| it.filter.clone());
        let zone = self.bar.typed_in();
        let read = Filter::typed(&text, &filter::Utc);
        let (mut text, tried) = if read.errors.is_empty() {
            (read.filter.to_text(&zone), false)
        } else {
            (text, true)
        };
        let typed = untrack(|| self.draft.get());
        let rest = if typed.tried && !tried {
            unread(&typed.text, &zone)
        } else {
            String::new()
        };
        if !rest.is_empty() && !text.contains(&rest) {
            if !text.is_empty() {
                text.push(' ');
            }
            text.push_str(&rest);
        }
        let caret = text.len();
        let tried = tried || !rest.is_empty();
        self.draft.set(Draft { text, caret, tried });
    }

    fn type_in(self, event: &Event) {
        let text = event.value();
        let caret = byte_of_utf16(&text, event.caret());
        self.draft.set(Draft {
            text,
            caret,
            tried: false,
        });
        if !event.is_composing() {
            self.offer();
        }
    }

    /// Opens the list of what may stand at the caret.
    fn offer(self) {
        let words = self.bar.view().here.vocabulary();
        let mut offers = untrack(|| {
            self.draft
                .with(|it| complete(&it.text, it.caret, words.known()))
        });
        offers.items.truncate(MOST);
        self.chosen.set(None);
        self.offers.set(offers);
    }

    /// Whether the list is shown; tracked.
    pub(super) fn is_open(self) -> bool {
        self.offers.with(|it| !it.items.is_empty())
    }

    fn shut(self) {
        self.chosen.set(None);
        self.offers.set(Completion::default());
    }

    fn press(self, event: &Event) {
        let is_open = untrack(|| self.is_open());
        let chosen = untrack(|| self.chosen.get());
        match event.key().as_str() {
            "ArrowDown" | "ArrowUp" if !is_open => {
                let caret = event.caret();
                self.draft
                    .update(|it| it.caret = byte_of_utf16(&it.text, caret));
                self.offer();
            }
            "ArrowDown" => self.step(1),
            "ArrowUp" => self.step(-1),
            "Enter" | "Tab" if chosen.is_some() => self.take(chosen),
            "Enter" if !event.is_composing() => self.apply(),
            "Escape" if is_open => {
                self.shut();
                event.stop_propagation();
            }
            _ => return,
        }
        event.prevent_default();
    }

    fn step(self, by: isize) {
        let count = untrack(|| self.offers.with(|it| it.items.len()));
        let last = count.saturating_sub(1);
        self.chosen.update(|chosen| {
            *chosen = Some(match *chosen {
                None if by > 0 => 0,
                None => last,
                Some(at) if by > 0 => {
                    if at == last {
                        0
                    } else {
                        at + 1
                    }
                }
                Some(at) => at.checked_sub(1).unwrap_or(last),
            });
        });
    }

    /// Puts an offer in, and offers what may stand behind it.
    pub(super) fn take(self, at: Option<usize>) {
        let offers = untrack(|| self.offers.get());
        let Some(item) = at.and_then(|at| offers.items.get(at)) else {
            return;
        };
        let mut text = item.text.clone();
        if item.is_whole {
            text.push(' ');
        }
        self.replace(offers.range, &text);
        self.offer();
        if item.is_whole {
            self.shut();
        }
    }

    fn replace(self, range: Range<usize>, by: &str) {
        let mut draft = untrack(|| self.draft.get());
        if draft.text.get(range.clone()).is_none() {
            return;
        }
        let caret = range.start + by.len();
        draft.text.replace_range(range, by);
        draft.caret = caret;
        let units = utf16_of_byte(&draft.text, caret);
        page::retype(LINE, &draft.text, units);
        self.draft.set(draft);
    }

    /// Looks for what was typed, if all of it can be read; else says where it cannot.
    fn apply(self) {
        self.shut();
        let text = untrack(|| self.draft.with(|it| it.text.clone()));
        let read = Filter::typed(&text, &self.bar.typed_in());
        if read.errors.is_empty() {
            self.draft.update(|it| it.tried = false);
            self.bar.look_for(&read.filter);
            // The same filter is no other address, and is shown as it is written all the same.
            self.follow();
        } else {
            self.draft.update(|it| it.tried = true);
        }
    }

    /// Somebody goes elsewhere: what can be read is looked for, what cannot stays and is said.
    fn leave(self) {
        let text = untrack(|| self.draft.with(|it| it.text.clone()));
        let shown = untrack(|| self.bar.filter.get()).to_text(&self.bar.typed_in());
        if text == shown {
            self.shut();
        } else {
            self.apply();
        }
    }

    /// What is wrong and may be said; tracked.
    fn errors(self) -> Vec<FilterError> {
        let zone = self.bar.typed_in();
        let draft = self.draft.get();
        let mut errors = Filter::typed(&draft.text, &zone).errors;
        errors.retain(|it| draft.tried || it.range.end < draft.caret);
        errors
    }
}

/// The words of a text that no clause is made of.
fn unread(text: &str, zone: &dyn filter::Zone) -> String {
    let mut rest = text.to_owned();
    for range in Filter::typed(text, zone).ranges.into_iter().rev() {
        rest.replace_range(range, "");
    }
    rest.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// The text once more with what is wrong marked, right below it, and the first problem with what to write instead.
fn wrong(line: Line, errors: &[FilterError]) -> Option<Markup> {
    let error = errors.first()?;
    let text = line.draft.with(|it| it.text.clone());
    let part = |range: Range<usize>| text.get(range).unwrap_or_default().to_owned();
    let (before, marked, behind) = (
        part(0..error.range.start),
        part(error.range.clone()),
        part(error.range.end..text.len()),
    );
    // Where something is missing there is a place to mark, and no character.
    let pad = if marked.is_empty() { "  " } else { "" };
    let (instead, range) = (error.instead.clone(), error.range.clone());
    let put = say(Word::TypedInstead, &[("text", (&instead).into())]);
    let correct = move || {
        line.replace(range.clone(), &instead);
        page::focus(LINE);
    };
    let others = errors.len() - 1;
    let others = (others > 0)
        .then(|| view! { <span class="faint">{crate::words::count(Word::TypedOthers, others as u64)}</span> });
    Some(view! {
        <p class="mono under" aria-hidden="true">{before}<mark>{marked}{pad}</mark>{behind}</p>
        <div class="row wrap">
            <span class="hint bad">{t(problem_word(error.problem))}</span>
            <button type="button" class="btn quiet" on:mousedown=|event: Event| event.prevent_default() on:click=move |_| correct()>{put}</button>
            {others}
        </div>
    })
}

#[cfg(test)]
mod tests {
    use super::unread;
    use durable_api::filter::Utc;

    #[test]
    fn what_cannot_be_read_stays_when_the_rest_is_taken() {
        assert_eq!(
            unread("status:faild id:a* created:soon", &Utc),
            "status:faild created:soon"
        );
        assert_eq!(unread("status:Failed x", &Utc), "");
    }
}
