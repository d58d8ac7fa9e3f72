//! The list of what may stand at the caret.

use durable_api::filter::{Item, Offer};

use crate::prelude::*;
use crate::words::{Word, t};

use super::line::Line;

/// Id of the list.
pub const OFFERS: &str = "filter-offers";

/// The id of an entry.
pub fn id(at: usize) -> String {
    format!("{OFFERS}-{at}")
}

/// Draws the list; without offers it is there and hidden.
pub fn list(line: Line) -> Markup {
    let entries = dynamic(move || -> Vec<Markup> {
        let items = line.offers.with(|it| it.items.clone());
        let items = items.into_iter().enumerate();
        items.map(|(at, item)| entry(line, at, item)).collect()
    });
    view! {
        <div class="sheet offers" id=OFFERS role="listbox" aria-label=t(Word::FilterOffers) hidden=move || !line.is_open()>
            {entries}
        </div>
    }
}

fn entry(line: Line, at: usize, item: Item) -> Markup {
    let is_chosen = move || (line.chosen.get() == Some(at)).to_string();
    // The line keeps the focus: a press on an entry is not leaving it.
    view! {
        <div
            class="entry"
            id=id(at)
            role="option"
            aria-selected=is_chosen
            on:mousedown=|event: Event| event.prevent_default()
            on:click=move |_| line.take(Some(at))
        >
            <span class="mono grow cut">{item.text}</span>
            <span class="faint">{t(what(item.offer))}</span>
        </div>
    }
}

fn what(offer: Offer) -> Word {
    match offer {
        Offer::Key => Word::OfferClause,
        Offer::Status => Word::KindStatus,
        Offer::Name => Word::KindName,
        Offer::Time => Word::OfferTime,
        Offer::Length => Word::OfferLength,
        Offer::Path => Word::KindValue,
    }
}
