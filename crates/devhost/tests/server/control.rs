//! Steering a devhost that runs.

use std::time::Duration;

use devhost::server::{CorsMode, Side};

use crate::client::{BASE, devhost, get, post, send};

#[tokio::test]
async fn the_log_shows_what_left_the_browser() {
    let running = devhost(|_| {}).await;
    let headers = [
        ("origin", running.portal_url.as_str()),
        ("x-functions-key", "k"),
    ];
    let target = format!("{BASE}/instances?top=5");
    send(&running.hub_url, "GET", &target, &headers, "")
        .await
        .unwrap();
    get(&running.portal_url, "/portal.json").await;
    let log = running.control().requests();
    assert_eq!((log[0].side, log[1].side), (Side::Hub, Side::Portal));
    assert_eq!(log[0].target, target);
    assert_eq!(log[0].header("x-functions-key"), Some("k"));
    assert_eq!(log[0].header("referer"), None);
    assert_eq!(log[1].status, Some(200));
    let over_http = get(&running.hub_url, "/devhost/requests").await;
    assert_eq!(over_http.json()[0]["target"], target.as_str());
}

#[tokio::test]
async fn a_held_clock_runs_nothing_until_it_is_moved() {
    let running = devhost(|_| {}).await;
    running.control().hold_clock();
    let status = format!("{BASE}/instances/held");
    post(
        &running.hub_url,
        &format!("{BASE}/orchestrators/HelloSequence/held"),
        "",
    )
    .await;
    let pending = get(&running.hub_url, &status).await;
    assert_eq!(pending.json()["runtimeStatus"], "Pending");
    let moved = post(&running.hub_url, "/devhost/clock", r#"{"advanceMs":60000}"#).await;
    assert_eq!(moved.json()["held"], true);
    let completed = get(&running.hub_url, &status).await;
    assert_eq!(completed.json()["runtimeStatus"], "Completed");
}

#[tokio::test]
async fn a_clock_that_runs_finishes_what_was_started() {
    let running = devhost(|_| {}).await;
    let target = format!("{BASE}/orchestrators/HelloSequence/live?timeout=30&pollingInterval=1");
    let answer = post(&running.hub_url, &target, "").await;
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()[0], "Hello, Tokyo!");
}

#[tokio::test]
async fn the_key_can_change_while_a_page_is_open() {
    let running = devhost(|_| {}).await;
    let target = format!("{BASE}/instances");
    assert_eq!(get(&running.hub_url, &target).await.status, 200);
    post(&running.hub_url, "/devhost/key", r#"{"key":"new"}"#).await;
    assert_eq!(get(&running.hub_url, &target).await.status, 401);
    let with_key = get(&running.hub_url, &format!("{target}?code=new")).await;
    assert_eq!(with_key.status, 200);
    post(&running.hub_url, "/devhost/key", r#"{"key":null}"#).await;
    assert_eq!(get(&running.hub_url, &target).await.status, 200);
}

#[tokio::test]
async fn cors_can_be_switched_while_a_page_is_open() {
    let running = devhost(|_| {}).await;
    let origin = [("origin", running.portal_url.as_str())];
    let target = format!("{BASE}/instances");
    running.control().set_cors(CorsMode::None, None);
    let refused = send(&running.hub_url, "GET", &target, &origin, "")
        .await
        .unwrap();
    assert_eq!(refused.header("access-control-allow-origin"), None);
    post(&running.hub_url, "/devhost/cors", r#"{"mode":"expose"}"#).await;
    let exposed = send(&running.hub_url, "GET", &target, &origin, "")
        .await
        .unwrap();
    assert!(exposed.header("access-control-expose-headers").is_some());
}

#[tokio::test]
async fn a_reset_empties_the_hub_and_takes_faults_away() {
    let running = devhost(|_| {}).await;
    post(
        &running.hub_url,
        &format!("{BASE}/orchestrators/LongWait/gone"),
        "",
    )
    .await;
    let fault = r#"{"effect":{"kind":"dropBefore"}}"#;
    post(&running.hub_url, "/devhost/faults", fault).await;
    assert_eq!(
        post(&running.hub_url, "/devhost/reset", "").await.status,
        204
    );
    assert!(running.control().faults().is_empty());
    let status = get(&running.hub_url, &format!("{BASE}/instances/gone")).await;
    assert_eq!(status.status, 404);
}

#[tokio::test]
async fn a_web_page_cannot_steer_the_devhost() {
    let running = devhost(|_| {}).await;
    let origin = [("origin", running.portal_url.as_str())];
    let refused = send(&running.hub_url, "POST", "/devhost/reset", &origin, "")
        .await
        .unwrap();
    assert_eq!(refused.status, 403);
    assert_eq!(refused.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn a_stopped_hub_refuses_connections_until_it_is_back() {
    let mut running = devhost(|_| {}).await;
    let target = format!("{BASE}/instances");
    running.stop_hub().await;
    let down = send(&running.hub_url, "GET", &target, &[], "").await;
    assert!(down.is_err());
    assert_eq!(get(&running.portal_url, "/portal.json").await.status, 200);
    running.start_hub().await.unwrap();
    assert_eq!(get(&running.hub_url, &target).await.status, 200);
}

#[tokio::test]
async fn the_clock_goes_ahead_of_real_time_and_never_back() {
    let running = devhost(|_| {}).await;
    let before = running.control().summary().clock.now;
    let after = running.control().advance_clock(Duration::from_hours(1)).now;
    assert!(after - before >= chrono::TimeDelta::hours(1));
    let now = running.control().with_host(|host| host.now());
    assert!(now >= after);
}
