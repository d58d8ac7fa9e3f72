//! Every clause over the compact rows, against plain Rust over the decoder's instances.

use super::made_up::{NOW, clause, filter, hub, value};
use crate::support::{Dice, cases};
use durable_api::decode::list_answer;
use durable_api::filter::{
    Clause, Comparison, Fixed, Length, Literal, Moment, Pattern, Test, Utc, ValuePath, Window, Zone,
};
use durable_api::position::store_order;
use durable_api::{InstanceStatus, RawJson, RuntimeStatus, Timestamp};
use rows::json::Step;
use rows::probe::Verdict;
use rows::{Field, Held, Ingest, Limits, Progress, Row, time};
use serde_json::value::RawValue;
use std::cmp::Ordering;
use std::collections::BTreeMap;

/// An instance as the decoder has it, with its input where somebody asked for it.
struct Subject<'a> {
    instance: &'a InstanceStatus,
    input: Option<&'a RawJson>,
}

fn ticks(time: &Timestamp) -> Option<i64> {
    let moment = time.utc()?;
    Some(moment.timestamp() * time::SECOND + i64::from(moment.timestamp_subsec_nanos() / 100))
}

/// The rule of the small forms, said another way: those of Latin letters.
fn small(text: &str) -> String {
    let has_small = |c: char| c.is_ascii() || ('À'..='Þ').contains(&c);
    text.chars()
        .map(|c| {
            if has_small(c) {
                c.to_lowercase().next().unwrap()
            } else {
                c
            }
        })
        .collect()
}

fn has(text: &str, part: &str) -> bool {
    small(text).contains(&small(part))
}

fn fits(pattern: &Pattern, text: &str, any_case: bool) -> bool {
    let part = small(pattern.text());
    match pattern {
        Pattern::Is(whole) if !any_case => text == whole,
        Pattern::Begins(start) if !any_case => text.starts_with(start.as_str()),
        Pattern::Is(_) => small(text) == part,
        Pattern::Begins(_) => small(text).starts_with(&part),
        Pattern::Ends(_) => small(text).ends_with(&part),
        Pattern::Has(_) => small(text).contains(&part),
    }
}

/// JSON as a person reads it: the escapes of its strings read, the rest as it is.
fn readable(json: &str) -> String {
    let mut out = String::new();
    let mut rest = json;
    while let Some(start) = rest.find('"') {
        out.push_str(&rest[..=start]);
        let mut end = start + 1;
        while rest.as_bytes()[end] != b'"' {
            end += if rest.as_bytes()[end] == b'\\' { 2 } else { 1 };
        }
        out.push_str(&serde_json::from_str::<String>(&rest[start..=end]).unwrap());
        out.push('"');
        rest = &rest[end + 1..];
    }
    out + rest
}

fn field<'a>(subject: &Subject<'a>, field: Field) -> Option<&'a RawJson> {
    match field {
        Field::Input => subject.input,
        Field::CustomStatus => Some(&subject.instance.custom_status),
        Field::Output => Some(&subject.instance.output),
    }
}

fn field_has(value: &RawJson, part: &str) -> bool {
    !value.is_null() && has(&readable(value.text()), part)
}

fn at(json: &str, steps: &[Step]) -> Option<String> {
    let Some((step, rest)) = steps.split_first() else {
        return Some(json.trim().to_owned());
    };
    let inner = match step {
        Step::Key(key) => {
            let members: BTreeMap<String, &RawValue> = serde_json::from_str(json).ok()?;
            members.get(key)?.get()
        }
        Step::Index(index) => {
            let elements: Vec<&RawValue> = serde_json::from_str(json).ok()?;
            elements.get(*index)?.get()
        }
    };
    at(inner, rest)
}

/// A number of the tests in tenths: they have at most three digits behind the point.
fn thousandths(text: &str) -> Option<i128> {
    if text == "10e1" {
        return Some(100_000);
    }
    serde_json::from_str::<&RawValue>(text).ok()?;
    let (whole, fraction) = text.split_once('.').unwrap_or((text, ""));
    let fraction = format!("{fraction:0<3}");
    let sign = if whole.starts_with('-') { -1 } else { 1 };
    let whole: i128 = whole.trim_start_matches('-').parse().ok()?;
    Some(sign * (whole * 1000 + fraction.parse::<i128>().ok()?))
}

fn order(value: &str, literal: &Literal) -> Option<Ordering> {
    let equal = |is: bool| is.then_some(Ordering::Equal);
    let text = literal.text();
    if let Ok(said) = serde_json::from_str::<String>(value) {
        return if literal.is_text() {
            Some(said.as_str().cmp(text))
        } else {
            equal(said == text)
        };
    }
    if literal.is_text() || value.starts_with(['[', '{']) {
        return None;
    }
    match (thousandths(value), thousandths(text)) {
        (Some(a), Some(b)) => Some(a.cmp(&b)),
        _ => equal(value == text),
    }
}

