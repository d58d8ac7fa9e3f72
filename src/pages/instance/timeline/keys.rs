//! What keys do on the timeline. None acts within a field.

use durable_api::timeline::Window;

use super::STEP;
use super::chart::Chart;
use super::lines::{Line, Opened, What, has_failed};
use crate::browser::listener::Key;
use crate::components::virtual_rows::Rows;

/// By how much a press moves what is seen, as a part of it.
const PAN: f64 = 0.2;

/// Acts on a key; says whether it is one of the timeline's.
pub fn pressed(chart: Chart, rows: Rows, key: &Key) -> bool {
    if key.in_field || key.command {
        return false;
    }
    let parts = chart.parts();
    match key.name.as_str() {
        "+" | "=" => chart.zoom(STEP, 0.5),
        "-" => chart.zoom(1.0 / STEP, 0.5),
        "0" => parts.window.set(Window::ALL),
        "ArrowLeft" => chart.pan(-PAN),
        "ArrowRight" => chart.pan(PAN),
        "j" => step(chart, rows, 1, false),
        "k" => step(chart, rows, -1, false),
        "n" => step(chart, rows, 1, true),
        "N" => step(chart, rows, -1, true),
        "i" => close_or_open(chart, rows),
        "Escape" if selected(chart).is_some() => parts.view.select_span(None),
        _ => return false,
    }
    true
}

fn selected(chart: Chart) -> Option<usize> {
    chart.parts().view.at.with_untracked(|at| at.span)
}

/// Closes the inspector, or opens it again with what was selected last.
fn close_or_open(chart: Chart, rows: Rows) {
    let (open, closed) = (selected(chart), chart.parts().closed);
    if open.is_some() {
        closed.set_value(open);
        chart.parts().view.select_span(None);
    } else if let Some(last) = closed.get_value() {
        chart.parts().view.select_span(Some(last));
    } else {
        step(chart, rows, 1, false);
    }
}

/// A span that can be stepped to, and the group that has to be opened for it.
struct Stop {
    line: usize,
    span: usize,
    group: Option<Opened>,
}

/// The spans of this instance in the order of the rows; of groups that are closed those that failed, if only such are wanted.
fn stops(lines: &[Line], failed: bool) -> Vec<Stop> {
    let mut stops = Vec::new();
    for (place, line) in lines.iter().enumerate().filter(|(_, line)| line.is_own()) {
        match (&line.what, &line.opens) {
            (What::Span(span), _) if !failed || has_failed(&line.source, *span) => {
                stops.push(Stop {
                    line: place,
                    span: *span,
                    group: None,
                });
            }
            (What::Group(group), Some((opens, false))) if failed && group.failed > 0 => {
                let spans = group.spans.iter();
                let failed = spans.filter(|span| has_failed(&line.source, **span));
                stops.extend(failed.map(|span| Stop {
                    line: place,
                    span: *span,
                    group: Some(opens.clone()),
                }));
            }
            _ => {}
        }
    }
    stops
}

/// Selects the next (1) or the previous (-1) span, or the next one that failed.
fn step(chart: Chart, rows: Rows, by: isize, failed: bool) {
    let lines = chart.parts().lines.get_untracked();
    let selected = selected(chart);
    let stops = stops(&lines.0, failed);
    let is_selected = |line: &Line| line.is_own() && selected.is_some() && line.span() == selected;
    let next = match stops.iter().position(|it| Some(it.span) == selected) {
        Some(at) => at.checked_add_signed(by),
        // What is selected is none of them: on from where it is.
        None => match (lines.0.iter().position(is_selected), by > 0) {
            (Some(here), true) => stops.iter().position(|it| it.line > here),
            (Some(here), false) => stops.iter().rposition(|it| it.line < here),
            (None, true) => Some(0),
            (None, false) => stops.len().checked_sub(1),
        },
    };
    let Some(stop) = next.and_then(|at| stops.get(at)) else {
        return;
    };
    let mut place = Some(stop.line);
    if let Some(group) = &stop.group {
        chart.toggle(group);
        let lines = chart.parts().lines.get_untracked();
        let is_it = |line: &Line| line.is_own() && line.span() == Some(stop.span);
        place = lines.0.iter().position(is_it);
    }
    chart.parts().view.select_span(Some(stop.span));
    if let Some(place) = place {
        rows.show(place);
    }
}
