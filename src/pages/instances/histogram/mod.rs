//! How many were created when, stacked by status. What was not looked at is hatched, because it is unknown and not empty; a brush
//! narrows the list to a stretch of time.

mod bars;
mod counting;
mod table;

use std::sync::Arc;

use durable_api::filter::{Moment, Test, Window};
use durable_api::histogram::{Bucket, Histogram, Looked};
use durable_api::status::RuntimeStatus;
use rows::time::MILLISECOND;

use crate::browser::locale::{self, Detail, Zone};
use crate::prelude::*;
use crate::state::App;
use crate::words::{Word, say, t};

use super::View;
use super::address;

/// What the parts share.
#[derive(Clone, Copy)]
struct Shown {
    view: StoredValue<View>,
    zone: Signal<Zone>,
    histogram: RwSignal<Arc<Histogram>>,
    /// The first and the last bucket that are brushed.
    brush: RwSignal<Option<(usize, usize)>>,
}

/// Draws the histogram of what matches.
pub fn histogram(view: View) -> Markup {
    let shown = Shown {
        view: StoredValue::new(view),
        zone: App::get().preferences.zone(),
        histogram: RwSignal::new(Arc::default()),
        brush: RwSignal::new(None),
    };
    counting::follow(view, shown.histogram);
    // Its room stays, so that nothing below jumps when the first rows come.
    let bare = move || shown.histogram.with(|it| it.buckets.is_empty());
    view! {
        <div class="hist-frame" class:bare=bare>
            {bars::bars(shown)}
            {axis(shown)}
            {table::twin(shown)}
        </div>
    }
}

impl Shown {
    /// The stretch of time of some buckets; tracked.
    fn stretch(self, first: usize, last: usize) -> Option<(i64, i64)> {
        self.histogram.with(|it| {
            let from = it.buckets.get(first.min(last))?.from;
            let to = it.buckets.get(first.max(last))?.to;
            Some((from, to))
        })
    }

    /// Narrows the list to these buckets.
    fn narrow(self, first: usize, last: usize) {
        self.brush.set(None);
        let Some((from, to)) = untrack(|| self.stretch(first, last)) else {
            return;
        };
        let mut filter = untrack(|| self.view.get_value().wish.get()).goal.filter;
        filter
            .clauses
            .retain(|it| it.not || !matches!(it.test, Test::Created(_)));
        let window = Window::Between(Moment::At(from), Moment::At(to));
        filter.clauses.push(Test::Created(window).into());
        address::look_for(self.view.get_value(), &filter);
    }

    fn time(self, ticks: i64) -> String {
        time(ticks, self.zone.get())
    }

    /// A stretch and who was created in it, in words; tracked.
    fn said(self, first: usize, last: usize) -> String {
        let Some((from, to)) = self.stretch(first, last) else {
            return String::new();
        };
        let counts = self.histogram.with(|it| {
            let range = first.min(last)..=first.max(last);
            in_words(it.buckets.get(range).unwrap_or_default())
        });
        format!("{} – {}: {counts}", self.time(from), self.time(to))
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "milliseconds of the years 1 to 9999"
)]
fn time(ticks: i64, zone: Zone) -> String {
    locale::time((ticks / MILLISECOND) as f64, Detail::Second, zone)
}

/// The name of the status in a bucket's place; the last place is all others'.
fn status_at(place: usize) -> Option<&'static RuntimeStatus> {
    RuntimeStatus::ALL.get(place)
}

/// How many, of which status, and how exact.
fn in_words(buckets: &[Bucket]) -> String {
    let mut counts = [0_u64; 9];
    for bucket in buckets {
        for (sum, count) in counts.iter_mut().zip(bucket.counts) {
            *sum += u64::from(count);
        }
    }
    let total: u64 = counts.iter().sum();
    let looked = |wanted| buckets.iter().all(|it| it.looked == wanted);
    if total == 0 && looked(Looked::Not) {
        return t(Word::HistogramUnseen).to_owned();
    }
    let word = if looked(Looked::Wholly) {
        Word::HistogramExactly
    } else {
        Word::HistogramAtLeast
    };
    let mut said = say(word, &[("n", total.into())]);
    let mut mark = " · ";
    for (place, count) in counts
        .into_iter()
        .enumerate()
        .filter(|(_, count)| *count > 0)
    {
        let name = status_at(place).map_or(t(Word::OtherStatus), |it| it.as_str());
        said.push_str(mark);
        said.push_str(&locale::number(exact(count)));
        said.push(' ');
        said.push_str(name);
        mark = ", ";
    }
    said
}

#[allow(
    clippy::cast_precision_loss,
    reason = "counts of rows in a browser's memory"
)]
fn exact(count: u64) -> f64 {
    count as f64
}

/// The ends of the time that is shown, and between them what is under the brush.
fn axis(shown: Shown) -> Markup {
    let ends = Memo::new(move |_| {
        shown.histogram.with(|it| {
            let first = it.buckets.first()?;
            Some((first.from, it.buckets.last()?.to))
        })
    });
    let end = move |is_last: bool| {
        ends.get()
            .map(|(from, to)| shown.time(if is_last { to } else { from }))
    };
    let said = move || {
        shown
            .brush
            .get()
            .map_or_else(String::new, |(first, last)| shown.said(first, last))
    };
    view! {
        <div class="axis">
            <span>{move || end(false)}</span>
            <span class="said" role="status">{said}</span>
            <span>{move || end(true)}</span>
        </div>
    }
}
