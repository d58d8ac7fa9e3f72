//! A failed read, in the panel where its answer would stand: what happened, what to do, and the means to do it.

use crate::prelude::*;

use crate::browser::{location, network};
use crate::components::{Failure, Icon, Weight, button, copy_button, error_card};
use crate::state::App;
use crate::state::client::is_loopback;
use crate::state::connections::connection::{Connection, host_of};
use crate::state::error::{ApiError, Cause};
use crate::state::error_words;
use crate::words::{Word, say, t};

use super::key_form::key_form;

/// Draws a failure of a request to `connection`. `retry` asks again; `extra` stands below the remedies.
pub fn problem(
    error: &ApiError,
    connection: &Connection,
    retry: Callback<()>,
    extra: Markup,
) -> Markup {
    let page = location::origin();
    let means = match error.cause {
        Cause::Unauthorized => key_form(connection.hub(), retry),
        Cause::CorsBlocked => cors_remedies(connection, &page),
        _ => Markup::Empty,
    };
    let again = button(
        Weight::Normal,
        Some(Icon::Refresh),
        t(Word::Retry),
        move || retry.run(()),
    );
    error_card(
        failure(error, connection, &page),
        view! { {means} {again} {extra} },
    )
}

/// The title of a failure, for a line.
pub fn title_of(error: &ApiError, connection: &Connection) -> String {
    let host = host_of(&connection.address);
    say(error_words::words(error.cause).0, &[("host", host.into())])
}

fn failure(error: &ApiError, connection: &Connection, page: &str) -> Failure {
    let values = [
        ("host", host_of(&connection.address).into()),
        ("page", page.into()),
    ];
    let (title, what, remedy) = error_words::words(error.cause);
    let offline = error.cause == Cause::Unreachable
        && !network::is_online()
        && !is_loopback(&connection.address.origin);
    let keyless = error.cause == Cause::Unauthorized
        && App::get()
            .connections
            .key_untracked(&connection.hub())
            .is_none();
    let mut remedy = say(remedy, &values);
    if error.may_pass_by_itself() && error.cause != Cause::Cut {
        remedy = format!("{remedy} {}", t(Word::TriedAgain));
    }
    Failure {
        title: say(
            if keyless {
                Word::UnauthorizedNone
            } else {
                title
            },
            &values,
        ),
        mark: match (error.http_status, error.cause) {
            (_, Cause::CorsBlocked) => t(Word::MarkCors).to_owned(),
            (Some(status), _) => status.to_string(),
            (None, _) => t(Word::MarkNoAnswer).to_owned(),
        },
        happened: say(if offline { Word::OfflineWhat } else { what }, &values),
        remedy,
        said: said(error),
    }
}

/// The host's own words, else the beginning of what it sent.
fn said(error: &ApiError) -> String {
    let parts = [&error.message, &error.exception]
        .into_iter()
        .flatten()
        .map(String::as_str);
    let words = parts.collect::<Vec<_>>().join("\n");
    // The browser's own words for it are the same for every cause, and here the cause is known.
    if error.cause == Cause::CorsBlocked {
        return String::new();
    }
    if words.is_empty() {
        error.excerpt.clone()
    } else {
        words
    }
}

fn cors_remedies(connection: &Connection, page: &str) -> Markup {
    let local = is_loopback(&connection.address.origin);
    let app = host_of(&connection.address)
        .split('.')
        .next()
        .unwrap_or_default()
        .to_owned();
    let (hint, command) = if local {
        (Word::CorsLocal, format!("func start --cors {page}"))
    } else {
        (
            Word::CorsAzure,
            format!("az functionapp cors add -n {app} -g <group> --allowed-origins {page}"),
        )
    };
    command_line(t(hint), command)
}

/// A command to copy, with what it is for.
pub fn command_line(hint: &'static str, command: String) -> Markup {
    let copied = command.clone();
    view! {
        <div class="command">
            <p class="dim">{hint}</p>
            <div class="row">
                <pre class="card grow" tabindex="0">{command}</pre>
                {copy_button(hint, move || copied.clone())}
            </div>
        </div>
    }
}

/// A line above data that could not be renewed: it stays, and says so.
pub fn stale_note(error: &ApiError, hub: &str, retry: Callback<()>) -> Markup {
    let Some(connection) = App::get().connections.find_untracked(hub) else {
        return Markup::Empty;
    };
    let again = button(
        Weight::Quiet,
        Some(Icon::Refresh),
        t(Word::Retry),
        move || retry.run(()),
    );
    let means = match error.cause {
        Cause::Unauthorized => key_form(hub.to_owned(), retry),
        _ => Markup::Empty,
    };
    view! {
        <div role="alert" class="stale">
            {crate::components::note(
                crate::components::Tone::Careful,
                view! {
                    <div class="row wrap">
                        <span class="grow"><b>{t(Word::StaleNote)}</b>" "{title_of(error, &connection)}</span>
                        {again}
                    </div>
                    {means}
                },
            )}
        </div>
    }
}