fn holds(comparison: Comparison, order: Option<Ordering>) -> bool {
    match comparison {
        Comparison::Equal => order == Some(Ordering::Equal),
        Comparison::NotEqual => order != Some(Ordering::Equal),
        Comparison::Less => order == Some(Ordering::Less),
        Comparison::AtMost => matches!(order, Some(Ordering::Less | Ordering::Equal)),
        Comparison::More => order == Some(Ordering::Greater),
        Comparison::AtLeast => matches!(order, Some(Ordering::Greater | Ordering::Equal)),
    }
}

/// `None` when the input would have to be known and is not.
fn at_path(subject: &Subject<'_>, path: &ValuePath, is: impl Fn(&str) -> bool) -> Option<bool> {
    let value = field(subject, path.field)?;
    if value.is_absent() {
        return Some(false);
    }
    Some(at(value.text(), &path.steps).is_some_and(|it| is(&it)))
}

fn moment(moment: Moment, now: i64, offset: i64) -> i64 {
    match moment {
        Moment::At(ticks) => ticks,
        Moment::Ago(span) => now - i64::try_from(span.0).unwrap() * 10_000,
        Moment::Day(days) => {
            let local = now + offset * time::SECOND;
            local - local.rem_euclid(time::DAY) + i64::from(days) * time::DAY
                - offset * time::SECOND
        }
    }
}

fn within(window: Window, at: Option<i64>, now: i64, offset: i64) -> bool {
    let moment = |it| moment(it, now, offset);
    let Some(at) = at else { return false };
    match window {
        Window::Since(from) => at >= moment(from),
        Window::Before(to) => at < moment(to),
        Window::Between(from, to) => at >= moment(from) && at < moment(to),
        Window::Around(middle, by) => (at - moment(middle)).unsigned_abs() <= by.0 * 10_000,
    }
}

fn lasted(instance: &InstanceStatus, what: Length, now: i64) -> Option<i64> {
    let (created, updated) = (
        ticks(&instance.created_time),
        ticks(&instance.last_updated_time),
    );
    let finished = instance.runtime_status.is_finished();
    let length = match what {
        Length::Duration if finished => updated? - created?,
        Length::Duration => now - created?,
        _ if finished => return None,
        Length::Age => now - created?,
        Length::Idle => now - updated?,
    };
    Some(length).filter(|it| *it >= 0)
}

fn error(instance: &InstanceStatus) -> Option<&RawJson> {
    (instance.runtime_status == RuntimeStatus::Failed).then_some(&instance.output)
}

/// `None`: it cannot be told from what is known.
fn says(test: &Test, subject: &Subject<'_>, now: i64, offset: i64) -> Option<bool> {
    let instance = subject.instance;
    Some(match test {
        Test::Status(statuses) => statuses.contains(&instance.runtime_status),
        Test::Name(patterns) => patterns.iter().any(|it| fits(it, &instance.name, true)),
        Test::Id(patterns) => patterns
            .iter()
            .any(|it| fits(it, &instance.instance_id, false)),
        Test::IdFrom(id) => store_order(&instance.instance_id, id).is_ge(),
        Test::IdBefore(id) => store_order(&instance.instance_id, id).is_lt(),
        Test::Created(window) => within(*window, ticks(&instance.created_time), now, offset),
        Test::Updated(window) => within(*window, ticks(&instance.last_updated_time), now, offset),
        Test::Lasting { what, from, to } => lasted(instance, *what, now).is_some_and(|it| {
            let ms = u64::try_from(it).unwrap();
            ms >= from.0 * 10_000 && to.is_none_or(|to| ms < to.0 * 10_000)
        }),
        Test::Has(name, part) => field_has(field(subject, *name)?, part),
        Test::Error(part) => error(instance).is_some_and(|it| field_has(it, part)),
        Test::ErrorLike(like) => error(instance).is_some_and(|it| {
            let said = it.as_string().unwrap_or_default();
            let expected = match said.as_str() {
                "7 of 9" => "# of #",
                said if said.contains("4242") => "The card ending in # was declined.",
                _ => "",
            };
            like == expected
        }),
        Test::Exists(path) if path.steps.is_empty() => !field(subject, path.field)?.is_null(),
        Test::Exists(path) => at_path(subject, path, |_| true)?,
        Test::Value(path, comparison, literal) => at_path(subject, path, |value| {
            holds(*comparison, order(value, literal))
        })?,
        Test::Anywhere(part) => {
            has(&instance.instance_id, part)
                || has(&instance.name, part)
                || field_has(&instance.custom_status, part)
                || field_has(&instance.output, part)
        }
    })
}

