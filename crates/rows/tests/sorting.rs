//! The order of rows, against the plain way: sort everything by comparing it.

#![allow(clippy::unwrap_used, clippy::cast_possible_truncation)]

use rows::json::{Found, Step, find};
use rows::order::store_order;
use rows::sort::{By, IdOrder, Sorted};
use rows::{Field, Fields, Row, Rows, Slot};
use std::cmp::Ordering;

struct Dice(u64);

impl Dice {
    fn below(&mut self, end: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ z >> 30).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ z >> 27).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ z >> 31) % end as u64) as usize
    }

    fn pick<'a>(&mut self, from: &[&'a str]) -> &'a str {
        from[self.below(from.len())]
    }
}

const VALUES: [&str; 18] = [
    "\"ab\u{7f}z\"",
    "\"abå\"",
    "\"abäz\"",
    "\"ab\u{7f}\"",
    "null",
    "true",
    "false",
    "0",
    "-1",
    "1.0",
    "1",
    "12345678901234567890",
    "12345678901234567891",
    "\"a\"",
    "\"\\u0061b\"",
    "\"abcdefghijk\"",
    "\"abcdefghijl\"",
    "[1]",
];

fn add(rows: &mut Rows, dice: &mut Dice, count: usize) {
    for _ in 0..count {
        let mut id = dice
            .pick(&["order-", "order-1000", "", "å", "order^", "x/"])
            .to_owned();
        for _ in 0..dice.below(12) {
            id.push_str(dice.pick(&[
                "0", "1", "2", "a", "/", "^", "😀", "\u{ff5e}", "\u{0}", " ", "?",
            ]));
        }
        let time = format!("2026-11-21T07:00:{:02}Z", dice.below(60));
        let value = format!("{{\"v\":{}}}", dice.pick(&VALUES));
        rows.put(
            &Fields {
                id: id.into(),
                name: dice.pick(&["B", "a", "C", "", "Å"]).into(),
                status: dice
                    .pick(&["Running", "Failed", "Napping", "Completed"])
                    .into(),
                created: if dice.below(9) == 0 {
                    "".into()
                } else {
                    time.clone().into()
                },
                updated: time.into(),
                output: if dice.below(5) == 0 {
                    None
                } else {
                    Some(&value)
                },
                ..Fields::default()
            },
            1,
        );
    }
}

fn class(value: &str) -> usize {
    let firsts = ["n", "f", "t", "-0123456789", "\"", "[{"];
    firsts
        .iter()
        .position(|it| it.contains(&value[..1]))
        .unwrap()
}

fn value(row: Row<'_>) -> Option<&str> {
    let path = [Step::Key("v".to_owned())];
    match find(row.output().whole()?, &path, false) {
        Found::Value(value) => Some(value),
        _ => None,
    }
}

fn values(a: &str, b: &str) -> Ordering {
    class(a).cmp(&class(b)).then_with(|| match class(a) {
        3 => rows::json::compare_numbers(a, b),
        4 => rows::json::string(a).cmp(&rows::json::string(b)),
        5 => a.cmp(b),
        _ => Ordering::Equal,
    })
}

/// The plain way: `None` stands last, ties by id.
fn plainly(rows: &Rows, by: &By, descending: bool) -> Vec<Slot> {
    fn last<T>(
        a: Option<T>,
        b: Option<T>,
        order: impl Fn(&T, &T) -> Ordering,
        descending: bool,
    ) -> Ordering {
        match (a, b) {
            (Some(a), Some(b)) if descending => order(&b, &a),
            (Some(a), Some(b)) => order(&a, &b),
            (a, b) => b.is_some().cmp(&a.is_some()),
        }
    }
    let mut slots: Vec<Slot> = rows.slots().collect();
    slots.sort_by(|a, b| {
        let (a, b) = (rows.row(*a).unwrap(), rows.row(*b).unwrap());
        let plain = |a: &i64, b: &i64| a.cmp(b);
        let order = match by {
            By::Id => last(
                Some(a.id()),
                Some(b.id()),
                |a, b| store_order(a, b),
                descending,
            ),
            By::Name => last(Some(a.name()), Some(b.name()), Ord::cmp, descending),
            By::Status => last(
                Some(a.status_name()),
                Some(b.status_name()),
                Ord::cmp,
                descending,
            ),
            By::Created => last(a.created(), b.created(), plain, descending),
            By::Updated => last(a.updated(), b.updated(), plain, descending),
            By::Duration(now) => last(a.duration(*now), b.duration(*now), plain, descending),
            By::Path(..) => last(value(a), value(b), |a, b| values(a, b), descending),
        };
        order.then_with(|| store_order(a.id(), b.id()))
    });
    slots
}

