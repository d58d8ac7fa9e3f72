//! Pages that a first visit does without: their code is fetched when one is first opened.
//!
//! What only functions marked `#[wasm_split(NAME, fallible)]` reach becomes the chunk NAME, a file of its own (`xtask/src/chunks.rs`).
//! The marked function gives the closure that draws, so that code and data of the page stay behind it.

use std::{pin::Pin, rc::Rc};

use wasm_split_helpers::SplitLoaderError;

use crate::browser::{location, network, page, spawn};
use crate::components::{Failure, Icon, Weight, button, error_card, skeleton};
use crate::prelude::*;
use crate::words::{Word, t};

/// Draws a page whose code is here.
pub type Draw = Box<dyn Fn() -> Markup>;

/// Code on its way. The one error there is says nothing: why is asked of the page.
pub type Opening = Pin<Box<dyn Future<Output = Result<Draw, SplitLoaderError>>>>;

/// The root element has this while the host says that a chunk of this build is gone; `public/chunks.js` sets it.
const OUTDATED: &str = "data-outdated";

#[derive(Clone)]
enum Code {
    Awaited,
    Here(Rc<Draw>),
    Missing,
}

/// Shows a page as soon as `open` has brought its code; until then its shape, and a failure with the means to go on.
pub fn lazy(open: impl Fn() -> Opening + 'static) -> Markup {
    // Nobody lands on a page without a title, also while its own is on its way.
    draw(Rc::new(open), |title, inside| {
        view! { <section class="page"><h1 class="spoken">{t(title)}</h1><div class="below">{inside}</div></section> }
    })
}

/// The same for a part of a page.
pub fn lazy_part(open: impl Fn() -> Opening + 'static) -> Markup {
    draw(
        Rc::new(open),
        |_, inside| view! { <div class="panel">{inside}</div> },
    )
}

/// The same for a part that a page can do without for a while: `meanwhile` keeps its room, and a failure is a button.
pub fn lazy_quiet(meanwhile: fn() -> Markup, open: impl Fn() -> Opening + 'static) -> Markup {
    load(Rc::new(open), Box::new(meanwhile), |fetch| {
        let is_outdated = page::has_root_attribute(OUTDATED);
        let word = if is_outdated {
            Word::UpdatedTitle
        } else {
            Word::PartNotLoaded
        };
        again(fetch, is_outdated, t(word))
    })
}

/// `frame` is what stands around the shape and around a failure, given a title for it.
fn draw(open: Rc<dyn Fn() -> Opening>, frame: fn(Word, Markup) -> Markup) -> Markup {
    let meanwhile = Box::new(move || frame(Word::Loading, skeleton(5)));
    load(open, meanwhile, move |fetch| {
        let (title, card) = missing(fetch);
        frame(title, card)
    })
}

/// Draws what `open` brings, `meanwhile` until it is here, and `failed` if it does not come.
fn load(
    open: Rc<dyn Fn() -> Opening>,
    meanwhile: Box<dyn Fn() -> Markup>,
    failed: impl Fn(Callback<()>) -> Markup + 'static,
) -> Markup {
    let failed: Box<dyn Fn(Callback<()>) -> Markup> = Box::new(failed);
    let code = RwSignal::new(Code::Awaited);
    // What `open` makes shall live as long as this page, not as long as the button "Try again".
    let owner = Owner::current().map(|it| it.downgrade());
    let fetch = Callback::new({
        let open = StoredValue::new(open);
        move |()| {
            let Some(owner) = owner.as_ref().and_then(WeakOwner::upgrade) else {
                return;
            };
            code.set(Code::Awaited);
            let opening = owner.with(|| open.with_value(|open| open()));
            spawn(async move {
                let outcome = opening.await;
                code.try_set(outcome.map_or(Code::Missing, |draw| Code::Here(Rc::new(draw))));
            });
        }
    });
    fetch.run(());
    dynamic(move || match code.get() {
        Code::Awaited => meanwhile(),
        Code::Here(draw) => draw(),
        Code::Missing => failed(fetch),
    })
}

/// The button that tries again; of a portal that was updated since, that fetches the whole anew.
fn again(fetch: Callback<()>, is_outdated: bool, text: &'static str) -> Markup {
    button(Weight::Normal, Some(Icon::Refresh), text, move || {
        if is_outdated {
            location::reload();
        } else {
            fetch.run(());
        }
    })
}

/// What failed, and the card that says so.
fn missing(fetch: Callback<()>) -> (Word, Markup) {
    let outdated = page::has_root_attribute(OUTDATED);
    let [title, mark, happened, remedy] = if outdated {
        [
            Word::UpdatedTitle,
            Word::MarkUpdated,
            Word::UpdatedWhat,
            Word::UpdatedDo,
        ]
    } else if network::is_online() {
        [
            Word::NotLoadedTitle,
            Word::MarkNoAnswer,
            Word::NotLoadedWhat,
            Word::NotLoadedDo,
        ]
    } else {
        [
            Word::NotLoadedTitle,
            Word::MarkNoAnswer,
            Word::OfflineWhat,
            Word::NotLoadedDo,
        ]
    };
    let failure = Failure {
        title: t(title).to_owned(),
        mark: t(mark).to_owned(),
        happened: t(happened).to_owned(),
        remedy: t(remedy).to_owned(),
        said: String::new(),
    };
    let word = if outdated { Word::Reload } else { Word::Retry };
    let means = again(fetch, outdated, t(word));
    (title, error_card(failure, means))
}
