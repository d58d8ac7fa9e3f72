//! Management URLs and actions as lines to copy: without the key, and with it only into the clipboard.

use serde_json::json;

use crate::acts::{KEY, hub_with_key};
use crate::harness::{Page, button, heading, link, play, row_containing};

async fn copied(page: &Page, part: &str) -> String {
    page.until(&format!("something with {part} was copied"), async || {
        let text = page.run("return window.copied ?? ''", json!([])).await;
        text.as_str()
            .filter(|text| text.contains(part))
            .map(str::to_owned)
    })
    .await
}

#[test]
fn each_action_is_a_line_in_each_tool_and_the_key_is_only_ever_copied() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "a%20b", "null").await;
        stage.hub.until("a%20b", &["Completed"]).await;
        stage
            .page
            .before_each_document(
                "navigator.clipboard.writeText = async (text) => { window.copied = text; }",
            )
            .await;
        stage.paste_and_connect(&stage.hub.link("a%20b")).await;
        let page = &stage.page;
        page.find(&heading("a b").exactly()).await;
        page.click(&link("Links").exactly()).await;
        let status = row_containing("statusQueryGetUri");
        page.click(&button("Copy the statusQueryGetUri").inside(status.clone()))
            .await;
        let plain = copied(page, "/instances/a%20b").await;
        assert!(!plain.contains("code="), "{plain}");
        page.click(&button("Copy with the key").inside(status))
            .await;
        let with_key = copied(page, "code=").await;
        assert!(with_key.starts_with(&plain), "{with_key}");
        page.see("curl").await;
        for (tool, says) in [
            ("PowerShell", "Invoke-RestMethod -Method Post"),
            ("func durable", "func durable terminate --id 'a b'"),
            ("C#", "HttpMethod.Delete"),
            ("JavaScript", "process.env.DURABLE_KEY"),
            ("Python", "os.environ[\"DURABLE_KEY\"]"),
        ] {
            page.click(&button(tool).exactly()).await;
            page.see(says).await;
        }
        let everything = page
            .run(
                "return document.documentElement.outerHTML + location.href",
                json!([]),
            )
            .await;
        let everything = everything.as_str().unwrap_or_default();
        assert!(!everything.contains(KEY), "the key is nowhere in the page");
        assert!(everything.contains("urllib"), "the lines are");
    });
}
