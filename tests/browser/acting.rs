//! Acting on an instance, as a person finds it: the button, the form, the button that sends.

use std::time::{Duration, Instant};

use devhost::server::Side;
use serde_json::json;

use crate::harness::{Locator, Page, Stage, button, heading, region};

/// A button of the row of actions.
pub fn action(name: &str) -> Locator {
    button(name).exactly().inside(region("Actions"))
}

/// The form of an operation.
pub fn form(name: &str) -> Locator {
    region(name).exactly()
}

/// The button that sends, in the form of an operation.
pub fn confirm(name: &str) -> Locator {
    button(name).exactly().inside(form(name))
}

/// Waits until the focus is there.
pub async fn has_focus(page: &Page, wanted: &Locator) {
    page.until("it has the focus", async || {
        page.is_focused(wanted).await.then_some(())
    })
    .await;
}

/// The hub as addresses name it. The page shows a view of it.
pub async fn hub_in_address(page: &Page) -> String {
    let address = page.address().await;
    let behind = address.split("#/h/").nth(1).unwrap_or_default();
    behind.split('/').next().unwrap_or_default().to_owned()
}

impl Stage {
    /// Shows another view of the hub in the page that is open, as following a link does; `view` is what stands behind the hub.
    pub async fn go_to(&self, hub: &str, view: &str) {
        let address = format!("{}#/h/{hub}/{view}", self.portal);
        self.page.visit(&address).await;
    }

    /// Shows another instance in the page that is open.
    pub async fn go_to_instance(&self, hub: &str, id: &str) {
        self.go_to(hub, &format!("i/{id}")).await;
        self.page.find(&heading(id).exactly()).await;
    }

    /// What `read` makes of the hub, once it is another than `before`.
    pub async fn other_than(&self, before: &str, read: impl AsyncFn() -> String) -> String {
        let start = Instant::now();
        loop {
            let now = read().await;
            if now != before {
                return now;
            }
            assert!(
                start.elapsed() < Duration::from_secs(15),
                "the hub should have changed and is {now}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}

/// Lets a page's own clock run faster from now on when it is told to: what is given up after seconds is given up at once, and nothing
/// waits less for an answer.
pub async fn give_pace(page: &Page) {
    let script = "
        const real = performance.now.bind(performance);
        let at = real(), shown = at, pace = 1;
        performance.now = () => { const now = real(); shown += (now - at) * pace; at = now; return shown; };
        window.testPace = (next) => { performance.now(); pace = next; };";
    page.run(script, json!([])).await;
}

/// So many times as fast as a real clock.
pub async fn pace(page: &Page, times: u32) {
    page.run("window.testPace(arguments[0])", json!([times]))
        .await;
}

/// Starts an orchestration that waits, and opens it.
pub async fn running(stage: &Stage, function: &str, id: &str) {
    stage.hub.start(function, id, "null").await;
    stage.hub.until(id, &["Running"]).await;
    stage.open_instance(id).await;
}

/// How many writes pages sent.
pub fn writes(stage: &Stage) -> usize {
    let requests = stage.control().requests();
    let from_pages = requests.iter().filter(|it| it.side == Side::Hub);
    let acting = from_pages.filter(|it| {
        it.header("origin").is_some() && (it.method == "POST" || it.method == "DELETE")
    });
    acting.count()
}
