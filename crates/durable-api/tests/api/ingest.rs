//! Rows read from bytes, against the decoder that loses nothing.

use crate::support::{Dice, cases, exchanges};
use durable_api::decode::list_answer;
use durable_api::{InstanceStatus, RawJson, RuntimeStatus, Timestamp};
use rows::{Changes, Fields, Held, Ingest, Limits, Progress, Put, Row, Seen, Status, Text, time};
use std::collections::BTreeMap;

fn read(body: &str, most: usize) -> (Held, Progress, Ingest) {
    let mut held = Held::default();
    let mut ingest = Ingest::new(body.as_bytes().to_vec(), 1);
    loop {
        let progress = ingest.step(&mut held, most);
        if progress != Progress::More {
            return (held, progress, ingest);
        }
    }
}

fn assert_same(row: Row<'_>, expected: &InstanceStatus) {
    let time = |it: &Timestamp| {
        let moment = it.utc()?;
        Some(moment.timestamp() * time::SECOND + i64::from(moment.timestamp_subsec_nanos() / 100))
    };
    let text = |it: &RawJson| {
        if it.is_absent() {
            "absent".to_owned()
        } else {
            it.text().to_owned()
        }
    };
    let held = |it: Text<'_>| match it {
        Text::Absent => "absent".to_owned(),
        Text::Whole(text) => text.to_owned(),
        Text::Cut { .. } | Text::NotKept => "partial".to_owned(),
    };
    assert_eq!(row.id(), expected.instance_id);
    assert_eq!(row.name(), expected.name);
    assert_eq!(row.status_name(), expected.runtime_status.as_str());
    assert_eq!(
        row.status().is_finished(),
        expected.runtime_status.is_finished()
    );
    assert_eq!(row.created_text(), expected.created_time.text());
    assert_eq!(row.updated_text(), expected.last_updated_time.text());
    assert_eq!(row.created(), time(&expected.created_time));
    assert_eq!(row.updated(), time(&expected.last_updated_time));
    assert_eq!(held(row.custom_status()), text(&expected.custom_status));
    assert_eq!(held(row.output()), text(&expected.output));
    assert_eq!(
        row.has_more(),
        !expected.extra.is_empty() || expected.history.is_some()
    );
}

/// Both read the body alike, however it is sliced; says how many rows there were.
fn assert_agree(body: &str, most: usize) -> Option<usize> {
    let (held, progress, ingest) = read(body, most);
    let expected = list_answer(200, body);
    assert_eq!(
        progress == Progress::Done,
        expected.is_ok(),
        "{progress:?}: {body}"
    );
    let expected = expected.ok()?;
    let (entities, instances): (Vec<_>, Vec<_>) = expected.iter().partition(|it| it.is_entity());
    for (rows, expected) in [(&held.instances, &instances), (&held.entities, &entities)] {
        // Of twins in one answer the last counts.
        let by_id: BTreeMap<&str, &InstanceStatus> = expected
            .iter()
            .map(|it| (it.instance_id.as_str(), *it))
            .collect();
        assert_eq!(rows.len(), by_id.len());
        for (id, expected) in by_id {
            assert_same(rows.row(rows.find(id).unwrap()).unwrap(), expected);
        }
    }
    let report = ingest.report();
    let seen = report.seen.iter().map(|seen| match seen {
        Seen::Instance(slot) => held.instances.row(*slot).unwrap().id(),
        Seen::Entity(slot) => held.entities.row(*slot).unwrap().id(),
    });
    assert!(seen.eq(expected.iter().map(|it| it.instance_id.as_str())));
    assert_eq!(report.rows, expected.len());
    assert_eq!(report.entities, entities.len());
    assert_eq!(
        report.first_id.as_ref(),
        expected.first().map(|it| &it.instance_id)
    );
    assert_eq!(
        report.last_id.as_ref(),
        expected.last().map(|it| &it.instance_id)
    );
    assert_eq!(
        report.is_ordered,
        expected.is_sorted_by(|a, b| {
            durable_api::position::store_order(&a.instance_id, &b.instance_id).is_lt()
        })
    );
    Some(expected.len())
}