fn verdict(clauses: &[Clause], subject: &Subject<'_>, now: i64, offset: i64) -> Verdict {
    let said = clauses.iter().map(|clause| {
        match says(&clause.test, subject, now, offset).map(|is| is != clause.not) {
            None => Verdict::Unknown,
            Some(true) => Verdict::Yes,
            Some(false) => Verdict::No,
        }
    });
    said.min().unwrap_or(Verdict::Yes)
}

fn held(body: &str, limits: Limits) -> Held {
    let mut held = Held::new(limits);
    assert_eq!(
        Ingest::new(body.as_bytes().to_vec(), 1).run(&mut held),
        Progress::Done
    );
    held
}

fn fields<'a>(row: Row<'a>, input: &'a str) -> rows::Fields<'a> {
    rows::Fields {
        id: row.id().into(),
        name: row.name().into(),
        status: row.status_name().into(),
        created: row.created_text(),
        updated: row.updated_text(),
        custom_status: row.custom_status().whole(),
        output: row.output().whole(),
        input: Some(input),
        more: false,
    }
}

#[test]
fn every_clause_says_of_compact_rows_what_plain_rust_says_of_instances() {
    let now = time::parse(NOW).unwrap();
    let mut said = [0_u64; 3];
    for case in 0..cases() / 50 {
        let mut dice = Dice::new(41 << 40 | case);
        let body = hub(&mut dice, 12);
        let instances = list_answer(200, &body).unwrap();
        let mut held = held(&body, Limits::default());
        let inputs: Vec<Option<RawJson>> = instances
            .iter()
            .map(|_| {
                dice.chance(2)
                    .then(|| RawJson::parse(&value(&mut dice, 2)).unwrap())
            })
            .collect();
        let rows = &mut held.instances;
        for (instance, input) in instances.iter().zip(&inputs) {
            if let Some(input) = input {
                let copy = rows.clone();
                let row = copy.row(copy.find(&instance.instance_id).unwrap()).unwrap();
                rows.put(&fields(row, input.text()), 2);
            }
        }
        for round in 0..40 {
            let filter = match round {
                0..30 => durable_api::filter::Filter {
                    clauses: vec![clause(&mut dice)],
                },
                _ => filter(&mut dice),
            };
            let offset = [0, 3600, -34_200][dice.below(3)];
            let zone: &dyn Zone = if offset == 0 { &Utc } else { &Fixed(offset) };
            let mut probe = filter.probe(now, zone);
            let selected = probe.select_all(rows);
            for (instance, input) in instances.iter().zip(&inputs) {
                let subject = Subject {
                    instance,
                    input: input.as_ref(),
                };
                let expected = verdict(&filter.clauses, &subject, now, i64::from(offset));
                let slot = rows.find(&instance.instance_id).unwrap();
                let found = probe.look(rows, slot);
                assert_eq!(
                    found,
                    expected,
                    "case {case}: {} of {}",
                    filter.to_text(&Utc),
                    instance.to_json()
                );
                assert_eq!(selected.yes.contains(&slot), expected == Verdict::Yes);
                assert_eq!(
                    selected.unknown.contains(&slot),
                    expected == Verdict::Unknown
                );
                said[expected as usize] += 1;
            }
        }
    }
    assert!(
        said.iter().all(|count| *count * 100 > said.iter().sum()),
        "{said:?}"
    );
}

#[test]
fn of_a_cut_text_a_clause_never_says_what_the_whole_would_contradict() {
    let now = time::parse(NOW).unwrap();
    let (mut sure, mut unsure) = (0_u64, 0_u64);
    for case in 0..cases() / 100 {
        let mut dice = Dice::new(42 << 40 | case);
        let body = hub(&mut dice, 12);
        let whole = held(&body, Limits::default());
        let limits = Limits {
            text: dice.below(40),
            full_rows: 9,
            ..Limits::default()
        };
        let cut = held(&body, limits);
        for _ in 0..40 {
            let clause = clause(&mut dice);
            let text = clause.to_text(&Utc);
            // A fingerprint is of the first line, which real limits never cut.
            if matches!(clause.test, Test::ErrorLike(_)) {
                continue;
            }
            let filter = durable_api::filter::Filter {
                clauses: vec![clause],
            };
            let mut probe = filter.probe(now, &Utc);
            for slot in whole.instances.slots() {
                let id = whole.instances.row(slot).unwrap().id();
                let (a, b) = (
                    probe.look(&whole.instances, slot),
                    probe.look(&cut.instances, cut.instances.find(id).unwrap()),
                );
                assert!(
                    a == b || b == Verdict::Unknown,
                    "case {case}: {text} of {id} in {body}: {a:?} {b:?}"
                );
                if b == Verdict::Unknown {
                    unsure += 1;
                } else {
                    sure += 1;
                }
            }
        }
    }
    assert!(unsure > 0 && sure > unsure, "{sure} {unsure}");
}
