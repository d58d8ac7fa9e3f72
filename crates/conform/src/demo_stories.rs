//! The histories of the demo hub, told: each is understood wholly, and each failure has a cause.
//!
//! `DEMO_STORIES=print` prints them for reading.

use chrono::{DateTime, Utc};
use devhost::demo;
use devhost::host::{Host, Reply};
use devhost::wire::Request;
use durable_api::calls::{self, ListQuery, StatusOptions};
use durable_api::decode::{list_answer, status_answer};
use durable_api::telling::tell;
use durable_api::{
    ApiRequest, Durations, HistoryModel, HubAddress, Meaning, RuntimeStatus, failure_story,
};

fn ask(host: &mut Host, request: &ApiRequest) -> (u16, String) {
    let target = request.url(&HubAddress::default());
    let mut asked = Request::new(request.method.as_str(), &target);
    let key = host.config().key.clone().unwrap_or_default();
    asked.headers.push(("x-functions-key".to_owned(), key));
    let Reply::Now(answer) = host.handle(&asked) else {
        panic!("{target} waits");
    };
    (answer.status, answer.text().into_owned())
}

#[test]
fn every_history_of_the_demo_hub_is_understood_and_every_failure_has_a_cause() {
    let now: DateTime<Utc> = "2026-11-21T12:00:00Z".parse().expect("a time");
    let mut host = demo::host(demo::config(), now);
    let query = ListQuery {
        top: 1_000,
        ..ListQuery::default()
    };
    let (http, body) = ask(&mut host, &calls::list(&query));
    let rows = list_answer(http, &body).expect("a list");
    let print = std::env::var("DEMO_STORIES").is_ok_and(|it| it == "print");
    let (mut told, mut failures) = (0, 0);
    for row in rows
        .iter()
        .filter(|row| !row.is_entity() && !row.instance_id.contains('/'))
    {
        let everything = StatusOptions {
            history: true,
            history_output: true,
            input: true,
        };
        let (http, body) = ask(&mut host, &calls::status(&row.instance_id, everything));
        let status = status_answer(http, &body).expect("a status");
        let history = status.history.clone().unwrap_or_default();
        let model = HistoryModel::build(&history);
        let odd = |meaning: &&Meaning| matches!(meaning, Meaning::Unpaired | Meaning::Unknown);
        let odd = model.meanings.iter().filter(odd).count();
        assert!(odd == 0, "{}: {odd} events mean nothing", row.instance_id);
        let event = |at: usize| history.get(at).cloned();
        if status.runtime_status == RuntimeStatus::Failed {
            let output = status.output.as_string();
            let story = failure_story(&model, output.as_deref(), &event).expect("a story");
            assert!(!story.cause.headline().is_empty(), "{}", row.instance_id);
            failures += 1;
        }
        told += 1;
        if print {
            println!("{}", tell(&status, &model, &event, &Durations::default()));
        }
    }
    assert!(
        told > 100 && failures > 5,
        "{told} told, {failures} failures"
    );
}
