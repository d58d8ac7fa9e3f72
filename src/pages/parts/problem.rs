//! A failed read, in the panel where its answer would stand: what happened, what to do, and the means to do it.

use crate::components::{Failure, Icon, Tone, Weight, button, error_card, note};
use crate::prelude::*;
use crate::state::App;
use crate::state::connections::connection::{Connection, host_of};
use crate::state::error::{ApiError, Cause};
use crate::state::error_words;
use crate::state::query::lifecycle::Phase;
use crate::words::{Word, say, t};

use super::doctor::{Examination, said};
use super::key_form::key_form;

/// Draws a failure of a request to `connection`. `retry` asks again; `extra` stands beside the button for it.
pub fn problem(
    error: &ApiError,
    connection: &Connection,
    retry: Callback<()>,
    extra: Markup,
) -> Markup {
    let examination = Examination::begin(error, connection);
    let means = view! {
        {key_means(error, connection, retry)}
        {again(Weight::Normal, examination, retry)}
        {extra}
    };
    match examination {
        Some(examination) => examination.card(means),
        None => error_card(failure(error, connection), means),
    }
}

/// A line above data that could not be renewed, for as long as a query is in that phase: the data stays, and says so.
pub fn stale_note(
    phase: impl Fn() -> Phase + Send + Sync + 'static,
    hub: &str,
    retry: Callback<()>,
) -> Markup {
    let hub = hub.to_owned();
    // Drawn anew for another failure only: what is being typed into it stays.
    let stale = Memo::new(move |_| match phase() {
        Phase::Stale(error) => Some(error),
        _ => None,
    });
    dynamic(move || {
        let connection = App::get().connections.find_untracked(&hub)?;
        Some(stale_line(&stale.get()?, &connection, retry))
    })
}

/// The same line for a failure that is known.
pub fn stale_line(error: &ApiError, connection: &Connection, retry: Callback<()>) -> Markup {
    let examination = Examination::begin(error, connection);
    let title = match examination {
        Some(examination) => dynamic(move || examination.title()),
        None => failure(error, connection).title.into_markup(),
    };
    let why = examination.map(|examination| {
        view! {
            <details>
                <summary>{t(Word::StaleWhy)}</summary>
                <div class="told">{examination.body()}</div>
            </details>
        }
    });
    view! {
        <div role="alert" class="stale">
            {note(
                Tone::Careful,
                view! {
                    <div class="row wrap">
                        <span class="grow"><b>{t(Word::StaleNote)}</b>" "{title}</span>
                        {again(Weight::Quiet, examination, retry)}
                    </div>
                    {key_means(error, connection, retry)}
                    {why}
                },
            )}
        </div>
    }
}

fn again(weight: Weight, examination: Option<Examination>, retry: Callback<()>) -> Markup {
    button(weight, Some(Icon::Refresh), t(Word::Retry), move || {
        if let Some(examination) = examination {
            examination.begin_anew();
        }
        retry.run(());
    })
}

/// The form for a key or its passphrase, where that is what is missing.
fn key_means(error: &ApiError, connection: &Connection, retry: Callback<()>) -> Markup {
    match error.cause {
        Cause::Unauthorized | Cause::KeyLocked => key_form(connection.hub(), retry),
        _ => Markup::Empty,
    }
}

/// The words of a failure about which there is nothing more to find out.
fn failure(error: &ApiError, connection: &Connection) -> Failure {
    let values = [("host", host_of(&connection.address).into())];
    let (title, what, remedy) = error_words::words(error.cause);
    let mut remedy = say(remedy, &values);
    if error.may_pass_by_itself() && error.cause != Cause::Cut {
        remedy = format!("{remedy} {}", t(Word::TriedAgain));
    }
    Failure {
        title: say(title, &values),
        mark: error
            .http_status
            .map_or_else(|| t(Word::MarkNoAnswer).to_owned(), |it| it.to_string()),
        happened: say(what, &values),
        remedy,
        said: said(error),
    }
}
