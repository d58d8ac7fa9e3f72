//! A history of many events: parts rebuilt fifty at a time, now and then a failure with a retry, a pause between the waves.

use super::row::{Composed, fill};
use super::story::Teller;
use crate::engine::event::{Event, HistoryRow};
use crate::engine::random::{Random, mix};

/// Activities that run at the same time.
const WAVE: u32 = 50;
/// Every so many activities one fails first.
const FAILING: u64 = 211;

/// The history of a row, with exactly so many events as the API shows them (which merges an activity's two rows into one). At least
/// the start, and the end where the row has ended.
pub(super) fn write(composed: &Composed, events: u32) -> Vec<HistoryRow> {
    let mut teller = Teller::begin(composed);
    let frame = 1 + u32::from(composed.row.status.is_finished());
    let mut left = events.saturating_sub(frame);
    let span = composed.row.updated - composed.row.created;
    // Each event gets a part of the whole; a wave's activities overlap within the wave's parts.
    let part = span / i32::try_from(left + 1).unwrap_or(i32::MAX);
    let mut random = Random::new(composed.draw);
    let mut at = composed.row.created;
    while left > 0 {
        if left > WAVE + 2 {
            // The pause before a wave: two events.
            teller.timer(at, at + part);
            at += part * 2;
            left -= 2;
        }
        let wave = WAVE.min(left);
        let begin = at;
        let mut tasks: Vec<u64> = (0..wave)
            .map(|_| teller.schedule(begin, "RebuildIndexPart"))
            .collect();
        while !tasks.is_empty() {
            let drawn = random.between(0, tasks.len() as u64);
            let task = tasks.swap_remove(usize::try_from(drawn).unwrap_or_default());
            at += part;
            left -= 1;
            teller.tell(at, outcome(composed, task));
        }
    }
    teller.end(composed)
}

fn outcome(composed: &Composed, task: u64) -> Event {
    if task % FAILING == FAILING - 1 {
        return Event::TaskFailed {
            task,
            reason: "Activity function 'RebuildIndexPart' failed: The partition is being moved."
                .to_owned(),
            details: Some("{\"$type\":\"System.TimeoutException, System.Private.CoreLib\",\"ClassName\":\"System.TimeoutException\",\"Message\":\"The partition is being moved.\",\"StackTraceString\":\"   at Search.Index.Partition.Open(String name) in /src/Search/Index/Partition.cs:line 57\"}".to_owned()),
        };
    }
    let text = r#"{"part":~~~~~,"documents":~~~~,"checksum":"~~~~~~~~"}"#;
    Event::TaskCompleted {
        task,
        result: Some(fill(text, composed.draw ^ mix(task))),
    }
}
