//! Filters and hubs that nobody would think of.

use crate::support::Dice;
use durable_api::RuntimeStatus;
use durable_api::filter::{
    Clause, Comparison, Filter, Length, Literal, Moment, Pattern, Span, Test, ValuePath, Window,
};
use rows::json::Step;
use rows::{Field, time};

/// The moment that is now in all tests of filters.
pub const NOW: &str = "2026-11-21T12:00:00Z";

pub fn filter(dice: &mut Dice) -> Filter {
    let clauses = (0..dice.below(4)).map(|_| clause(dice)).collect();
    Filter { clauses }
}

pub fn clause(dice: &mut Dice) -> Clause {
    Clause {
        test: test(dice),
        not: dice.chance(4),
    }
}

/// A text that is not empty: mostly a piece of what rows hold.
fn text(dice: &mut Dice) -> String {
    let text = match dice.below(4) {
        0 => dice.text(4),
        _ => dice
            .pick(&[
                "order",
                "ORDER-1",
                "a",
                "Flow",
                "declined",
                "charging",
                "\"",
                "\\",
                "å",
                "Å",
                "\u{212a}",
                "1",
                " ",
                "null",
                "*",
                ",",
                "step\":\"ch",
                "\n",
                "K",
            ])
            .to_owned(),
    };
    if text.is_empty() {
        "x".to_owned()
    } else {
        text
    }
}

fn pattern(dice: &mut Dice) -> Pattern {
    let text = text(dice);
    match dice.below(4) {
        0 => Pattern::Is(text),
        1 => Pattern::Begins(text),
        2 => Pattern::Ends(text),
        _ => Pattern::Has(text),
    }
}

fn span(dice: &mut Dice) -> Span {
    let most = [10, 5_000, 500_000, 90_000_000][dice.below(4)];
    Span(dice.below(most) as u64)
}

fn moment(dice: &mut Dice) -> Moment {
    match dice.below(4) {
        0 => Moment::Ago(span(dice)),
        1 => Moment::Day(i32::try_from(dice.below(4)).unwrap() - 2),
        _ => {
            let offset = i64::try_from(dice.below(200_000)).unwrap() - 190_000;
            let fraction = if dice.chance(3) { 1_234_500 } else { 0 };
            Moment::At(time::parse(NOW).unwrap() + offset * time::SECOND + fraction)
        }
    }
}

fn window(dice: &mut Dice) -> Window {
    match dice.below(4) {
        0 => Window::Since(moment(dice)),
        1 => Window::Before(moment(dice)),
        2 => Window::Around(moment(dice), span(dice)),
        _ => match (moment(dice), moment(dice)) {
            (Moment::At(a), Moment::At(b)) if a >= b => {
                Window::Between(Moment::At(b), Moment::At(a + 1))
            }
            (a, b) => Window::Between(a, b),
        },
    }
}

pub fn path(dice: &mut Dice) -> ValuePath {
    let field = [Field::Output, Field::CustomStatus, Field::Input][dice.below(3)];
    let steps = (0..dice.below(3))
        .map(|_| match dice.below(4) {
            0 => Step::Index(dice.below(3)),
            1 => Step::Key(dice.text(3)),
            _ => Step::Key(dice.pick(&["step", "n", "odd key", "å"]).to_owned()),
        })
        .collect();
    ValuePath { field, steps }
}

fn literal(dice: &mut Dice) -> Literal {
    let text = dice
        .pick(&[
            "1",
            "1.0",
            "-2.5",
            "12345678901234567890",
            "12345678901234567891",
            "10e1",
            "true",
            "null",
            "charging",
            "",
            "a b",
            "å",
            "01",
        ])
        .to_owned();
    if dice.chance(3) || text.contains(' ') || text.is_empty() {
        Literal::quoted(text)
    } else {
        Literal::plain(text)
    }
}

