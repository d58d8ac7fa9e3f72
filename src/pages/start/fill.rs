//! What the address asks to begin with: a name, or name and input of an instance that exists.

use crate::browser::spawn;
use crate::components::{Tone, note};
use crate::pages::parts::problem::problem;
use crate::prelude::*;
use crate::route::{Route, StartAt};
use crate::state::error::ApiError;
use crate::words::{Word, t};

use super::View;
use super::inputs::{read_input, text_of};

/// Fills the draft in, once for each address: what was edited since is not overwritten on the way back or by a reload.
pub fn fill_in(view: View, at: &StartAt) -> Markup {
    let hub = view.hub.get_value();
    let address = Route::Start {
        hub: hub.clone(),
        at: at.clone(),
    };
    let address = address.to_string();
    let is_new = view.draft().begun.get_untracked() != address;
    if let Some(name) = at.name.clone().filter(|_| is_new) {
        view.draft().name.set(name);
        view.draft().begun.set(address.clone());
    }
    let Some(id) = at.like.clone() else {
        return Markup::Empty;
    };
    let trouble: RwSignal<Option<ApiError>> = RwSignal::new(None);
    let of_copy = id.clone();
    let copy = Callback::new(move |()| {
        let client = view
            .hub
            .with_value(|hub| view.app().client(hub, view.scope));
        let (id, address) = (of_copy.clone(), address.clone());
        trouble.set(None);
        spawn(async move {
            match read_input(client, &id).await {
                Ok((name, input)) => {
                    view.draft().name.try_set(name);
                    view.draft().input.try_set(text_of(&input));
                    view.draft().begun.try_set(address);
                }
                Err(error) => {
                    trouble.try_set(Some(error));
                }
            }
        });
    });
    if is_new {
        copy.run(());
    }
    let connection = view.connection.get_value();
    let href = Route::instance(&hub, &id).href();
    let from = view! { <div class="cut">{t(Word::StartLike)} " " <a class="mono" href=href><bdi>{id}</bdi></a></div> };
    view! {
        {note(Tone::Info, from)}
        {dynamic(move || Some(problem(&trouble.get()?, &connection, copy, Markup::Empty)))}
    }
}
