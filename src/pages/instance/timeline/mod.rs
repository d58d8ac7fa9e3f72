//! The tab *Timeline*: what happened when, as a picture that is a table too.

mod asking;
mod bars;
mod chart;
mod children;
mod density;
mod groups;
mod in_words;
mod inspector;
mod keys;
mod line;
mod lines;
mod look;
mod minimap;
mod moments;
mod ruler;
mod source;
mod toolbar;
mod tries;
mod which_child;

use crate::browser::keep;
use crate::browser::listener::on_key;
use crate::browser::viewport;
use crate::components::virtual_rows::{Rows, RowsOf, virtual_rows};
use crate::prelude::*;
use crate::words::{Word, t};

use super::panel::history_panel;
use super::view::View;
use chart::Chart;

pub use inspector::inspector;
pub use look::kind_word;

/// How high a row is in CSS pixels; `style/timeline.css` says the same.
const ROW: u32 = 30;
/// The same on a phone, where the name stands above its lane.
const TALL: u32 = 60;

/// By how much one press or one notch zooms.
const STEP: f64 = 0.7;

/// Draws the tab.
pub fn timeline_tab(view: View) -> Markup {
    let chart = Chart::new(view);
    history_panel(view, move || picture(chart))
}

fn picture(chart: Chart) -> Markup {
    let narrow = viewport::narrow();
    let count = move || chart.parts().lines.with(|it| it.0.len());
    let (rows, body) = virtual_rows(
        Some("rowgroup"),
        RowsOf {
            count: Signal::derive(count),
            height: Signal::derive(move || if narrow.get() { TALL } else { ROW }),
            open: Signal::derive(|| None),
            stamp: Box::new(move |at| {
                let table = u64::from(chart.parts().table.get());
                chart
                    .parts()
                    .lines
                    .with(|it| it.0.get(at).map_or(0, |line| line.stamp() ^ table))
            }),
            draw: Box::new(move |at| line::line(chart, at)),
        },
    );
    keep(on_key(move |key| keys::pressed(chart, rows, key)));
    follow_selection(chart, rows);
    let wheel = move |event: Event| {
        let (across, down) = event.wheel();
        if event.is_command() {
            event.prevent_default();
            let factor = if down > 0.0 { 1.0 / STEP } else { STEP };
            chart.zoom(factor, event.across());
        } else if event.is_shift() || across.abs() > down.abs() {
            event.prevent_default();
            let turned = if across == 0.0 { down } else { across };
            chart.pan(turned / 1_000.0);
        }
    };
    view! {
        {toolbar::toolbar(chart)}
        <div class="tl" class:as-table=move || chart.parts().table.get() role="table" aria-label=t(Word::TabTimeline) aria-rowcount=move || (count() + 1).to_string()>
            {dynamic(move || if chart.parts().table.get() { table_head() } else { view! { {minimap::minimap(chart)} {ruler::ruler(chart)} } })}
            <div class="tl-body" on:wheel=wheel>
                {dynamic(move || (!chart.parts().table.get()).then(|| ruler::under(chart)))}
                {body}
            </div>
        </div>
    }
}

fn table_head() -> Markup {
    let heading = |word| view! { <span role="columnheader">{t(word)}</span> };
    view! {
        <div class="tl-line tl-th" role="row">
            {heading(Word::TimelineWhat)} {heading(Word::TimelineState)} {heading(Word::TimelineBegan)} {heading(Word::TimelineTook)}
        </div>
    }
}

/// A linked span is brought into sight, once: polling never scrolls.
fn follow_selection(chart: Chart, rows: Rows) {
    Effect::new(move |done: Option<bool>| {
        if done.unwrap_or_default() {
            return true;
        }
        let lines = chart.parts().lines.get();
        if lines.0.is_empty() {
            return false;
        }
        let selected = chart.parts().view.at.with_untracked(|at| at.span);
        let place = lines
            .0
            .iter()
            .position(|it| selected.is_some() && it.is_own() && it.span() == selected);
        if let Some(place) = place {
            rows.show(place);
        }
        true
    });
}
