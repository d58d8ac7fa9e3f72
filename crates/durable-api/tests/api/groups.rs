//! Groups and histograms.

use crate::filters::made_up::{NOW, hub, path};
use crate::support::{Dice, cases};
use durable_api::filter::{Filter, Fixed, Utc, ValuePath, Zone};
use durable_api::group::{GroupBy, Grouping, Label};
use durable_api::histogram::{Histogram, Looked};
use rows::{Held, Ingest, Rows, Slot, time};
use std::collections::BTreeSet;

fn rows(body: &str) -> Rows {
    let mut held = Held::default();
    Ingest::new(body.as_bytes().to_vec(), 1).run(&mut held);
    held.instances
}

fn all(rows: &Rows) -> Vec<Slot> {
    rows.slots().collect()
}

#[test]
fn a_group_leads_to_exactly_its_members() {
    let now = time::parse(NOW).unwrap();
    for case in 0..cases() / 50 {
        let mut dice = Dice::new(61 << 40 | case);
        let body = hub(&mut dice, 25);
        let rows = rows(&body);
        let zone = Fixed([0, 3600, -34_200, 20_700][dice.below(4)]);
        let by = match dice.below(7) {
            0 => GroupBy::Status,
            1 => GroupBy::Name,
            2 => GroupBy::Error,
            3 => GroupBy::Hour,
            4 => GroupBy::Day,
            _ => {
                let mut path = path(&mut dice);
                path.field = [rows::Field::Output, rows::Field::CustomStatus][dice.below(2)];
                GroupBy::Value(path)
            }
        };
        let mut grouping = Grouping::new(by.clone(), &zone);
        let slots = all(&rows);
        let (first, rest) = slots.split_at(dice.below(slots.len()));
        grouping.add(&rows, first);
        grouping.add(&rows, rest);
        assert_eq!(grouping.unknown, 0);
        let mut left: BTreeSet<Slot> = slots.iter().copied().collect();
        for group in grouping.finish() {
            let Some(clauses) = group.clauses.clone() else {
                assert!(matches!(&group.label, Label::Json(it) if it.starts_with(['{', '['])));
                left.remove(&group.example);
                continue;
            };
            let filter = Filter { clauses };
            // The clauses lead there through an address too.
            let text = filter.to_text(&Utc);
            assert_eq!(Filter::parse(&text, &zone).as_ref(), Ok(&filter), "{text}");
            let members = filter.probe(now, &zone).select_all(&rows).yes;
            assert_eq!(
                members.len(),
                group.count,
                "case {case}: {by:?} {text} {group:?} {body}"
            );
            assert!(members.contains(&group.example));
            let created = members
                .iter()
                .filter_map(|it| rows.row(*it).unwrap().created());
            assert_eq!(created.clone().min(), group.first);
            assert_eq!(created.max(), group.last);
            for member in members {
                assert!(left.remove(&member), "{text}: a member of two groups");
            }
        }
        if !matches!(by, GroupBy::Value(_)) {
            assert!(left.is_empty(), "{by:?}");
        }
    }
}

#[test]
fn the_first_groups_are_the_beginning_of_all() {
    for case in 0..cases() / 50 {
        let mut dice = Dice::new(63 << 40 | case);
        let rows = rows(&hub(&mut dice, 25));
        for by in ["status", "name", "error", "hour", "day", "output.a"] {
            let by = GroupBy::parse(by).unwrap();
            assert_eq!(GroupBy::parse(&by.to_text()).as_ref(), Some(&by));
            let made = || {
                let mut grouping = Grouping::new(by.clone(), &Utc);
                grouping.add(&rows, &all(&rows));
                grouping
            };
            let mut whole = made().finish();
            let (first, count) = made().finish_first(3);
            assert_eq!(count, whole.len());
            whole.truncate(3);
            assert_eq!(first, whole, "case {case}: {by:?}");
        }
    }
}

