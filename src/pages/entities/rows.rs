//! What is listed: the rows of the host, and those entities that the walk through the instances met besides.

use durable_api::{EntityRow, Timestamp};

/// One entity of the list.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Listed {
    /// Its name, as the host writes it.
    pub name: String,
    /// Its key.
    pub key: String,
    /// When it was operated on last.
    pub operated: Option<Timestamp>,
    /// Its state as JSON; `None` where it was not asked for or not told.
    pub state: Option<String>,
}

/// Rows and ids in one list without twins, by name and key.
pub fn listed(rows: &[EntityRow], met: &[String]) -> Vec<Listed> {
    let of_host = rows.iter().map(|row| Listed {
        name: row.name.clone().unwrap_or_default(),
        key: row.key.clone().unwrap_or_default(),
        operated: row.last_operation_time.clone(),
        state: (!row.state.is_null()).then(|| row.state.text().to_owned()),
    });
    let mut all: Vec<Listed> = of_host.collect();
    all.sort_by(|a, b| (&a.name, &a.key).cmp(&(&b.name, &b.key)));
    let met = met
        .iter()
        .filter_map(|id| id.strip_prefix('@')?.split_once('@'));
    let missing: Vec<Listed> = met
        .filter(|(name, key)| {
            let found =
                all.binary_search_by(|it| (it.name.as_str(), it.key.as_str()).cmp(&(*name, *key)));
            found.is_err()
        })
        .map(|(name, key)| Listed {
            name: name.to_owned(),
            key: key.to_owned(),
            ..Listed::default()
        })
        .collect();
    all.extend(missing);
    all.sort_by(|a, b| (&a.name, &a.key).cmp(&(&b.name, &b.key)));
    all
}

/// Whether a row is looked for: every word stands in its name or key, in any case.
pub fn fits(row: &Listed, words: &str) -> bool {
    let text = format!("@{}@{}", row.name, row.key).to_lowercase();
    words
        .to_lowercase()
        .split_whitespace()
        .all(|word| text.contains(word))
}

#[cfg(test)]
mod tests {
    use super::{fits, listed};
    use durable_api::entity::entities_answer;

    #[test]
    fn what_the_walk_met_is_added_to_what_the_host_lists_and_nothing_stands_twice() {
        let body = r#"[{"entityId":{"name":"counter","key":"b"},"lastOperationTime":"2026-11-21T07:00:00Z","state":{"n":1}}]"#;
        let rows = entities_answer(200, body).expect("a list");
        let met = ["@counter@b", "@basket@x@y", "order-1"].map(str::to_owned);
        let all = listed(&rows, &met);
        let names: Vec<_> = all
            .iter()
            .map(|it| (it.name.as_str(), it.key.as_str()))
            .collect();
        assert_eq!(names, [("basket", "x@y"), ("counter", "b")]);
        assert_eq!(all[1].state.as_deref(), Some(r#"{"n":1}"#));
        assert_eq!(all[0].state, None);
    }

    #[test]
    fn each_word_is_looked_for_in_name_and_key() {
        let rows = listed(&[], &["@Counter@Orders-7".to_owned()]);
        assert!(fits(&rows[0], "count ORDERS"));
        assert!(fits(&rows[0], ""));
        assert!(!fits(&rows[0], "count 8"));
    }
}
