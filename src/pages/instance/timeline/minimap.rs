//! All of the time in one strip: what is seen of it is marked, and drawing across it with the pointer chooses another part.

use durable_api::SpanState;
use durable_api::timeline::Window;

use super::STEP;
use super::bars::percent;
use super::chart::Chart;
use super::density::{COLUMNS, HEIGHT, densities, outline};
use crate::prelude::*;
use crate::words::{Word, t};

/// What is drawn shorter than this part of the strip is a press, no brush.
const PRESS: f64 = 0.004;

/// Draws the strip.
pub fn minimap(chart: Chart) -> Markup {
    let shape = move |failed: bool| {
        chart.parts().source.with(|source| {
            let Some(source) = source else {
                return String::new();
            };
            // It grows with the time, but its shape need not follow each second.
            let axis = chart.parts().axis.get_untracked();
            let until = axis.time(1.0);
            let spans = source.here.model.spans.iter().zip(&source.times);
            let chosen = spans.filter(|(span, _)| !failed || span.state == SpanState::Failed);
            let mut times = chosen.map(|(_, (from, to))| {
                let to = to.unwrap_or(until);
                // Of what failed the moment counts.
                (if failed { to } else { *from }, to)
            });
            outline(&densities(&mut times, &axis, Window::ALL))
        })
    };
    let (all, failed) = (
        Memo::new(move |_| shape(false)),
        Memo::new(move |_| shape(true)),
    );
    let drawn = RwSignal::new(None::<(f64, f64)>);
    let down = move |event: Event| {
        if event.button() == 0.0 {
            event.prevent_default();
            event.capture();
            let at = event.across().clamp(0.0, 1.0);
            drawn.set(Some((at, at)));
        }
    };
    let moved = move |event: Event| {
        if drawn.get_untracked().is_some() {
            let at = event.across().clamp(0.0, 1.0);
            drawn.update(|it| {
                if let Some((_, to)) = it {
                    *to = at;
                }
            });
        }
    };
    let up = move |_: Event| {
        if let Some((from, to)) = drawn.get_untracked() {
            drawn.set(None);
            if (to - from).abs() > PRESS {
                chart.parts().window.set(Window::between(from, to));
            } else {
                // A press brings what is seen there.
                let half = chart.parts().window.get_untracked().width() / 2.0;
                chart
                    .parts()
                    .window
                    .update(|it| *it = it.moved((from - half - it.from) / it.width()));
            }
        }
    };
    let wheel = move |event: Event| {
        event.prevent_default();
        let window = chart.parts().window.get_untracked();
        let at = window.on_screen(event.across()).clamp(0.0, 1.0);
        chart.zoom(factor(&event), at);
    };
    let view_box = format!("0 0 {COLUMNS} {HEIGHT}");
    let seen = move || {
        if let Some((from, to)) = drawn.get() {
            return (from.min(to), (to - from).abs());
        }
        let window = chart.parts().window.get();
        (window.from, window.width())
    };
    let whole = move || drawn.get().is_none() && chart.parts().window.get() == Window::ALL;
    view! {
        <div class="tl-line tl-map" aria-hidden="true">
            <div class="tl-name dim">{t(Word::TimelineAll)}</div>
            <div class="lane" on:pointerdown=down on:pointermove=moved on:pointerup=up on:pointercancel=move |_| drawn.set(None)
                on:wheel=wheel on:dblclick=move |_| chart.parts().window.set(Window::ALL)>
                <svg class="density" viewBox=view_box.clone() preserveAspectRatio="none"><path d=move || all.get()></path></svg>
                <svg class="density failed" viewBox=view_box.clone() preserveAspectRatio="none"><path d=move || failed.get()></path></svg>
                <i class="seen" class:whole=whole style:left=move || percent(seen().0) style:width=move || percent(seen().1)></i>
            </div>
        </div>
    }
}

/// The times along the top, over which a part can be drawn as well.
pub fn brushed(chart: Chart, class: &'static str, inside: Markup) -> Markup {
    let wheel = move |event: Event| {
        event.prevent_default();
        chart.zoom(factor(&event), event.across());
    };
    view! { <div class=class on:wheel=wheel>{inside}</div> }
}

/// By how much a turn of the wheel zooms.
fn factor(event: &Event) -> f64 {
    if event.wheel().1 > 0.0 {
        1.0 / STEP
    } else {
        STEP
    }
}