/// Every body of the recordings, single objects as a list of one.
fn bodies() -> Vec<String> {
    let folder = concat!(env!("CARGO_MANIFEST_DIR"), "/../../tests/recordings");
    let mut bodies = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "json") {
            for exchange in exchanges(path.file_stem().unwrap().to_str().unwrap()) {
                let body = exchange["response"]["body"].as_str().unwrap_or_default();
                let is_one = body.starts_with('{');
                bodies.push(if is_one {
                    format!("[{body}]")
                } else {
                    body.to_owned()
                });
            }
        }
    }
    bodies
}

#[test]
fn every_recorded_list_is_read_as_the_decoder_reads_it() {
    let mut rows = 0;
    for body in bodies() {
        if body.len() < 4096 {
            rows += assert_agree(&body, 7).unwrap_or_default();
        } else if let Ok(expected) = list_answer(200, &body) {
            let limits = Limits {
                text: usize::MAX,
                ..Limits::default()
            };
            let mut held = Held::new(limits);
            assert_eq!(
                Ingest::new(body.into_bytes(), 1).run(&mut held),
                Progress::Done
            );
            for expected in expected.iter().filter(|it| !it.is_entity()) {
                let slot = held.instances.find(&expected.instance_id).unwrap();
                assert_same(held.instances.row(slot).unwrap(), expected);
                rows += 1;
            }
        }
    }
    assert!(rows > 1000, "{rows}");
}

/// Text between quotes, with every kind of escape and some that are none.
fn quoted(dice: &mut Dice) -> String {
    let mut out = String::from("\"");
    for _ in 0..dice.below(8) {
        out.push_str(dice.pick(&[
            "a",
            "Order",
            "7",
            " ",
            "å",
            "😀",
            "\\n",
            "\\\"",
            "\\\\",
            "\\/",
            "\\u00e5",
            "\\ud83d\\ude00",
            "\\ud83d",
            "\\u0000",
            "{",
            "]",
            ",",
            ":",
            "@",
            "\u{7f}",
            "xxxxxxxxxxx",
        ]));
    }
    if dice.chance(200) {
        out.push_str(dice.pick(&["\\x", "\n", "\\u12", "\u{1}"]));
    }
    out + "\""
}

fn space(dice: &mut Dice) -> &'static str {
    if dice.chance(4) {
        dice.pick(&["", " ", "\n\t", " \r\n  "])
    } else {
        ""
    }
}

fn value(dice: &mut Dice, depth: usize) -> String {
    let space = space(dice);
    let broken = dice.chance(60);
    match dice.below(if depth == 0 { 4 } else { 6 }) {
        0 => quoted(dice),
        1 => dice
            .pick(
                &[
                    "0",
                    "-1",
                    "12345678901234567890",
                    "1.50",
                    "1e400",
                    "-0.0E-7",
                    "01",
                    "1.",
                    "-",
                    "+1",
                    ".5",
                    "1e",
                ][..if broken { 12 } else { 6 }],
            )
            .to_owned(),
        2 => dice
            .pick(&["null", "true", "false", "nul", "True"][..if broken { 5 } else { 3 }])
            .to_owned(),
        3 => dice
            .pick(&["\"2026-11-21T07:09:29Z\"", "{}", "[]", "\"\""])
            .to_owned(),
        4 => {
            let items: Vec<String> = (0..dice.below(4)).map(|_| value(dice, depth - 1)).collect();
            format!("[{space}{}{space}]", items.join(&format!("{space},")))
        }
        _ => {
            let items: Vec<String> = (0..dice.below(4))
                .map(|_| format!("{}{space}:{space}{}", quoted(dice), value(dice, depth - 1)))
                .collect();
            format!("{{{space}{}{space}}}", items.join(","))
        }
    }
}

