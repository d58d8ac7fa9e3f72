//! Whether the decoder loses anything: every answer is decoded according to its request, written again from the
//! model alone, and compared with the original by a second JSON reader.

use crate::answer::Answer;
use crate::json::Json;
use crate::outcome::Outcome;
use crate::recordings::{Exchange, Recording};
use durable_api::{BodyShape, ManagementLink, Refusal, StartAnswer};
use std::collections::BTreeMap;

/// Judges every exchange of all recordings.
pub fn run(recordings: &[Recording], verbose: bool) -> Outcome {
    let mut outcome = Outcome::default();
    let mut kinds: BTreeMap<&str, usize> = BTreeMap::new();
    for recording in recordings {
        for exchange in &recording.exchanges {
            let judged = judge(exchange);
            if let Ok(kind) = judged {
                *kinds.entry(kind).or_default() += 1;
            }
            outcome.count(&recording.scenario, &exchange.name, judged.map(|_| ()));
        }
    }
    if verbose {
        for (kind, count) in kinds {
            println!("  {count:6} {kind}");
        }
    }
    outcome
}

/// Decodes one answer and says its kind, or what is wrong.
fn judge(exchange: &Exchange) -> Result<&'static str, String> {
    let answer = Answer::decode(exchange)?;
    compare(&answer, exchange.response.text())?;
    if let Answer::Start(StartAnswer::Accepted(payload)) = &answer {
        for (name, link) in payload.links() {
            judge_link(link, &payload.id).map_err(|why| format!("{name}: {why}"))?;
        }
        if let Some(location) = exchange.response.headers.get("location") {
            judge_link(location, &payload.id).map_err(|why| format!("location: {why}"))?;
        }
    }
    Ok(answer.kind())
}

/// Compares what the model holds with the body it came from.
fn compare(answer: &Answer, body: &str) -> Result<(), String> {
    let body = body.trim_start_matches('\u{feff}').trim();
    let written = answer.to_json();
    if body.is_empty() {
        return match written {
            None => Ok(()),
            Some(invented) => Err(format!("nothing became {invented}")),
        };
    }
    match (Json::parse(body), written) {
        (Ok(original), Some(written)) => {
            let written = Json::parse(&written)
                .map_err(|why| format!("written again it is no JSON: {why}"))?;
            original.difference(&written).map_or(Ok(()), Err)
        }
        (Ok(_), None) => Err("the model holds nothing of it".to_owned()),
        (Err(why), written) => compare_text(answer, body, written.as_deref(), &why),
    }
}

/// A body that is no JSON: all or the beginning of it must be in the model, as far as a refusal keeps it.
fn compare_text(
    answer: &Answer,
    body: &str,
    written: Option<&str>,
    why: &str,
) -> Result<(), String> {
    match answer {
        Answer::Refused(refusal)
            if matches!(refusal.shape, BodyShape::Broken | BodyShape::Foreign(_)) =>
        {
            let kept = refusal.body.trim_start_matches('\u{feff}').trim();
            let enough = kept == body || refusal.body.len() + 4 > Refusal::EXCERPT;
            if body.starts_with(kept) && enough {
                Ok(())
            } else {
                Err("the text was not kept".to_owned())
            }
        }
        _ if written == Some(body) => Ok(()),
        _ => Err(format!("no JSON: {why}")),
    }
}

/// The host's own links must lead to the id that stands beside them.
fn judge_link(link: &str, id: &str) -> Result<(), String> {
    let host = if link.starts_with('/') {
        "http://recorded.invalid"
    } else {
        ""
    };
    let read = ManagementLink::parse_beside(&format!("{host}{link}"), id)
        .map_err(|error| format!("{error:?}"))?;
    if id.is_empty() || read.instance_id.as_deref() == Some(id) {
        Ok(())
    } else {
        Err(format!("{id:?} was read as {:?}", read.instance_id))
    }
}

#[cfg(test)]
#[path = "decode_tests.rs"]
mod tests;
