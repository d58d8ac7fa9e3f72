//! What matches, in groups that are equal in something: how many, since when, and the way to the members.

mod gathering;

use durable_api::filter::{Filter, Utc};
use durable_api::group::{Group, GroupBy, Label};
use rows::time::MILLISECOND;

use crate::browser::locale::{self, Detail, Zone};
use crate::components::table::{cell, heading, row, skeleton_rows, table};
use crate::prelude::*;
use crate::route::{PlanWish, Route};
use crate::state::App;
use crate::words::{Word, count, t};

use super::View;
use super::address;

use gathering::Gathered;

/// What a group's name shows of a long text, in characters.
const SHOWN: usize = 200;

/// What rows can be grouped by without a path.
pub const PLAIN: [(&str, Word); 5] = [
    ("status", Word::ColumnStatus),
    ("name", Word::ColumnOrchestrator),
    ("error", Word::GroupError),
    ("hour", Word::GroupHour),
    ("day", Word::GroupDay),
];

/// What the address groups by, if it does; tracked.
pub fn wanted(view: View) -> Option<GroupBy> {
    view.address.with(|it| GroupBy::parse(&it.group))
}

/// What something is grouped by, in words.
pub fn name_of(by: &GroupBy) -> String {
    let text = by.to_text();
    let plain = PLAIN.iter().find(|(name, _)| *name == text);
    plain.map_or(text, |(_, word)| t(*word).to_owned())
}

/// Draws the groups in the place of the table.
pub fn groups(view: View, by: GroupBy) -> Markup {
    let zone = App::get().preferences.zone();
    let title = name_of(&by);
    let is_error = by == GroupBy::Error;
    let gathered = gathering::follow(view, by);
    let headings = view! {
        <span class="c-label" role="columnheader">{title}</span>
        {heading("c-count num", t(Word::GroupCount))}
        {heading("c-first", t(Word::GroupFirst))}
        {heading("c-last", t(Word::GroupLast))}
        {heading("c-act", t(Word::ActionsLabel))}
    };
    let rows = dynamic(move || match gathered.get() {
        None => skeleton_rows(5, 4),
        Some(gathered) => {
            let zone = zone.get();
            let most = gathered.groups.iter().map(|it| it.count).max();
            let most = most.unwrap_or_default().max(1);
            let each = gathered.groups.iter();
            Markup::Many(
                each.map(|it| group_row(view, it, most, zone, is_error))
                    .collect(),
            )
        }
    });
    let said = move || gathered.get().map(|it| sentence(&it));
    view! {
        <p class="groups-said dim" role="status">{said}</p>
        {table("groups", t(Word::GroupsLabel), headings, rows)}
    }
}

fn sentence(gathered: &Gathered) -> String {
    let mut parts = vec![count(Word::GroupsFound, gathered.all as u64)];
    if gathered.all > gathered.groups.len() {
        parts.push(count(Word::GroupsShown, gathered.groups.len() as u64));
    }
    if gathered.unknown > 0 {
        parts.push(count(Word::MatchUnknown, gathered.unknown as u64));
    }
    parts.join(" · ")
}

#[allow(clippy::cast_precision_loss, reason = "a share on screen is rounded")]
fn group_row(view: View, group: &Group, most: usize, zone: Zone, is_error: bool) -> Markup {
    let (is_code, label) = match &group.label {
        Label::Text(text) => (false, text.clone()),
        Label::Json(text) => (true, text.clone()),
        Label::Time(ticks) => (false, time(Some(*ticks), zone)),
        Label::Nothing if is_error => (false, t(Word::GroupNotFailed).to_owned()),
        Label::Nothing => (false, t(Word::GroupNothing).to_owned()),
    };
    let label: String = label.chars().take(SHOWN).collect();
    let class = if is_code { "mono cut" } else { "cut" };
    let label = view! { <bdi class=class>{label}</bdi> };
    let (name, act) = match group.clauses.clone() {
        None => (label, Markup::Empty),
        Some(clauses) => {
            let mut filter = untrack(|| view.wish.get()).goal.filter;
            add(&mut filter, clauses);
            let text = filter.to_text(&Utc);
            // Whatever did not fail has no error to be acted upon together.
            let is_cause = !(is_error && group.label == Label::Nothing);
            let act = is_cause.then(|| act_link(view, &text)).into_markup();
            let open = move |_| {
                let text = text.clone();
                address::go(view, |address| {
                    address.filter = text;
                    address.group = String::new();
                });
            };
            let name = view! { <button type="button" title=t(Word::GroupOpen) on:click=open>{label}</button> };
            (name, act)
        }
    };
    let share = format!("{:.0}%", group.count as f64 / most as f64 * 100.0);
    let number = locale::number(group.count as f64);
    let name = view! { <span class="share" style:width=share aria-hidden="true"></span> {name} };
    row(
        "",
        view! {
            {cell("c-label", name)}
            {cell("c-count num", number)}
            {cell("c-first dim", time(group.first, zone))}
            {cell("c-last dim", time(group.last, zone))}
            {cell("c-act", act)}
        },
    )
}

/// The way to a plan for all of a group.
fn act_link(view: View, filter: &str) -> Markup {
    let wish = PlanWish {
        filter: filter.to_owned(),
        ..PlanWish::default()
    };
    let hub = view.hub.get_value();
    let href = Route::NewPlan { hub, wish }.href();
    view! { <a href=href>{t(Word::ActOnGroup)}</a> }
}

/// Adds clauses that are not there yet.
fn add(filter: &mut Filter, clauses: Vec<durable_api::filter::Clause>) {
    for clause in clauses {
        if !filter.clauses.contains(&clause) {
            filter.clauses.push(clause);
        }
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "milliseconds of the years 1 to 9999"
)]
fn time(ticks: Option<i64>, zone: Zone) -> String {
    ticks.map_or_else(
        || t(Word::NoTime).to_owned(),
        |it| locale::time((it / MILLISECOND) as f64, Detail::Second, zone),
    )
}
