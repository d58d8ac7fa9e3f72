//! Ports, keys, paths and waiting calls.

use std::time::{Duration, Instant};

use devhost::config::BasePath;
use devhost::server::{DevHost, ServerConfig, StartError};

use crate::client::{BASE, devhost, get, post, send};

#[tokio::test]
async fn a_taken_port_is_named_with_its_remedy() {
    let running = devhost(|_| {}).await;
    let taken: u16 = running
        .portal_url
        .rsplit(':')
        .next()
        .unwrap()
        .parse()
        .unwrap();
    let second = DevHost::start(ServerConfig {
        portal_port: taken,
        ..ServerConfig::default()
    })
    .await;
    let Err(error) = second else {
        panic!("two devhosts on one port")
    };
    assert!(matches!(error, StartError::PortTaken { port, .. } if port == taken));
    let text = error.to_string();
    assert!(
        text.contains(&taken.to_string()) && text.contains("--port"),
        "{text}"
    );
}

#[tokio::test]
async fn a_shut_down_devhost_frees_its_ports() {
    let running = devhost(|_| {}).await;
    let port = |url: &str| url.rsplit(':').next().unwrap().parse::<u16>().unwrap();
    let (portal_port, hub_port) = (port(&running.portal_url), port(&running.hub_url));
    running.shutdown().await;
    let again = devhost(|config| {
        config.portal_port = portal_port;
        config.hub_port = hub_port;
    })
    .await;
    assert_eq!(port(&again.hub_url), hub_port);
}

#[tokio::test]
async fn a_required_key_is_taken_from_the_query_or_the_header() {
    let running = devhost(|config| config.host.key = Some("right".to_owned())).await;
    let target = format!("{BASE}/instances");
    let refused = get(&running.hub_url, &target).await;
    assert_eq!((refused.status, refused.body.len()), (401, 0));
    let by_query = get(&running.hub_url, &format!("{target}?code=right")).await;
    assert_eq!(by_query.status, 200);
    let header = [("x-functions-key", "right")];
    let by_header = send(&running.hub_url, "GET", &target, &header, "")
        .await
        .unwrap();
    assert_eq!(by_header.status, 200);
}

#[tokio::test]
async fn a_waiting_start_holds_up_nobody() {
    let running = devhost(|_| {}).await;
    running.control().hold_clock();
    let target = format!("{BASE}/orchestrators/HelloSequence/w?timeout=60&pollingInterval=1");
    let waiting = post(&running.hub_url, &target, "");
    let meanwhile = async {
        while get(&running.hub_url, &format!("{BASE}/instances/w"))
            .await
            .status
            == 404
        {}
        running.control().advance_clock(Duration::from_secs(30));
    };
    let (answer, ()) = tokio::join!(waiting, meanwhile);
    assert_eq!(answer.status, 200);
    assert_eq!(answer.json()[1], "Hello, Malmö!");
}

#[tokio::test]
async fn links_begin_with_the_address_the_hub_has() {
    let running = devhost(|config| config.host.path_prefix = "/apps/orders".to_owned()).await;
    let target = format!("/apps/orders{BASE}/orchestrators/LongWait/p");
    let started = post(&running.hub_url, &target, "").await;
    let link = started.json()["statusQueryGetUri"]
        .as_str()
        .unwrap()
        .to_owned();
    let expected = format!("{}/apps/orders{BASE}/instances/p", running.hub_url);
    assert!(link.starts_with(&expected), "{link}");
    let followed = get(
        &running.hub_url,
        link.strip_prefix(&running.hub_url).unwrap(),
    )
    .await;
    assert_eq!(followed.json()["instanceId"], "p");
    let outside = get(&running.hub_url, &format!("{BASE}/instances/p")).await;
    assert_eq!(outside.status, 404);
}

#[tokio::test]
async fn the_first_generation_lives_under_its_own_base_path() {
    let running = devhost(|config| config.host.base = BasePath::First).await;
    let base = "/admin/extensions/DurableTaskExtension";
    let list = get(&running.hub_url, &format!("{base}/instances")).await;
    assert_eq!((list.status, &*list.text()), (200, "[]"));
    let current = get(&running.hub_url, &format!("{BASE}/instances")).await;
    assert_eq!(current.status, 404);
}

#[tokio::test]
async fn a_slow_store_takes_its_time_for_each_row() {
    let running = devhost(|config| config.latency_per_row = Duration::from_millis(20)).await;
    for id in 0..5 {
        post(
            &running.hub_url,
            &format!("{BASE}/orchestrators/LongWait/row-{id}"),
            "",
        )
        .await;
    }
    let before = Instant::now();
    let list = get(&running.hub_url, &format!("{BASE}/instances")).await;
    assert_eq!(list.json().as_array().unwrap().len(), 5);
    assert!(before.elapsed() >= Duration::from_millis(100));
}

#[tokio::test]
async fn answers_are_packed_only_where_the_devhost_was_asked_to() {
    for (asked, packed) in [(false, None), (true, Some("gzip"))] {
        let running = devhost(|config| {
            config.compress = asked;
            config.instances = 50;
        })
        .await;
        let target = format!("{BASE}/instances");
        let takes = [("accept-encoding", "gzip, br")];
        let answer = send(&running.hub_url, "GET", &target, &takes, "")
            .await
            .unwrap();
        assert_eq!(answer.header("content-encoding"), packed);
        let plain = get(&running.hub_url, &target).await;
        assert_eq!(plain.header("content-encoding"), None);
        assert_eq!(plain.json().as_array().unwrap().len(), 50);
        assert_eq!(answer.body.len() < plain.body.len(), asked);
    }
}