#[test]
fn rows_stand_as_the_plain_way_puts_them_and_stay_so_as_more_come() {
    let now = rows::time::parse("2026-11-21T07:00:30Z").unwrap();
    for case in 0..10 {
        for by in [
            By::Id,
            By::Name,
            By::Status,
            By::Created,
            By::Updated,
            By::Duration(now),
            By::Path(Field::Output, vec![Step::Key("v".to_owned())]),
        ] {
            let mut dice = Dice(case);
            let (mut rows, mut ids) = (Rows::default(), IdOrder::default());
            let descending = case % 2 == 1;
            add(&mut rows, &mut dice, 200);
            ids.refresh(&rows);
            let slots: Vec<Slot> = rows.slots().collect();
            let mut sorted = Sorted::new(by.clone(), descending);
            sorted.insert(&rows, &ids, &slots);
            assert_eq!(
                sorted.slots(),
                plainly(&rows, &by, descending),
                "{by:?} {case}"
            );
            for _ in 0..3 {
                let from = rows.end();
                let count = dice.below(90);
                // Those that are known already change under the sorted vector's feet: taken out and put in again.
                let before: Vec<Slot> = rows.slots().collect();
                add(&mut rows, &mut dice, count);
                ids.refresh(&rows);
                sorted.retain(&|_| false);
                sorted.insert(&rows, &ids, &before);
                let new: Vec<Slot> = (from..rows.end()).collect();
                sorted.insert(&rows, &ids, &new);
                assert_eq!(
                    sorted.slots(),
                    plainly(&rows, &by, descending),
                    "{by:?} {case}"
                );
            }
        }
    }
}

#[test]
fn rows_that_go_leave_no_trace_in_the_order() {
    let mut dice = Dice(7);
    let (mut rows, mut ids) = (Rows::default(), IdOrder::default());
    add(&mut rows, &mut dice, 300);
    ids.refresh(&rows);
    for round in 0..20 {
        let slots: Vec<Slot> = rows.slots().collect();
        for _ in 0..dice.below(20) {
            rows.remove(slots[dice.below(slots.len())]);
        }
        if round % 3 > 0 {
            add(&mut rows, &mut dice, 15);
        }
        ids.refresh(&rows);
        assert_eq!(ids.slots(), plainly(&rows, &By::Id, false), "round {round}");
        assert!(ids.slots().is_sorted_by_key(|slot| ids.rank(*slot)));
    }
}

#[test]
fn rows_stand_right_whenever_one_looks_away_while_they_are_sorted() {
    for case in 0..6 {
        let mut dice = Dice(case + 40);
        let (mut rows, mut ids) = (Rows::default(), IdOrder::default());
        let by = [By::Created, By::Id, By::Name][case as usize % 3].clone();
        let mut sorted = Sorted::new(by.clone(), case % 2 == 0);
        for portion in 0..20 {
            let gone: Vec<Slot> = rows.slots().filter(|_| dice.below(30) == 0).collect();
            for slot in &gone {
                rows.remove(*slot);
            }
            sorted.retain(&|slot| !gone.contains(&slot));
            let told = |rows: &Rows, slot: Slot| {
                let row = rows.row(slot)?;
                Some((row.created(), row.name().to_owned()))
            };
            let before: Vec<_> = (0..rows.end()).map(|slot| told(&rows, slot)).collect();
            let count = dice.below(400);
            add(&mut rows, &mut dice, count);
            ids.refresh(&rows);
            let is_other = |slot: Slot| before.get(slot as usize) != Some(&told(&rows, slot));
            sorted.retain(&|slot| !is_other(slot));
            let new: Vec<Slot> = rows.slots().filter(|slot| is_other(*slot)).collect();
            sorted.add(&rows, &ids, &new);
            // Not always to the end.
            let mut looks = dice.below(3);
            while looks > 0 && sorted.step(&rows, &ids, &mut || false) {
                looks -= 1;
            }
            assert_eq!(sorted.len(), rows.len(), "portion {portion}");
        }
        while sorted.step(&rows, &ids, &mut || false) {}
        assert!(sorted.is_settled());
        assert_eq!(sorted.slots(), plainly(&rows, &by, case % 2 == 0), "{by:?}");
    }
}