#[test]
fn errors_that_differ_in_particulars_are_one_group() {
    let failed = |id: u32, card: u32, hour: u32| {
        format!(
            r#"{{"instanceId":"i{id}","runtimeStatus":"Failed","createdTime":"2026-11-21T0{hour}:00:00Z","output":"Orchestrator function 'O' failed: The activity function 'C' failed: \"The card ending in {card} was declined.\". See the function execution logs for additional details."}}"#
        )
    };
    let rows = rows(&format!(
        r#"[{},{},{{"instanceId":"ok","runtimeStatus":"Completed"}}]"#,
        failed(1, 4242, 8),
        failed(2, 1881, 7)
    ));
    let mut grouping = Grouping::new(GroupBy::Error, &Utc);
    grouping.add(&rows, &all(&rows));
    let groups = grouping.finish();
    assert_eq!(
        groups[0].label,
        Label::Text("The card ending in # was declined.".into())
    );
    assert_eq!(
        (groups[0].count, groups[0].example),
        (2, rows.find("i1").unwrap())
    );
    assert_eq!(time::utc(groups[0].first.unwrap()), "2026-11-21T07:00:00Z");
    assert_eq!((&groups[1].label, groups[1].count), (&Label::Nothing, 1));
}

#[test]
fn values_are_grouped_as_they_are_equal() {
    let rows = rows(
        r#"[{"instanceId":"a","output":{"n":1.0}},{"instanceId":"b","output":{"n":1}},{"instanceId":"c","output":{"n":"1"}},
            {"instanceId":"d","output":{"n":12345678901234567890}},{"instanceId":"e","output":{"n":12345678901234567891}},
            {"instanceId":"f","output":{}},{"instanceId":"g","output":{"n":[1]}}]"#,
    );
    let by = GroupBy::Value(ValuePath::parse("output.n").unwrap());
    let mut grouping = Grouping::new(by, &Utc);
    grouping.add(&rows, &all(&rows));
    let groups: Vec<(Label, usize)> = grouping
        .finish()
        .into_iter()
        .map(|it| (it.label, it.count))
        .collect();
    let json = |it: &str| Label::Json(it.to_owned());
    assert_eq!(groups[0], (json("1.0"), 2));
    let mut rest = groups[1..].to_vec();
    rest.sort();
    assert_eq!(
        rest,
        [
            (json("\"1\""), 1),
            (json("12345678901234567890"), 1),
            (json("12345678901234567891"), 1),
            (json("[1]"), 1),
            (Label::Nothing, 1)
        ]
    );
}

/// Stockholm in the year 2026.
struct Stockholm;

impl Zone for Stockholm {
    fn offset(&self, ticks: i64) -> i32 {
        let summer = time::parse("2026-03-29T01:00:00Z").unwrap()
            ..time::parse("2026-10-25T01:00:00Z").unwrap();
        if summer.contains(&ticks) { 7200 } else { 3600 }
    }
}

fn bounds(from: &str, to: &str, most: usize, zone: &dyn Zone) -> Vec<String> {
    let histogram = Histogram::over(
        time::parse(from).unwrap(),
        time::parse(to).unwrap(),
        most,
        zone,
    );
    let mut bounds: Vec<String> = histogram
        .buckets
        .iter()
        .map(|it| time::utc(it.from))
        .collect();
    bounds.extend(histogram.buckets.last().map(|it| time::utc(it.to)));
    bounds
}

