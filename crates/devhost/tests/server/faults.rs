//! Faults as they arrive at a client.

use std::time::{Duration, Instant};

use devhost::faults::{Body, Effect, Fault};

use crate::client::{BASE, devhost, get, post, send};

fn start(id: &str) -> String {
    format!("{BASE}/orchestrators/LongWait/{id}")
}

fn status(id: &str) -> String {
    format!("{BASE}/instances/{id}")
}

#[tokio::test]
async fn a_connection_dropped_before_the_effect_leaves_nothing_behind() {
    let running = devhost(|_| {}).await;
    running
        .control()
        .add_fault(Fault::new(Effect::DropBefore).on("POST", "*").times(1));
    let lost = send(&running.hub_url, "POST", &start("a"), &[], "").await;
    assert!(lost.is_err(), "{lost:?}");
    assert_eq!(get(&running.hub_url, &status("a")).await.status, 404);
}

#[tokio::test]
async fn a_connection_dropped_after_the_effect_leaves_it_done() {
    let running = devhost(|_| {}).await;
    running
        .control()
        .add_fault(Fault::new(Effect::DropAfter).on("POST", "*").times(1));
    let lost = send(&running.hub_url, "POST", &start("a"), &[], "").await;
    assert!(lost.is_err(), "{lost:?}");
    assert_eq!(get(&running.hub_url, &status("a")).await.status, 202);
}

#[tokio::test]
async fn a_gateway_answers_with_its_own_page() {
    let running = devhost(|_| {}).await;
    let control = running.control();
    let bad_gateway = Effect::Answer {
        status: 502,
        body: Body::Html,
        retry_after: None,
        after_effect: false,
        without_cors: true,
    };
    control.add_fault(Fault::new(bad_gateway).times(1));
    let origin = [("origin", running.portal_url.as_str())];
    let answer = send(&running.hub_url, "GET", &status("a"), &origin, "")
        .await
        .unwrap();
    assert_eq!(answer.status, 502);
    assert_eq!(answer.header("content-type"), Some("text/html"));
    assert_eq!(answer.header("access-control-allow-origin"), None);
    assert!(answer.text().contains("502 - Bad Gateway"));
    assert_eq!(get(&running.hub_url, &status("a")).await.status, 404);
}

#[tokio::test]
async fn too_many_requests_says_when_to_come_again() {
    let running = devhost(|_| {}).await;
    let set = post(
        &running.hub_url,
        "/devhost/faults",
        r#"{"effect":{"kind":"answer","status":429,"retryAfter":3},"times":1}"#,
    )
    .await;
    assert_eq!((set.status, set.json()["id"].as_u64()), (201, Some(1)));
    let answer = get(&running.hub_url, &status("a")).await;
    assert_eq!(
        (answer.status, answer.header("retry-after")),
        (429, Some("3"))
    );
    assert_eq!(answer.text(), "");
}

#[tokio::test]
async fn a_cut_body_breaks_off_after_its_beginning() {
    let running = devhost(|_| {}).await;
    post(&running.hub_url, &start("a"), "").await;
    let whole = get(&running.hub_url, &status("a")).await;
    running
        .control()
        .add_fault(Fault::new(Effect::CutBody { keep: 10 }).times(1));
    let cut = raw(&running.hub_url, &status("a")).await;
    let (head, body) = cut.split_once("\r\n\r\n").unwrap();
    assert!(head.contains(&format!("content-length: {}", whole.body.len())));
    assert_eq!(body, &whole.text()[..10]);
}

#[tokio::test]
async fn a_slow_drip_arrives_whole_in_the_end() {
    let running = devhost(|_| {}).await;
    post(&running.hub_url, &start("a"), "").await;
    let whole = get(&running.hub_url, &status("a")).await;
    let pieces = u32::try_from(whole.body.len().div_ceil(50)).unwrap();
    running.control().add_fault(Fault::new(Effect::Drip {
        bytes: 50,
        every_ms: 10,
    }));
    let before = Instant::now();
    let dripped = get(&running.hub_url, &status("a")).await;
    assert_eq!(dripped.json()["instanceId"], "a");
    assert!(before.elapsed() >= Duration::from_millis(10) * (pieces - 1));
}

