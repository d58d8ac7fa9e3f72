//! A history as rows to read: each event with what [`HistoryModel`] knows of it.

use chrono::{DateTime, Utc};
use durable_api::model::Meaning;
use durable_api::span::SpanState;
use durable_api::{HistoryEvent, HistoryModel};

/// Whether what an event began has come to an end.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Mark {
    /// It has, or it is nothing that could.
    None,
    /// An activity or child that runs, a timer that has not fired.
    Pending,
    /// The instance ended before it did.
    LeftBehind,
}

/// One event with what the others say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryRow {
    /// The event.
    pub event: HistoryEvent,
    /// Its place in the history, from 1.
    pub number: usize,
    /// Whether it is still open.
    pub mark: Mark,
    /// How long what ends with this event took, in milliseconds.
    pub took_ms: Option<f64>,
    /// Which try of a retried call this is, from 1.
    pub attempt: Option<u32>,
    /// Whether it is a timer that holds the next try of a failed call back.
    pub is_retry_pause: bool,
    /// The child instance, where the history names it.
    pub child: Option<String>,
}

/// Reads the events in the store's order. `finished`: the instance has ended, so nothing of it waits any more, though a
/// terminated one keeps its open rows.
pub fn history_rows(events: Vec<HistoryEvent>, finished: bool) -> Vec<HistoryRow> {
    let model = HistoryModel::build(&events);
    let rows = events.into_iter().enumerate();
    rows.map(|(index, event)| row(&model, index, event, finished))
        .collect()
}

fn row(model: &HistoryModel, index: usize, event: HistoryEvent, finished: bool) -> HistoryRow {
    let meaning = model.meanings.get(index);
    let span = match meaning {
        Some(Meaning::Opens(at) | Meaning::Closes(at)) => model.spans.get(*at),
        _ => None,
    };
    let opens = matches!(meaning, Some(Meaning::Opens(_)));
    let mark = match span.filter(|_| opens).map(|span| span.state) {
        Some(SpanState::Pending) if !finished => Mark::Pending,
        Some(SpanState::Pending | SpanState::LeftBehind) => Mark::LeftBehind,
        _ => Mark::None,
    };
    let took_ms = match (span, meaning) {
        (Some(span), _) if span.closed_by == Some(index) => between(span.start, span.end),
        (_, Some(Meaning::Ended(_))) => between(
            model.started,
            event
                .timestamp
                .as_ref()
                .and_then(durable_api::Timestamp::utc),
        ),
        _ => None,
    };
    let attempt = span
        .and_then(|span| span.attempt)
        .map(|attempt| attempt.number);
    let is_retry_pause = opens && span.is_some_and(|span| span.pause_after.is_some());
    let child = span
        .and_then(|span| span.instance_id.clone())
        .filter(|id| !id.starts_with('@'));
    HistoryRow {
        event,
        number: index + 1,
        mark,
        took_ms,
        attempt,
        is_retry_pause,
        child,
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "microseconds of a run are far below 2^53"
)]
fn between(start: Option<DateTime<Utc>>, end: Option<DateTime<Utc>>) -> Option<f64> {
    let passed = (end? - start?).num_microseconds()?;
    Some((passed as f64 / 1_000.0).max(0.0))
}

#[cfg(test)]
mod tests {
    use super::{Mark, history_rows};
    use durable_api::decode;

    fn rows(events: &str) -> Vec<super::HistoryRow> {
        let body =
            format!(r#"{{"instanceId":"x","runtimeStatus":"Running","historyEvents":[{events}]}}"#);
        history_rows(
            decode::status_answer(202, &body)
                .expect("a status")
                .history
                .expect("a history"),
            false,
        )
    }

    #[test]
    fn scheduled_work_is_pending_because_finished_work_is_merged_away() {
        let rows = rows(
            r#"{"EventType":"TaskCompleted","FunctionName":"A","ScheduledTime":"2026-11-21T07:00:00Z","Timestamp":"2026-11-21T07:00:01.5Z"},
               {"EventType":"TaskScheduled","Name":"B","Timestamp":"2026-11-21T07:00:02Z"},
               {"EventType":"SubOrchestrationInstanceCreated","Name":"C","Timestamp":"2026-11-21T07:00:02Z"}"#,
        );
        assert_eq!(
            rows.iter()
                .map(|it| it.mark == Mark::Pending)
                .collect::<Vec<_>>(),
            [false, true, true]
        );
        assert_eq!(rows[0].took_ms, Some(1_500.0));
    }

    #[test]
    fn a_timer_pairs_by_its_time_and_ends_at_the_later_of_firing_and_queueing() {
        let rows = rows(
            r#"{"EventType":"TimerCreated","FireAt":"2026-11-21T07:00:10Z","Timestamp":"2026-11-21T07:00:00Z"},
               {"EventType":"TimerCreated","FireAt":"2026-11-21T09:00:00Z","Timestamp":"2026-11-21T07:00:00Z"},
               {"EventType":"TimerFired","FireAt":"2026-11-21T07:00:10Z","Timestamp":"2026-11-21T07:00:01Z"}"#,
        );
        assert_eq!(
            rows.iter()
                .map(|it| it.mark == Mark::Pending)
                .collect::<Vec<_>>(),
            [false, true, false]
        );
        assert_eq!(rows[2].took_ms, Some(10_000.0));
    }

    #[test]
    fn an_event_of_an_unknown_type_is_a_row_like_any_other() {
        let rows = rows(
            r#"{"EventType":"NeverSeen","Colour":"blue","Timestamp":"2026-11-21T07:00:00Z"}, 7"#,
        );
        assert_eq!(rows.len(), 2);
        assert_eq!(rows[0].event.kind.as_str(), "NeverSeen");
    }
}
