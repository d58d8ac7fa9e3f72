//! The bars, and the brush over them.

use durable_api::histogram::{Bucket, Looked};

use crate::components::look;
use crate::prelude::*;
use crate::words::{Word, t};

use super::{Shown, status_at};

/// How high the highest bar is, in CSS pixels. The frame is a little higher.
const HIGH: u64 = 44;
/// The order from the ground up, in places of the counts: what needs looking at stands on top.
/// Finished ones first, then those on their way, then what failed; a test holds the places to `RuntimeStatus::ALL`.
const ORDER: [usize; 9] = [4, 7, 6, 3, 2, 0, 1, 8, 5];

/// Draws the bars. Arrows go from bar to bar, with Shift they brush, Enter narrows.
pub fn bars(shown: Shown) -> Markup {
    let frame = NodeRef::new();
    let is_held = RwSignal::new(false);
    let place = move |event: &Event| place(shown, frame, event);
    let press = move |event: Event| {
        let at = place(&event);
        if event.button() == 0.0 && at.is_some() {
            frame.capture(event.pointer());
            is_held.set(true);
            shown.brush.set(at.map(|at| (at, at)));
        }
    };
    let drag = move |event: Event| {
        if !untrack(|| is_held.get()) {
            return;
        }
        if let Some(at) = place(&event) {
            shown
                .brush
                .update(|brush| *brush = brush.map(|(first, _)| (first, at)));
        }
    };
    let release = move |_| {
        if untrack(|| is_held.get()) {
            is_held.set(false);
            take(shown);
        }
    };
    let cancel = move |_| {
        is_held.set(false);
        shown.brush.set(None);
    };
    let each = dynamic(move || -> Vec<Markup> {
        let histogram = shown.histogram.get();
        let highest = histogram.buckets.iter().map(Bucket::total).max();
        let highest = u64::from(highest.unwrap_or_default().max(1));
        let buckets = histogram.buckets.iter().enumerate();
        buckets
            .map(|(at, bucket)| bar(shown, at, bucket, highest))
            .collect()
    });
    let active = move || shown.brush.get().map(|(_, at)| id(at));
    view! {
        <div
            class="hist"
            role="listbox"
            tabindex="0"
            aria-label=t(Word::HistogramLabel)
            aria-orientation="horizontal"
            aria-multiselectable="true"
            aria-activedescendant=active
            node_ref=frame
            on:pointerdown=press
            on:pointermove=drag
            on:pointerup=release
            on:pointercancel=cancel
            on:keydown=move |event: Event| key(shown, &event)
        >
            {each}
        </div>
    }
}

fn id(at: usize) -> String {
    format!("bucket-{at}")
}

/// The bucket under the pointer.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    clippy::cast_precision_loss,
    reason = "at most sixty buckets, and the number is clamped to them"
)]
fn place(shown: Shown, frame: NodeRef, event: &Event) -> Option<usize> {
    let count = untrack(|| shown.histogram.with(|it| it.buckets.len()));
    let (left, width) = frame.across();
    if count == 0 || width <= 0.0 {
        return None;
    }
    let share = (event.position().0 - left) / width;
    Some((share * count as f64).clamp(0.0, (count - 1) as f64) as usize)
}

fn take(shown: Shown) {
    if let Some((first, last)) = untrack(|| shown.brush.get()) {
        shown.narrow(first, last);
    }
}

fn key(shown: Shown, event: &Event) {
    let count = untrack(|| shown.histogram.with(|it| it.buckets.len()));
    let Some(end) = count.checked_sub(1) else {
        return;
    };
    let brush = untrack(|| shown.brush.get());
    let step = |by: isize| match brush {
        None if by > 0 => 0,
        None => end,
        Some((_, at)) => at.saturating_add_signed(by).min(end),
    };
    let to = match event.key().as_str() {
        "ArrowLeft" => step(-1),
        "ArrowRight" => step(1),
        "Home" => 0,
        "End" => end,
        "Enter" if brush.is_some() => {
            event.prevent_default();
            take(shown);
            return;
        }
        "Escape" if brush.is_some() => {
            event.prevent_default();
            shown.brush.set(None);
            return;
        }
        _ => return,
    };
    event.prevent_default();
    let first = match brush {
        Some((first, _)) if event.is_shift() => first,
        _ => to,
    };
    shown.brush.set(Some((first, to)));
}

fn bar(shown: Shown, at: usize, bucket: &Bucket, highest: u64) -> Markup {
    let class = match bucket.looked {
        Looked::Wholly => "",
        Looked::Partly => "partly",
        Looked::Not => "unseen",
    };
    let is_brushed = move || {
        let brush = shown.brush.get();
        brush
            .is_some_and(|(first, last)| (first.min(last)..=first.max(last)).contains(&at))
            .to_string()
    };
    let parts: Vec<Markup> = ORDER
        .into_iter()
        .filter_map(|place| {
            let count = u64::from(*bucket.counts.get(place)?);
            // What is there is seen, however little of it there is.
            let high = (count * HIGH / highest).max(2);
            let class = status_at(place).map_or("other", |status| look(status).0);
            (count > 0).then(|| view! { <i class=class style:height=format!("{high}px")></i> })
        })
        .collect();
    let said = untrack(|| shown.said(at, at));
    view! {
        <div class=class id=id(at) role="option" aria-selected=is_brushed aria-label=said.clone() title=said>{parts}</div>
    }
}

#[cfg(test)]
mod tests {
    use super::{ORDER, status_at};
    use durable_api::status::RuntimeStatus;

    #[test]
    fn every_status_stands_once_in_a_bar_and_failed_ones_on_top() {
        let mut places = ORDER;
        places.sort_unstable();
        assert_eq!(places, [0, 1, 2, 3, 4, 5, 6, 7, 8]);
        let names: Vec<_> = ORDER.into_iter().map(status_at).collect();
        assert_eq!(names.first(), Some(&Some(&RuntimeStatus::Completed)));
        assert_eq!(names.last(), Some(&Some(&RuntimeStatus::Failed)));
    }
}