fn object(dice: &mut Dice) -> String {
    const KEYS: [&str; 11] = [
        "name",
        "instanceId",
        "runtimeStatus",
        "input",
        "customStatus",
        "output",
        "createdTime",
        "lastUpdatedTime",
        "historyEvents",
        "Name",
        "instance\\u0049d",
    ];
    let mut fields = Vec::new();
    for _ in 0..dice.below(14) {
        let key = dice.pick(&KEYS);
        let written = match key {
            "instanceId" if !dice.chance(9) => dice
                .pick(&[
                    "\"a\"",
                    "\"b/1\"",
                    "\"@counter@x\"",
                    "\"@x\"",
                    "\"c^\\\"\"",
                    "\"z\\u00e5\"",
                ])
                .to_owned(),
            "runtimeStatus" if !dice.chance(9) => dice
                .pick(&["\"Running\"", "\"Failed\"", "\"Napping\"", "\"failed\""])
                .to_owned(),
            "createdTime" | "lastUpdatedTime" if !dice.chance(9) => dice
                .pick(&[
                    "\"2026-11-21T07:09:29Z\"",
                    "\"2026-11-21T07:09:29.50Z\"",
                    "\"2026-11-21 07:09:29Z\"",
                    "\"2026-11-21T07:09:29+01:00\"",
                    "\"soon\"",
                    "\"2026-11-21T07:09:29.1234567Z\"",
                ])
                .to_owned(),
            _ => value(dice, 3),
        };
        fields.push(format!("{}\"{key}\"{}:{written}", space(dice), space(dice)));
    }
    format!("{{{}{}}}", fields.join(","), space(dice))
}

fn list(dice: &mut Dice) -> String {
    let mark = if dice.chance(20) { "\u{feff}" } else { "" };
    let mut items: Vec<String> = (0..dice.below(5))
        .map(|_| {
            let id = dice.below(6);
            object(dice).replacen('{', &format!("{{\"instanceId\":\"i{id}\","), 1)
        })
        .collect();
    for item in &mut items {
        // The comma behind an object that had nothing.
        *item = item.replace(",}", "}").replace(", }", "}");
    }
    if dice.chance(10) {
        items.push(value(dice, 2));
    }
    if dice.chance(5) {
        items.push(object(dice));
    }
    format!(
        "{mark}{}[{}{}]{}",
        space(dice),
        items.join(","),
        space(dice),
        space(dice)
    )
}

#[test]
fn made_up_lists_are_read_as_the_decoder_reads_them() {
    let mut read = 0;
    for case in 0..cases() {
        let mut dice = Dice::new(21 << 40 | case);
        let mut body = list(&mut dice);
        if dice.chance(4) {
            body = dice.mangled(&body);
        }
        let most = 1 + dice.below(4);
        read += u64::from(assert_agree(&body, most).is_some_and(|rows| rows > 0));
    }
    assert!(read * 3 > cases(), "{read} of {}", cases());
}

#[test]
fn bytes_that_are_no_utf8_read_as_a_browser_reads_them() {
    let body = b"[{\"instanceId\":\"a\xFFb\",\"runtimeStatus\":\"Failed\"}]".to_vec();
    let mut held = Held::default();
    assert_eq!(Ingest::new(body, 1).run(&mut held), Progress::Done);
    assert!(held.instances.find("a\u{fffd}b").is_some());
}

#[test]
fn times_are_the_same_ticks_as_the_decoders() {
    for case in 0..cases() {
        let mut dice = Dice::new(22 << 40 | case);
        let mut text = format!(
            "{:04}-{:02}-{:02}{}{:02}:{:02}:{:02}",
            dice.below(10_000),
            dice.below(14),
            dice.below(33),
            dice.pick(&["T", "t", " "]),
            dice.below(25),
            dice.below(61),
            dice.below(61)
        );
        if dice.chance(2) {
            text.push('.');
            for _ in 0..dice.below(12) {
                text.push(char::from(b'0' + u8::try_from(dice.below(10)).unwrap()));
            }
        }
        text.push_str(dice.pick(&[
            "Z", "z", "", "+00:00", "-11:30", "+1400", "+24:00", "-00:60", "x",
        ]));
        if dice.chance(5) {
            text = dice.mangled(&text);
        }
        let expected = Timestamp::new(text.clone())
            .utc()
            .map(|it| it.timestamp() * time::SECOND + i64::from(it.timestamp_subsec_nanos() / 100));
        assert_eq!(time::parse(&text), expected, "{text}");
    }
}

#[test]
fn ids_stand_in_the_stores_order() {
    for case in 0..cases() {
        let mut dice = Dice::new(23 << 40 | case);
        let (a, mut b) = (dice.text(6), dice.text(6));
        if dice.chance(2) {
            b = format!("{a}{b}");
        }
        assert_eq!(
            rows::order::store_order(&a, &b),
            durable_api::position::store_order(&a, &b),
            "{a:?} {b:?}"
        );
    }
}

