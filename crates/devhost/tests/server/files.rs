//! The portal's side: its files under the production policy.

use std::path::PathBuf;

use devhost::server::CONTENT_SECURITY_POLICY;

use crate::client::{BASE, devhost, get, send};

/// A folder with a small portal, in the target folder, named after the test.
fn portal(test: &str) -> PathBuf {
    let folder = PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(test);
    let root = folder.join("dist");
    std::fs::create_dir_all(&root).unwrap();
    std::fs::write(folder.join("secret.txt"), "secret").unwrap();
    std::fs::write(
        root.join("index.html"),
        "<!doctype html><title>Portal</title>",
    )
    .unwrap();
    std::fs::write(root.join("app-73f9c1a25be08d46_bg.wasm"), b"\0asm").unwrap();
    std::fs::write(root.join("main-73f9c1a25be08d46.css"), "body{}").unwrap();
    std::fs::write(root.join("main-73f9c1a25be08d46.css.br"), "packed").unwrap();
    root
}

#[tokio::test]
async fn every_answer_carries_the_policy() {
    let root = portal("policy");
    let running = devhost(|config| config.dist = Some(root)).await;
    for target in [
        "/",
        "/app-73f9c1a25be08d46_bg.wasm",
        "/portal.json",
        "/missing",
    ] {
        let answer = get(&running.portal_url, target).await;
        assert_eq!(
            answer.header("content-security-policy"),
            Some(CONTENT_SECURITY_POLICY),
            "{target}"
        );
        assert_eq!(answer.header("x-content-type-options"), Some("nosniff"));
        assert_eq!(answer.header("referrer-policy"), Some("no-referrer"));
    }
}

#[tokio::test]
async fn hashed_files_are_kept_for_ever_and_the_index_never() {
    let root = portal("caching");
    let running = devhost(|config| config.dist = Some(root)).await;
    let index = get(&running.portal_url, "/").await;
    assert_eq!(index.header("cache-control"), Some("no-cache"));
    assert_eq!(
        index.header("content-type"),
        Some("text/html; charset=utf-8")
    );
    let wasm = get(&running.portal_url, "/app-73f9c1a25be08d46_bg.wasm").await;
    assert_eq!(wasm.header("content-type"), Some("application/wasm"));
    let cached = wasm.header("cache-control").unwrap();
    assert!(cached.contains("immutable"), "{cached}");
    let named = get(&running.portal_url, "/portal.json").await;
    assert_eq!(named.header("cache-control"), Some("no-cache"));
}

#[tokio::test]
async fn a_packed_neighbour_is_sent_to_who_can_unpack_it() {
    let root = portal("packed");
    let running = devhost(|config| config.dist = Some(root)).await;
    let target = "/main-73f9c1a25be08d46.css";
    let headers = [("accept-encoding", "gzip, br")];
    let packed = send(&running.portal_url, "GET", target, &headers, "")
        .await
        .unwrap();
    assert_eq!(packed.header("content-encoding"), Some("br"));
    assert_eq!(
        packed.header("content-type"),
        Some("text/css; charset=utf-8")
    );
    assert_eq!(packed.text(), "packed");
    let plain = get(&running.portal_url, target).await;
    assert_eq!(
        (plain.header("content-encoding"), &*plain.text()),
        (None, "body{}")
    );
}

#[tokio::test]
async fn no_path_leads_out_of_the_folder() {
    let root = portal("traversal");
    #[cfg(unix)]
    {
        let link = root.join("link.txt");
        let _ = std::fs::remove_file(&link);
        std::os::unix::fs::symlink(root.join("../secret.txt"), link).unwrap();
    }
    let running = devhost(|config| config.dist = Some(root)).await;
    for hostile in [
        "/../secret.txt",
        "/%2e%2e/secret.txt",
        "/..%2fsecret.txt",
        "/%2e%2e%5csecret.txt",
        "/link.txt",
    ] {
        let answer = get(&running.portal_url, hostile).await;
        assert_eq!(answer.status, 404, "{hostile}");
        assert!(!answer.text().contains("secret"), "{hostile}");
    }
}

#[tokio::test]
async fn a_missing_portal_says_what_builds_it() {
    let running = devhost(|_| {}).await;
    let answer = get(&running.portal_url, "/").await;
    assert_eq!(answer.status, 503);
    assert!(answer.text().contains("cargo xtask dist"));
}

#[tokio::test]
async fn the_hub_is_among_the_connections_and_never_its_key() {
    let running = devhost(|config| {
        config.host.key = Some("very-secret".to_owned());
        config.host.task_hub = "DemoHub".to_owned();
    })
    .await;
    let answer = get(&running.portal_url, "/portal.json").await;
    let connection = &answer.json()["connections"][0];
    assert_eq!(connection["origin"], running.hub_url);
    assert_eq!(connection["taskHub"], "DemoHub");
    assert_eq!(connection["environment"], "dev");
    assert!(!answer.text().contains("very-secret"));
}

#[tokio::test]
async fn one_port_can_serve_the_files_and_the_hub() {
    let root = portal("same-origin");
    let running = devhost(|config| {
        config.same_origin = true;
        config.dist = Some(root);
    })
    .await;
    assert_eq!(running.portal_url, running.hub_url);
    let index = get(&running.portal_url, "/").await;
    assert!(index.text().contains("<title>Portal</title>"));
    let list = get(&running.portal_url, &format!("{BASE}/instances")).await;
    assert_eq!((list.status, &*list.text()), (200, "[]"));
    assert_eq!(get(&running.portal_url, "/devhost/state").await.status, 200);
}
