//! What an operation is told.

use durable_api::act::{Risk, Verb};

use crate::components::{field, json_editor};
use crate::pages::parts::inputs::{Typing, line_input, tick};
use crate::prelude::*;
use crate::words::{Word, t};

use super::Desk;

/// The field that is written in first, where nothing has to be feared.
pub const FIRST: &str = "act-first";

/// The fields of an operation.
pub fn fields(desk: Desk, verb: Verb, offers: Markup) -> Markup {
    let wish = desk.said();
    match verb {
        Verb::RaiseEvent => view! {
            {field(FIRST, t(Word::EventNameLabel), line_input(FIRST, wish.name, Typing::Name), t(Word::EventNameHint).into_markup())}
            {offers}
            {json_editor("act-data", Word::EventDataLabel, wish.data, 5)}
        },
        Verb::Signal => view! {
            {field(FIRST, t(Word::OperationNameLabel), line_input(FIRST, wish.name, Typing::Name), t(Word::OperationNameHint).into_markup())}
            {offers}
            {json_editor("act-data", Word::OperationDataLabel, wish.data, 5)}
        },
        Verb::RestartNew | Verb::RestartSame => tick(wish.same_id, Word::RestartSameId),
        Verb::Purge => purge_consent(desk),
        Verb::Start | Verb::DeleteEntity => Markup::Empty,
        _ => field(
            FIRST,
            t(Word::ReasonLabel),
            line_input(FIRST, wish.reason, Typing::Words),
            t(Word::ReasonHint).into_markup(),
        ),
    }
}

/// What has not finished is deleted with a consent of its own.
fn purge_consent(desk: Desk) -> Markup {
    let is_unfinished = Memo::new(move |_| {
        let operation = desk.said().operation(Verb::Purge);
        let risks = (desk.about().risks)(&operation);
        risks.is_none_or(|risks| risks.contains(&Risk::PurgeOfRunning))
    });
    dynamic(move || {
        is_unfinished
            .get()
            .then(|| tick(desk.said().unfinished, Word::PurgeUnfinished))
    })
}
