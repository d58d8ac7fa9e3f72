use std::collections::{BTreeSet, HashMap};

use super::{english::TEXTS, message};

fn fill(text: &str, values: &[(&str, message::Arg<'_>)]) -> String {
    message::fill(text, values, &mut |n| n.to_string(), &mut |n| {
        if (n - 1.0).abs() < f64::EPSILON {
            "one"
        } else {
            "other"
        }
        .to_owned()
    })
}

#[test]
fn values_stand_where_their_names_stood() {
    assert_eq!(
        fill(
            "{a} of {b}: {a}",
            &[("a", "1 {b}".into()), ("b", 2_u64.into())]
        ),
        "1 {b} of 2: 1 {b}"
    );
}

#[test]
fn a_number_chooses_its_form() {
    let text = "{n, plural, one {# request to {host}} other {# requests to {host}}}.";
    assert_eq!(
        fill(text, &[("n", 1_u64.into()), ("host", "a".into())]),
        "1 request to a."
    );
    assert_eq!(
        fill(text, &[("n", 0_u64.into()), ("host", "a".into())]),
        "0 requests to a."
    );
}

#[test]
fn a_mistake_in_a_text_is_seen_and_hurts_no_more() {
    assert_eq!(fill("{missing} {open", &[]), "{missing} {open");
    assert_eq!(
        fill("} {n, plural, few {x}}", &[("n", 1_u64.into())]),
        "} {n, plural, few {x}}"
    );
}

#[test]
fn the_english_texts_are_sound() {
    let names: BTreeSet<&str> = TEXTS.iter().map(|(name, _)| *name).collect();
    assert_eq!(names.len(), TEXTS.len(), "a word has two texts");
    for (name, text) in TEXTS {
        assert!(!text.trim().is_empty(), "{name} says nothing");
        assert_eq!(
            text.matches('{').count(),
            text.matches('}').count(),
            "{name} has an open brace"
        );
    }
}

/// What is wrong with a language file; nothing when it may be shipped.
fn faults(file: &str) -> Vec<String> {
    let texts: HashMap<String, String> = match serde_json::from_str(file) {
        Ok(texts) => texts,
        Err(error) => return vec![error.to_string()],
    };
    let mut faults = Vec::new();
    for (name, english) in TEXTS {
        match texts.get(*name) {
            None => faults.push(format!("{name} is missing")),
            Some(text) if message::names(text) != message::names(english) => {
                faults.push(format!("{name} asks for other values than in English"));
            }
            Some(_) => {}
        }
    }
    let known = |name: &String| TEXTS.iter().any(|(it, _)| it == name);
    faults.extend(
        texts
            .keys()
            .filter(|it| !known(it))
            .map(|it| format!("{it} is no word of the portal")),
    );
    faults
}

#[test]
fn each_language_file_has_the_words_and_values_of_the_english_one() {
    for entry in std::fs::read_dir(concat!(env!("CARGO_MANIFEST_DIR"), "/src/words")).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_some_and(|it| it == "json") {
            let faults = faults(&std::fs::read_to_string(&path).unwrap());
            assert!(faults.is_empty(), "{}: {faults:#?}", path.display());
        }
    }
}

#[test]
fn a_language_file_that_lacks_a_word_a_value_or_knows_too_much_is_refused() {
    let mut texts: HashMap<&str, &str> = TEXTS.iter().copied().collect();
    assert!(faults(&serde_json::to_string(&texts).unwrap()).is_empty());

    texts.insert("Made-Up", "x");
    assert_eq!(
        faults(&serde_json::to_string(&texts).unwrap()),
        ["Made-Up is no word of the portal"]
    );

    texts.remove("Made-Up");
    let (name, _) = TEXTS
        .iter()
        .find(|(_, text)| !message::names(text).is_empty())
        .unwrap();
    texts.insert(name, "no values");
    assert_eq!(
        faults(&serde_json::to_string(&texts).unwrap()),
        [format!("{name} asks for other values than in English")]
    );

    texts.remove(name);
    assert_eq!(
        faults(&serde_json::to_string(&texts).unwrap()),
        [format!("{name} is missing")]
    );
}