#[tokio::test]
async fn a_delay_holds_one_answer_and_not_the_others() {
    let running = devhost(|_| {}).await;
    running
        .control()
        .add_fault(Fault::new(Effect::Delay { ms: 60_000 }).on("GET", "instances/slow"));
    let slow = get(&running.hub_url, "/x/instances/slow");
    let target = status("quick");
    let quick = get(&running.hub_url, &target);
    tokio::select! {
        _ = slow => panic!("the delayed answer came first"),
        answer = quick => assert_eq!(answer.status, 404),
    }
}

#[tokio::test]
async fn a_cold_app_is_slow_once() {
    let running = devhost(|_| {}).await;
    running
        .control()
        .add_fault(Fault::new(Effect::ColdStart { ms: 300 }));
    let before = Instant::now();
    get(&running.hub_url, &status("a")).await;
    assert!(before.elapsed() >= Duration::from_millis(300));
    let before = Instant::now();
    get(&running.hub_url, &status("a")).await;
    assert!(before.elapsed() < Duration::from_millis(300));
}

#[tokio::test]
async fn a_preflight_fails_only_where_a_fault_names_it() {
    let running = devhost(|_| {}).await;
    let control = running.control();
    let headers = [
        ("origin", running.portal_url.as_str()),
        ("access-control-request-method", "POST"),
    ];
    control.add_fault(Fault::new(Effect::DropBefore));
    let preflight = send(&running.hub_url, "OPTIONS", &start("a"), &headers, "").await;
    assert_eq!(preflight.unwrap().status, 204);
    control.add_fault(Fault::new(Effect::DropBefore).on("OPTIONS", "*"));
    let preflight = send(&running.hub_url, "OPTIONS", &start("a"), &headers, "").await;
    assert!(preflight.is_err());
}

/// What arrives on the socket until it closes, as it stands.
async fn raw(origin: &str, target: &str) -> String {
    use tokio::io::{AsyncReadExt, AsyncWriteExt};
    let authority = origin.strip_prefix("http://").unwrap();
    let mut stream = tokio::net::TcpStream::connect(authority).await.unwrap();
    let request =
        format!("GET {target} HTTP/1.1\r\nhost: {authority}\r\nconnection: close\r\n\r\n");
    stream.write_all(request.as_bytes()).await.unwrap();
    let mut bytes = Vec::new();
    // An end by reset is an end too.
    let _ = stream.read_to_end(&mut bytes).await;
    String::from_utf8(bytes).unwrap()
}

#[tokio::test]
async fn a_sign_in_before_the_app_redirects_and_shows_its_page() {
    let running = devhost(|_| {}).await;
    let control = running.control();
    control.add_fault(
        Fault::new(Effect::Redirect {
            to: "/.auth/login".to_owned(),
            without_cors: true,
        })
        .on("GET", "*/instances/*"),
    );
    control.add_fault(Fault::new(Effect::answer(200, Body::SignIn)).on("GET", "/.auth/login"));
    let origin = [("origin", running.portal_url.as_str())];
    let sent = send(&running.hub_url, "GET", &status("a"), &origin, "").await;
    let answer = sent.unwrap();
    assert_eq!(
        (answer.status, answer.header("location")),
        (302, Some("/.auth/login"))
    );
    assert_eq!(answer.header("access-control-allow-origin"), None);
    let page = get(&running.hub_url, "/.auth/login").await;
    assert!(page.text().contains("type=\"password\""));
}

#[tokio::test]
async fn a_stopped_app_answers_with_the_platforms_page() {
    let running = devhost(|_| {}).await;
    let stopped = Effect::answer(403, Body::Stopped);
    running.control().add_fault(Fault::new(stopped));
    let answer = get(&running.hub_url, &status("a")).await;
    assert_eq!(answer.status, 403);
    assert!(answer.text().contains("This web app is stopped."));
}

#[tokio::test]
async fn a_function_app_without_the_extension_answers_at_its_root_alone() {
    for extension in [true, false] {
        let running = devhost(|config| config.host.extension = extension).await;
        let home = get(&running.hub_url, "/").await;
        assert_eq!(home.status, 200);
        assert!(home.text().contains("up and running"));
        let list = get(&running.hub_url, &format!("{BASE}/instances")).await;
        assert_eq!(list.status, if extension { 200 } else { 404 });
    }
}
