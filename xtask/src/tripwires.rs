//! That each complaint of `docs/tripwires.md` has a test by its number.

use std::fs;
use std::path::Path;

/// Adds the numbers of the tripwires that tests below the folder name.
fn collect(folder: &Path, numbers: &mut Vec<u32>) {
    for entry in fs::read_dir(folder).unwrap().flatten() {
        let path = entry.path();
        if path.is_dir() && path.file_name().is_some_and(|name| name != "target") {
            collect(&path, numbers);
        } else if path.extension().is_some_and(|it| it == "rs") {
            let text = fs::read_to_string(&path).unwrap();
            let named = text.split("fn tripwire_").skip(1);
            numbers.extend(named.filter_map(|rest| rest.split('_').next()?.parse::<u32>().ok()));
        }
    }
}

#[test]
fn each_tripwire_has_a_test_by_its_number() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR")).join("..");
    let text = fs::read_to_string(root.join("docs/tripwires.md")).unwrap();
    let listed = text.lines().filter_map(|line| line.split_once(". "));
    let listed: Vec<u32> = listed
        .filter_map(|(number, _)| number.parse().ok())
        .collect();
    assert!(listed.len() >= 39, "the list was not read");
    let mut tested = Vec::new();
    for folder in ["tests", "crates", "src"] {
        collect(&root.join(folder), &mut tested);
    }
    let missing: Vec<&u32> = listed.iter().filter(|it| !tested.contains(it)).collect();
    assert!(
        missing.is_empty(),
        "no test begins with tripwire_N_ for {missing:?}"
    );
    let unlisted: Vec<&u32> = tested.iter().filter(|it| !listed.contains(it)).collect();
    assert!(
        unlisted.is_empty(),
        "docs/tripwires.md does not list {unlisted:?}"
    );
}
