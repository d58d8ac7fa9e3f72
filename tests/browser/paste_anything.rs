//! Whatever somebody has at hand leads to the reason of a failed instance, with one paste and one click.

use serde_json::json;

use crate::acts::{KEY, PASTE_BOX, connect_button, empty_hub, hub_with_key};
use crate::harness::{button, field, heading, main_part, play, row_containing};

/// What the function that fails says.
const REASON: &str = "Input was not an order.";

/// Everything that people have at hand, made of an instance's link with its key.
fn texts(link: &str, starter: &str) -> Vec<(&'static str, String)> {
    let (bare, _) = link.split_once("code=").unwrap_or((link, ""));
    let bare = bare.trim_end_matches(['?', '&']);
    let (origin, target) = bare
        .strip_prefix("http://")
        .and_then(|rest| rest.find('/').map(|at| rest.split_at(at)))
        .unwrap_or_default();
    vec![
        ("a link", link.to_owned()),
        ("the JSON of a starter", starter.to_owned()),
        (
            "a log line",
            format!("[12:00:01] started {starter} in 7 ms"),
        ),
        ("a Markdown link", format!("[why?]({link})")),
        (
            "HTML",
            format!("<a href=\"{}\">x</a>", link.replace('&', "&amp;")),
        ),
        (
            "a curl line",
            format!("curl '{bare}' \\\n  -H 'x-functions-key: {KEY}'"),
        ),
        (
            "PowerShell",
            format!(
                "Invoke-RestMethod -Uri '{bare}' `\n -Headers @{{ 'x-functions-key' = '{KEY}' }}"
            ),
        ),
        (
            "a raw request",
            format!("GET {target} HTTP/1.1\nHost: {origin}\nX-Functions-Key: {KEY}"),
        ),
        ("a link and a key below it", format!("{bare}\nkey: {KEY}")),
    ]
}

#[test]
fn one_paste_and_one_click_lead_to_the_reason() {
    play(hub_with_key(), async |stage| {
        let starter = stage.hub.start("ThrowEarly", "failed-1", "null").await;
        stage.hub.until("failed-1", &["Failed"]).await;
        let page = &stage.page;
        for (what, text) in texts(&stage.hub.link("failed-1"), &starter) {
            stage.open_portal().await;
            let before = stage.hub_requests();
            page.paste(&field(PASTE_BOX), &text).await;
            page.see("What this says").await;
            page.see("present, 30 characters").await;
            assert_eq!(stage.hub_requests(), before, "{what}: sent before Connect");
            page.click(&button("Connect and open failed-1")).await;
            page.find(&heading("failed-1")).await;
            page.see(REASON).await;
        }
    });
}

/// Counts what the person does to the page: each paste or piece of typing, each click, each key.
const COUNT: &str = "
    window.did = { input: 0, click: 0, keydown: 0 };
    for (const kind of Object.keys(window.did)) addEventListener(kind, (event) => { if (event.isTrusted) window.did[kind]++ }, true);";

#[test]
fn it_takes_no_more_than_one_paste_and_one_click() {
    play(hub_with_key(), async |stage| {
        let starter = stage.hub.start("ThrowEarly", "failed-1", "null").await;
        stage.hub.until("failed-1", &["Failed"]).await;
        let page = &stage.page;
        page.before_each_document(COUNT).await;
        stage.open_portal().await;
        page.paste(&field(PASTE_BOX), &starter).await;
        page.click(&connect_button()).await;
        page.see(REASON).await;
        let did = page.run("return window.did", json!([])).await;
        assert_eq!(did, json!({ "input": 1, "click": 1, "keydown": 0 }));
    });
}

#[test]
fn the_filters_of_a_lists_link_come_along() {
    play(hub_with_key(), async |stage| {
        for (function, id) in [
            ("ThrowEarly", "order-1"),
            ("HelloSequence", "order-2"),
            ("ThrowEarly", "other-3"),
        ] {
            stage.hub.start(function, id, "null").await;
            stage.hub.until(id, &["Failed", "Completed"]).await;
        }
        stage.open_portal().await;
        let page = &stage.page;
        let list = stage.hub.list_link();
        let filters = "runtimeStatus=Failed,Terminated&instanceIdPrefix=order-&top=5";
        page.paste(&field(PASTE_BOX), &format!("{list}&{filters}"))
            .await;
        page.see("status:Failed,Terminated id:\"order-\"*").await;
        page.see("parameter top").await;
        page.click(&connect_button()).await;
        page.find(&row_containing("order-1")).await;
        page.find_no_more(&row_containing("order-2")).await;
        page.find_no_more(&row_containing("other-3")).await;
        assert!(page.address().await.contains("status"));
    });
}

