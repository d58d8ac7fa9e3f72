//! What pages of other origins may do.

use devhost::server::CorsMode;

use crate::client::{BASE, devhost, send};

#[tokio::test]
async fn the_portal_may_send_any_method_and_header_and_reads_no_response_header() {
    let running = devhost(|_| {}).await;
    let target = format!("{BASE}/instances/a");
    for portal in [
        running.portal_url.clone(),
        running.portal_url.replace("localhost", "127.0.0.1"),
    ] {
        let preflight = [
            ("origin", portal.as_str()),
            ("access-control-request-method", "DELETE"),
            ("access-control-request-headers", "x-functions-key"),
        ];
        let allowed = send(&running.hub_url, "OPTIONS", &target, &preflight, "")
            .await
            .unwrap();
        assert_eq!(allowed.status, 204);
        assert_eq!(
            allowed.header("access-control-allow-origin"),
            Some(&*portal)
        );
        assert_eq!(
            allowed.header("access-control-allow-methods"),
            Some("DELETE")
        );
        assert_eq!(
            allowed.header("access-control-allow-headers"),
            Some("x-functions-key")
        );
        let answer = send(&running.hub_url, "GET", &target, &[("origin", &portal)], "")
            .await
            .unwrap();
        assert_eq!(answer.header("access-control-allow-origin"), Some(&*portal));
        assert_eq!(answer.header("access-control-expose-headers"), None);
    }
}

#[tokio::test]
async fn a_request_of_an_unlisted_origin_runs_and_only_its_answer_is_withheld() {
    let running = devhost(|_| {}).await;
    let target = format!("{BASE}/orchestrators/LongWait/unlisted");
    let headers = [("origin", "https://elsewhere.example")];
    let answer = send(&running.hub_url, "POST", &target, &headers, "")
        .await
        .unwrap();
    assert_eq!(answer.status, 202);
    assert_eq!(answer.header("access-control-allow-origin"), None);
    let status = crate::client::get(&running.hub_url, &format!("{BASE}/instances/unlisted")).await;
    assert_eq!(status.json()["instanceId"], "unlisted");
}

#[tokio::test]
async fn an_exposing_proxy_lets_the_portal_read_the_continuation_token() {
    let running = devhost(|config| config.cors = CorsMode::Expose).await;
    let headers = [("origin", running.portal_url.as_str())];
    let target = format!("{BASE}/instances");
    let answer = send(&running.hub_url, "GET", &target, &headers, "")
        .await
        .unwrap();
    let exposed = answer.header("access-control-expose-headers").unwrap();
    assert!(exposed.contains("x-ms-continuation-token"), "{exposed}");
}

#[tokio::test]
async fn without_cors_a_preflight_gets_no_permission() {
    let running = devhost(|config| config.cors = CorsMode::None).await;
    let preflight = [
        ("origin", running.portal_url.as_str()),
        ("access-control-request-method", "GET"),
    ];
    let target = format!("{BASE}/instances");
    let answer = send(&running.hub_url, "OPTIONS", &target, &preflight, "")
        .await
        .unwrap();
    assert_eq!(answer.status, 404);
    assert_eq!(answer.header("access-control-allow-origin"), None);
}

#[tokio::test]
async fn a_refusal_can_be_read_by_the_portal_too() {
    let running = devhost(|config| config.host.key = Some("right".to_owned())).await;
    let headers = [("origin", running.portal_url.as_str())];
    let target = format!("{BASE}/instances?code=wrong");
    let answer = send(&running.hub_url, "GET", &target, &headers, "")
        .await
        .unwrap();
    assert_eq!((answer.status, answer.text().as_str()), (401, ""));
    assert_eq!(
        answer.header("access-control-allow-origin"),
        Some(&*running.portal_url)
    );
}
