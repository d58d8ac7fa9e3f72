//! A history as rows to read: what is pending, how long each thing took, and which event closes which.

use std::collections::HashMap;

use durable_api::{EventKind, HistoryEvent, Timestamp};

/// One event with what the others say about it.
#[derive(Debug, Clone, PartialEq)]
pub struct HistoryRow {
    /// The event.
    pub event: HistoryEvent,
    /// Its place in the history, from 1.
    pub number: usize,
    /// Whether what it began has not ended: an activity or child that runs, a timer that has not fired.
    pub pending: bool,
    /// How long what ends with this event took, in milliseconds.
    pub took_ms: Option<f64>,
    /// Equal exactly when the row shows the same.
    pub key: (usize, u64),
}

/// Reads the events in the store's order. `finished`: the instance has ended, so nothing of it waits any more; what it left
/// open stays marked as never ended.
pub fn history_rows(events: Vec<HistoryEvent>) -> Vec<HistoryRow> {
    let mut timers = unfired(&events);
    let mut set_at = timers_set(&events);
    let started = events
        .iter()
        .find(|it| it.kind == EventKind::ExecutionStarted)
        .and_then(|it| ms(it.timestamp.as_ref()));
    let rows = events.into_iter().enumerate().map(|(index, event)| {
        let pending = match event.kind {
            EventKind::TaskScheduled | EventKind::SubOrchestrationInstanceCreated => true,
            EventKind::TimerCreated => take_one(&mut timers, fire_at(&event)),
            _ => false,
        };
        let ended = ms(event.timestamp.as_ref());
        let began = match event.kind {
            EventKind::TimerFired => set_at
                .get_mut(fire_at(&event))
                .and_then(|set| if set.is_empty() { None } else { set.remove(0) }),
            EventKind::ExecutionCompleted
            | EventKind::ExecutionFailed
            | EventKind::ExecutionTerminated => started,
            _ => ms(event.scheduled_time.as_ref()),
        };
        // A timer is queued ahead of its time: it ends at the later of the two (docs/http-api.md §6).
        let ended = if event.kind == EventKind::TimerFired {
            later(ended, ms(event.fire_at.as_ref()))
        } else {
            ended
        };
        let took_ms = began
            .zip(ended)
            .map(|(began, ended)| (ended - began).max(0.0));
        let key = (
            index,
            crate::state::query::stamp(&format!("{}{pending}{took_ms:?}", event.to_json())),
        );
        HistoryRow {
            event,
            number: index + 1,
            pending,
            took_ms,
            key,
        }
    });
    rows.collect()
}

/// How many timers of each time have not fired: those set later are the ones still open.
fn unfired(events: &[HistoryEvent]) -> HashMap<String, (usize, usize)> {
    let mut timers: HashMap<String, (usize, usize)> = HashMap::new();
    for event in events {
        match event.kind {
            EventKind::TimerCreated => timers.entry(fire_at(event).to_owned()).or_default().0 += 1,
            EventKind::TimerFired => timers.entry(fire_at(event).to_owned()).or_default().1 += 1,
            _ => {}
        }
    }
    timers
}

/// Whether this timer, in the order they were set, is one that has not fired.
fn take_one(timers: &mut HashMap<String, (usize, usize)>, fire_at: &str) -> bool {
    let Some((_, fired)) = timers.get_mut(fire_at) else {
        return true;
    };
    if *fired == 0 {
        return true;
    }
    *fired -= 1;
    false
}

fn timers_set(events: &[HistoryEvent]) -> HashMap<String, Vec<Option<f64>>> {
    let mut set: HashMap<String, Vec<Option<f64>>> = HashMap::new();
    for event in events
        .iter()
        .filter(|it| it.kind == EventKind::TimerCreated)
    {
        set.entry(fire_at(event).to_owned())
            .or_default()
            .push(ms(event.timestamp.as_ref()));
    }
    set
}

fn fire_at(event: &HistoryEvent) -> &str {
    event.fire_at.as_ref().map_or("", Timestamp::text)
}

fn later(a: Option<f64>, b: Option<f64>) -> Option<f64> {
    match (a, b) {
        (Some(a), Some(b)) => Some(a.max(b)),
        _ => a.or(b),
    }
}

#[allow(
    clippy::cast_precision_loss,
    reason = "microseconds of this age are far below 2^53"
)]
fn ms(time: Option<&Timestamp>) -> Option<f64> {
    Some(time?.utc()?.timestamp_micros() as f64 / 1_000.0)
}

#[cfg(test)]
mod tests {
    use super::history_rows;
    use durable_api::{StatusOptions, decode};

    fn rows(events: &str) -> Vec<super::HistoryRow> {
        let body =
            format!(r#"{{"instanceId":"x","runtimeStatus":"Running","historyEvents":[{events}]}}"#);
        let _ = StatusOptions::default();
        history_rows(
            decode::status_answer(202, &body)
                .expect("a status")
                .history
                .expect("a history"),
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
            rows.iter().map(|it| it.pending).collect::<Vec<_>>(),
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
            rows.iter().map(|it| it.pending).collect::<Vec<_>>(),
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
