//! JSON as a person reads it, drawn from the exact text of the host.

mod detail;
mod finding;
mod lexer;
mod meaning;
mod paint;
mod pretty;
mod text;
mod tree;
mod viewer;

pub use detail::long_text;
use finding::Finding;
pub use text::Text;
pub use viewer::{Mode, Shown, json_viewer};

use crate::prelude::*;

use self::pretty::{Paint, Piece, pretty};
use crate::{
    browser::locale,
    words::{Word, say, t},
};

/// What is longer than this many bytes is cut on screen, until the reader asks for all of it.
const ON_SCREEN: usize = 12_000;
/// What is longer than this is drawn line by line as it comes into sight, when all of it is asked for.
const AT_ONCE: usize = 60_000;

/// Draws JSON (or any text) as text, never as HTML, laid out for reading and cut on screen when it is long.
pub fn json_view(text: &str) -> Markup {
    let size = text.len() as u64;
    let (pieces, whole) = pretty(text, ON_SCREEN);
    if whole {
        return block(pieces);
    }
    let all = text.to_owned();
    let open = RwSignal::new(false);
    let size_text = locale::bytes(size);
    let cut_note = say(
        Word::ShownPart,
        &[
            ("shown", (&locale::bytes(ON_SCREEN as u64)).into()),
            ("size", (&size_text).into()),
        ],
    );
    let show_all = say(Word::ShowAll, &[("size", (&size_text).into())]);
    let short = StoredValue::new(pieces);
    let body = dynamic(move || {
        if !open.get() {
            return block(short.get_value());
        }
        if all.len() <= AT_ONCE {
            return block(pretty(&all, usize::MAX).0);
        }
        let text: Text = std::rc::Rc::new(all.clone());
        let label = t(Word::WholeText);
        text::text_view(text, text::Form::LaidOut, label, Finding::new())
    });
    view! {
        {body}
        <div class="cut-note row wrap">
            <span class="grow dim">{dynamic(move || (!open.get()).then(|| cut_note.clone()))}</span>
            <button type="button" class="btn quiet" aria-expanded=move || open.get().to_string() on:click=move |_| open.update(|it| *it = !*it)>
                {dynamic(move || if open.get() { t(Word::ShowLess).to_owned() } else { show_all.clone() })}
            </button>
        </div>
    }
}

/// The size of a JSON text in the reader's way.
pub fn size_of(text: &str) -> String {
    locale::bytes(text.len() as u64)
}

fn block(pieces: Vec<Piece>) -> Markup {
    let spans: Vec<Markup> = pieces.into_iter().map(span).collect();
    view! { <pre class="json" dir="ltr" tabindex="0">{spans}</pre> }
}

fn span(piece: Piece) -> Markup {
    let class = match piece.paint {
        Paint::Plain => return piece.text.into_markup(),
        Paint::Name => "k",
        Paint::Text => "v",
        Paint::Number => "nbr",
        Paint::Word => "wrd",
        Paint::Mark => "mrk",
    };
    view! { <span class=class>{piece.text}</span> }
}
