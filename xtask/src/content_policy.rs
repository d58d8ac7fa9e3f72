//! The content security policy, as one text for every place that states it.

use anyhow::{Context, Result};
use std::fs;
use std::path::Path;

/// What the portal may load and connect to. The devhost sends the same text as a header.
const POLICY: &str = include_str!("../../content-security-policy.txt");

const AFTER: &str = "<meta charset=\"utf-8\">";

/// Writes the policy into the built `index.html`, for hosts that send no headers of their own.
pub fn insert(index: &Path) -> Result<()> {
    let page = fs::read_to_string(index).with_context(|| format!("reading {}", index.display()))?;
    let page = with_policy(&page).with_context(|| format!("{} lacks {AFTER}", index.display()))?;
    fs::write(index, page).with_context(|| format!("writing {}", index.display()))
}

/// The page with the policy right behind its character set, so before anything that it rules.
fn with_policy(page: &str) -> Option<String> {
    let at = page.find(AFTER)? + AFTER.len();
    let (before, after) = page.split_at(at);
    let policy = POLICY.trim();
    Some(format!(
        "{before}\n    <meta http-equiv=\"Content-Security-Policy\" content=\"{policy}\">{after}"
    ))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_policy_stands_before_all_that_it_rules() {
        let page = "<head><meta charset=\"utf-8\"><script src=a.js></script></head>";
        let page = with_policy(page).unwrap();
        assert!(page.find("Content-Security-Policy").unwrap() < page.find("<script").unwrap());
    }

    #[test]
    fn the_policy_fits_into_an_attribute_and_allows_nothing_inline() {
        assert!(!POLICY.contains('"'));
        assert!(!POLICY.contains("unsafe-inline"));
        assert!(!POLICY.contains("'unsafe-eval'"));
    }

    #[test]
    fn the_documentation_states_the_same_policy() {
        let text = include_str!("../../docs/hosting.md");
        let stated = text.matches("default-src").count();
        assert!(stated > 0);
        assert_eq!(text.matches(POLICY.trim()).count(), stated);
    }

    #[test]
    fn the_header_for_static_web_apps_states_the_same_policy() {
        let text = include_str!("../../public/staticwebapp.config.json");
        let config: serde_json::Value = serde_json::from_str(text).unwrap();
        let header = config["globalHeaders"]["Content-Security-Policy"]
            .as_str()
            .unwrap();
        assert_eq!(header, format!("{}; frame-ancestors 'none'", POLICY.trim()));
    }
}
