use proptest::prelude::*;

use super::{Paint, Piece, pretty};

fn laid_out(json: &str) -> String {
    pretty(json, usize::MAX / 2)
        .0
        .iter()
        .map(|it| it.text.as_str())
        .collect()
}

fn painted(json: &str, paint: Paint) -> Vec<String> {
    pretty(json, usize::MAX / 2)
        .0
        .into_iter()
        .filter(|it| it.paint == paint)
        .map(|it| it.text)
        .collect()
}

#[test]
fn what_is_short_stays_on_one_line() {
    assert_eq!(
        laid_out(r#"{"step":"charging","tries":[1,{}]}"#),
        r#"{ "step": "charging", "tries": [1, {}] }"#
    );
    assert_eq!(laid_out("[]"), "[]");
}

#[test]
fn what_is_long_is_indented() {
    let long = "x".repeat(60);
    assert_eq!(
        laid_out(&format!(r#"{{"a":"{long}","b":{{"c":[]}}}}"#)),
        format!("{{\n  \"a\": \"{long}\",\n  \"b\": {{ \"c\": [] }}\n}}")
    );
}

#[test]
fn numbers_keep_every_digit() {
    assert_eq!(
        painted("[12345678901234567890,-0.10e+400,1.0]", Paint::Number),
        ["12345678901234567890", "-0.10e+400", "1.0"]
    );
}

#[test]
fn line_breaks_inside_strings_break_lines() {
    assert_eq!(
        laid_out(r#""first\r\n   at second\\name\n""#),
        "\"first↵\n     at second\\\\name↵\""
    );
}

#[test]
fn json_inside_a_string_is_laid_out_between_marked_quotes() {
    let json = r#"{"Input":"{\"id\":12345678901234567890,\"why\":\"no\"}","not":"[done]"}"#;
    assert_eq!(
        laid_out(json),
        "{\n  \"Input\": \"{ \"id\": 12345678901234567890, \"why\": \"no\" }\",\n  \"not\": \"[done]\"\n}"
    );
    assert_eq!(painted(json, Paint::Mark), ["\"", "\""]);
}

#[test]
fn characters_that_turn_or_hide_text_are_named() {
    assert_eq!(laid_out("\"a\u{202e}b\u{0}\""), "\"a\\u202eb\\u0000\"");
    assert_eq!(painted("\"a\u{202e}b\"", Paint::Mark), ["\\u202e"]);
}

#[test]
fn text_that_is_no_json_stays_as_it_is() {
    for text in ["plain <b>text</b>\nwith lines", "{\"open", "nul"] {
        assert_eq!(laid_out(text), text);
    }
}

#[test]
fn a_long_value_is_cut_on_screen_and_says_so() {
    let json = format!("[\"{}\"]", "é".repeat(5000));
    let (pieces, whole) = pretty(&json, 1000);
    let length: usize = pieces.iter().map(|it: &Piece| it.text.len()).sum();
    assert!(!whole);
    assert!((1000..1020).contains(&length), "{length}");
    assert!(pretty(&json, 20_000).1);
}

proptest! {
    #[test]
    fn layout_changes_white_space_alone(value in json_value()) {
        let json = value.to_string();
        let dense: String = laid_out(&json).split_whitespace().collect();
        prop_assert_eq!(dense, json.split_whitespace().collect::<String>());
    }

    #[test]
    fn no_text_breaks_the_layout(text: String, limit in 0_usize..200) {
        let _ = pretty(&text, limit);
    }
}

/// JSON without characters that the layout replaces.
fn json_value() -> impl Strategy<Value = serde_json::Value> {
    let leaf = prop_oneof![
        Just(serde_json::Value::Null),
        any::<bool>().prop_map(Into::into),
        any::<i64>().prop_map(Into::into),
        "[a-zé\"\\\\ <]{0,40}".prop_map(Into::into),
    ];
    leaf.prop_recursive(5, 40, 6, |inner| {
        prop_oneof![
            proptest::collection::vec(inner.clone(), 0..6).prop_map(Into::into),
            proptest::collection::vec(("[a-z]{1,8}", inner), 0..6)
                .prop_map(|it| serde_json::Value::Object(it.into_iter().collect())),
        ]
    })
}
