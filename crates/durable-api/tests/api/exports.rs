//! Exports.

use crate::filters::made_up::{NOW, hub};
use crate::support::{Dice, cases};
use durable_api::column::Column;
use durable_api::decode::list_answer;
use durable_api::export::{Export, Format, Missing};
use durable_api::filter::{Fixed, Utc, Zone};
use rows::{Field, Held, Ingest, Limits, Rows, Slot, time};
use serde_json::value::RawValue;
use std::collections::BTreeMap;

const CSV: Format = Format::Csv {
    is_safe: true,
    has_mark: true,
};

fn rows(body: &str, limits: Limits) -> Rows {
    let mut held = Held::new(limits);
    Ingest::new(body.as_bytes().to_vec(), 1).run(&mut held);
    held.instances
}

fn export(format: Format, columns: &str) -> Export {
    Export {
        format,
        columns: Column::parse_list(columns).unwrap(),
        now: time::parse(NOW).unwrap(),
    }
}

fn written(export: &Export, rows: &Rows, zone: &dyn Zone) -> String {
    let slots: Vec<Slot> = rows.slots().collect();
    let chunk = export.chunk(rows, &slots, &|_, _| None, zone, usize::MAX);
    assert_eq!((chunk.done, chunk.missing), (slots.len(), None));
    export.head() + &chunk.text
}

const TWO: &str = r#"[
    {"instanceId":"a,\"1\"","name":"=cmd()","runtimeStatus":"Failed","createdTime":"2026-11-21T07:00:00Z","lastUpdatedTime":"2026-11-21T07:00:01.5Z",
     "output":{"n":12345678901234567890,"s":"-x\r\ny","neg":-1.50},"customStatus":null},
    {"instanceId":"b","runtimeStatus":"Running","createdTime":"2026-11-21T11:59:00Z","lastUpdatedTime":"soon","customStatus":{"step": 1 ,
"a":[]}}]"#;

#[test]
fn a_table_is_rfc_4180_in_the_chosen_zone_and_safe_to_open() {
    let rows = rows(TWO, Limits::default());
    let columns =
        "id,name,status,created,updated,duration,output.n,output.s,output.neg,customStatus";
    assert_eq!(
        written(&export(CSV, columns), &rows, &Fixed(3600)),
        "\u{feff}id,name,status,created,updated,duration,output.n,output.s,output.neg,customStatus\r\n\
         \"a,\"\"1\"\"\",'=cmd(),Failed,2026-11-21T08:00:00+01:00,2026-11-21T08:00:01.5+01:00,1.5,12345678901234567890,\"'-x\r\ny\",-1.50,\r\n\
         b,,Running,2026-11-21T12:59:00+01:00,soon,60,,,,\"{\"\"step\"\": 1 ,\n\"\"a\"\":[]}\"\r\n"
    );
    let exact = Format::Csv {
        is_safe: false,
        has_mark: false,
    };
    assert!(written(&export(exact, "name"), &rows, &Utc).starts_with("name\r\n=cmd()\r\n"));
}

#[test]
fn json_lines_keep_every_value_exactly_on_one_line() {
    let rows = rows(TWO, Limits::default());
    assert_eq!(
        written(
            &export(
                Format::JsonLines,
                "id,created,duration,output.n,output.s,customStatus"
            ),
            &rows,
            &Utc
        ),
        "{\"id\":\"a,\\\"1\\\"\",\"created\":\"2026-11-21T07:00:00Z\",\"duration\":1.5,\"output.n\":12345678901234567890,\"output.s\":\"-x\\r\\ny\",\"customStatus\":null}\n\
         {\"id\":\"b\",\"created\":\"2026-11-21T11:59:00Z\",\"duration\":60,\"customStatus\":{\"step\": 1 , \"a\":[]}}\n"
    );
    assert_eq!(
        written(&export(Format::JsonLines, "output.none"), &rows, &Utc),
        "{}\n{}\n"
    );
}

#[test]
fn ids_stand_one_a_line() {
    let rows = rows(
        r#"[{"instanceId":"a b/å"},{"instanceId":"x\ny"}]"#,
        Limits::default(),
    );
    assert_eq!(
        written(&export(Format::Ids, "id"), &rows, &Utc),
        "a b/å\n\"x\\ny\"\n"
    );
}

