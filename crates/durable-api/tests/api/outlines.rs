//! What of a tree is on screen, and JSON laid out as text.

use crate::properties::try_some;
use crate::support::Dice;
use durable_api::json_tree::{
    Finder, Fold, JsonTree, Layout, LineKind, Outline, PathStep, find, path_text,
};
use serde_json::{Value, json};
use std::fmt::Write as _;
use std::rc::Rc;

fn outline(text: &str) -> Outline {
    Outline::new(Rc::new(JsonTree::new(text.to_owned()).unwrap()))
}

/// The lines as text: depth, sign of the fold, name, and what short values say.
fn told(outline: &Outline) -> String {
    let mut told = String::new();
    for line in outline.lines() {
        let sign = match line.fold {
            Fold::None => ' ',
            Fold::Closed => '+',
            Fold::Open => '-',
        };
        let said = match &line.kind {
            LineKind::More { from, until } => format!("… {} {until:?}", from.index()),
            LineKind::Value(node) => {
                let name = node.step.clone().map(|step| path_text(&[step]));
                let tree = outline.tree(line).unwrap();
                let said = if line.fold == Fold::None {
                    tree.said(node).into_owned()
                } else {
                    String::new()
                };
                format!("{} {said}", name.unwrap_or_default())
            }
        };
        writeln!(told, "{}{sign}{said}", "  ".repeat(line.depth)).unwrap();
    }
    told
}

#[test]
fn the_first_levels_are_open_and_what_is_deep_is_folded() {
    let mut outline = outline(r#"{"a":1,"b":{"c":{"d":{"e":{"f":1}}}},"g":[]}"#);
    let folded = "-\u{20}\n   $.a 1\n  -$.b \n    -$.c \n      +$.d \n   $.g []\n";
    assert_eq!(told(&outline), folded);
    assert!(outline.turn(4));
    assert!(told(&outline).contains("        +$.e \n"));
    assert_eq!(outline.path(5), "$.b.c.d.e");
    assert!(outline.turn(4));
    assert_eq!(told(&outline), folded);
    assert!(!outline.turn(1), "a number has nothing in it");
}

#[test]
fn a_string_that_holds_json_opens_like_an_object() {
    let inner = json!({"b": json!([1, {"c": 2}]).to_string()}).to_string();
    let mut outline = outline(&json!({"a": inner, "no": "{not json", "no2": "[done]"}).to_string());
    assert_eq!(
        told(&outline),
        "- \n  -$.a \n    -$.b \n       $[0] 1\n      +$[1] \n   $.no {not json\n   $.no2 [done]\n"
    );
    assert_eq!(outline.path(4), "$.a $.b $[1]");
    assert_eq!(outline.parent(4), Some(2));
    assert!(outline.close(1));
    assert_eq!(outline.lines().len(), 4);
    assert!(outline.open(1));
    assert_eq!(outline.path(2), "$.a $.b");
}

#[test]
fn of_a_long_array_a_page_is_listed_and_what_is_looked_for_with_its_neighbours() {
    let text = json!((0..10_000).collect::<Vec<_>>()).to_string();
    let mut outline = outline(&text);
    assert_eq!(outline.lines().len(), 502);
    let line = outline.reveal(&[PathStep::Index(7_000)]).unwrap();
    assert_eq!(outline.path(line), "$[7000]");
    let told = told(&outline);
    assert!(
        told.contains("  +… 500 Some(7000)\n   $[7000] 7000\n"),
        "{told}"
    );
    assert!(told.ends_with("   $[7499] 7499\n  +… 7500 None\n"));
    // Between the two.
    let between = outline.reveal(&[PathStep::Index(600)]).unwrap();
    assert_eq!(outline.path(between), "$[600]");
    assert!(told_of(&outline, "  +… 1100 Some(7000)\n"));
    // The gap can be opened page by page until nothing is missing.
    for _ in 0..40 {
        let gap = outline
            .lines()
            .iter()
            .position(|line| matches!(line.kind, LineKind::More { .. }));
        let Some(gap) = gap else { break };
        assert!(outline.open(gap));
    }
    assert_eq!(outline.lines().len(), 10_001);
    assert_eq!(outline.path(10_000), "$[9999]");
}

fn told_of(outline: &Outline, part: &str) -> bool {
    told(outline).contains(part)
}

#[test]
fn opening_all_stops_at_the_stated_number() {
    let text = json!(
        (0..100)
            .map(|at| json!({"a": at, "b": [at]}))
            .collect::<Vec<_>>()
    );
    let mut outline = outline(&text.to_string());
    outline.open_all(0, 300);
    assert!((300..310).contains(&outline.lines().len()));
    outline.open_all(0, usize::MAX);
    assert_eq!(outline.lines().len(), 1 + 100 * 4);
    outline.close_all();
    assert_eq!(outline.lines().len(), 101);
}

#[test]
fn every_hit_of_a_search_can_be_revealed_and_slices_find_the_same() {
    try_some(60, |dice| {
        let value: Value = (0..dice.below(40))
            .map(|at| json!({ dice.text(4): at, "k": [dice.text(6), {"deep": {"er": dice.text(3)}}] }))
            .collect();
        let tree = JsonTree::new(value.to_string()).unwrap();
        let what = dice.text(2);
        let hits = find(&tree, &what, 1_000);
        let mut finder = Finder::new(&what, 1_000);
        while !finder.step(&tree, 1 + dice.below(20)) {}
        assert_eq!(finder.hits(), hits);
        let mut outline = Outline::new(Rc::new(tree.clone()));
        for hit in hits {
            let line = outline.reveal(&hit.path).unwrap();
            assert_eq!(outline.path(line), path_text(&hit.path));
            let (tree, node) = outline.node(line).unwrap();
            // Of twins the first stands for both.
            assert_eq!(tree.json(node), tree.json(&tree.at(&hit.path).unwrap()));
        }
    });
}

fn laid_out(text: &str, dice: &mut Dice) -> String {
    let mut layout = Layout::default();
    while !layout.step(text, 1 + dice.below(40)) {}
    layout.into_text()
}

#[test]
fn a_layout_is_the_same_json_whatever_the_slices() {
    try_some(60, |dice| {
        let value: Value = (0..dice.below(12))
            .map(|at| json!({ dice.text(9): [at, dice.text(30), [], {}], "t": "a\nb\\n\r\n" }))
            .collect();
        let text = value.to_string();
        let laid_out = laid_out(&text, dice);
        // Only the line breaks within strings are new, each behind its escape.
        let mut joined = String::new();
        for line in laid_out.lines() {
            joined.push_str(if joined.ends_with("\\n") {
                line.trim_start()
            } else {
                line
            });
        }
        assert_eq!(serde_json::from_str::<Value>(&joined).unwrap(), value);
    });
}

#[test]
fn short_things_stay_on_one_line_and_texts_break_at_their_line_ends() {
    let mut dice = Dice::new(7);
    let text = r#"{"a":[1,2,{}],"id":12345678901234567890,"message":"one\r\n   at two\\n","list":["xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"]}"#;
    assert_eq!(
        laid_out(text, &mut dice),
        "{\n  \"a\": [1, 2, {}],\n  \"id\": 12345678901234567890,\n  \"message\": \"one\\r\\n\n       at two\\\\n\",\n  \"list\": [\n    \"xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx\"\n  ]\n}"
    );
    assert_eq!(laid_out("<html>\n{", &mut dice), "<html>\n{");
}
