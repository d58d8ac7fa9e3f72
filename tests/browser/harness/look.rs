//! How the page is looked at: screen size, colours, connection; and whether it fits.

use serde_json::{Value, json};

use super::page::Page;

/// The two colour schemes of a system.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scheme {
    /// Dark text on light ground.
    Light,
    /// Light text on dark ground.
    Dark,
}

impl Scheme {
    /// Both.
    pub const BOTH: [Self; 2] = [Self::Light, Self::Dark];

    /// As the media feature names it.
    pub fn name(self) -> &'static str {
        match self {
            Self::Light => "light",
            Self::Dark => "dark",
        }
    }
}

impl Page {
    /// A window of this many CSS pixels.
    pub async fn size(&self, width: u32, height: u32) {
        let metrics =
            json!({ "width": width, "height": height, "deviceScaleFactor": 1, "mobile": false });
        self.protocol("Emulation.setDeviceMetricsOverride", metrics)
            .await;
    }

    /// A system that prefers this colour scheme.
    pub async fn system_scheme(&self, scheme: Scheme) {
        self.media(&json!([{ "name": "prefers-color-scheme", "value": scheme.name() }]))
            .await;
    }

    /// A system with forced colours (Windows' contrast themes).
    pub async fn forced_colors(&self) {
        self.media(&json!([{ "name": "forced-colors", "value": "active" }]))
            .await;
    }

    async fn media(&self, features: &Value) {
        self.protocol(
            "Emulation.setEmulatedMedia",
            json!({ "features": features }),
        )
        .await;
    }

    /// A network that carries nothing, or one that does again.
    pub async fn offline(&self, offline: bool) {
        self.protocol("Network.enable", json!({})).await;
        let network = json!({ "offline": offline, "latency": 0, "downloadThroughput": -1, "uploadThroughput": -1 });
        self.protocol("Network.emulateNetworkConditions", network)
            .await;
    }

    /// The window as a PNG in base64, as WebDriver gives it.
    pub async fn screenshot(&self) -> Option<String> {
        let png = self.session.get("screenshot").await.ok()?;
        png.as_str().map(str::to_owned)
    }

    /// Fails when the page as a whole can be scrolled sideways, or text was drawn beyond the window's edge.
    pub async fn fits_its_width(&self) {
        let script = "
            const width = document.documentElement.clientWidth;
            const clipped = (element) => {
              for (let up = element.parentElement; up; up = up.parentElement)
                if (getComputedStyle(up).overflowX !== 'visible') return true;
              return false;
            };
            const wide = [...document.querySelectorAll('body *')]
              .filter((e) => e.checkVisibility() && e.getBoundingClientRect().right > width + 1 && !clipped(e))
              .slice(0, 5)
              .map((e) => `<${e.tagName.toLowerCase()} class='${e.className}'> ${e.textContent.slice(0, 60)}`);
            return [width, document.documentElement.scrollWidth, document.body.scrollWidth, wide];";
        let measured = self.run(script, json!([])).await;
        let width = measured[0].as_u64().unwrap_or_default();
        let widest = measured[1]
            .as_u64()
            .max(measured[2].as_u64())
            .unwrap_or_default();
        let none = measured[3].as_array().is_some_and(Vec::is_empty);
        assert!(
            widest <= width && none,
            "the page is {widest} px wide in a window of {width} px; beyond the edge: {:#}",
            measured[3]
        );
    }

    async fn protocol(&self, method: &str, parameters: Value) {
        let outcome = self.session.cdp(method, parameters).await;
        outcome.unwrap_or_else(|error| panic!("{method}: {error}"));
    }
}
