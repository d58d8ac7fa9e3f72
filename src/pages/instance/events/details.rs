//! What an event carries: in one line for its row, and in full where it was opened.

use crate::prelude::*;
use durable_api::{EventKind, HistoryEvent, RawJson};

use crate::components::{card, copy_button, json_view, long_text};
use crate::state::instance::plain_text;
use crate::words::{Word, t};

use super::super::super::parts::shortened::shortened;

/// What a row shows of a long text, in characters.
const SHOWN: usize = 160;

/// The one line that says most.
pub fn summary(event: &HistoryEvent) -> String {
    let text = event.reason.clone().unwrap_or_else(|| {
        let values = [&event.result, &event.data];
        let value = values
            .into_iter()
            .find(|value| !value.is_null())
            .cloned()
            .unwrap_or_else(|| event.input_json());
        if value.is_null() {
            String::new()
        } else {
            plain_text(&value)
        }
    });
    shortened(&text, SHOWN)
}

/// Everything the event says. `raw` is its exact JSON.
pub fn event_data(event: &HistoryEvent, raw: &str) -> Markup {
    let mut parts: Vec<Markup> = Vec::new();
    if has_input(&event.kind) && event.input.is_null() {
        parts.push(card(
            t(Word::PartInput),
            (),
            view! { <p class="dim">{t(Word::InputNotRecorded)}</p> },
        ));
    } else if !event.input.is_null() {
        parts.push(value(Word::PartInput, &event.input_json()));
    }
    if !event.result.is_null() {
        parts.push(value(Word::PartResult, &event.result));
    }
    for (word, text) in [
        (Word::PartReason, &event.reason),
        (Word::PartDetails, &event.details),
    ] {
        if let Some(text) = text.as_ref().filter(|text| !text.is_empty()) {
            parts.push(prose(word, text));
        }
    }
    parts.push(text_card(Word::PartRaw, raw));
    view! { <div class="data-parts">{parts}</div> }
}

/// Whether events of this kind carry the input of what they did, recorded or not.
fn has_input(kind: &EventKind) -> bool {
    matches!(
        kind,
        EventKind::TaskScheduled | EventKind::TaskCompleted | EventKind::TaskFailed
    )
}

fn value(word: Word, value: &RawJson) -> Markup {
    text_card(word, value.text())
}

fn text_card(word: Word, json: &str) -> Markup {
    let copied = json.to_owned();
    card(
        t(word),
        copy_button(t(word), move || copied.clone()),
        json_view(json),
    )
}

/// A text; where it is JSON, as that.
fn prose(word: Word, text: &str) -> Markup {
    let copied = text.to_owned();
    let structured = text.trim_start().starts_with(['{', '[']);
    let body = if let Some(json) = RawJson::parse(text).filter(|_| structured) {
        json_view(json.text())
    } else {
        long_text(text)
    };
    card(t(word), copy_button(t(word), move || copied.clone()), body)
}

#[cfg(test)]
mod tests {
    use super::summary;
    use durable_api::{HistoryEvent, RawJson};

    #[test]
    fn the_reason_goes_before_the_result_and_the_result_before_the_input() {
        let json = |text| RawJson::parse(text).expect("JSON");
        let mut event = HistoryEvent {
            input: json(r#""\"in\"""#),
            ..HistoryEvent::default()
        };
        assert_eq!(summary(&event), "in", "an input is JSON in a string");
        event.result = json(r#"{"a":1}"#);
        assert_eq!(summary(&event), r#"{"a":1}"#);
        event.reason = Some("declined\r\nagain".to_owned());
        assert_eq!(summary(&event), "declined  again");
    }
}
