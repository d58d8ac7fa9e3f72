//! Rows, lanes and places of a timeline.

use crate::generated::events;
use crate::model_properties::{body_of, model_of};
use crate::properties::try_some;
use crate::support::body;
use durable_api::decode::status_answer;
use durable_api::timeline::{
    Axis, Fold, Lanes, Row, RowOptions, SECOND, Window, critical_path, rows, ticks_of,
};
use durable_api::{HistoryModel, SpanKind, SpanState, Timestamp, scan_status};

pub fn recorded(scenario: &str, name: &str) -> HistoryModel {
    let history = status_answer(200, &body(scenario, name)).unwrap().history;
    HistoryModel::build(&history.unwrap())
}

pub fn at(text: &str) -> i64 {
    ticks_of(Timestamp::new(text).utc().unwrap())
}

pub fn task(name: &str, from: u32, to: u32) -> String {
    format!(
        r#"{{"EventType":"TaskCompleted","FunctionName":"{name}","ScheduledTime":"2026-01-01T00:{:02}:{:02}Z","Timestamp":"2026-01-01T00:{:02}:{:02}Z"}}"#,
        from / 60,
        from % 60,
        to / 60,
        to % 60
    )
}

pub const START: &str =
    r#"{"EventType":"ExecutionStarted","FunctionName":"O","Timestamp":"2026-01-01T00:00:00Z"}"#;

#[test]
fn the_critical_path_is_what_ended_last_before_each_step() {
    let model = model_of(&[
        START.to_owned(),
        task("A", 0, 10),
        task("B", 0, 40),
        task("C", 41, 50),
        task("D", 41, 45),
        r#"{"EventType":"ExecutionCompleted","OrchestrationStatus":"Completed","Timestamp":"2026-01-01T00:00:51Z"}"#.to_owned(),
    ]);
    let path: Vec<_> = critical_path(&model)
        .iter()
        .map(|it| model.spans[it.span].name.clone().unwrap().to_string())
        .collect();
    assert_eq!(path, ["B", "C"]);
}

#[test]
fn the_critical_path_goes_through_the_event_that_was_awaited_and_not_through_the_timer_left_behind()
{
    let model = recorded("approval", "processed: history");
    let path = critical_path(&model);
    assert_eq!(path.len(), 1);
    assert_eq!(model.spans[path[0].span].kind, SpanKind::ExternalEvent);
    assert_eq!(Some(path[0].from), model.started.map(ticks_of));
}

#[test]
fn places_and_times_come_back_and_folds_are_narrow() {
    try_some(40, |dice| {
        let start = 1_000_000_i64;
        let mut corners: Vec<i64> = (0..2 * dice.below(6))
            .map(|_| start + i64::try_from(dice.below(50_000)).unwrap() * SECOND)
            .collect();
        corners.sort_unstable();
        let folds: Vec<Fold> = corners
            .chunks(2)
            .map(|it| Fold {
                from: it[0],
                to: it[1],
            })
            .filter(|fold| fold.from < fold.to)
            .collect();
        let whole = (start, start + 50_001 * SECOND);
        let axis = Axis::new(whole, &folds, 0.03);
        let mut before = -1.0;
        for step in 0..200 {
            let time = start + (whole.1 - start) / 199 * step;
            let place = axis.place(time);
            assert!((0.0..=1.0).contains(&place) && place >= before);
            before = place;
            let back = axis.time(place);
            assert!((back - time).abs() <= SECOND / 100, "{time} became {back}");
        }
        for (fold, from, to) in axis.folds() {
            assert!(folds.contains(&fold) && to - from < 0.0301);
        }
        assert_eq!(
            (axis.place(whole.0 - 9), axis.place(whole.1 + 9)),
            (0.0, 1.0)
        );
    });
}

#[test]
fn a_window_zooms_about_a_point_and_never_leaves_the_axis() {
    let window = Window::ALL.zoomed(0.5, 0.25);
    assert!((window.place(0.25) - 0.25).abs() < 1e-12);
    assert!((window.width() - 0.5).abs() < 1e-12);
    try_some(41, |dice| {
        let mut window = Window::ALL;
        for _ in 0..40 {
            let share = |dice: &mut crate::support::Dice| {
                f64::from(u32::try_from(dice.below(1000)).unwrap()) / 1000.0
            };
            window = match dice.below(3) {
                0 => window.zoomed(share(dice) * 3.0, share(dice)),
                1 => window.moved(share(dice) * 6.0 - 3.0),
                _ => Window::between(share(dice), share(dice)),
            };
            assert!(window.from >= 0.0 && window.to <= 1.0 + 1e-9);
            assert!(window.width() >= Window::NARROWEST * 0.99);
        }
    });
}

#[test]
fn many_spans_become_groups_by_name_with_what_is_pending_on_top() {
    let history = scan_status(200, body("fan-out-400", "while running"))
        .unwrap()
        .history
        .unwrap();
    let model = history.model();
    let grouped = rows(&model, RowOptions::default());
    let [Row::Group(group)] = grouped.as_slice() else {
        panic!("one group");
    };
    assert_eq!(
        (group.name.as_deref(), group.spans.len(), group.pending),
        (Some("Square"), 400, 296)
    );
    let single = rows(
        &model,
        RowOptions {
            group_from: usize::MAX,
            ..RowOptions::default()
        },
    );
    assert_eq!(single.len(), 400);
    let pending =
        |row: &Row| matches!(row, Row::Span(at) if model.spans[*at].state == SpanState::Pending);
    assert!(single[..296].iter().all(pending) && !single[296..].iter().any(pending));
}

#[test]
fn children_and_moments_can_be_hidden() {
    let trip = recorded("sub-orchestrations", "completed: history");
    let options = RowOptions {
        hide_children: true,
        ..RowOptions::default()
    };
    assert_eq!(rows(&trip, options), []);
    let approval = recorded("approval", "processed: history");
    let options = RowOptions {
        hide_moments: true,
        ..RowOptions::default()
    };
    assert_eq!(rows(&approval, options).len(), 1);
}

#[test]
fn no_two_spans_of_a_lane_overlap_and_every_span_is_in_one_row() {
    try_some(42, |dice| {
        let body = body_of(&events(dice));
        let model = scan_status(200, body).unwrap().history.unwrap().model();
        let until = at("2026-01-02T00:00:00Z");
        for group_from in [0, usize::MAX] {
            let mut seen = vec![0; model.spans.len()];
            for row in rows(
                &model,
                RowOptions {
                    group_from,
                    ..RowOptions::default()
                },
            ) {
                let spans = match row {
                    Row::Span(at) => vec![at],
                    Row::Group(group) => group.spans,
                };
                let lanes = Lanes::of(&model, &spans, until, usize::MAX);
                for (at, lane) in spans.iter().zip(&lanes.lane_of) {
                    seen[*at] += 1;
                    for (other, other_lane) in spans.iter().zip(&lanes.lane_of) {
                        let (one, two) = (&model.spans[*at], &model.spans[*other]);
                        if at != other
                            && lane == other_lane
                            && let (Some(a), Some(b), Some(c), Some(d)) =
                                (one.start, one.end, two.start, two.end)
                        {
                            assert!(b <= c || d <= a, "{one:?} {two:?}");
                        }
                    }
                }
            }
            assert!(seen.iter().all(|times| *times == 1));
        }
    });
}
