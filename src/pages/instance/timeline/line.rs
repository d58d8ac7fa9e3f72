//! One row: what it is at the left, its lane at the right; or, as a table, its state and times.

use durable_api::relations::Because;
use durable_api::timeline::Group;

use super::super::sure::Sure;
use super::bars;
use super::chart::Chart;
use super::groups;
use super::in_words::{as_number, told};
use super::lines::{Line, Opened, What};
use super::look::{look, name_of};
use super::moments;
use super::source::Source;
use crate::browser::locale;
use crate::components::{Icon, icon, look as status_look};
use crate::prelude::*;
use crate::route::{InstanceQuery, Route};
use crate::state::error_words;
use crate::words::{Word, count, say, t};

/// Draws the row at this place.
pub fn line(chart: Chart, at: usize) -> Markup {
    let line = chart
        .parts()
        .lines
        .with_untracked(|it| it.0.get(at).cloned());
    let Some(line) = line else {
        return Markup::Empty;
    };
    let span = line.span().filter(|_| line.is_own());
    let selected = move || span.is_some() && chart.parts().view.span() == span;
    let critical =
        move || span.is_some_and(|at| chart.parts().path.with(|on| on.get(at) == Some(&true)));
    let faded = move || chart.parts().critical.get() && !critical();
    let number = (at + 2).to_string();
    view! {
        <div class="tl-line" class:on=selected class:crit=critical class:faded=faded role="row" aria-rowindex=number>
            {name(chart, &line)}
            {dynamic(move || critical().then(|| view! { <span class="vh" role="cell">{t(Word::OnCriticalPath)}</span> }))}
            {if chart.parts().table.get_untracked() { cells(chart, &line) } else { lane(chart, &line) }}
        </div>
    }
}

fn name(chart: Chart, line: &Line) -> Markup {
    let indent = format!("{}px", u32::from(line.depth) * 14);
    let opener = line
        .opens
        .clone()
        .map(|(what, open)| opener(chart, line, what, open));
    let (class, shape, text) = match &line.what {
        What::Whole => {
            let (class, shape) = status_look(&line.source.here.status.runtime_status);
            (class, shape, line.source.here.status.name.clone())
        }
        What::Span(at) => match line.source.span(*at) {
            Some(span) => {
                let (class, shape) = look(span);
                (class, shape, name_of(span))
            }
            None => return Markup::Empty,
        },
        What::Group(group) => (group_class(group), Icon::List, group_name(group)),
        What::Event(at) => ("other", Icon::Unknown, event_name(&line.source, *at)),
        What::Loading => ("pending", Icon::Clock, t(Word::HistoryLoading).to_owned()),
        What::Untold => (
            "other",
            Icon::Unknown,
            t(Word::TimelineChildUntold).to_owned(),
        ),
        What::Failed(error, again) => {
            let (title, ..) = error_words::words(error.cause);
            let again = again.clone();
            return view! {
                <div class="tl-name" role="rowheader" style:padding-inline-start=indent>
                    <span class="s failed">{icon(Icon::Cross)}</span>
                    <span class="cut">{say(title, &[("host", "".into())])}</span>
                    <button type="button" class="btn quiet" on:click=move |_| chart.ask(&again)>{t(Word::Retry)}</button>
                </div>
            };
        }
    };
    let label = view! { <bdi class="cut">{text.clone()}</bdi> };
    let number = match &line.what {
        What::Group(group) => Some(group_number(group)),
        _ => None,
    };
    let named = match (&line.what, line.is_own()) {
        (What::Span(at), true) => {
            let at = *at;
            let view = chart.parts().view;
            let pressed = move || (view.span() == Some(at)).to_string();
            let pick = move |_| {
                view.select_span((view.at.with_untracked(|it| it.span) != Some(at)).then_some(at));
            };
            view! { <button type="button" class="tl-pick" title=text aria-pressed=pressed on:click=pick>{label}</button> }
        }
        (What::Span(at), false) => {
            let route = Route::Instance {
                hub: chart.parts().view.hub.get_value(),
                id: line.source.id.clone(),
                query: InstanceQuery {
                    span: Some(*at),
                    ..InstanceQuery::default()
                },
            };
            view! { <a class="tl-pick" title=text href=route.href()>{label}</a> }
        }
        (What::Event(at), _) => {
            view! { <a class="tl-pick" title=text href=chart.parts().view.event_href(*at)>{label}</a> }
        }
        _ => view! { <span class="cut" title=text>{label}</span> },
    };
    view! {
        <div class="tl-name" role="rowheader" style:padding-inline-start=indent>
            <span class=format!("s {class}")>{icon(shape)}</span>
            {named}
            {number.map(|it| view! { <span class="nowrap">{it}</span> })}
            {line.child.as_ref().map(|child| child_link(chart, child))}
            {opener}
        </div>
    }
}

