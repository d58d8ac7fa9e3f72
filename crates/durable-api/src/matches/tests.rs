use std::fmt::Write;

use super::*;
use crate::filter::Utc;
use rows::{Ingest, Status};

const STATUSES: [&str; 5] = ["Running", "Completed", "Failed", "Napping", "Pending"];

fn put(held: &mut rows::Held, asked: u32, rows: &[(u32, u32)]) -> Vec<Slot> {
    let mut body = String::from("[");
    for (at, (id, state)) in rows.iter().enumerate() {
        let status = STATUSES[*state as usize % 5];
        body.push_str(if at == 0 { "" } else { "," });
        let _ = write!(
            body,
            r#"{{"instanceId":"i-{id}","name":"F{}","runtimeStatus":"{status}","createdTime":"2026-11-21T07:{:02}:{:02}Z","lastUpdatedTime":"2026-11-21T08:00:00Z","output":{state}}}"#,
            id % 3,
            state % 60,
            id % 60
        );
    }
    body.push(']');
    let mut ingest = Ingest::new(body.into_bytes(), asked);
    ingest.run(held);
    ingest.report().touched.iter().map(|it| it.0).collect()
}

fn all_at_once(rows: &Rows, filter: &Filter, ids: &IdOrder) -> (Vec<Slot>, usize) {
    let found = filter.probe(0, &Utc).select_all(rows);
    let mut sorted = Sorted::new(By::Created, true);
    sorted.insert(rows, ids, &found.yes);
    (sorted.slots().to_vec(), found.unknown.len())
}

#[test]
fn however_rows_come_change_and_go_the_list_is_what_one_look_at_all_would_give() {
    let mut seed = 11_u64;
    let mut draw = |below: u32| {
        seed = seed.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1);
        u32::try_from(seed >> 40).unwrap() % below
    };
    for text in [
        "",
        "status:failed,running",
        "name:F1 status:completed",
        "-status:failed",
        "output=3",
        "status:failed status:running",
    ] {
        let filter = Filter::parse(text, &Utc).unwrap();
        let (mut held, mut ids) = (rows::Held::default(), IdOrder::default());
        let mut matches = Matches::new(&filter, 0, &Utc, By::Created, true);
        for round in 1..60 {
            let rows: Vec<(u32, u32)> = (0..draw(40)).map(|_| (draw(300), draw(90))).collect();
            let mut touched = put(&mut held, round, &rows);
            if round % 7 == 0 {
                let some: Vec<Slot> = held.instances.slots().step_by(5).collect();
                for slot in some {
                    held.instances.remove(slot);
                    touched.push(slot);
                }
            }
            matches.touch(&touched);
            ids.refresh(&held.instances);
            while matches.step(&held.instances, &ids, &[], &mut || false) {}
            assert!(matches.is_done(&held.instances));
            let (slots, unknown) = all_at_once(&held.instances, &filter, &ids);
            assert_eq!(matches.slots(), slots, "{text} in round {round}");
            assert_eq!(matches.counts().unknown as usize, unknown);
        }
    }
}

#[test]
fn rows_that_are_held_back_come_when_they_are_let_in() {
    let mut held = rows::Held::default();
    put(&mut held, 1, &[(1, 2), (2, 2)]);
    let late = put(&mut held, 2, &[(3, 2), (4, 1)]);
    let mut ids = IdOrder::default();
    ids.refresh(&held.instances);
    let filter = Filter::parse("status:failed", &Utc).unwrap();
    let mut matches = Matches::new(&filter, 0, &Utc, By::Id, false);
    matches.step(&held.instances, &ids, &late, &mut || true);
    assert_eq!(matches.slots(), [0, 1]);
    let fitting: Vec<Slot> = late
        .iter()
        .copied()
        .filter(|it| matches.fits(&held.instances, *it))
        .collect();
    assert_eq!(fitting, [2]);
    matches.touch(&late);
    matches.step(&held.instances, &ids, &[], &mut || true);
    assert_eq!(matches.slots(), [0, 1, 2]);
}

#[test]
fn counts_by_status_do_not_depend_on_which_statuses_are_wanted() {
    let mut held = rows::Held::default();
    put(&mut held, 1, &[(1, 0), (2, 1), (3, 2), (4, 2), (5, 3)]);
    let mut ids = IdOrder::default();
    ids.refresh(&held.instances);
    for text in ["", "status:failed", "status:running,completed"] {
        let filter = Filter::parse(text, &Utc).unwrap();
        let mut matches = Matches::new(&filter, 0, &Utc, By::Id, false);
        matches.step(&held.instances, &ids, &[], &mut || true);
        let counts = matches.counts();
        assert_eq!(counts.of(Status::FAILED), 2, "{text}");
        assert_eq!(counts.all(), 5);
        assert_eq!(counts.statuses().count(), 4);
    }
}
