//! One instance as a row.

use durable_api::InstanceStatus;
use leptos::prelude::*;

use crate::browser::locale::Detail;
use crate::components::table::{cell, row};
use crate::components::{elapsed_view, status_badge, time_view};
use crate::route::Route;
use crate::state::App;
use crate::state::instance::{Remark, elapsed_ms, remark};
use crate::state::query::stamp;
use crate::words::{Word, say, t};

use super::super::parts::shortened::shortened;
use super::super::parts::whole_seconds::whole_seconds;
use super::View;

/// What a cell shows of a long text, in characters; the instance's page has all of it.
const SHOWN: usize = 240;

/// Equal exactly when the row shows the same.
pub fn key(status: &InstanceStatus) -> (String, u64) {
    let shown = [
        status.runtime_status.as_str(),
        &status.name,
        status.created_time.text(),
        status.last_updated_time.text(),
        status.custom_status.text(),
        status.output.text(),
    ];
    (status.instance_id.clone(), stamp(&shown.join("\n")))
}

/// Draws a row. Its id is a plain link, so that it can be opened in a new tab.
pub fn row_view(view: View, status: &InstanceStatus) -> AnyView {
    let zone = App::get().preferences.zone();
    let href = view
        .hub
        .with_value(|hub| Route::instance(hub, &status.instance_id).href());
    let id = status.instance_id.clone();
    let link = view! { <a class="mono" href=href title=id.clone()><bdi>{id.clone()}</bdi></a> };
    let cells = view! {
        {cell("c-status", status_badge(&status.runtime_status))}
        {cell("c-id", link.into_any())}
        {cell("c-name", view! { <span title=status.name.clone()><bdi>{status.name.clone()}</bdi></span> }.into_any())}
        {cell("c-created dim", time_view(&status.created_time, Detail::Second, zone))}
        {cell("c-took num dim", took(status))}
        {remark_cell(status)}
    };
    row("", cells.into_any())
}

/// How long it ran, ticking while it does.
fn took(status: &InstanceStatus) -> AnyView {
    if status.runtime_status.is_finished() {
        elapsed_ms(status, 0.0).map_or_else(|| t(Word::NoTime).into_any(), whole_seconds)
    } else {
        status
            .created_time
            .unix_ms()
            .map_or_else(|| t(Word::NoTime).into_any(), elapsed_view)
    }
}

fn remark_cell(status: &InstanceStatus) -> AnyView {
    let (class, text) = match remark(status) {
        Remark::None => return cell("c-said", ()),
        Remark::Error(text) => ("c-said", text),
        Remark::Reason(text) => (
            "c-said dim",
            say(Word::ReasonIs, &[("reason", (&text).into())]),
        ),
        Remark::CustomStatus(text) => ("c-said dim", text),
    };
    cell(
        class,
        view! { <bdi>{shortened(&text, SHOWN)}</bdi> }.into_any(),
    )
}
