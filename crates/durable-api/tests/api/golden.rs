//! The stories of all recorded instances, as text that was read by eye once.
//!
//! `DURABLE_API_GOLDEN=write` writes them anew; read what changed before it is kept.

use crate::support::{exchanges, scenarios};
use durable_api::decode::status_answer;
use durable_api::telling::tell;
use durable_api::{Durations, HistoryModel};
use std::fmt::Write as _;
use std::path::PathBuf;

fn stories(scenario: &str) -> String {
    let mut out = String::new();
    let mut told: Vec<String> = Vec::new();
    for exchange in exchanges(scenario) {
        let (name, answer) = (&exchange["name"], &exchange["response"]);
        let http_status = u16::try_from(answer["status"].as_u64().unwrap()).unwrap();
        let Some(body) = answer["body"]
            .as_str()
            .filter(|body| body.contains("\"historyEvents\""))
        else {
            continue;
        };
        let Ok(status) = status_answer(http_status, body) else {
            continue;
        };
        let Some(history) = &status.history else {
            continue;
        };
        let model = HistoryModel::build(history);
        let story = tell(
            &status,
            &model,
            &|at| history.get(at).cloned(),
            &Durations::default(),
        );
        // The same look at the same instance with other options tells the same.
        if !told.contains(&story) {
            write!(out, "── {}\n{story}\n", name.as_str().unwrap()).unwrap();
            told.push(story);
        }
    }
    out
}

#[test]
fn every_recorded_instance_tells_its_story() {
    let folder = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let write = std::env::var("DURABLE_API_GOLDEN").is_ok_and(|it| it == "write");
    let mut wrong = Vec::new();
    for scenario in scenarios() {
        let (story, file) = (stories(&scenario), folder.join(format!("{scenario}.txt")));
        if story.is_empty() {
            continue;
        }
        if write {
            std::fs::write(&file, &story).unwrap();
        }
        if std::fs::read_to_string(&file).unwrap_or_default() != story {
            wrong.push(scenario);
        }
    }
    assert!(wrong.is_empty(), "other stories than before: {wrong:?}");
}
