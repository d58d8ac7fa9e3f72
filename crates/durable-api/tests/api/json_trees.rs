//! JSON as a tree over its text.

use crate::properties::try_some;
use crate::support::Dice;
use durable_api::Timestamp;
use durable_api::json_tree::{Hint, JsonTree, Node, NodeKind, PathStep, find, hints, path_text};
use serde_json::Value;

fn tree(text: &str) -> JsonTree {
    JsonTree::new(text.to_owned()).unwrap()
}

fn value(dice: &mut Dice, depth: usize) -> Value {
    match dice.below(if depth == 0 { 5 } else { 8 }) {
        0 => Value::Null,
        1 => Value::Bool(dice.chance(2)),
        2 => Value::from(dice.roll() >> 8),
        3 | 4 => Value::from(dice.text(8)),
        5 | 6 => Value::Object(
            (0..dice.below(5))
                .map(|_| (dice.text(5), value(dice, depth - 1)))
                .collect(),
        ),
        _ => (0..dice.below(5)).map(|_| value(dice, depth - 1)).collect(),
    }
}

/// Compares a node with what serde makes of the same text, child by child, two at a time.
fn same(tree: &JsonTree, node: &Node, expected: &Value, path: &mut Vec<PathStep>) {
    assert_eq!(
        &serde_json::from_str::<Value>(tree.json(node)).unwrap(),
        expected
    );
    assert_eq!(tree.at(path).unwrap().offset(), node.offset());
    let mut children = tree.children(node, 2);
    let mut seen = children.nodes.clone();
    while let Some(next) = children.next {
        children = tree.more_children(node, next, 2);
        seen.extend(children.nodes.clone());
    }
    let length = expected
        .as_array()
        .map(Vec::len)
        .or(expected.as_object().map(serde_json::Map::len));
    assert_eq!(seen.len(), length.unwrap_or(0));
    assert_eq!(tree.count(node), seen.len());
    for child in &seen {
        let step = child.step.clone().unwrap();
        let inside = match &step {
            PathStep::Name(name) => &expected[name.as_str()],
            PathStep::Index(index) => &expected[*index],
        };
        path.push(step);
        same(tree, child, inside, path);
        path.pop();
    }
}

#[test]
fn every_value_is_found_where_it_is() {
    try_some(60, |dice| {
        let expected = value(dice, 3);
        let text = if dice.chance(2) {
            expected.to_string()
        } else {
            serde_json::to_string_pretty(&expected).unwrap()
        };
        let tree = tree(&text);
        same(&tree, tree.root(), &expected, &mut Vec::new());
    });
}

#[test]
fn what_is_no_json_comes_back() {
    for text in ["", "nul", "{", "1 2", "[1,]", r#"{"a"}"#, "01"] {
        assert_eq!(JsonTree::new(text.to_owned()), Err(text.to_owned()));
    }
}

#[test]
fn numbers_keep_their_digits_and_strings_open_what_they_hold() {
    let tree = tree(r#"{"big":12345678901234567890,"text":"{\"a\":[1,2]}"}"#);
    let children = tree.children(tree.root(), 9).nodes;
    assert_eq!(tree.json(&children[0]), "12345678901234567890");
    let inside = tree.inside(&children[1]).unwrap();
    assert_eq!(inside.count(inside.root()), 1);
    assert_eq!(tree.inside(&children[0]), None);
    assert_eq!(tree.root().size(), 51);
}

#[test]
fn names_values_and_paths_are_found() {
    let tree =
        tree(r#"{"orders":[{"id":7,"Note":"Åsa's LAMP"},{"id":17,"odd name":null}],"id":"x\n7"}"#);
    let paths = |what: &str| -> Vec<String> {
        find(&tree, what, 10)
            .iter()
            .map(|hit| path_text(&hit.path))
            .collect()
    };
    assert_eq!(paths("lamp"), ["$.orders[0].Note"]);
    assert_eq!(paths("åSA"), ["$.orders[0].Note"]);
    assert_eq!(paths("7"), ["$.orders[0].id", "$.orders[1].id", "$.id"]);
    assert_eq!(paths("ID"), ["$.orders[0].id", "$.orders[1].id", "$.id"]);
    assert_eq!(paths("$.orders[1].id"), ["$.orders[1].id"]);
    assert_eq!(paths("$..[1].id"), ["$.orders[1].id"]);
    assert_eq!(paths("$..id").len(), 3);
    assert_eq!(paths("odd"), [r#"$.orders[1]["odd name"]"#]);
    assert_eq!(find(&tree, "7", 2).len(), 2);
    assert!(find(&tree, "id", 1)[0].by_name && !find(&tree, "lamp", 1)[0].by_name);
    assert_eq!(paths(""), [""; 0]);
}

#[test]
fn dates_numbers_of_seconds_base64_and_json_are_recognised() {
    let utc = |text| Timestamp::new(text).utc().unwrap();
    let text = |said: &str| hints(NodeKind::String, said);
    let number = |said: &str| hints(NodeKind::Number, said);
    let moment = utc("2026-11-21T07:00:00Z");
    assert_eq!(text("2026-11-21T07:00:00Z"), [Hint::Moment(moment)]);
    assert_eq!(
        text("2026-11-21"),
        [Hint::Moment(utc("2026-11-21T00:00:00Z"))]
    );
    assert_eq!(number("1795244400"), [Hint::EpochSeconds(moment)]);
    assert_eq!(number("1795244400000"), [Hint::EpochMillis(moment)]);
    assert_eq!(text("1795244400"), [Hint::EpochSeconds(moment)]);
    assert_eq!(
        number("639308412000000000"),
        [Hint::BeyondDouble, Hint::DotnetTicks(moment)]
    );
    assert_eq!(number("12345678901234567890"), [Hint::BeyondDouble]);
    assert_eq!(number("1.5"), []);
    assert_eq!(number("42"), []);
    assert_eq!(text("[1,2]"), [Hint::Json]);
    assert_eq!(text("[done]"), []);
    assert_eq!(
        text("SGVsbG8sIHdvcmxkIQ=="),
        [Hint::Base64(13, Some("Hello, world!".to_owned()))]
    );
    assert_eq!(text("AAECAwQFBgcICQoLDA0ODw=="), [Hint::Base64(16, None)]);
    for word in [
        "abcdefghijklmnop",
        "OrderFulfillment",
        "hello",
        "SGVsbG8sIHdvcmx=IQ==",
    ] {
        assert_eq!(text(word), [], "{word}");
    }
}

#[test]
fn five_megabytes_open_without_being_held_in_parts() {
    let text = format!(
        "[{}]",
        vec![r#"{"id":12345678,"name":"part of many","tags":["a","b"]}"#; 100_000].join(",")
    );
    let started = std::time::Instant::now();
    let tree = tree(&text);
    let children = tree.children(tree.root(), 100);
    assert_eq!((children.nodes.len(), children.next.is_some()), (100, true));
    assert_eq!(find(&tree, "nowhere", 10), []);
    // Generous: it takes a tenth of that unoptimised.
    assert!(started.elapsed().as_secs() < 20);
}
