use super::*;
use crate::filter::Utc;

fn form(kind: Kind, way: Way, first: &str, second: &str) -> Form {
    Form {
        way,
        first: first.to_owned(),
        second: second.to_owned(),
        ..Form::new(kind)
    }
}

#[test]
fn a_form_says_what_is_typed() {
    for (form, text) in [
        (form(Kind::Created, Way::Since, " -2h ", ""), "created:>-2h"),
        (
            form(Kind::Created, Way::Since, "today", ""),
            "created:today",
        ),
        (
            form(Kind::Updated, Way::Around, "2026-11-21T07:09", "5m"),
            "updated:2026-11-21T07:09:00Z±5m",
        ),
        (form(Kind::Age, Way::LongerThan, "1h", ""), "age:>1h"),
        (
            form(Kind::Duration, Way::Between, "1s", "10s"),
            "duration:1s..10s",
        ),
        (form(Kind::Name, Way::OneOf, "A*,B", ""), "name:A*,B"),
        (
            form(Kind::Id, Way::Begins, "order 1", ""),
            r#"id:"order 1"*"#,
        ),
        (form(Kind::Id, Way::OneOf, "k,l*", ""), "id:k,l*"),
        (form(Kind::Id, Way::Behind, "k", ""), "id:>=k"),
        (
            form(
                Kind::Value,
                Way::Equal,
                "output.orderId",
                "12345678901234567890",
            ),
            "output.orderId=12345678901234567890",
        ),
        (
            form(Kind::Value, Way::NotEqual, "output", "a b"),
            r#"output!="a b""#,
        ),
        (
            form(Kind::Value, Way::Equal, "output", "\"7\""),
            "output=\"7\"",
        ),
        (
            form(Kind::Value, Way::Exists, "customStatus.step", ""),
            "has:customStatus.step",
        ),
    ] {
        let clause = form.clause(&Utc).unwrap();
        assert_eq!(clause.to_text(&Utc), text);
    }
}

#[test]
fn a_form_that_is_not_filled_in_says_what_is_wrong() {
    for (form, problem) in [
        (Form::new(Kind::Status), Problem::NothingBehind),
        (Form::new(Kind::Id), Problem::NothingBehind),
        (
            form(Kind::Created, Way::Since, "soon", ""),
            Problem::NotATime,
        ),
        (
            form(Kind::Created, Way::Since, "-2h status:Failed", ""),
            Problem::NotATime,
        ),
        (
            form(Kind::Created, Way::Between, "2026-11-21", "2026-11-20"),
            Problem::Backwards,
        ),
        (
            form(Kind::Age, Way::LongerThan, "1", ""),
            Problem::NotALength,
        ),
        (
            form(Kind::Value, Way::Equal, "nothing.x", "1"),
            Problem::NotAPath,
        ),
        (
            form(Kind::Value, Way::Equal, "output.x", ""),
            Problem::NothingBehind,
        ),
        (
            form(Kind::Value, Way::Equal, "output.x", "\"a"),
            Problem::UnclosedQuote,
        ),
    ] {
        assert_eq!(form.clause(&Utc), Err(problem), "{form:?}");
    }
}

#[test]
fn each_kind_begins_with_a_way_of_its_own() {
    for kind in Kind::ALL {
        assert!(kind.ways().contains(&Form::new(kind).way));
    }
}
