//! Several windows of one browser: they share what the device keeps, and nothing else.

use serde_json::json;

use super::page::{Page, must};

/// One window of a browser.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Window(String);

impl Page {
    /// The window one looks at.
    pub async fn window(&self) -> Window {
        let handle = must("name the window", self.session.get("window").await);
        Window(handle.as_str().unwrap_or_default().to_owned())
    }

    /// Opens another window at an address and looks at it.
    pub async fn another_window(&self, url: &str) -> Window {
        let kind = json!({ "type": "window" });
        let new = must("open a window", self.session.post("window/new", kind).await);
        let window = Window(new["handle"].as_str().unwrap_or_default().to_owned());
        self.turn_to(&window).await;
        self.visit(url).await;
        window
    }

    /// Looks at another window.
    pub async fn turn_to(&self, window: &Window) {
        let handle = json!({ "handle": window.0 });
        must(
            "turn to a window",
            self.session.post("window", handle).await,
        );
    }
}
