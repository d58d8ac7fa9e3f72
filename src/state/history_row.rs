//! A history as rows to read: each event with what [`HistoryModel`] knows of it.

use chrono::TimeDelta;
use durable_api::{HistoryEvent, HistoryModel, Meaning, Part, SpanState};

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

/// The event of that place in the history that the model is of. `finished`: the instance has ended, so nothing of it waits any
/// more, though a terminated one keeps its open rows.
pub fn history_row(
    model: &HistoryModel,
    index: usize,
    event: HistoryEvent,
    finished: bool,
) -> HistoryRow {
    let (span, part) = match model.meanings.get(index) {
        Some(Meaning::Of { span, part }) => (model.spans.get(*span), Some(*part)),
        _ => (None, None),
    };
    let opens = matches!(part, Some(Part::Opens | Part::PauseBegins(_)));
    let tried = match part {
        Some(Part::Try(number) | Part::PauseBegins(number)) => {
            let of = span.and_then(|span| span.tries.get(number as usize - 1));
            of.map(|it| (number, it))
        }
        _ => None,
    };
    let state = match (tried, part) {
        (Some((_, it)), Some(Part::PauseBegins(_))) => {
            let fired = it.pause.as_ref().and_then(|pause| pause.fired);
            fired.is_none().then_some(SpanState::Pending)
        }
        (Some((_, it)), _) => Some(it.state),
        _ => span.filter(|_| opens).map(|span| span.state),
    };
    let mark = match state {
        Some(SpanState::Pending) if !finished => Mark::Pending,
        Some(SpanState::Pending | SpanState::LeftBehind) => Mark::LeftBehind,
        _ => Mark::None,
    };
    let took_ms = match part {
        Some(_) if span.is_some_and(|span| span.kind.is_moment()) => None,
        _ => model.took(index).map(millis),
    };
    let attempt = tried
        .filter(|_| matches!(part, Some(Part::Try(_))) && span.is_some_and(|it| it.tries.len() > 1))
        .map(|(number, _)| number);
    let is_retry_pause = matches!(part, Some(Part::PauseBegins(_)));
    let child = span
        .and_then(|span| span.instance_id.as_deref())
        .filter(|id| !id.starts_with('@'))
        .map(str::to_owned);
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
fn millis(took: TimeDelta) -> f64 {
    took.num_microseconds()
        .map_or(0.0, |passed| passed as f64 / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::{Mark, history_row};
    use durable_api::{HistoryModel, decode};

    fn rows(events: &str) -> Vec<super::HistoryRow> {
        let body =
            format!(r#"{{"instanceId":"x","runtimeStatus":"Running","historyEvents":[{events}]}}"#);
        let status = decode::status_answer(202, &body).expect("a status");
        let events = status.history.expect("a history");
        let model = HistoryModel::build(&events);
        let rows = events.into_iter().enumerate();
        rows.map(|(at, event)| history_row(&model, at, event, false))
            .collect()
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
