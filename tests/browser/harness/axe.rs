//! axe-core, the accessibility checker, run on the page as it stands.

use std::sync::OnceLock;

use serde_json::{Value, json};

use super::page::Page;

/// The script that runs it.
const CHECK: &str = include_str!("axe.js");

impl Page {
    /// What axe-core objects to, one text for each element and rule.
    pub async fn axe(&self) -> Vec<String> {
        if self.run("return typeof window.axe", json!([])).await != json!("object") {
            // As a plain script: the driver's scripts are no subject of the page's security policy.
            self.run(source(), json!([])).await;
        }
        let outcome = self.session.run_async(CHECK, json!([])).await;
        let result = outcome.unwrap_or_else(|error| panic!("axe-core did not run: {error}"));
        let passed = result["passed"].as_u64().unwrap_or_default();
        assert!(passed > 0, "axe-core looked at nothing: {result}");
        let broken = result["broken"].as_array().cloned().unwrap_or_default();
        broken
            .iter()
            .filter_map(Value::as_str)
            .map(str::to_owned)
            .collect()
    }
}

/// The text of axe-core, from the path in the variable `AXE_JS`.
fn source() -> &'static str {
    static SOURCE: OnceLock<String> = OnceLock::new();
    SOURCE.get_or_init(|| {
        let path = std::env::var("AXE_JS").expect(
            "AXE_JS holds no path of axe.min.js; `cargo xtask test` sets it (or: npm pack axe-core, and unpack it)",
        );
        let text = std::fs::read_to_string(&path).unwrap_or_else(|error| panic!("AXE_JS={path}: {error}"));
        // axe defines itself in its argument `window`; the driver runs scripts as a function's body, where that works.
        format!("{text}\nwindow.axe = window.axe || axe;")
    })
}
