//! The control endpoint over HTTP (`docs/devhost.md` lists the calls).
//!
//! It is for tests on this machine and not for web pages: no answer carries a CORS header, and a request that brings an `Origin` is
//! refused before it acts.

use std::time::Duration;

use axum::extract::{Path, Request, State as Shared};
use axum::http::{StatusCode, header};
use axum::middleware::{self, Next};
use axum::response::{IntoResponse, Response};
use axum::routing::{delete, get, post};
use axum::{Json, Router};
use chrono::{DateTime, Utc};
use serde::Deserialize;
use serde_json::json;

use super::control::Control;
use super::cors::CorsMode;
use crate::faults::Fault;

/// The routes below `/devhost`.
pub(super) fn routes(control: Control) -> Router {
    Router::new()
        .route("/devhost", get(summary))
        .route("/devhost/state", get(summary))
        .route(
            "/devhost/faults",
            get(faults).post(add_fault).delete(clear_faults),
        )
        .route("/devhost/faults/{id}", delete(remove_fault))
        .route("/devhost/clock", get(clock).post(set_clock))
        .route("/devhost/cors", post(set_cors))
        .route("/devhost/key", post(set_key))
        .route("/devhost/reset", post(reset))
        .route("/devhost/requests", get(requests).delete(clear_requests))
        .route("/devhost/{*rest}", axum::routing::any(unknown))
        .layer(middleware::from_fn(refuse_pages))
        .with_state(control)
}

async fn refuse_pages(request: Request, next: Next) -> Response {
    if request.headers().contains_key(header::ORIGIN) {
        let why = "The control endpoint is for tests on this machine, not for web pages.";
        return (StatusCode::FORBIDDEN, why).into_response();
    }
    next.run(request).await
}

async fn unknown() -> Response {
    (
        StatusCode::NOT_FOUND,
        "No such control: docs/devhost.md lists them.",
    )
        .into_response()
}

async fn summary(Shared(control): Shared<Control>) -> Response {
    Json(control.summary()).into_response()
}

async fn faults(Shared(control): Shared<Control>) -> Response {
    Json(control.faults()).into_response()
}

async fn add_fault(Shared(control): Shared<Control>, Json(fault): Json<Fault>) -> Response {
    let id = control.add_fault(fault);
    (StatusCode::CREATED, Json(json!({ "id": id }))).into_response()
}

async fn clear_faults(Shared(control): Shared<Control>) -> Response {
    control.clear_faults();
    StatusCode::NO_CONTENT.into_response()
}

async fn remove_fault(Shared(control): Shared<Control>, Path(id): Path<u64>) -> Response {
    if control.remove_fault(id) {
        StatusCode::NO_CONTENT.into_response()
    } else {
        StatusCode::NOT_FOUND.into_response()
    }
}

async fn clock(Shared(control): Shared<Control>) -> Response {
    Json(control.summary().clock).into_response()
}

/// Any of these together: first hold or release, then move.
#[derive(Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
struct ClockChange {
    hold: Option<bool>,
    advance_ms: Option<u64>,
    advance_to: Option<DateTime<Utc>>,
}

async fn set_clock(Shared(control): Shared<Control>, Json(change): Json<ClockChange>) -> Response {
    let mut clock = match change.hold {
        Some(true) => control.hold_clock(),
        Some(false) => control.release_clock(),
        None => control.summary().clock,
    };
    if let Some(ms) = change.advance_ms {
        clock = control.advance_clock(Duration::from_millis(ms));
    }
    if let Some(to) = change.advance_to {
        clock = control.advance_clock((to - clock.now).to_std().unwrap_or_default());
    }
    Json(clock).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct CorsChange {
    mode: CorsMode,
    origins: Option<Vec<String>>,
}

async fn set_cors(Shared(control): Shared<Control>, Json(change): Json<CorsChange>) -> Response {
    control.set_cors(change.mode, change.origins);
    Json(control.summary().cors).into_response()
}

#[derive(Deserialize)]
#[serde(deny_unknown_fields)]
struct KeyChange {
    key: Option<String>,
}

async fn set_key(Shared(control): Shared<Control>, Json(change): Json<KeyChange>) -> Response {
    control.set_key(change.key);
    StatusCode::NO_CONTENT.into_response()
}

async fn reset(Shared(control): Shared<Control>) -> Response {
    control.reset();
    StatusCode::NO_CONTENT.into_response()
}

async fn requests(Shared(control): Shared<Control>) -> Response {
    Json(control.requests()).into_response()
}

async fn clear_requests(Shared(control): Shared<Control>) -> Response {
    control.clear_requests();
    StatusCode::NO_CONTENT.into_response()
}
