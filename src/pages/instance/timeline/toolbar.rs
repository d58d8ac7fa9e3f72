//! What can be turned about a timeline.

use durable_api::SpanKind;
use durable_api::timeline::{RowOptions, Window};

use super::STEP;
use super::chart::Chart;
use crate::components::{Icon, icon, icon_button};
use crate::prelude::*;
use crate::words::{Word, t};

/// Draws the line of switches above the picture.
pub fn toolbar(chart: Chart) -> Markup {
    let options = move |change: fn(&mut RowOptions)| chart.parts().options.update(change);
    let of = move |read: fn(&RowOptions) -> bool| {
        Signal::derive(move || chart.parts().options.with(read))
    };
    let has_children = Memo::new(move |_| {
        chart.parts().source.with(|source| {
            source.as_ref().is_some_and(|source| {
                let mut spans = source.here.model.spans.iter();
                spans.any(|span| span.kind == SpanKind::SubOrchestration)
            })
        })
    });
    let grouped = of(|it| it.group_from < usize::MAX);
    let many = Memo::new(move |_| {
        chart.parts().source.with(|source| {
            let usual = RowOptions::default().group_from;
            source
                .as_ref()
                .is_some_and(|it| it.here.model.spans.len() >= usual)
        })
    });
    let group = dynamic(move || {
        many.get().then(|| {
            switch(Word::TimelineGroup, grouped, move || {
                options(|it| {
                    it.group_from = if it.group_from == usize::MAX {
                        RowOptions::default().group_from
                    } else {
                        usize::MAX
                    };
                });
            })
        })
    });
    let children = dynamic(move || {
        has_children.get().then(|| {
            switch(
                Word::TimelineHideChildren,
                of(|it| it.hide_children),
                move || {
                    options(|it| it.hide_children = !it.hide_children);
                },
            )
        })
    });
    let zoom = move |shape, word, factor: f64| {
        icon_button(shape, t(word).to_owned(), move || chart.zoom(factor, 0.5))
    };
    let all = dynamic(move || {
        (chart.parts().window.get() != Window::ALL).then(|| {
            view! { <button type="button" class="btn quiet" on:click=move |_| chart.parts().window.set(Window::ALL)>{t(Word::TimelineFit)}</button> }
        })
    });
    view! {
        <div class="tl-tools" role="toolbar" aria-label=t(Word::TimelineTools)>
            {switch(Word::TimelineCritical, chart.parts().critical.into(), move || chart.parts().critical.update(|it| *it = !*it))}
            {group}
            {children}
            {switch(Word::TimelineTable, chart.parts().table.into(), move || chart.parts().table.update(|it| *it = !*it))}
            <span class="grow"></span>
            {all}
            {zoom(Icon::Minus, Word::TimelineZoomOut, 1.0 / STEP)}
            {zoom(Icon::Plus, Word::TimelineZoomIn, STEP)}
        </div>
    }
}

fn switch(word: Word, on: Signal<bool>, turn: impl Fn() + 'static) -> Markup {
    let shape = move || on.get().then(|| icon(Icon::Check));
    view! {
        <button type="button" class="chip" aria-pressed=move || on.get().to_string() on:click=move |_| turn()>
            {dynamic(shape)}{t(word)}
        </button>
    }
}
