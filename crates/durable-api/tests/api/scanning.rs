//! The lazy reading of histories agrees with the reading of everything.

use crate::generated::events;
use crate::model_properties::body_of;
use crate::properties::try_some;
use crate::support::{exchanges, scenarios};
use durable_api::decode::status_answer;
use durable_api::{
    HistoryEvent, HistoryModel, RawJson, ScanStep, StatusScan, Timestamp, scan_status,
};

/// Reads both ways and compares everything.
fn agree(http_status: u16, body: &str) {
    let eager = status_answer(http_status, body);
    let lazy = scan_status(http_status, body.to_owned());
    let (eager, lazy) = match (eager, lazy) {
        (Ok(eager), Ok(lazy)) => (eager, lazy),
        (Err(eager), Err(lazy)) => {
            assert_eq!(eager, lazy);
            return;
        }
        (eager, lazy) => panic!("{eager:?} is not {lazy:?} of {body}"),
    };
    let events = eager.history.clone();
    let mut without = eager;
    without.history = None;
    assert_eq!(without, lazy.status, "{body}");
    assert_eq!(events.is_some(), lazy.history.is_some(), "{body}");
    let (Some(events), Some(history)) = (events, lazy.history) else {
        return;
    };
    assert_eq!(events.len(), history.len());
    for (at, event) in events.iter().enumerate() {
        assert_eq!(history.event(at).as_ref(), Some(event), "{body}");
        let row = history.row(at).unwrap();
        let utc = |time: &Option<Timestamp>| time.as_ref().and_then(Timestamp::utc);
        assert_eq!(row.kind, event.kind);
        assert_eq!(row.timestamp, utc(&event.timestamp));
        assert_eq!(row.fire_at, utc(&event.fire_at));
        assert_eq!(row.scheduled, utc(&event.scheduled_time));
        assert_eq!(history.subject(at).as_deref(), event.subject());
    }
    assert_eq!(HistoryModel::build(&events), history.model(), "{body}");
}

#[test]
fn every_recorded_answer_reads_the_same() {
    let mut histories = 0;
    for scenario in scenarios() {
        for exchange in exchanges(&scenario) {
            let answer = &exchange["response"];
            let http_status = u16::try_from(answer["status"].as_u64().unwrap()).unwrap();
            let body = answer["body"].as_str().unwrap_or_default();
            histories += usize::from(body.contains("historyEvents"));
            agree(http_status, body);
            agree(500, body);
        }
    }
    assert!(histories > 90);
}

#[test]
fn every_generated_history_reads_the_same() {
    try_some(30, |dice| agree(200, &body_of(&events(dice))));
}

#[test]
fn what_is_mangled_is_refused_in_the_same_words_or_reads_the_same() {
    let bodies = [
        crate::support::body("failures", "failed: history with outputs"),
        crate::support::body("entities", "its history"),
        r#"{"instanceId":"x","historyEvents":[],"historyEvents":[{}],"n":[-0.5e+3,1E5,true,null,{"a":[{}]}]}"#.to_owned(),
        r#"{"history\u0045vents":[ { } , {"\u004eame" : "\ud83c\udf19"} ] , "instanceId" : "y" }"#.to_owned(),
    ];
    try_some(31, |dice| {
        let body = &bodies[dice.below(bodies.len())];
        agree(200, &dice.mangled(body));
    });
}

#[test]
fn a_scan_in_slices_reads_the_same_and_tells_how_far_it_is() {
    try_some(32, |dice| {
        let body = body_of(&events(dice));
        let mut scan = StatusScan::new(body.clone());
        let mut before = 0;
        while scan.step(1 + dice.below(200)) == ScanStep::More {
            let (read, of) = scan.progress();
            assert!(read > before && read < of && of == body.len());
            before = read;
        }
        let sliced = scan.finish(200).unwrap();
        let whole = scan_status(200, body).unwrap();
        assert_eq!(sliced.status, whole.status);
        let (sliced, whole) = (sliced.history.unwrap(), whole.history.unwrap());
        assert_eq!(sliced.rows(), whole.rows());
        let mut builder = durable_api::ModelBuilder::default();
        while !sliced.build(&mut builder, 1 + dice.below(5)) {}
        assert_eq!(builder.finish(), whole.model());
    });
}

