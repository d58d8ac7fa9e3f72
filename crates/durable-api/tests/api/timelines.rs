//! Rows, lanes, folds and places of a timeline.
#![allow(clippy::cast_precision_loss, reason = "a share need not be exact")]

use crate::generated::events;
use crate::model_properties::{body_of, model_of};
use crate::properties::try_some;
use crate::support::body;
use durable_api::decode::status_answer;
use durable_api::timeline::{
    Axis, Fold, Lanes, Row, RowOptions, SECOND, Window, critical_path, domain, folds, moment_of,
    rows, ticks_of,
};
use durable_api::{HistoryModel, SpanKind, SpanState, Timestamp, scan_status};

fn recorded(scenario: &str, name: &str) -> HistoryModel {
    let history = status_answer(200, &body(scenario, name)).unwrap().history;
    HistoryModel::build(&history.unwrap())
}

fn at(text: &str) -> i64 {
    ticks_of(Timestamp::new(text).utc().unwrap())
}

fn task(name: &str, from: u32, to: u32) -> String {
    format!(
        r#"{{"EventType":"TaskCompleted","FunctionName":"{name}","ScheduledTime":"2026-01-01T00:{:02}:{:02}Z","Timestamp":"2026-01-01T00:{:02}:{:02}Z"}}"#,
        from / 60,
        from % 60,
        to / 60,
        to % 60
    )
}

const START: &str =
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
fn a_long_time_in_which_nothing_runs_is_folded_and_one_with_work_is_not() {
    let timer = r#"{"EventType":"TimerCreated","FireAt":"2026-01-01T00:30:00Z","Timestamp":"2026-01-01T00:00:10Z"}"#;
    let fired = r#"{"EventType":"TimerFired","FireAt":"2026-01-01T00:30:00Z","Timestamp":"2026-01-01T00:00:10Z"}"#;
    let idle = model_of(&[
        START.to_owned(),
        task("A", 0, 10),
        timer.to_owned(),
        fired.to_owned(),
        task("B", 1800, 1805),
    ]);
    let whole = domain(&idle, moment_of(at("2026-01-01T00:30:05Z")).unwrap());
    assert_eq!(
        folds(&idle, whole, 0.15),
        [Fold {
            from: at("2026-01-01T00:00:10Z"),
            to: at("2026-01-01T00:30:00Z")
        }]
    );
    let busy = model_of(&[START.to_owned(), task("A", 0, 1800), task("B", 1800, 1805)]);
    assert_eq!(folds(&busy, whole, 0.15), []);
}

/// The longest folds, found by looking at every moment in its order.
fn plain_folds(model: &HistoryModel, (from, to): (i64, i64), share: f64) -> Vec<Fold> {
    let within = |moment| ticks_of(moment).clamp(from, to);
    let mut moments = vec![(from, 0), (to, 0)];
    let mut runs = |start, end: Option<_>| {
        moments.push((within(start), 1));
        moments.push((end.map_or(to, within), -1));
    };
    for span in &model.spans {
        let works = matches!(
            span.kind,
            SpanKind::Activity | SpanKind::SubOrchestration | SpanKind::EntityCall
        );
        if let (true, true, Some(start)) = (works, span.tries.is_empty(), span.start) {
            runs(start, span.end);
        }
        for it in &span.tries {
            if let Some(start) = it.start {
                runs(start, it.end);
            }
        }
    }
    for span in &model.spans {
        moments.extend(
            [span.start, span.end]
                .into_iter()
                .flatten()
                .map(|it| (within(it), 0)),
        );
    }
    moments.sort_unstable();
    let (mut gaps, mut running, mut before) = (Vec::new(), 0, from);
    for (time, change) in moments {
        if running == 0 && time > before {
            gaps.push(Fold {
                from: before,
                to: time,
            });
        }
        running += change;
        before = time;
    }
    gaps.sort_by_key(|gap| gap.from - gap.to);
    let mut left = to - from;
    let is_long = |gap: &Fold| {
        let length = gap.to - gap.from;
        let worth = length as f64 > left as f64 * share && length > (to - from) / 20;
        left -= length;
        worth
    };
    let mut folds: Vec<Fold> = gaps.into_iter().take_while(is_long).take(24).collect();
    folds.sort_by_key(|fold| fold.from);
    folds
}

#[test]
fn idle_times_are_those_that_looking_at_every_moment_finds() {
    let mut found = 0;
    try_some(42, |dice| {
        let model = model_of(&events(dice));
        let whole = domain(&model, moment_of(at("2026-01-01T00:01:00Z")).unwrap());
        for share in [0.0, 0.15] {
            assert_eq!(
                folds(&model, whole, share),
                plain_folds(&model, whole, share)
            );
        }
    });
    for (scenario, name) in [
        ("failures", "failed: history"),
        ("approval", "processed: history"),
        ("json-shapes", "date: finished"),
    ] {
        let model = recorded(scenario, name);
        let whole = domain(&model, model.ended_at.unwrap());
        let plain = plain_folds(&model, whole, 0.15);
        assert_eq!(folds(&model, whole, 0.15), plain);
        found += plain.len();
    }
    assert!(found > 2, "{found}");
}

#[test]
fn pauses_between_tries_can_be_folded() {
    let model = recorded("failures", "failed: history");
    let whole = domain(&model, model.ended_at.unwrap());
    assert_eq!(folds(&model, whole, 0.15).len(), 2);
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
