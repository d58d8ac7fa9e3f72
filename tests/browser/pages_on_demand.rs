//! Pages whose code is not part of the first visit: it comes when it is needed, or while there is nothing else to do.

use std::fs;
use std::path::{Path, PathBuf};

use devhost::server::ServerConfig;
use serde_json::json;

use crate::acts::{empty_hub, paste_and_connect};
use crate::harness::{
    Page, Stage, button, deployment, heading, link, main_part, play, row_containing,
};

/// The browser is never idle before the test says so.
const BUSY: &str = "window.requestIdleCallback = (then) => { window.whenIdle = then; };";

/// How often the code of the instance page was asked for.
async fn fetches(page: &Page) -> usize {
    let watch = page.watched().await;
    let requests = watch.requests.iter();
    requests
        .filter(|it| it.url.ends_with("-instance.wasm"))
        .count()
}

/// From the list to an instance, as a link of a row does it.
async fn follow(page: &Page, id: &str) {
    let address = page.address().await;
    let (hub, _) = address.split_once("/instances").expect("the list is open");
    page.visit(&format!("{hub}/i/{id}")).await;
}

#[test]
fn the_first_page_does_without_the_others_which_are_fetched_when_the_browser_is_idle() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "idle-1", "null").await;
        let page = &stage.page;
        page.run_first(BUSY).await;
        stage.open_list().await;
        page.find(&row_containing("idle-1")).await;
        page.until("the portal waits for an idle moment", async || {
            let waits = page.run("return !!window.whenIdle", json!([])).await;
            (waits == true).then_some(())
        })
        .await;
        assert_eq!(fetches(page).await, 0);

        page.run("window.whenIdle()", json!([])).await;
        page.until("the code of the instance page is fetched", async || {
            (fetches(page).await > 0).then_some(())
        })
        .await;
        follow(page, "idle-1").await;
        page.find(&row_containing("SayHello")).await;
        assert_eq!(fetches(page).await, 1);
    });
}

#[test]
fn opening_instances_fetches_their_page_once() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "once-1", "null").await;
        stage.hub.start("HelloSequence", "once-2", "null").await;
        let page = &stage.page;
        page.run_first(BUSY).await;
        stage.open_instance("once-1").await;
        page.click(&link("Instances").inside(main_part())).await;
        page.find(&row_containing("once-2")).await;
        follow(page, "once-2").await;
        page.find(&heading("once-2")).await;
        assert_eq!(fetches(page).await, 1);
    });
}

#[test]
fn a_page_that_does_not_arrive_says_so_and_is_fetched_again() {
    play(empty_hub(), async |stage| {
        stage.hub.start("HelloSequence", "again-1", "null").await;
        let page = &stage.page;
        page.expect_console("ERR_INTERNET_DISCONNECTED");
        page.expect_console("Failed to fetch");
        page.run_first(BUSY).await;
        stage.open_list().await;
        page.find(&row_containing("again-1")).await;

        page.offline(true).await;
        follow(page, "again-1").await;
        page.see("This page could not be loaded").await;
        page.see("no network").await;
        page.click(&button("Try again")).await;
        page.until("it was tried again", async || {
            (fetches(page).await == 2).then_some(())
        })
        .await;
        page.see("This page could not be loaded").await;

        page.offline(false).await;
        page.click(&button("Try again")).await;
        page.find(&row_containing("SayHello")).await;
    });
}

/// A portal of this test's own: the root of its site, and the folder it is in.
fn published(name: &str) -> (ServerConfig, PathBuf) {
    let root = deployment(name, "{\"connections\": []}");
    let folder = root.join("tools").join("portal");
    let config = ServerConfig {
        dist: Some(root),
        ..empty_hub()
    };
    (config, folder)
}

/// Publishes a new version in place of the old one: the same under another hash.
fn publish_anew(folder: &Path) {
    let index = folder.join("index.html");
    let page = fs::read_to_string(&index).expect("the test's own files");
    let (_, rest) = page
        .split_once("durable-portal-")
        .expect("the page names its glue code");
    let (old, _) = rest.split_once(".js").expect("a name");
    let new: String = old.chars().rev().collect();
    fs::write(&index, page.replace(old, &new)).expect("the test's own files");
    for entry in fs::read_dir(folder)
        .expect("the test's own files")
        .flatten()
    {
        let name = entry.file_name().to_string_lossy().into_owned();
        fs::rename(entry.path(), folder.join(name.replace(old, &new)))
            .expect("the test's own files");
    }
}

/// The files that the code of the instance page may consist of: its own, and what pages on demand share.
fn chunks_in(folder: &Path) -> Vec<PathBuf> {
    let files = fs::read_dir(folder)
        .expect("the test's own files")
        .flatten();
    let chunks: Vec<PathBuf> = files
        .map(|entry| entry.path())
        .filter(|path| {
            let name = path.to_string_lossy();
            name.ends_with(".wasm") && !name.ends_with("_bg.wasm")
        })
        .collect();
    assert!(
        !chunks.is_empty(),
        "the instance page has a file of its own"
    );
    chunks
}

/// Opens the list, publishes a new version, goes to an instance, and goes on as the page says.
async fn go_on_after_an_update(stage: &Stage, update: impl FnOnce()) {
    stage.hub.start("HelloSequence", "later-1", "null").await;
    let page = &stage.page;
    page.expect_console("is not there any more");
    page.run_first(BUSY).await;
    let list = stage.hub.list_link();
    paste_and_connect(page, &format!("{}tools/portal/", stage.portal), &list).await;
    page.find(&row_containing("later-1")).await;

    update();
    follow(page, "later-1").await;
    page.see("The portal was updated").await;
    page.click(&button("Reload").inside(main_part())).await;
    page.find(&row_containing("SayHello")).await;
}

#[test]
fn a_page_open_since_before_an_update_says_so_and_goes_on_after_a_reload() {
    let (config, folder) = published("portal-updated");
    play(config, async |stage| {
        stage.page.expect_console("status of 404");
        go_on_after_an_update(stage, || publish_anew(&folder)).await;
    });
}

#[test]
fn an_update_is_seen_too_where_the_host_answers_with_its_start_page() {
    let (config, folder) = published("portal-updated-behind-a-fallback");
    play(config, async |stage| {
        go_on_after_an_update(stage, || {
            let old = chunks_in(&folder);
            publish_anew(&folder);
            for chunk in old {
                fs::copy(folder.join("index.html"), chunk).expect("the test's own files");
            }
        })
        .await;
    });
}