#[test]
fn buckets_begin_at_round_times_of_the_zone() {
    assert_eq!(
        bounds("2026-11-21T07:09:29Z", "2026-11-21T09:00:00Z", 5, &Utc),
        [
            "2026-11-21T07:00:00Z",
            "2026-11-21T07:30:00Z",
            "2026-11-21T08:00:00Z",
            "2026-11-21T08:30:00Z",
            "2026-11-21T09:00:00Z"
        ]
    );
    // A day of 25 hours is a day.
    assert_eq!(
        bounds(
            "2026-10-24T00:00:00Z",
            "2026-10-27T00:00:00Z",
            5,
            &Stockholm
        ),
        [
            "2026-10-23T22:00:00Z",
            "2026-10-24T22:00:00Z",
            "2026-10-25T23:00:00Z",
            "2026-10-26T23:00:00Z",
            "2026-10-27T23:00:00Z"
        ]
    );
    // Half an hour off.
    assert_eq!(
        bounds(
            "2026-11-21T07:00:00Z",
            "2026-11-21T08:00:00Z",
            3,
            &Fixed(19_800)
        )[0],
        "2026-11-21T06:30:00Z"
    );
    assert!(bounds("2026-11-21T07:00:00Z", "2026-11-21T07:00:00Z", 9, &Utc).is_empty());
}

#[test]
fn buckets_cover_their_window_without_gaps_and_count_everybody_once() {
    for case in 0..cases() / 50 {
        let mut dice = Dice::new(62 << 40 | case);
        let rows = rows(&hub(&mut dice, 40));
        let now = time::parse(NOW).unwrap();
        let back = [100, 10_000, 400_000, 40_000_000, 4_000_000_000][dice.below(5)];
        let from = now - i64::try_from(dice.below(back)).unwrap() * time::SECOND;
        let most = 1 + dice.below(80);
        let mut histogram = Histogram::over(from, now, most, &Stockholm);
        let buckets = &histogram.buckets;
        if from < now {
            assert!(buckets[0].from <= from && buckets[buckets.len() - 1].to >= now);
            // Where clocks change, one more may be needed.
            assert!(buckets.len() <= most.max(2) + 2, "{} {most}", buckets.len());
            assert!(
                buckets
                    .windows(2)
                    .all(|it| it[0].to == it[1].from && it[0].from < it[0].to)
            );
        }
        histogram.count(&rows, &all(&rows));
        let within: usize = histogram.buckets.iter().map(|it| it.total() as usize).sum();
        assert_eq!(
            within + histogram.earlier + histogram.later + histogram.timeless,
            rows.len()
        );
        for bucket in &histogram.buckets {
            let text = format!(
                "created:{}..{} status:failed",
                time::utc(bucket.from),
                time::utc(bucket.to)
            );
            let failed = Filter::parse(&text, &Utc)
                .unwrap()
                .probe(now, &Utc)
                .select_all(&rows)
                .yes;
            assert_eq!(bucket.counts[5] as usize, failed.len(), "{text}");
        }
    }
}

#[test]
fn a_bucket_says_how_much_of_it_was_looked_at() {
    use Looked::{Partly, Wholly};
    let (from, to) = (
        time::parse("2026-11-21T00:00:00Z").unwrap(),
        time::parse("2026-11-21T06:00:00Z").unwrap(),
    );
    let mut histogram = Histogram::over(from, to, 8, &Utc);
    let hour = time::DAY / 24;
    assert_eq!(histogram.buckets.len(), 6);
    let at = |hours: i64, minutes: i64| from + hours * hour + minutes * hour / 60;
    histogram.look(&[
        (at(2, 30), at(4, 0)),
        (at(0, 0), at(0, 40)),
        (at(0, 30), at(1, 0)),
        (at(1, 0), at(2, 0)),
        (at(4, 59), at(5, 1)),
    ]);
    let looked: Vec<Looked> = histogram.buckets.iter().map(|it| it.looked).collect();
    assert_eq!(looked, [Wholly, Wholly, Partly, Wholly, Partly, Partly]);
    histogram.look(&[]);
    assert!(histogram.buckets.iter().all(|it| it.looked == Looked::Not));
    histogram.look(&[(i64::MIN, i64::MAX)]);
    assert!(histogram.buckets.iter().all(|it| it.looked == Wholly));
}
