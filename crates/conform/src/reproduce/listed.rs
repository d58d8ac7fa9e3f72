//! The differences that are told in `docs/devhost-differences.md`.

use std::collections::BTreeMap;
use std::path::{Path, PathBuf};

/// The list of this repository.
pub fn default_file() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("../../docs/devhost-differences.md")
}

/// The reasons by `scenario / exchange`. A list that cannot be read is empty: every difference is then one too many.
pub fn read(file: &Path) -> BTreeMap<String, String> {
    parse(&std::fs::read_to_string(file).unwrap_or_default())
}

/// Reads lines such as ``- `fan-out / while running`: reason``.
fn parse(text: &str) -> BTreeMap<String, String> {
    let entries = text
        .lines()
        .filter_map(|line| line.strip_prefix("- `")?.split_once("`: "));
    entries
        .map(|(name, reason)| (name.to_owned(), reason.to_owned()))
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_entry_is_a_name_in_code_marks_and_a_reason() {
        let list = parse("# Title\n\nSome `code`: here.\n\n- `a / b`: because\n- no entry\n");
        assert_eq!(
            list.into_iter().collect::<Vec<_>>(),
            [("a / b".to_owned(), "because".to_owned())]
        );
    }
}
