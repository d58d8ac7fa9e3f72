//! 404: what it may mean, and where else to look.

use crate::prelude::*;

use crate::components::{Failure, Icon, Weight, button, error_card, link_button};
use crate::route::{InstancesView, Route};
use crate::state::App;
use crate::state::connections::connection::host_of;
use crate::state::error::ApiError;
use crate::state::instance::is_unopenable;
use crate::words::{Word, say, t};

use super::super::parts::doctor::Examination;
use super::{REFRESH, View};

/// Draws the card: of the instance, or of the address if that turns out to be what is wrong.
pub fn not_found(view: View, error: &ApiError) -> Markup {
    let examination = view
        .connection
        .with_value(|it| Examination::begin(error, it));
    let error = error.clone();
    let is_address = Memo::new(move |_| examination.is_some_and(|it| it.verdict().is_some()));
    dynamic(move || match examination {
        Some(examination) if is_address.get() => examination.card(button(
            Weight::Normal,
            Some(REFRESH),
            t(Word::Retry),
            move || {
                examination.begin_anew();
                view.refresh();
            },
        )),
        _ => no_such_instance(view, &error),
    })
}

fn no_such_instance(view: View, error: &ApiError) -> Markup {
    let id = view.id.get_value();
    let (host, hub) = view.connection.with_value(|it| {
        let hub = it
            .address
            .task_hub
            .clone()
            .unwrap_or_else(|| t(Word::UnknownHubDefault).to_owned());
        (host_of(&it.address).to_owned(), hub)
    });
    let slash = is_unopenable(&id);
    let failure = Failure {
        title: say(Word::NotFoundInstance, &[("id", (&id).into())]),
        mark: if slash {
            t(Word::NotFoundTitle).to_owned()
        } else {
            error.http_status.unwrap_or(404).to_string()
        },
        happened: say(
            Word::NotFoundInstanceWhat,
            &[("host", (&host).into()), ("hub", (&hub).into())],
        ),
        remedy: if slash {
            t(Word::NotFoundSlash).to_owned()
        } else {
            String::new()
        },
        said: String::new(),
    };
    let hub = view.hub.get_value();
    let others: Vec<Markup> = other_readings(&id)
        .into_iter()
        .map(|other| {
            link_button(
                Weight::Normal,
                Some(Icon::Right),
                other.clone(),
                Route::instance(&hub, &other).href(),
            )
        })
        .collect();
    let others = (!others.is_empty())
        .then(|| view! { <span class="dim">{t(Word::NotFoundOther)}</span> {others} });
    let search = Route::Instances {
        hub,
        view: InstancesView::with_prefix(&id),
    };
    let actions = view! {
        {others}
        {link_button(Weight::Normal, Some(Icon::Search), t(Word::NotFoundSearch).to_owned(), search.href())}
        {button(Weight::Normal, Some(REFRESH), t(Word::Retry), move || view.refresh())}
    };
    error_card(failure, actions)
}

/// Ids that the same link may mean: as the paste box read it, and with `+` as the space the host's own links write so
/// (docs/http-api.md §5).
fn other_readings(id: &str) -> Vec<String> {
    let pasted = App::get().other_readings;
    let mut others = pasted.with_value(|readings| {
        let of_this = readings.iter().filter(|(read, _)| read == id);
        of_this.map(|(_, other)| other.clone()).collect::<Vec<_>>()
    });
    if id.contains('+') {
        others.push(id.replace('+', " "));
    }
    // The same link may have been pasted twice.
    let mut once: Vec<String> = Vec::new();
    for other in others {
        if !once.contains(&other) {
            once.push(other);
        }
    }
    once
}
