//! What came of a plan.

use super::Plan;
use crate::act::Kind;
use crate::json::RawJson;

/// How a run stands: every target is in one of the three.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Report {
    /// How many were not begun.
    pub waiting: usize,
    /// How many are under way.
    pub under_way: usize,
    /// Those that are over: which, what came, and a few words.
    pub over: Vec<(usize, Kind, String)>,
}

impl Report {
    /// How many came to this.
    pub fn count(&self, kind: Kind) -> usize {
        self.over.iter().filter(|(_, it, _)| *it == kind).count()
    }

    /// The ids that may be tried again: rejected, failed and unknown ones.
    pub fn troubled(&self, plan: &Plan) -> Vec<String> {
        let troubled = self.over.iter().filter(|(_, kind, _)| kind.is_trouble());
        troubled
            .filter_map(|(at, ..)| plan.targets.get(*at).cloned())
            .collect()
    }

    /// As JSON, one object a target that is over.
    pub fn to_json(&self, plan: &Plan) -> String {
        let mut out = String::from("[");
        for (at, kind, said) in &self.over {
            let Some(id) = plan.targets.get(*at) else {
                continue;
            };
            if out.len() > 1 {
                out.push_str(",\n");
            }
            for (key, value) in [
                ("{\"instanceId\":", id.as_str()),
                (",\"outcome\":", kind.name()),
                (",\"said\":", said),
            ] {
                out.push_str(key);
                out.push_str(RawJson::string(value).text());
            }
            out.push('}');
        }
        out.push(']');
        out
    }
}