fn test(dice: &mut Dice) -> Test {
    match dice.below(15) {
        0 => Test::Status(
            (0..=dice.below(2))
                .map(|_| {
                    RuntimeStatus::from_wire(dice.pick(&[
                        "Failed",
                        "Running",
                        "Completed",
                        "Napping",
                        "failed",
                        "",
                    ]))
                })
                .collect(),
        ),
        1 => Test::Name((0..=dice.below(2)).map(|_| pattern(dice)).collect()),
        2 => Test::Id((0..=dice.below(2)).map(|_| pattern(dice)).collect()),
        3 => Test::IdFrom(text(dice)),
        4 => Test::IdBefore(text(dice)),
        5 => Test::Created(window(dice)),
        6 => Test::Updated(window(dice)),
        7 => {
            let (a, b) = (span(dice), span(dice));
            Test::Lasting {
                what: [Length::Duration, Length::Age, Length::Idle][dice.below(3)],
                from: if dice.chance(3) { Span(0) } else { a.min(b) },
                to: dice.chance(2).then_some(Span(a.max(b).0 + 1)),
            }
        }
        8 => Test::Has(
            [Field::Output, Field::CustomStatus, Field::Input][dice.below(3)],
            text(dice),
        ),
        9 => Test::Error(text(dice)),
        10 => Test::ErrorLike(
            dice.pick(&["The card ending in # was declined.", "# of #", "x"])
                .to_owned(),
        ),
        11 => Test::Exists(path(dice)),
        12 | 13 => {
            use Comparison as C;
            let comparison = [
                C::Equal,
                C::NotEqual,
                C::Less,
                C::AtMost,
                C::More,
                C::AtLeast,
            ][dice.below(6)];
            Test::Value(path(dice), comparison, literal(dice))
        }
        _ => Test::Anywhere(text(dice)),
    }
}

/// A JSON text, escapes and all; no twins.
pub fn value(dice: &mut Dice, depth: usize) -> String {
    match dice.below(if depth == 0 { 10 } else { 14 }) {
        0 => "null".to_owned(),
        1 => dice.pick(&["true", "false"]).to_owned(),
        2 | 3 => dice
            .pick(&["1", "1.000", "-2.5", "100", "12345678901234567890", "12345678901234567891", "0.5", "-0"])
            .to_owned(),
        4..=9 => dice
            .pick(&[
                "\"charging\"", "\"CHARGING\"", "\"ch\\u0061rging\"", "\"1\"", "\"true\"", "\"å\"", "\"\\u00c5\"", "\"a b\"",
                "\"line\\nline\"", "\"say \\\"x\\\"\"", "\"\\\\\"", "\"\"",
                "\"Orchestrator function 'O' failed: The activity function 'C' failed: \\\"The card ending in 4242 was declined.\\\". See the function execution logs for additional details.\"",
                "\"7 of 9\"",
            ])
            .to_owned(),
        10 | 11 => {
            let items: Vec<String> = (0..dice.below(3)).map(|_| value(dice, depth - 1)).collect();
            format!("[{}]", items.join(","))
        }
        _ => {
            let mut items = Vec::new();
            for key in ["step", "n", "odd key", "\\u00e5"] {
                if dice.chance(2) {
                    items.push(format!("\"{key}\": {}", value(dice, depth - 1)));
                }
            }
            format!("{{{}}}", items.join(" ,"))
        }
    }
}

/// The body of a list answer.
pub fn hub(dice: &mut Dice, count: usize) -> String {
    let time = |dice: &mut Dice| {
        if dice.chance(12) {
            return dice
                .pick(&[
                    "null",
                    "\"soon\"",
                    "\"2026-11-21T11:59:59.9Z\"",
                    "\"2026-11-21T13:00:00+02:00\"",
                ])
                .to_owned();
        }
        let most = [60, 4000, 200_000][dice.below(3)];
        let back = i64::try_from(dice.below(most)).unwrap();
        format!(
            "\"{}\"",
            time::utc(time::parse(NOW).unwrap() - back * time::SECOND)
        )
    };
    let mut items = Vec::new();
    for number in 0..count {
        let id = dice.pick(&[
            "order-1", "order-10", "a/b", "a^b", "Order", "å", "x y", "K",
        ]);
        let mut fields = vec![
            format!("\"instanceId\":\"{id}{number}\""),
            format!(
                "\"runtimeStatus\":\"{}\"",
                dice.pick(&[
                    "Failed",
                    "Failed",
                    "Running",
                    "Completed",
                    "Pending",
                    "Napping",
                    "Suspended"
                ])
            ),
        ];
        if !dice.chance(9) {
            fields.push(format!(
                "\"name\":\"{}\"",
                dice.pick(&["OrderFlow", "orderflow", "Å*", "Other", "a,\\\"b"])
            ));
        }
        for key in ["customStatus", "output"] {
            if !dice.chance(6) {
                fields.push(format!("\"{key}\":{}", value(dice, 2)));
            }
        }
        fields.push(format!(
            "\"createdTime\":{},\"lastUpdatedTime\":{}",
            time(dice),
            time(dice)
        ));
        items.push(format!("{{{}}}", fields.join(",")));
    }
    format!("[{}]", items.join(","))
}
