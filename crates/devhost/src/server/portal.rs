//! The portal's side: its files and the connections it offers.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};

use super::compress;
use super::log::Side;
use super::state::{State, lock};
use super::static_files::{StaticFiles, protect, text};
use crate::config::{BasePath, HostConfig};

/// What the portal's side needs.
pub(super) struct Portal {
    pub(super) state: Arc<State>,
    pub(super) files: StaticFiles,
    /// The text of `/portal.json`.
    pub(super) connections: String,
}

/// Answers every request of the portal's side.
pub(super) async fn answer(
    Shared(portal): Shared<Arc<Portal>>,
    request: Request,
) -> Response<Body> {
    let (parts, _) = request.into_parts();
    let number = lock(&portal.state.log).write(Side::Portal, &parts, &[]);
    let reading = parts.method == Method::GET || parts.method == Method::HEAD;
    let mut answer = if parts.uri.path() == "/portal.json" && reading {
        let mut answer = Response::new(Body::from(portal.connections.clone()));
        let headers = answer.headers_mut();
        headers.insert(
            header::CONTENT_TYPE,
            HeaderValue::from_static("application/json; charset=utf-8"),
        );
        headers.insert(header::CACHE_CONTROL, HeaderValue::from_static("no-cache"));
        answer
    } else if parts.uri.path() == "/portal.json" {
        text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.")
    } else {
        portal
            .files
            .answer(&parts.method, parts.uri.path(), &parts.headers)
            .await
    };
    if portal.state.config.compress {
        answer = compress::gzip(&parts.headers, answer).await;
    }
    protect(answer.headers_mut());
    lock(&portal.state.log).answered(number, answer.status().as_u16());
    answer
}

/// The text of `/portal.json`: one connection, never a key. A hub of the first generation is named by a link, which says so.
pub(super) fn connections(name: &str, host: &HostConfig) -> String {
    let mut connection = serde_json::json!({
        "name": name,
        "taskHub": host.task_hub,
        "environment": "dev",
    });
    match host.base {
        BasePath::Current => {
            connection["origin"] = format!("{}{}", host.origin, host.path_prefix).into();
        }
        BasePath::First => connection["url"] = format!("{}/instances", host.base_url()).into(),
    }
    serde_json::json!({ "connections": [connection] }).to_string()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn connection(base: BasePath) -> serde_json::Value {
        let host = HostConfig {
            origin: "http://localhost:4281".to_owned(),
            path_prefix: "/apps/orders".to_owned(),
            base,
            key: Some("secret".to_owned()),
            ..HostConfig::default()
        };
        let text = connections("Demo", &host);
        assert!(!text.contains("secret"));
        let file: serde_json::Value = serde_json::from_str(&text).unwrap();
        file["connections"][0].clone()
    }

    #[test]
    fn a_hub_is_named_by_its_origin_with_what_a_proxy_adds() {
        let connection = connection(BasePath::Current);
        assert_eq!(connection["origin"], "http://localhost:4281/apps/orders");
        assert_eq!(connection.get("url"), None);
    }

    #[test]
    fn a_hub_of_the_first_generation_is_named_by_a_link() {
        let url =
            "http://localhost:4281/apps/orders/admin/extensions/DurableTaskExtension/instances";
        assert_eq!(connection(BasePath::First)["url"], url);
    }
}
