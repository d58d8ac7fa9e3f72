//! Long texts cut into lines and searched.

use crate::properties::try_some;
use durable_api::long_text::{Lines, TextFinder};

fn lines(text: &str, width: usize, slice: usize) -> Lines {
    let mut lines = Lines::new(width);
    while !lines.step(text, slice) {}
    lines
}

#[test]
fn the_lines_are_the_text_none_is_too_wide_and_slices_change_nothing() {
    try_some(80, |dice| {
        let text: String = (0..dice.below(30))
            .map(|_| {
                let mut part = dice.text(20);
                part.push_str(["\n", "\"", "\\", "日本", " "][dice.below(5)]);
                part
            })
            .collect();
        let width = 8 + dice.below(20);
        let cut = lines(&text, width, usize::MAX);
        let sliced = lines(&text, width, 1 + dice.below(9));
        let mut whole = String::new();
        for number in 0..cut.len() {
            let line = cut.line(&text, number).unwrap();
            assert_eq!(Some(line), sliced.line(&text, number));
            assert_eq!(line.start, whole.len());
            assert_eq!(cut.line_of(line.start), number);
            let columns: usize = line
                .text
                .chars()
                .map(|c| 1 + usize::from(c >= '\u{1100}'))
                .sum();
            assert!(columns <= width + 2, "{columns} > {width}: {:?}", line.text);
            whole.push_str(text.get(line.start..line.start + line.text.len()).unwrap());
            // What the line left out is its end.
            let end = (whole.len()..text.len()).find(|at| {
                number + 1 < cut.len() && *at == cut.line(&text, number + 1).unwrap().start
            });
            whole.push_str(&text[whole.len()..end.unwrap_or(text.len())]);
        }
        assert_eq!(whole, text);
        assert_eq!(cut.len(), sliced.len());
    });
}

#[test]
fn a_line_knows_whether_it_begins_within_a_string() {
    let text = r#"{"key":"a long \"text\" that goes on","b":1}"#;
    let cut = lines(text, 16, 3);
    let inside: Vec<bool> = (0..cut.len())
        .map(|at| cut.line(text, at).unwrap().in_string)
        .collect();
    assert_eq!(inside, [false, true, true]);
    assert!(cut.line(text, 0).unwrap().goes_on);
    assert!(!cut.line(text, 2).unwrap().goes_on);
    assert_eq!(lines("", 80, 1).len(), 1);
}

#[test]
fn a_text_is_found_wherever_slices_end() {
    try_some(80, |dice| {
        let text: String = (0..dice.below(60))
            .map(|_| ["ab", "A", "b", "x"][dice.below(4)])
            .collect();
        let what = ["ab", "b", "bA", "abx", ""][dice.below(5)];
        let mut finder = TextFinder::new(what, 1_000);
        while !finder.step(&text, 1 + dice.below(7)) {}
        let (lower, wanted) = (text.to_lowercase(), what.to_lowercase());
        let expected: Vec<usize> = lower.match_indices(&wanted).map(|(at, _)| at).collect();
        let expected = if what.is_empty() {
            Vec::new()
        } else {
            expected
        };
        assert_eq!(finder.found(), expected);
    });
}

#[test]
fn a_search_stops_at_the_stated_number() {
    let mut finder = TextFinder::new("a", 3);
    assert!(finder.step(&"a".repeat(100), usize::MAX));
    assert_eq!((finder.found().len(), finder.is_full()), (3, true));
}
