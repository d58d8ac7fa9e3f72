//! The words of a hub: what completion can offer and columns can be made of.

use super::{Known, ValuePath};
use rows::sort::order_of;
use rows::{Field, Rows, json};

/// How deep paths are looked for.
const DEPTH: usize = 4;
/// Paths kept at most: objects with ids for keys have no end of them.
const MOST: usize = 200;

/// Names, statuses and paths that were seen in a hub, the most frequent first.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Vocabulary {
    /// Orchestrators' names.
    pub names: Vec<String>,
    /// Statuses the portal does not know.
    pub statuses: Vec<String>,
    /// Paths to values.
    pub paths: Vec<ValuePath>,
}

impl Vocabulary {
    /// Looks at up to `sample` rows, spread evenly. A thousand are a few milliseconds' work.
    pub fn of(rows: &Rows, sample: usize) -> Self {
        let mut names = vec![0_usize; rows.names().len()];
        let mut paths: Vec<(ValuePath, usize)> = Vec::new();
        let step = rows.len().div_ceil(sample.max(1)).max(1);
        for row in rows.slots().step_by(step).filter_map(|slot| rows.row(slot)) {
            if let Some(count) = names.get_mut(row.name_number() as usize) {
                *count += 1;
            }
            for field in Field::ALL {
                let room = MOST.saturating_sub(paths.len());
                let mut new = 0;
                json::paths(row.text(field).shown(), DEPTH, &mut |steps| {
                    let known = paths
                        .iter_mut()
                        .find(|(path, _)| path.field == field && path.steps == steps);
                    match known {
                        Some((_, count)) => *count += 1,
                        None if new < room => {
                            new += 1;
                            let steps = steps.to_vec();
                            paths.push((ValuePath { field, steps }, 1));
                        }
                        None => {}
                    }
                });
            }
        }
        let by_count =
            |counts: &[usize]| order_of(counts.len(), &|a, b| counts.get(b).cmp(&counts.get(a)));
        let counts: Vec<usize> = paths.iter().map(|(_, count)| *count).collect();
        let path = |at: usize| paths.get(at).map(|(path, _)| path.clone());
        let name = |at: usize| Some(rows.names().get(at)?.to_string());
        let order = by_count(&names).into_iter();
        Self {
            names: order.filter_map(name).filter(|it| !it.is_empty()).collect(),
            statuses: rows
                .other_statuses()
                .iter()
                .map(ToString::to_string)
                .filter(|it| !it.is_empty())
                .collect(),
            paths: by_count(&counts).into_iter().filter_map(path).collect(),
        }
    }

    /// The same for [`super::complete`].
    pub fn known(&self) -> Known<'_> {
        Known {
            names: &self.names,
            statuses: &self.statuses,
            paths: &self.paths,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use rows::{Held, Ingest};

    #[test]
    fn what_was_seen_is_offered_the_most_frequent_first() {
        let body = br#"[
            {"instanceId":"a","name":"Rare","runtimeStatus":"Napping","output":{"x":1}},
            {"instanceId":"b","name":"Usual","output":{"y":{"z":[{"w":1}]}}},
            {"instanceId":"c","name":"Usual","output":{"y":null},"customStatus":{"step":"s"}}]"#;
        let mut held = Held::default();
        Ingest::new(body.to_vec(), 1).run(&mut held);
        let seen = Vocabulary::of(&held.instances, 1000);
        assert_eq!(seen.names, ["Usual", "Rare"]);
        assert_eq!(seen.statuses, ["Napping"]);
        let paths: Vec<String> = seen.paths.iter().map(ValuePath::to_text).collect();
        assert_eq!(
            paths,
            [
                "output.y",
                "output.x",
                "output.y.z",
                "output.y.z[0].w",
                "customStatus.step"
            ]
        );
        assert_eq!(Vocabulary::of(&Rows::default(), 0), Vocabulary::default());
    }
}