/// The link to a child, which says how sure it is that it is this one.
fn child_link(chart: Chart, (id, because): &(String, Because)) -> Markup {
    let href = chart.parts().view.instance_href(id);
    let mut name = say(Word::TimelineOpenChild, &[("id", id.into())]);
    if *because != Because::NamedInHistory {
        let (sure, why) = Sure::of(*because).words();
        name = format!("{name} ({}: {})", t(sure), t(why));
    }
    view! { <a class="btn quiet square tl-open" href=href title=name.clone() aria-label=name>{icon(Icon::Open)}</a> }
}

/// Opens and closes what is below a row.
fn opener(chart: Chart, line: &Line, what: Opened, open: bool) -> Markup {
    let of = match &line.what {
        What::Group(group) => group_name(group),
        _ => match &what {
            Opened::Child(id) => id.clone(),
            Opened::Unnamed(_, at) => line.source.span(*at).map(name_of).unwrap_or_default(),
            Opened::Group(..) => String::new(),
        },
    };
    let shape = if open { Icon::Down } else { Icon::Right };
    let label = say(Word::TimelineOpen, &[("what", (&of).into())]);
    view! {
        <button type="button" class="btn quiet square tl-open" aria-label=label aria-expanded=open.to_string()
            on:click=move |_| chart.toggle(&what)>
            {icon(shape)}
        </button>
    }
}

fn group_class(group: &Group) -> &'static str {
    match (group.failed, group.pending) {
        (0, 0) => "completed",
        (0, _) => "running",
        _ => "failed",
    }
}

fn group_name(group: &Group) -> String {
    let name = group.name.as_deref().filter(|name| !name.is_empty());
    let name = name.unwrap_or_else(|| t(super::look::kind_word(group.kind)));
    name.to_owned()
}

/// How many there are: it stands behind the name, which may be cut.
fn group_number(group: &Group) -> String {
    format!("× {}", locale::number(as_number(group.spans.len())))
}

fn lane(chart: Chart, line: &Line) -> Markup {
    let drawn = match &line.what {
        What::Whole => bars::whole(chart, &line.source),
        What::Span(at) => bars::span(chart, &line.source, *at),
        What::Group(group) => groups::group(chart, &line.source, group),
        What::Event(at) => moments::event(chart, &line.source, *at).into_markup(),
        What::Loading | What::Untold | What::Failed(..) => Markup::Empty,
    };
    let told = told(line, chart.parts().app.preferences.zone().get());
    view! {
        <div class="lane" role="cell">
            <span class="vh">{told.join(", ")}</span>
            {drawn}
        </div>
    }
}

/// The type of an event as the host wrote it, and what it is about.
fn event_name(source: &Source, at: usize) -> String {
    let history = &source.here.history;
    let kind = history.row(at).map_or("", |row| row.kind.as_str());
    match history.subject(at) {
        Some(subject) => format!("{kind} {subject}"),
        None if kind.is_empty() => count(Word::TimelineEvent, at as u64 + 1),
        None => kind.to_owned(),
    }
}

fn cells(chart: Chart, line: &Line) -> Markup {
    let told = told(line, chart.parts().app.preferences.zone().get());
    let cells = told
        .into_iter()
        .map(|text| view! { <span role="cell">{text}</span> });
    Markup::Many(cells.collect())
}