#[test]
fn a_pasted_key_can_be_replaced_before_it_is_sent() {
    play(hub_with_key(), async |stage| {
        stage.hub.start("HelloSequence", "mine-1", "null").await;
        stage.open_portal().await;
        let page = &stage.page;
        let list = stage.hub.list_link();
        page.paste(&field(PASTE_BOX), &list.replace(KEY, "of-somebody-else"))
            .await;
        page.see("present, 16 characters").await;
        page.click(&button("Change the key")).await;
        page.until("the field has the focus", async || {
            page.is_focused(&field("Function key")).await.then_some(())
        })
        .await;
        page.click(&button("Take the one in the text")).await;
        page.see("present, 16 characters").await;
        page.click(&button("Change the key")).await;
        page.paste(&field("Function key"), KEY).await;
        page.click(&connect_button()).await;
        page.find(&row_containing("mine-1")).await;
        let sent = stage.control().requests();
        let keys = sent.iter().filter_map(|it| it.header("x-functions-key"));
        assert!(keys.into_iter().all(|key| key == KEY));
    });
}

#[test]
fn what_plays_no_part_and_what_to_beware_of_are_named() {
    play(empty_hub(), async |stage| {
        stage.open_portal().await;
        let page = &stage.page;
        let line = "curl -X POST 'http://orders.example/runtime/webhooks/durabletask/instances/x/terminate?reason=a&code=k1' \
                    -H 'accept: */*' --compressed";
        page.paste(&field(PASTE_BOX), line).await;
        for said in [
            "a curl or wget line; it is not run",
            "header accept",
            "option --compressed",
            "parameter reason",
            "method POST",
            "this would act on the hub (terminate)",
            "the key would travel unencrypted",
        ] {
            page.see(said).await;
        }
        page.paste(
            &field(PASTE_BOX),
            "Functions:\n\tHttpStart: [GET,POST] http://localhost:7071/api/HttpStart",
        )
        .await;
        page.see("the console of func start").await;
        page.see("function HttpStart").await;
    });
}

#[test]
fn what_is_wrong_says_where_and_offers_what_may_be_meant() {
    play(empty_hub(), async |stage| {
        stage.open_portal().await;
        let page = &stage.page;
        page.paste(
            &field(PASTE_BOX),
            "https://orders.example/api/Start?code=k1",
        )
        .await;
        page.see("(At character 23.)").await;
        page.click(&button("Take https://orders.example")).await;
        page.see("the address of an app").await;
        page.paste(
            &field(PASTE_BOX),
            "https://portal.azure.com/#@c/resource/subscriptions/0/resourceGroups/r/providers/Microsoft.Web/sites/orders-fn/x",
        )
        .await;
        page.see("This is a page of the Azure portal").await;
        page.click(&button("Take https://orders-fn.azurewebsites.net"))
            .await;
        page.see("the address of an app").await;
    });
}

#[test]
fn a_key_alone_asks_for_the_address() {
    play(hub_with_key(), async |stage| {
        stage.open_portal().await;
        let page = &stage.page;
        page.paste(&field(PASTE_BOX), &format!("x-functions-key: {KEY}"))
            .await;
        page.see("a key does not say where it belongs").await;
        page.paste(&field("Function app"), stage.hub.base()).await;
        page.click(&connect_button()).await;
        page.find(&heading("Instances").exactly()).await;
    });
}

#[test]
fn nothing_typed_is_lost_when_connecting_fails() {
    play(hub_with_key(), async |stage| {
        stage.page.expect_console("ERR_CONNECTION_REFUSED");
        stage.open_portal().await;
        let page = &stage.page;
        let list = format!("{}/instances", stage.hub.base());
        page.paste(&field(PASTE_BOX), &list).await;
        page.paste(&field("Task hub").inside(main_part()), "MyHub")
            .await;
        page.paste(&field("Function key"), KEY).await;
        page.paste(&field("Called"), "My orders").await;
        stage.host.stop_hub().await;
        page.click(&connect_button()).await;
        page.see("No answer from").await;
        page.back().await;
        assert_eq!(page.value_of(&field(PASTE_BOX)).await, list);
        assert_eq!(
            page.value_of(&field("Task hub").inside(main_part())).await,
            "MyHub"
        );
        assert_eq!(page.value_of(&field("Function key")).await, KEY);
        assert_eq!(page.value_of(&field("Called")).await, "My orders");
        // Another app gets nothing of it.
        page.paste(&field(PASTE_BOX), "https://elsewhere.example")
            .await;
        page.until("the key is gone", async || {
            let key = page.value_of(&field("Function key")).await;
            key.is_empty().then_some(())
        })
        .await;
    });
}

/// Lets the page have a paste or a drop that no field takes.
const ELSEWHERE: &str = "
    const carrier = new DataTransfer();
    carrier.setData('text/plain', arguments[1]);
    const event = arguments[0] === 'paste'
      ? new ClipboardEvent('paste', { clipboardData: carrier, bubbles: true, cancelable: true })
      : new DragEvent('drop', { dataTransfer: carrier, bubbles: true, cancelable: true });
    document.querySelector('h1').dispatchEvent(event);";

#[test]
fn pasting_or_dropping_anywhere_on_the_page_goes_to_the_box() {
    play(empty_hub(), async |stage| {
        stage.open_portal().await;
        let page = &stage.page;
        page.find(&field(PASTE_BOX)).await;
        for (how, host) in [
            ("paste", "http://one.example"),
            ("drop", "http://two.example"),
        ] {
            page.run(ELSEWHERE, json!([how, host])).await;
            page.see("the address of an app").await;
            assert_eq!(page.value_of(&field(PASTE_BOX)).await, host);
        }
    });
}
