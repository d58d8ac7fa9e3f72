//! One instance as a row.

use crate::prelude::*;
use durable_api::InstanceStatus;

use crate::browser::locale::Detail;
use crate::components::table::{cell, row};
use crate::components::{elapsed_view, status_badge, time_view};
use crate::route::Route;
use crate::state::App;
use crate::state::instance::{Remark, elapsed_ms, remark};
use crate::words::{Word, say, t};

use super::super::parts::shortened::shortened;
use super::super::parts::whole_seconds::whole_seconds;
use super::View;

/// What a cell shows of a long text, in characters; the instance's page has all of it.
const SHOWN: usize = 240;

/// Draws a row. Its id is a plain link, so that it can be opened in a new tab.
pub fn row_view(view: View, status: &InstanceStatus) -> Markup {
    let zone = App::get().preferences.zone();
    let href = view
        .hub
        .with_value(|hub| Route::instance(hub, &status.instance_id).href());
    let id = status.instance_id.clone();
    let link = view! { <a class="mono" href=href title=id.clone()><bdi>{id.clone()}</bdi></a> };
    let cells = view! {
        {cell("c-status", status_badge(&status.runtime_status))}
        {cell("c-id", link)}
        {cell("c-name", view! { <span title=status.name.clone()><bdi>{status.name.clone()}</bdi></span> })}
        {cell("c-created dim", time_view(&status.created_time, Detail::Second, zone))}
        {cell("c-took num dim", took(status))}
        {remark_cell(status)}
    };
    row("", cells)
}

/// How long it ran, ticking while it does.
fn took(status: &InstanceStatus) -> Markup {
    if status.runtime_status.is_finished() {
        elapsed_ms(status, 0.0).map_or_else(|| t(Word::NoTime).into_markup(), whole_seconds)
    } else {
        status
            .created_time
            .unix_ms()
            .map_or_else(|| t(Word::NoTime).into_markup(), elapsed_view)
    }
}

fn remark_cell(status: &InstanceStatus) -> Markup {
    let (class, text) = match remark(status) {
        Remark::None => return cell("c-said", ()),
        Remark::Error(text) => ("c-said", text),
        Remark::Reason(text) => (
            "c-said dim",
            say(Word::ReasonIs, &[("reason", (&text).into())]),
        ),
        Remark::CustomStatus(text) => ("c-said dim", text),
    };
    cell(class, view! { <bdi>{shortened(&text, SHOWN)}</bdi> })
}
