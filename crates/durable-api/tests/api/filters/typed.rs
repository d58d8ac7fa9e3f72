//! The typed form: read, written, refused, completed.

use super::made_up::{clause, filter};
use crate::support::{Dice, cases};
use durable_api::filter::{
    Filter, FilterError, Fixed, Form, Known, Offer, Problem, Utc, ValuePath, Zone, byte_of_utf16,
    complete, utf16_of_byte,
};

/// Reads a text in the zone of Stockholm's winter and writes it in UTC.
fn again(text: &str) -> String {
    Filter::parse(text, &Fixed(3600)).unwrap().to_text(&Utc)
}

#[test]
fn what_is_typed_has_one_written_form() {
    for (typed, written) in [
        (
            r#"status:failed name:Order* created:>-2h customStatus.step=charging "declined" -name:Test"#,
            r#"status:Failed name:Order* created:>-2h customStatus.step=charging "declined" -name:Test"#,
        ),
        ("  ", ""),
        ("declined", "\"declined\""),
        ("STATUS:running,PENDING", "status:Running,Pending"),
        (r#"status:"Napping",failed"#, r#"status:"Napping",Failed"#),
        (
            r#"name:"Order,x"*,*flow,*mid*"#,
            r#"name:"Order,x"*,*flow,*mid*"#,
        ),
        ("id:order-1*", "id:order-1*"),
        (r#"id:"a,b",c*,d"#, r#"id:"a,b",c*,d"#),
        (r#"id:"a b""#, r#"id:"a b""#),
        ("id:@counter@x/1%2F", "id:@counter@x/1%2F"),
        (r#"id:">x""#, r#"id:">x""#),
        ("id:>=k-030 id:<k-040", "id:>=k-030 id:<k-040"),
        (
            "created:2026-11-21",
            "created:2026-11-20T23:00:00Z..2026-11-21T23:00:00Z",
        ),
        (
            "created:2026-11-20..2026-11-21",
            "created:2026-11-19T23:00:00Z..2026-11-21T23:00:00Z",
        ),
        ("created:<=2026-11-21", "created:<2026-11-21T23:00:00Z"),
        (
            "created:<=2026-11-21T07:00:00Z",
            "created:<2026-11-21T07:00:01Z",
        ),
        ("created:>2026-11-21T08:00", "created:>2026-11-21T07:00:00Z"),
        (
            "created:>=2026-11-21T08:00:00.5-01:00",
            "created:>2026-11-21T09:00:00.5Z",
        ),
        (
            "created:2026-11-21T07:09:29Z±5m",
            "created:2026-11-21T07:09:29Z±5m",
        ),
        (
            "created:2026-11-21T07:09:29Z+-90s",
            "created:2026-11-21T07:09:29Z±1m30s",
        ),
        ("created:-2h", "created:>-2h"),
        ("created:now±1h", "created:now±1h"),
        (
            "created:today updated:yesterday",
            "created:today updated:yesterday",
        ),
        ("created:today-6d..now", "created:today-6d..now"),
        ("created:>yesterday", "created:>yesterday"),
        (
            "duration:>5m age:<1h idle:1m..2m",
            "duration:>5m age:<1h idle:1m..2m",
        ),
        ("duration:>=90s", "duration:>1m30s"),
        (
            "customstatus:charging Output:x error:y",
            "customStatus:charging output:x error:y",
        ),
        (r#"errorLike:"Row # of #""#, r#"errorLike:"Row # of #""#),
        (
            "output.orderId=12345678901234567890",
            "output.orderId=12345678901234567890",
        ),
        (r#"output.a[0]["b c"]!="42""#, r#"output.a[0]["b c"]!="42""#),
        (
            r#"output="true" output=true output="yes""#,
            r#"output="true" output=true output=yes"#,
        ),
        (
            "output.n>=1.50 output.n<-2e5",
            "output.n>=1.50 output.n<-2e5",
        ),
        (
            "has:customStatus.step -has:output",
            "has:customStatus.step -has:output",
        ),
        (
            r#"input.x==1 "say \"hi\" \\ there""#,
            r#"input.x=1 "say \"hi\" \\ there""#,
        ),
    ] {
        assert_eq!(again(typed), written, "{typed}");
        assert_eq!(again(written), written);
    }
}

#[test]
fn every_filter_reads_back_from_what_it_is_written_as() {
    for case in 0..cases() {
        let mut dice = Dice::new(31 << 40 | case);
        let filter = filter(&mut dice);
        let zone = Fixed([0, 3600, -34_200, 50_400][dice.below(4)]);
        for zone in [&Utc as &dyn Zone, &zone] {
            let text = filter.to_text(zone);
            // The zone it is read in does not matter: what is written has its own.
            let read = Filter::parse(&text, &Fixed(-7200));
            assert_eq!(read.as_ref(), Ok(&filter), "{text}");
        }
    }
}

#[test]
fn every_clause_is_a_form_that_says_the_same() {
    for case in 0..cases() {
        let clause = clause(&mut Dice::new(33 << 40 | case));
        let form = Form::of(&clause, &Fixed(3600));
        assert_eq!(form.clause(&Fixed(3600)), Ok(clause), "{form:?}");
    }
}

#[test]
fn any_text_is_read_or_refused_where_it_is_wrong() {
    for case in 0..cases() {
        let mut dice = Dice::new(32 << 40 | case);
        let text = if dice.chance(3) {
            dice.text(30)
        } else {
            let text = filter(&mut dice).to_text(&Utc);
            dice.mangled(&text)
        };
        let typed = Filter::typed(&text, &Utc);
        assert_eq!(typed.ranges.len(), typed.filter.clauses.len());
        let mut end = 0;
        for range in &typed.ranges {
            assert!(
                range.start >= end && text.get(range.clone()).is_some(),
                "{text}"
            );
            end = range.end;
        }
        for error in &typed.errors {
            assert!(text.get(error.range.clone()).is_some(), "{text}: {error:?}");
            assert!(
                !error.range.is_empty() || error.problem == Problem::NothingBehind,
                "{text}: {error:?}"
            );
        }
        // What could be read means the same when it is written again.
        let written = typed.filter.to_text(&Utc);
        assert_eq!(Filter::parse(&written, &Utc), Ok(typed.filter), "{text}");
        complete(&text, dice.below(text.len() + 2), Known::default());
    }
}

fn error(text: &str) -> (String, Problem, String) {
    let FilterError {
        range,
        problem,
        instead,
    } = Filter::parse(text, &Utc).unwrap_err();
    (text[range].to_owned(), problem, instead)
}

#[test]
fn an_error_stands_under_its_characters_and_says_what_to_write() {
    use Problem as P;
    for (text, under, problem, instead) in [
        ("stauts:failed", "stauts", P::UnknownKey, "status"),
        (
            "order:1:payment",
            "order:1:payment",
            P::UnknownKey,
            "\"order:1:payment\"",
        ),
        (
            "step=charging",
            "step=charging",
            P::UnknownKey,
            "customStatus.step=charging",
        ),
        ("x status:faild", "faild", P::UnknownStatus, "Failed"),
        ("status:Napping", "Napping", P::UnknownStatus, "\"Napping\""),
        ("status:failed,,running", "", P::NothingBehind, "Failed"),
        ("name:", "", P::NothingBehind, "\"…\""),
        (
            "å \"declined",
            "\"declined",
            P::UnclosedQuote,
            "\"declined\"",
        ),
        ("a -", "-", P::MinusAlone, "-status:Completed"),
        ("name:Or*er", "Or*er", P::StarInside, "\"Or*er\""),
        ("name:Order,*", "*", P::StarAlone, "Order*"),
        ("created:>soon", "soon", P::NotATime, "-2h"),
        ("created:>2026-02-30", "2026-02-30", P::NotATime, "-2h"),
        (
            "created:2026-11-21T07:00:00Z",
            "2026-11-21T07:00:00Z",
            P::NoDirection,
            ">2026-11-21T07:00:00Z",
        ),
        (
            "created:2026-11-21T07:00:00Z..2026-11-20T07:00:00Z",
            "2026-11-21T07:00:00Z..2026-11-20T07:00:00Z",
            P::Backwards,
            "2026-11-20T07:00:00Z..2026-11-21T07:00:00Z",
        ),
        ("created:now±5", "5", P::NotALength, "5m"),
        ("duration:5m", "5m", P::NoDirection, ">5m"),
        ("duration:>5", "5", P::NotALength, "5m"),
        ("age:2h..1h", "2h..1h", P::Backwards, "1h..2h"),
        ("has:x", "x", P::NotAPath, "output.orderId"),
        ("output.x", "output.x", P::NoComparison, "has:output.x"),
        (
            "output..x=1",
            "output..x=1",
            P::NotAPath,
            "output.orderId=…",
        ),
        ("output.x:1", ":1", P::NotAPath, "="),
        ("output.x=", "", P::NothingBehind, "\"…\""),
        ("id:>x", ">", P::OtherComparison, ">="),
    ] {
        assert_eq!(
            error(text),
            (under.to_owned(), problem, instead.to_owned()),
            "{text}"
        );
    }
}

#[test]
fn what_is_written_instead_of_an_error_is_read() {
    for text in [
        "stauts:failed",
        "order:1:payment",
        "step=charging",
        "x status:faild",
        "status:Napping",
        "å \"declined",
        "name:Or*er",
        "created:2026-11-21T07:00:00Z",
        "duration:5m",
        "age:2h..1h",
        "output.x",
        "id:>x",
        "created:>soon",
    ] {
        let error = Filter::parse(text, &Utc).unwrap_err();
        let mut better = text.to_owned();
        better.replace_range(error.range, &error.instead);
        assert!(Filter::parse(&better, &Utc).is_ok(), "{text} {better}");
    }
}

#[test]
fn a_word_that_cannot_be_read_leaves_the_others_standing() {
    let typed = Filter::typed("status:failed created:>soon \"x\"", &Utc);
    assert_eq!(typed.filter.to_text(&Utc), "status:Failed \"x\"");
    assert_eq!(typed.ranges, [0..13, 28..31]);
    assert_eq!(typed.errors.len(), 1);
}

#[test]
fn places_count_as_a_browser_counts_them() {
    let text = "å😀x";
    for (byte, utf16) in [(0, 0), (2, 1), (6, 3), (7, 4)] {
        assert_eq!(utf16_of_byte(text, byte), utf16);
        assert_eq!(byte_of_utf16(text, utf16), byte);
    }
    assert_eq!(byte_of_utf16(text, 2), 2);
    assert_eq!(byte_of_utf16(text, 99), 7);
}

#[test]
fn what_may_stand_at_the_caret_is_offered() {
    let names = ["OrderFlow".to_owned(), "Order of Malta".to_owned()];
    let statuses = ["Napping".to_owned()];
    let paths = [
        ValuePath::parse("customStatus.step").unwrap(),
        ValuePath::parse("output[\"odd key\"]").unwrap(),
    ];
    let known = Known {
        names: &names,
        statuses: &statuses,
        paths: &paths,
    };
    let offered = |text: &str| {
        let completion = complete(text, text.len(), known);
        let first = completion.items.first().map(|it| it.offer);
        let texts: Vec<String> = completion.items.into_iter().map(|it| it.text).collect();
        (text[completion.range].to_owned(), texts, first)
    };
    assert_eq!(
        offered("x st"),
        ("st".into(), vec!["status:".into()], Some(Offer::Key))
    );
    assert_eq!(
        offered("status:failed,r"),
        ("r".into(), vec!["Running".into()], Some(Offer::Status))
    );
    assert_eq!(offered("-status:na"), (String::from("na"), vec![], None));
    assert_eq!(offered("status:\"").1, Vec::<String>::new());
    assert_eq!(
        offered("name:o").1,
        ["OrderFlow", "\"Order of Malta\""][..1]
    );
    assert_eq!(offered("name:").1, ["OrderFlow", "\"Order of Malta\""]);
    assert_eq!(offered("created:>-1").1, [">-15m", ">-1h"]);
    assert_eq!(offered("duration:").2, Some(Offer::Length));
    assert_eq!(offered("cust").1, ["customStatus:", "customStatus.step"]);
    assert_eq!(offered("has:o").1, ["output[\"odd key\"]"]);
    assert!(offered("status:failed ").1.len() > 10);
}
