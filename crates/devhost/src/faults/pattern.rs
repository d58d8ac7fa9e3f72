//! Which requests a fault hits.

use serde::{Deserialize, Serialize};

/// Which requests a fault hits. Without any field: all but preflights.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct Pattern {
    /// The method, in any case. Without one, every method but `OPTIONS`: a preflight is hit only by name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub method: Option<String>,
    /// What the target looks like, with `*` for any run of characters. A pattern with a question mark is held against path and
    /// query, one without against the path alone; a pattern that does not begin with `/` or `*` may begin anywhere.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub target: Option<String>,
}

impl Pattern {
    /// Whether a request with this method and raw target is meant.
    pub fn matches(&self, method: &str, target: &str) -> bool {
        let method_fits = match &self.method {
            Some(wanted) => wanted.eq_ignore_ascii_case(method),
            None => !method.eq_ignore_ascii_case("OPTIONS"),
        };
        method_fits
            && self
                .target
                .as_deref()
                .is_none_or(|pattern| target_fits(pattern, target))
    }
}

fn target_fits(pattern: &str, target: &str) -> bool {
    let text = if pattern.contains('?') {
        target
    } else {
        target.split('?').next().unwrap_or(target)
    };
    if pattern.starts_with(['/', '*']) {
        glob(pattern, text)
    } else {
        glob(&format!("*{pattern}"), text)
    }
}

/// Whether the whole text fits a pattern in which `*` stands for any run of characters.
fn glob(pattern: &str, text: &str) -> bool {
    let Some((head, rest)) = pattern.split_once('*') else {
        return pattern == text;
    };
    let Some(mut left) = text.strip_prefix(head) else {
        return false;
    };
    let mut pieces = rest.split('*').peekable();
    while let Some(piece) = pieces.next() {
        if pieces.peek().is_none() {
            return left.ends_with(piece);
        }
        match left.find(piece) {
            Some(at) => left = &left[at + piece.len()..],
            None => return false,
        }
    }
    true
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pattern(method: &str, target: &str) -> Pattern {
        Pattern {
            method: (!method.is_empty()).then(|| method.to_owned()),
            target: Some(target.to_owned()),
        }
    }

    #[test]
    fn an_empty_pattern_hits_everything_but_preflights() {
        assert!(Pattern::default().matches("GET", "/a"));
        assert!(Pattern::default().matches("DELETE", "/a?b"));
        assert!(!Pattern::default().matches("OPTIONS", "/a"));
        assert!(pattern("options", "*").matches("OPTIONS", "/a"));
    }

    #[test]
    fn a_pattern_without_a_question_mark_looks_at_the_path_alone() {
        assert!(pattern("", "/base/instances").matches("GET", "/base/instances?top=1"));
        assert!(!pattern("", "/base/instances").matches("GET", "/base/instances/a"));
        assert!(pattern("", "*?*top=1*").matches("GET", "/base/instances?a&top=10"));
    }

    #[test]
    fn a_pattern_may_begin_anywhere_unless_it_begins_with_a_slash() {
        assert!(pattern("", "instances/*").matches("GET", "/base/instances/a"));
        assert!(!pattern("", "/instances/*").matches("GET", "/base/instances/a"));
    }

    #[test]
    fn stars_stand_for_any_run_of_characters() {
        assert!(glob("*/instances/*/terminate", "/b/instances/x/terminate"));
        assert!(!glob("*/instances/*/terminate", "/b/instances/x/suspend"));
        assert!(glob("a*b*c", "abbc"));
        assert!(!glob("a*b*c", "acb"));
        assert!(glob("*", ""));
    }
}