#[test]
fn statuses_have_the_numbers_of_their_order() {
    for (at, status) in RuntimeStatus::ALL.iter().enumerate() {
        let number = Status::known(status.as_str()).unwrap();
        assert_eq!(usize::from(number.0), at);
        assert_eq!(number.is_finished(), status.is_finished());
    }
    assert_eq!(Status::known("failed"), None);
}

fn fields<'a>(id: &'a str, status: &'a str, created: &'a str, output: &'a str) -> Fields<'a> {
    Fields {
        id: id.into(),
        status: status.into(),
        created: created.into(),
        updated: created.into(),
        output: Some(output),
        ..Fields::default()
    }
}

#[test]
fn a_row_that_comes_again_says_what_changed() {
    let mut rows = rows::Rows::default();
    let (noon, later) = ("2026-11-21T12:00:00Z", "2026-11-21T12:00:01Z");
    let Put::New(slot) = rows.put(&fields("a", "Running", noon, "null"), 1) else {
        panic!("it is new")
    };
    assert_eq!(
        rows.put(&fields("a", "Running", noon, "null"), 2),
        Put::Same(slot)
    );
    let Put::Changed(_, what) = rows.put(&fields("a", "Completed", noon, "7"), 3) else {
        panic!("it changed")
    };
    assert!(what.has(Changes::STATUS) && what.has(Changes::OUTPUT) && !what.has(Changes::CREATED));
    let Put::Changed(_, what) = rows.put(&fields("a", "Running", later, "7"), 4) else {
        panic!("it was created anew")
    };
    assert!(what.has(Changes::CREATED));
    // The late answer to an earlier question.
    assert_eq!(
        rows.put(&fields("a", "Failed", noon, "8"), 3),
        Put::Older(slot)
    );
    assert_eq!(rows.row(slot).unwrap().output(), Text::Whole("7"));
    assert!(rows.remove(slot));
    assert!(!rows.remove(slot));
    assert_eq!((rows.len(), rows.find("a")), (0, None));
    // Its slot serves another.
    assert_eq!(
        rows.put(&fields("b", "Running", noon, "null"), 5),
        Put::New(slot)
    );
    assert_eq!(rows.removed().len(), 1);
}

#[test]
fn long_texts_keep_their_beginning_and_say_so() {
    let limits = Limits {
        text: 9,
        ..Limits::default()
    };
    let mut rows = rows::Rows::new(limits);
    let long = "\"ååååååååååå\"";
    let slot = rows
        .put(&fields("a", "Running", "", long), 1)
        .slot()
        .unwrap();
    let cut = Text::Cut {
        start: "\"åååå",
        length: long.len(),
    };
    assert_eq!(rows.row(slot).unwrap().output(), cut);
    assert_eq!(
        rows.put(&fields("a", "Running", "", long), 2),
        Put::Same(slot)
    );
    assert!(matches!(
        rows.put(&fields("a", "Running", "", "\"åååå!åååååååå\""), 3),
        Put::Changed(..)
    ));
    rows.put(&fields("a", "Running", "", "1"), 4);
    assert_eq!(rows.row(slot).unwrap().output(), Text::Whole("1"));
}

#[test]
fn beyond_the_stated_number_only_what_is_needed_is_kept() {
    let limits = Limits {
        full_rows: 10,
        lean_text: 4,
        ..Limits::default()
    };
    let mut rows = rows::Rows::new(limits);
    let ids: Vec<String> = (0..30).map(|it| format!("i{it}")).collect();
    for id in &ids[..20] {
        rows.put(&fields(id, "Running", "", "\"some text\""), 1);
    }
    let lean = rows.lean().unwrap();
    assert_eq!(lean.rows, 10);
    let slot = rows.find("i19").unwrap();
    assert_eq!(rows.row(slot).unwrap().output(), Text::NotKept);
    rows.set_needs(rows::Needs::NONE.and(rows::Field::Output));
    for id in &ids[20..] {
        rows.put(&fields(id, "Running", "", "\"some text\""), 1);
    }
    let slot = rows.find("i29").unwrap();
    assert_eq!(
        rows.row(slot).unwrap().output(),
        Text::Cut {
            start: "\"som",
            length: 11
        }
    );
    for id in &ids {
        rows.remove(rows.find(id).unwrap());
    }
    assert_eq!(rows.lean(), None);
}
