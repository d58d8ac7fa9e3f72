//! Which instance a sub-orchestration is, for the inspector.

use std::sync::Arc;

use durable_api::relations::Because;

use crate::components::{Icon, Weight, button};
use crate::pages::instance::kin::{Kin, child_of, reading};
use crate::pages::instance::sure::Sure;
use crate::pages::instance::view::View;
use crate::prelude::*;
use crate::state::App;
use crate::state::history::HistoryHere;
use crate::words::{Word, t};

/// Which instance a child is, with how sure that is; where nothing tells it yet, the means to look for it.
pub fn which_child(view: View, here: &Arc<HistoryHere>, at: usize) -> Markup {
    let (app, here) = (App::get(), here.clone());
    dynamic(move || {
        let id = view.id.get_value();
        let found = view.kin().children(&id, &here);
        if let Some((child, because)) = child_of(&here, &found, at) {
            let sure = (because != Because::NamedInHistory).then(|| {
                let (sure, why) = Sure::of(because).words();
                view! { " " <span class="tag">{t(sure)}</span> " " <span class="faint">{t(why)}</span> }
            });
            return view! { <a class="mono" href=view.instance_href(&child)><bdi>{child}</bdi></a> {sure} };
        }
        match view.kin().of(&id) {
            Some(Kin::Looking(_)) => t(Word::FindLooking).into_markup(),
            Some(Kin::Here(_, of)) if of == reading(&here) => {
                t(Word::TimelineChildUntold).into_markup()
            }
            _ => {
                let here = here.clone();
                button(
                    Weight::Quiet,
                    Some(Icon::Search),
                    t(Word::InspectorFindChild),
                    move || {
                        view.kin()
                            .look(app, view, view.id.get_value(), here.clone());
                    },
                )
            }
        }
    })
}
