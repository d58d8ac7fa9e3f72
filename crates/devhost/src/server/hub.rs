//! The API's side: from a request on a socket to the engine and back, through CORS, faults and latency.

use std::sync::Arc;
use std::time::{Duration, Instant};

use axum::body::{Body, to_bytes};
use axum::extract::{Request, State as Shared};
use axum::http::{HeaderMap, HeaderName, HeaderValue, Response, StatusCode};

use super::compress;
use super::fault_answers;
use super::listen::DropConnection;
use super::log::{Side, header_pairs};
use super::state::{State, lock};
use super::static_files::text;
use crate::faults::{Decision, Effect};
use crate::wire;

/// The Functions host's own limit of a request body.
const BODY_LIMIT: usize = 100 * 1024 * 1024;

/// Answers every request of the API's side.
pub(super) async fn answer(Shared(state): Shared<Arc<State>>, request: Request) -> Response<Body> {
    let (parts, body) = request.into_parts();
    let Ok(body) = to_bytes(body, BODY_LIMIT).await else {
        return text(
            StatusCode::PAYLOAD_TOO_LARGE,
            "The body is too large or was cut.",
        );
    };
    let number = lock(&state.log).write(Side::Hub, &parts, &body);
    let target = parts
        .uri
        .path_and_query()
        .map_or_else(|| parts.uri.path().to_owned(), ToString::to_string);
    let decision = lock(&state.faults).decide(parts.method.as_str(), &target, Instant::now());
    let preflight = lock(&state.cors).preflight(&parts.method, &parts.headers);
    let mut answer = if let Some(headers) = preflight {
        fault_answers::around(decision, async { no_content(headers) }).await
    } else {
        let request = wire::Request {
            method: parts.method.to_string(),
            target,
            headers: header_pairs(&parts.headers),
            body: body.into(),
        };
        let without_cors = lacks_cors(&decision);
        let handler = async {
            let answer = from_engine(&state, &request).await;
            if state.config.compress {
                compress::gzip(&parts.headers, answer).await
            } else {
                answer
            }
        };
        let mut answer = fault_answers::around(decision, handler).await;
        if !without_cors {
            lock(&state.cors).mark(&parts.headers, answer.headers_mut());
        }
        answer
    };
    if answer.extensions().get::<DropConnection>().is_none() {
        lock(&state.log).answered(number, answer.status().as_u16());
    }
    // The Functions host names its server; a browser never shows it, a test may want to know whom it reached.
    answer
        .headers_mut()
        .insert("server", HeaderValue::from_static("devhost"));
    answer
}

fn lacks_cors(decision: &Decision) -> bool {
    matches!(
        decision.effect,
        Some(
            Effect::Answer {
                without_cors: true,
                ..
            } | Effect::Redirect {
                without_cors: true,
                ..
            }
        )
    )
}

fn no_content(headers: HeaderMap) -> Response<Body> {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::NO_CONTENT;
    *answer.headers_mut() = headers;
    answer
}

async fn from_engine(state: &State, request: &wire::Request) -> Response<Body> {
    let response = state.answer(request).await;
    let rows = u32::try_from(response.rows_read).unwrap_or(u32::MAX);
    let latency = state.config.latency_per_row.saturating_mul(rows);
    if latency > Duration::ZERO {
        tokio::time::sleep(latency).await;
    }
    let mut answer = Response::new(Body::from(response.body));
    *answer.status_mut() =
        StatusCode::from_u16(response.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    for (name, value) in response.headers {
        // What cannot stand in a header (an id with a line break in `Location`) is left out, as Kestrel refuses it.
        if let (Ok(name), Ok(value)) = (
            HeaderName::try_from(name),
            HeaderValue::from_bytes(value.as_bytes()),
        ) {
            answer.headers_mut().append(name, value);
        }
    }
    answer
}
