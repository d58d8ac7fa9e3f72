//! The portal's side: its files and the connections it offers.

use std::sync::Arc;

use axum::body::Body;
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderValue, Method, Response, StatusCode, header};

use super::log::Side;
use super::state::{State, lock};
use super::static_files::{StaticFiles, protect, text};

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
    protect(answer.headers_mut());
    lock(&portal.state.log).answered(number, answer.status().as_u16());
    answer
}

/// The text of `/portal.json`: one connection, never a key.
pub(super) fn connections(name: &str, base_url: &str, task_hub: &str) -> String {
    serde_json::json!({
        "connections": [{
            "name": name,
            "origin": base_url,
            "taskHub": task_hub,
            "environment": "dev",
        }]
    })
    .to_string()
}
