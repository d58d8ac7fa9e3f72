//! The requests of one view with what each cost.

use crate::prelude::*;

use crate::browser::locale;
use crate::components::table::{cell, heading, row, table};
use crate::state::App;
use crate::state::requests::{Outcome, Sent};
use crate::words::{Word, say, t};

/// A panel that opens in place; its line tells the sum.
pub fn requests_panel(scope: u64) -> Markup {
    let requests = App::get().requests;
    let sum = dynamic(move || {
        let sent = requests.of_scope(scope);
        let (bytes, ms) = sent.iter().fold((0, 0), |(bytes, ms), it| {
            (bytes + it.bytes, ms + u64::from(it.millis))
        });
        let cost = say(
            Word::Cost,
            &[
                ("n", sent.len().into()),
                ("size", (&locale::bytes(bytes)).into()),
            ],
        );
        format!("{cost} · {}", took(ms))
    });
    let open = RwSignal::new(false);
    // Closed, it draws nothing: a row for each poll would be work that nobody sees.
    let body = dynamic(move || {
        if !open.get() {
            return Markup::Empty;
        }
        let sent = requests.of_scope(scope);
        if sent.is_empty() {
            return view! { <p class="dim">{t(Word::RequestsNone)}</p> };
        }
        let rows: Vec<Markup> = sent.iter().map(request_row).collect();
        table(
            "requests",
            t(Word::RequestsTitle),
            headings(),
            Markup::Many(rows),
        )
    });
    view! {
        <details class="requests" on:toggle=move |_| open.update(|it| *it = !*it)>
            <summary>{t(Word::RequestsTitle)}" "<span class="dim">{sum}</span></summary>
            {body}
        </details>
    }
}

fn headings() -> Markup {
    view! {
        {heading("", t(Word::RequestMethod))}
        {heading("", t(Word::RequestTarget))}
        {heading("", t(Word::RequestOutcome))}
        {heading("num", t(Word::RequestTime))}
        {heading("num", t(Word::RequestSize))}
    }
}

fn request_row(sent: &Sent) -> Markup {
    let outcome = match sent.outcome {
        Outcome::Status(status) => status.to_string(),
        Outcome::NoAnswer => t(Word::OutcomeNoAnswer).to_owned(),
        Outcome::TimedOut => t(Word::OutcomeTimedOut).to_owned(),
        Outcome::Aborted => t(Word::OutcomeAborted).to_owned(),
    };
    let note = sent
        .note
        .map(|word| view! { <span class="faint">" "{t(word)}</span> });
    let cells = view! {
        {cell("mono", sent.method)}
        {cell("mono target", view! { <span title=sent.url.clone()>{sent.url.clone()}</span> {note} })}
        {cell("", outcome)}
        {cell("num", took(u64::from(sent.millis)))}
        {cell("num", locale::bytes(sent.bytes))}
    };
    row("", cells)
}

#[allow(clippy::cast_precision_loss, reason = "milliseconds of a page's life")]
fn took(ms: u64) -> String {
    locale::duration(ms as f64)
}
