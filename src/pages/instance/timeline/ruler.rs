//! The times along the top, and what stands behind the bars: lines, folds, now.

use durable_api::timeline::Ticks;

use super::bars::percent;
use super::chart::Chart;
use super::minimap::brushed;
use super::source::millis;
use crate::browser::locale::{self, Detail};
use crate::pages::instance::told::Told;
use crate::prelude::*;
use crate::state::App;
use crate::words::{Word, count, say, t};

/// So many parts the screen has.
const PARTS: u8 = 5;

/// Draws the times: the first by the clock, the others as the time passed since, or all by the clock.
pub fn ruler(chart: Chart) -> Markup {
    let zone = App::get().preferences.zone();
    let first = Memo::new(move |_| chart.time(0.0));
    let label = move |part: u8| {
        let share = f64::from(part) / f64::from(PARTS);
        let text = move || {
            let by_clock = chart.parts().view.told().get() == Some(Told::Clock);
            if part == 0 || by_clock {
                return locale::time(unix_ms(chart.time(share)), Detail::Time, zone.get());
            }
            let passed = chart.time(share) - first.get();
            format!("+{}", locale::duration(millis(passed)))
        };
        view! { <span style:left=percent(share)>{dynamic(text)}</span> }
    };
    let labels: Vec<Markup> = (0..PARTS).map(label).collect();
    let said = move || {
        chart.parts().source.with(|source| {
            let source = source.as_ref()?;
            let events = count(Word::HistoryCount, source.here.history.len() as u64);
            let folds = chart.parts().axis.with(|axis| axis.folds().count());
            let folds = (folds > 0).then(|| count(Word::TimelineFolds, folds as u64));
            Some(match folds {
                Some(folds) => format!("{events} · {folds}"),
                None => events,
            })
        })
    };
    brushed(
        chart,
        "tl-line tl-ruler",
        view! {
            <div class="tl-name">{dynamic(move || said().unwrap_or_default())}</div>
            <div class="lane" aria-hidden="true">{labels}</div>
        },
    )
}

/// What stands behind the bars.
pub fn under(chart: Chart) -> Markup {
    let folds = dynamic(move || {
        let window = chart.parts().window.get();
        let folds: Vec<(Ticks, f64, f64)> = chart.parts().axis.with(|axis| {
            let folds = axis.folds();
            let seen = folds.map(|(fold, from, to)| {
                (
                    fold.to - fold.from,
                    window.on_screen(from),
                    window.on_screen(to),
                )
            });
            seen.filter(|(_, from, to)| *to > 0.0 && *from < 1.0)
                .collect()
        });
        let drawn = folds.into_iter().map(|(length, from, to)| {
            let time = locale::duration(millis(length));
            let title = say(Word::TimelineFolded, &[("time", (&time).into())]);
            view! { <i class="gap" title=title style:left=percent(from) style:width=percent(to - from)></i> }
        });
        Markup::Many(drawn.collect())
    });
    let now = dynamic(move || {
        let open = chart
            .parts()
            .source
            .with(|it| it.as_ref().is_some_and(|it| it.is_open()));
        let place = chart.place(chart.until());
        (open && (0.0..=1.0).contains(&place)).then(
            || view! { <i class="now" title=t(Word::TimelineNow) style:left=percent(place)></i> },
        )
    });
    view! { <div class="tl-under" aria-hidden="true">{folds}{now}</div> }
}

/// Ticks as milliseconds since 1970.
pub fn unix_ms(at: Ticks) -> f64 {
    millis(at)
}
