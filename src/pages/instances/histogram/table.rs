//! The same as a table, for those who read rather than see.

use durable_api::histogram::Looked;

use crate::prelude::*;
use crate::words::{Word, t};

use super::{Shown, in_words};

/// Draws the table; its rows are there while it is open.
pub fn twin(shown: Shown) -> Markup {
    let is_open = RwSignal::new(false);
    let rows = dynamic(move || -> Vec<Markup> {
        if !is_open.get() {
            return Vec::new();
        }
        let histogram = shown.histogram.get();
        let buckets = histogram.buckets.iter().enumerate();
        buckets
            .filter(|(_, it)| it.total() > 0 || it.looked != Looked::Wholly)
            .map(|(at, bucket)| {
                view! {
                    <tr>
                        <th scope="row">{shown.time(bucket.from)}</th>
                        <td>{in_words(&[*bucket])}</td>
                        <td><button type="button" class="btn quiet" on:click=move |_| shown.narrow(at, at)>{t(Word::HistogramNarrow)}</button></td>
                    </tr>
                }
            })
            .collect()
    });
    view! {
        <details class="hist-table" on:toggle=move |_| is_open.update(|it| *it = !*it)>
            <summary>{t(Word::HistogramTable)}</summary>
            <div class="scroll">
                <table class="plain">
                    <thead>
                        <tr>
                            <th scope="col">{t(Word::ColumnCreated)}</th>
                            <th scope="col">{t(Word::InstancesTitle)}</th>
                            <th></th>
                        </tr>
                    </thead>
                    <tbody>{rows}</tbody>
                </table>
            </div>
        </details>
    }
}
