//! The link for a colleague: opens this page with everything but the key filled in, and then the view.

use crate::browser::location;
use crate::components::{Icon, Toasts, Weight, button, copy, icon_button};
use crate::prelude::*;
use crate::route::{Invitation, Route};
use crate::state::connections::connection::Connection;
use crate::state::draft::Draft;
use crate::words::{Word, say, t};

use super::form::connection;

/// The address of an invitation to a view of a connection. No key: a route has no place for one.
pub fn invitation(connection: &Connection, view: Route) -> String {
    let route = Route::Invitation(Box::new(Invitation {
        view,
        called: Some(connection.name.clone()).filter(|name| !name.is_empty()),
        environment: Some(connection.environment.as_str().to_owned()),
    }));
    location::page_address() + &route.href()
}

/// The button on a known connection: its list.
pub fn of_connection(connection: &Connection) -> Markup {
    let toasts = Toasts::here();
    let link = invitation(connection, Route::instances(&connection.hub()));
    let word = say(
        Word::CopyInvitationOf,
        &[("name", (&connection.name).into())],
    );
    icon_button(Icon::Copy, word, move || copy(toasts, link.clone()))
}

/// The button beside "Connect", as soon as a draft says where.
pub fn of_draft(draft: Draft) -> Markup {
    let toasts = Toasts::here();
    dynamic(move || {
        let link = draft.reading().ok()?.link?;
        let copied = move || {
            let connection = connection(draft, &link, None);
            let view = Route::of_link(&connection.hub(), &link);
            copy(toasts, invitation(&connection, view));
        };
        Some(button(
            Weight::Quiet,
            Some(Icon::Copy),
            t(Word::CopyInvitation),
            copied,
        ))
    })
}
