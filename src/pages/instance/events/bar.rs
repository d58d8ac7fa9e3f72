//! What stands above the table: what is looked for, how times are told, the way from failure to failure.

use durable_api::EventKind;
use durable_api::event_list::{EventFilter, kinds, names};

use crate::components::{Icon, Weight, button, chip, icon_button};
use crate::prelude::*;
use crate::words::{Word, count, say, t};

use super::{Table, Told};

/// No more names are offered than these; of more, the search finds them.
const NAMES: usize = 200;

/// Draws the bar.
pub fn bar(table: Table) -> Markup {
    view! {
        <div class="event-bar">
            <div class="row wrap">
                {search(table)}
                {name(table)}
                {times(table)}
                <span class="grow"></span>
                {failures(table)}
            </div>
            {kinds_of(table)}
            {said(table)}
        </div>
    }
}

fn search(table: Table) -> Markup {
    let typed = move |event: Event| {
        let text = event.value();
        table.filter.update(|filter| filter.text = text);
    };
    let pressed = move |event: Event| {
        let is_set = table
            .filter
            .with_untracked(|filter| !filter.text.is_empty());
        if event.key() == "Escape" && is_set {
            event.prevent_default();
            table.filter.update(|filter| filter.text.clear());
        }
    };
    let text = move || table.filter.with(|filter| filter.text.clone());
    view! {
        <input id="find-event" class="find-event" type="search" autocomplete="off" spellcheck="false" aria-label=t(Word::EventsFind) placeholder=t(Word::EventsFind)
            prop:value=text on:input=typed on:keydown=pressed/>
    }
}

/// The functions and events that there are, if there is more than one.
fn name(table: Table) -> Markup {
    let all = Memo::new(move |_| {
        let here = table.view().here();
        here.map_or_else(Vec::new, |it| names(&it.history, NAMES))
    });
    dynamic(move || {
        let all = all.get();
        if all.len() < 2 {
            return Markup::Empty;
        }
        let chosen = move |event: Event| {
            let name = event.value();
            table
                .filter
                .update(|filter| filter.name = (!name.is_empty()).then_some(name));
        };
        let options: Vec<Markup> = all
            .into_iter()
            .map(|name| view! { <option value=name.clone()>{name.clone()}</option> })
            .collect();
        let value = move || {
            let name = table.filter.with(|filter| filter.name.clone());
            name.unwrap_or_default()
        };
        view! {
            <select id="event-name" aria-label=t(Word::EventsName) prop:value=value on:change=chosen>
                <option value="">{t(Word::EventsAnyName)}</option>
                {options}
            </select>
        }
    })
}

fn times(table: Table) -> Markup {
    let choice = |told: Told, word: Word| {
        let pressed = move || (table.told() == told).to_string();
        view! { <button type="button" class="btn" aria-pressed=pressed on:click=move |_| table.view().told().set(Some(told))>{t(word)}</button> }
    };
    view! {
        <div class="modes row" role="group" aria-label=t(Word::EventsTimes)>
            {choice(Told::Clock, Word::EventsClock)}
            {choice(Told::SinceStart, Word::EventsSinceStart)}
            {choice(Told::SinceBefore, Word::EventsSinceBefore)}
        </div>
    }
}

fn failures(table: Table) -> Markup {
    let many = Memo::new(move |_| table.failed.with(|failed| failed.len()));
    dynamic(move || {
        let many = many.get();
        (many > 0).then(|| {
            view! {
                <div class="row failures">
                    <span class="s failed">{count(Word::EventsFailures, many as u64)}</span>
                    {icon_button(Icon::Up, t(Word::EventsFailureBefore).to_owned(), move || table.go_to_failure(-1))}
                    {icon_button(Icon::Down, t(Word::EventsFailureNext).to_owned(), move || table.go_to_failure(1))}
                </div>
            }
        })
    })
}

fn kinds_of(table: Table) -> Markup {
    let all = Memo::new(move |_| {
        let here = table.view().here();
        here.map_or_else(Vec::new, |it| kinds(&it.history))
    });
    dynamic(move || {
        let chips: Vec<Markup> = all
            .get()
            .into_iter()
            .map(|(kind, many)| kind_chip(table, kind, many))
            .collect();
        (chips.len() > 1).then(|| {
            view! { <div class="chips" role="group" aria-label=t(Word::EventsKinds)>{chips}</div> }
        })
    })
}

fn kind_chip(table: Table, kind: EventKind, many: usize) -> Markup {
    let word = match kind.as_str() {
        "" => t(Word::EventsNoKind).to_owned(),
        name => name.to_owned(),
    };
    let of = kind.clone();
    let pressed = Signal::derive(move || table.filter.with(|filter| filter.kinds.contains(&of)));
    let turn = move || {
        table.filter.update(|filter| {
            let without = filter.kinds.len();
            filter.kinds.retain(|it| *it != kind);
            if filter.kinds.len() == without {
                filter.kinds.push(kind.clone());
            }
        });
    };
    let many = Signal::derive(move || Some(count(Word::Number, many as u64)));
    chip(None, word, many, pressed, turn)
}

/// How many are shown of how many, while not all are.
fn said(table: Table) -> Markup {
    dynamic(move || {
        if table.filter.with(EventFilter::is_empty) {
            return Markup::Empty;
        }
        let all = table.view().here().map_or(0, |here| here.history.len());
        let text = if table.looking.get() {
            t(Word::FindLooking).to_owned()
        } else {
            say(
                Word::EventsShown,
                &[("n", table.len().into()), ("all", all.into())],
            )
        };
        let clear = button(
            Weight::Quiet,
            Some(Icon::Cross),
            t(Word::FilterClear),
            move || {
                table.filter.set(EventFilter::default());
            },
        );
        view! { <div class="row"><span class="dim" role="status">{text}</span>{clear}</div> }
    })
}