#[test]
fn a_value_that_is_held_in_part_is_asked_for_and_never_cut() {
    let body = format!(
        r#"[{{"instanceId":"a","output":"short"}},{{"instanceId":"b","output":{{"v":"{}"}}}},{{"instanceId":"c","output":1}}]"#,
        "long ".repeat(20)
    );
    let rows = rows(
        &body,
        Limits {
            text: 30,
            ..Limits::default()
        },
    );
    let slots: Vec<Slot> = rows.slots().collect();
    let export = export(Format::JsonLines, "id,output.v");
    let chunk = export.chunk(&rows, &slots, &|_, _| None, &Utc, usize::MAX);
    let missing = Missing {
        slot: slots[1],
        field: Field::Output,
    };
    assert_eq!(
        (chunk.text.as_str(), chunk.done, chunk.missing),
        ("{\"id\":\"a\"}\n", 1, Some(missing))
    );
    let fetched = |slot, _| (slot == slots[1]).then_some("{\"v\":7}");
    let chunk = export.chunk(&rows, &slots[1..], &fetched, &Utc, usize::MAX);
    assert_eq!(
        chunk.text,
        "{\"id\":\"b\",\"output.v\":7}\n{\"id\":\"c\"}\n"
    );
    // Columns that look at nothing cut need nothing.
    assert_eq!(export_ids(&rows, &slots), "a\nb\nc\n");
    // Chunks end at their size, and hold at least one row.
    let chunk = export.chunk(&rows, &slots, &fetched, &Utc, 1);
    assert_eq!((chunk.done, chunk.missing), (1, None));
}

fn export_ids(rows: &Rows, slots: &[Slot]) -> String {
    export(Format::Ids, "id")
        .chunk(rows, slots, &|_, _| None, &Utc, usize::MAX)
        .text
}

/// Fields of a CSV text, read by the letter of RFC 4180.
fn read_csv(text: &str) -> Vec<Vec<String>> {
    let (mut lines, mut line, mut field) = (Vec::new(), Vec::new(), String::new());
    let mut chars = text.chars().peekable();
    while let Some(c) = chars.next() {
        match c {
            '"' => {
                while let Some(c) = chars.next() {
                    if c != '"' {
                        field.push(c);
                    } else if chars.peek() == Some(&'"') {
                        chars.next();
                        field.push('"');
                    } else {
                        break;
                    }
                }
            }
            ',' => line.push(std::mem::take(&mut field)),
            '\r' if chars.peek() == Some(&'\n') => {
                chars.next();
                line.push(std::mem::take(&mut field));
                lines.push(std::mem::take(&mut line));
            }
            c => field.push(c),
        }
    }
    assert!(field.is_empty() && line.is_empty());
    lines
}

#[test]
fn what_is_exported_reads_back_as_what_the_host_said() {
    for case in 0..cases() / 50 {
        let mut dice = Dice::new(71 << 40 | case);
        let body = hub(&mut dice, 10);
        let instances = list_answer(200, &body).unwrap();
        let rows = rows(&body, Limits::default());
        let exact = Format::Csv {
            is_safe: false,
            has_mark: false,
        };
        let table = read_csv(&written(
            &export(exact, "id,name,output,status"),
            &rows,
            &Utc,
        ));
        let lines = written(
            &export(Format::JsonLines, "id,name,output,created"),
            &rows,
            &Utc,
        );
        assert_eq!(table.len(), instances.len() + 1);
        for ((instance, cells), line) in instances.iter().zip(&table[1..]).zip(lines.lines()) {
            let plain = instance.output.as_string();
            let output = if instance.output.is_null() {
                ""
            } else {
                instance.output.text()
            };
            assert_eq!(
                *cells,
                [
                    instance.instance_id.as_str(),
                    &instance.name,
                    plain.as_deref().unwrap_or(output),
                    instance.runtime_status.as_str()
                ]
            );
            let fields: BTreeMap<&str, &RawValue> = serde_json::from_str(line).unwrap();
            let said = |key: &str| serde_json::from_str::<String>(fields[key].get()).unwrap();
            assert_eq!(said("id"), instance.instance_id);
            assert_eq!(fields.contains_key("output"), !instance.output.is_absent());
            if let Some(output) = fields.get("output") {
                assert_eq!(output.get(), instance.output.text());
            }
        }
    }
}