#[test]
fn a_scan_of_what_is_still_coming_reads_the_same_wherever_it_is_cut() {
    let odd = [
        r#" { "historyEvents" : [ 12 , {"EventType":"TimerFired"} , -0.5e+3 ] , "n":1234567, "instanceId" : "x" }  "#,
        r#"{"a":12,"instanceId":"x","historyEvents":[]}"#,
        r#"{"a":tru,"instanceId":"x"}"#,
        r#"{"instanceId":"\ud83c\udf19","historyEvents":[{"Name":"\u00e5\\"}]}x"#,
        "{}",
    ];
    try_some(33, |dice| {
        let body = if let Some(body) = odd.get(dice.below(2 * odd.len())) {
            (*body).to_owned()
        } else {
            let whole = body_of(&events(dice));
            dice.mangled(&whole)
        };
        let mut scan = StatusScan::coming(0);
        let mut builder = durable_api::ModelBuilder::default();
        let mut rest = body.as_str();
        while !rest.is_empty() {
            let cut = rest.ceil_char_boundary(1 + dice.below(120));
            let (piece, after) = rest.split_at(cut.min(rest.len()));
            scan.push(piece);
            rest = after;
            while scan.step(1 + dice.below(200)) == ScanStep::More {}
            while !scan.build(&mut builder, 1 + dice.below(5)) {}
        }
        assert_eq!(scan.text(), body);
        let (whole, coming) = (scan_status(200, body), scan.finish(200));
        let (whole, coming) = match (whole, coming) {
            (Ok(whole), Ok(coming)) => (whole, coming),
            (whole, coming) => return assert_eq!(whole.err(), coming.err()),
        };
        assert_eq!(whole.status, coming.status);
        let (whole, coming) = (
            whole.history.unwrap_or_default(),
            coming.history.unwrap_or_default(),
        );
        assert_eq!(whole.rows(), coming.rows());
        while !coming.build(&mut builder, usize::MAX) {}
        assert_eq!(builder.finish(), whole.model());
    });
}

#[test]
fn a_large_value_is_not_gone_over_with_each_piece_that_comes() {
    let mut scan = StatusScan::coming(0);
    scan.push(r#"{"instanceId":"x","historyEvents":[{"Result":""#);
    let piece = "x".repeat(1_000);
    let begun = std::time::Instant::now();
    for _ in 0..20_000 {
        scan.push(&piece);
        assert_eq!(scan.step(usize::MAX), ScanStep::Waits);
    }
    // Generous: going over it each time takes minutes.
    assert!(begun.elapsed().as_secs() < 20);
    scan.push(r#""}]}"#);
    assert_eq!(scan.finish(200).unwrap().history.unwrap().len(), 1);
}

#[test]
fn a_byte_order_mark_and_white_space_are_no_part_of_it() {
    agree(
        200,
        "\u{feff} {\"instanceId\":\"x\",\"historyEvents\":[ 7 , {} ]}\n ",
    );
    agree(200, "");
    agree(200, "{}");
    agree(404, "");
    agree(200, r#"{"instanceId":"x"}x"#);
}

#[test]
fn text_is_found_in_either_case_and_as_json_escapes_it() {
    let quoted = RawJson::string("say \"Grüße\"\n").text().to_owned();
    let twice = RawJson::string(&quoted).text().to_owned();
    let body = body_of(&[
        format!(r#"{{"EventType":"TaskCompleted","Result":{quoted}}}"#),
        format!(r#"{{"EventType":"EventRaised","Input":{twice}}}"#),
        r#"{"EventType":"Other","Name":"x"}"#.to_owned(),
    ]);
    let history = scan_status(200, body).unwrap().history.unwrap();
    assert_eq!(history.find("SAY \"grüße\"", 0, 10), [0, 1]);
    assert_eq!(history.find("taskcompleted", 0, 10), [0]);
    assert_eq!(history.find("eventtype", 1, 10), [1, 2]);
    assert_eq!(history.find("eventtype", 0, 2), [0, 1]);
    assert_eq!(history.find("nowhere", 0, 10), [0_usize; 0]);
    assert_eq!(history.event(9), None::<HistoryEvent>);
}
