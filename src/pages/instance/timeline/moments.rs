//! The lane of what took no time: a dot, and what it carries.

use durable_api::timeline::Ticks;
use durable_api::{Span, SpanKind};

use super::bars::{RIGHT, SAID, percent};
use super::chart::Chart;
use super::source::Source;
use crate::pages::parts::shortened::shortened;
use crate::prelude::*;
use crate::words::{Word, say, t};

/// The moment of an event that is a part of nothing known.
pub fn event(chart: Chart, source: &Source, at: usize) -> Option<Markup> {
    let time = source.event_time(at)?;
    Some(moment(chart, time, "pending", String::new()))
}

/// The moment at which something arrived or was sent, with what it carries.
pub fn span(chart: Chart, at: Ticks, class: &'static str, source: &Source, span: &Span) -> Markup {
    moment(chart, at, class, text_of(source, span))
}

fn moment(chart: Chart, at: Ticks, class: &'static str, text: String) -> Markup {
    let place = Memo::new(move |_| chart.place(at));
    let left = move || percent(place.get());
    let before = move || place.get() > RIGHT;
    dynamic(move || {
        let seen = (-0.01..=1.01).contains(&place.get());
        let text = text.clone();
        seen.then(|| {
            view! {
                <i class=format!("dot {class}") style:left=left></i>
                <span class="bar-text beside" class:before=before class:after=move || !before() style:left=left>{text}</span>
            }
        })
    })
}

/// What an event that arrived or was sent carries.
fn text_of(source: &Source, span: &Span) -> String {
    let event = source.here.history.event(span.opened_by);
    let carried = event.map(|event| event.input_json());
    let carried = carried.filter(|it| !it.is_null());
    let text = carried.map(|it| shortened(it.text(), SAID));
    match (span.kind, text) {
        (SpanKind::ExternalEvent, Some(text)) => say(Word::BarRaised, &[("data", (&text).into())]),
        (SpanKind::ExternalEvent, None) => t(Word::SpanRaised).to_owned(),
        (_, text) => text.unwrap_or_default(),
    }
}
