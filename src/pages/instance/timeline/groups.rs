//! The lane of many spans of one name: a shape of how many there were, and of those that failed.

use std::sync::Arc;

use durable_api::SpanState;
use durable_api::timeline::Group;

use super::chart::Chart;
use super::density::{COLUMNS, HEIGHT, densities, outline};
use super::source::Source;
use crate::prelude::*;

/// Many spans in one lane, and those of them that failed.
pub fn group(chart: Chart, source: &Arc<Source>, group: &Arc<Group>) -> Markup {
    let shape = move |source: &Source, group: &Group, failed: bool| {
        let until = chart.until();
        let window = chart.parts().window.get();
        let chosen = group.spans.iter().filter(|at| {
            !failed
                || source
                    .span(**at)
                    .is_some_and(|span| span.state == SpanState::Failed)
        });
        let mut spans = chosen.filter_map(|at| source.times.get(*at));
        let mut spans = spans
            .by_ref()
            .map(|(from, to)| (*from, to.unwrap_or(until)));
        chart
            .parts()
            .axis
            .with(|axis| outline(&densities(&mut spans, axis, window)))
    };
    let class = match group.pending {
        0 => "completed",
        _ => "running",
    };
    let view_box = format!("0 0 {COLUMNS} {HEIGHT}");
    let (one, other) = (
        (source.clone(), group.clone()),
        (source.clone(), group.clone()),
    );
    let failed = (group.failed > 0).then(|| {
        view! { <svg class="density failed" viewBox=view_box.clone() preserveAspectRatio="none" aria-hidden="true"><path d=move || shape(&other.0, &other.1, true)></path></svg> }
    });
    view! {
        <svg class=format!("density {class}") viewBox=view_box.clone() preserveAspectRatio="none" aria-hidden="true"><path d=move || shape(&one.0, &one.1, false)></path></svg>
        {failed}
    }
}
