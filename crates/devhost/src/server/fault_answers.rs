//! Carrying a fault out on a real answer.

use std::convert::Infallible;
use std::future::Future;
use std::time::Duration;

use axum::body::{Body, Bytes, to_bytes};
use axum::http::{HeaderValue, Response, StatusCode, header};
use futures_util::stream;

use super::listen::DropConnection;
use crate::faults::{Body as FaultBody, Decision, Effect};

/// Runs a handler with what was decided around it. The handler is what gives a request its effect: it does not run at all where a
/// fault comes before.
pub(super) async fn around(
    decision: Decision,
    handler: impl Future<Output = Response<Body>>,
) -> Response<Body> {
    pause(decision.wait_before).await;
    let answer = match decision.effect {
        Some(Effect::DropBefore) => dropped(),
        Some(Effect::DropAfter) => {
            handler.await;
            dropped()
        }
        Some(Effect::Answer {
            status,
            body,
            retry_after,
            after_effect,
            ..
        }) => {
            if after_effect {
                handler.await;
            }
            other_answer(status, &body, retry_after)
        }
        Some(Effect::Redirect { to, .. }) => redirect(&to),
        Some(Effect::CutBody { keep }) => cut(handler.await, keep).await,
        Some(Effect::Drip { bytes, every_ms }) => {
            drip(handler.await, bytes.max(1), Duration::from_millis(every_ms)).await
        }
        Some(Effect::Delay { .. } | Effect::ColdStart { .. }) | None => handler.await,
    };
    pause(decision.wait_after).await;
    answer
}

async fn pause(time: Duration) {
    if time > Duration::ZERO {
        tokio::time::sleep(time).await;
    }
}

fn dropped() -> Response<Body> {
    let mut answer = Response::new(Body::empty());
    answer.extensions_mut().insert(DropConnection);
    answer
}

fn other_answer(status: u16, body: &FaultBody, retry_after: Option<u32>) -> Response<Body> {
    let status = StatusCode::from_u16(status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
    let (content_type, text) = match body {
        FaultBody::Empty => (None, String::new()),
        FaultBody::Html => (Some("text/html"), html_page(status)),
        FaultBody::Stopped => (Some("text/html"), STOPPED.to_owned()),
        FaultBody::Restricted => (Some("text/html"), RESTRICTED.to_owned()),
        FaultBody::NoSuchApp => (Some("text/html"), NO_SUCH_APP.to_owned()),
        FaultBody::SignIn => (Some("text/html"), SIGN_IN.to_owned()),
        FaultBody::Error(message) => (
            Some("application/json; charset=utf-8"),
            serde_json::json!({
                "Message": "Something went wrong while processing your request",
                "ExceptionMessage": message,
                "ExceptionType": "System.InvalidOperationException",
                "StackTrace": "   at Microsoft.Azure.WebJobs.Extensions.DurableTask.HttpApiHandler.HandleRequestAsync(HttpRequestMessage request)",
            })
            .to_string(),
        ),
        FaultBody::Json(text) => (Some("application/json; charset=utf-8"), text.clone()),
        FaultBody::Text(text) => (Some("text/plain; charset=utf-8"), text.clone()),
    };
    let mut answer = Response::new(Body::from(text));
    *answer.status_mut() = status;
    if let Some(content_type) = content_type {
        answer
            .headers_mut()
            .insert(header::CONTENT_TYPE, HeaderValue::from_static(content_type));
    }
    if let Some(seconds) = retry_after {
        answer
            .headers_mut()
            .insert(header::RETRY_AFTER, HeaderValue::from(seconds));
    }
    answer
}

fn redirect(to: &str) -> Response<Body> {
    let mut answer = Response::new(Body::empty());
    *answer.status_mut() = StatusCode::FOUND;
    // What cannot stand in a header leads nowhere.
    if let Ok(to) = HeaderValue::from_str(to) {
        answer.headers_mut().insert(header::LOCATION, to);
    }
    answer
}

/// The sentences of App Service's page, without its pictures.
const STOPPED: &str = "<!DOCTYPE html>\r\n<html>\r\n<head><title>Web App - Unavailable</title></head>\r\n<body>\r\n\
     <h1 id=\"unavailable\">Error 403 - This web app is stopped.</h1>\r\n\
     <p>The web app you have attempted to reach is currently stopped and does not accept any requests. \
     Please try to reload the page or visit it again soon.</p>\r\n</body>\r\n</html>\r\n";

/// The sentences of App Service's page for whoever an access restriction keeps out, without its pictures.
const RESTRICTED: &str = "<!DOCTYPE html>\r\n<html>\r\n<head><title>Web App - Unavailable</title></head>\r\n<body>\r\n\
     <h1 id=\"unavailable\">Error 403 - Forbidden</h1>\r\n\
     <p>The web app you have attempted to reach has blocked your access.</p>\r\n</body>\r\n</html>\r\n";

/// The sentences of the page that App Service's front ends give, without its pictures.
const NO_SUCH_APP: &str = "<!DOCTYPE html>\r\n<html>\r\n<head><title>Microsoft Azure Web App - Error 404</title></head>\r\n<body>\r\n\
     <h1>404 Web Site not found.</h1>\r\n\
     <p>You may be seeing this error due to one of the reasons listed below: a custom domain has not been configured inside Azure, \
     or the client cache is still pointing the domain to an old IP address.</p>\r\n</body>\r\n</html>\r\n";

/// A sign-in of nobody in particular.
const SIGN_IN: &str = "<!DOCTYPE html>\n<html>\n<head><title>Sign in</title></head>\n<body>\n<form method=\"post\">\
     <label>User <input name=\"user\"></label> <label>Password <input type=\"password\" name=\"word\"></label> \
     <button>Sign in</button></form>\n</body>\n</html>\n";

/// A page like those that gateways and App Service show.
fn html_page(status: StatusCode) -> String {
    let reason = status.canonical_reason().unwrap_or("Error");
    let code = status.as_u16();
    format!(
        "<!DOCTYPE html>\r\n<html>\r\n<head><title>{code} - {reason}</title></head>\r\n<body>\r\n\
         <h1>Server Error</h1>\r\n<h2>{code} - {reason}.</h2>\r\n\
         <h3>There is a problem with the resource you are looking for, and it cannot be displayed.</h3>\r\n</body>\r\n</html>\r\n"
    )
}

async fn body_of(answer: Response<Body>) -> (axum::http::response::Parts, Bytes) {
    let (parts, body) = answer.into_parts();
    // The handler's bodies are whole in memory: reading them cannot fail.
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    (parts, bytes)
}

/// Promises the whole length, sends the beginning, then breaks the connection off. An answer without a body stays as it is.
async fn cut(answer: Response<Body>, keep: usize) -> Response<Body> {
    let (mut parts, bytes) = body_of(answer).await;
    if bytes.is_empty() {
        return Response::from_parts(parts, Body::empty());
    }
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    let kept = bytes.slice(..keep.min(bytes.len().saturating_sub(1)));
    let pieces = stream::unfold(Some(kept), |kept| async move {
        if let Some(kept) = kept {
            return Some((Ok(kept), None));
        }
        // The break must not overtake the bytes before it: they are flushed while this waits.
        tokio::time::sleep(Duration::from_millis(20)).await;
        let broken = std::io::Error::from(std::io::ErrorKind::ConnectionAborted);
        Some((Err(broken), None))
    });
    Response::from_parts(parts, Body::from_stream(pieces))
}

/// Sends the body in small pieces with a pause between.
async fn drip(answer: Response<Body>, size: usize, every: Duration) -> Response<Body> {
    let (mut parts, bytes) = body_of(answer).await;
    parts
        .headers
        .insert(header::CONTENT_LENGTH, HeaderValue::from(bytes.len()));
    let pieces = stream::unfold((bytes, true), move |(mut left, first)| async move {
        if left.is_empty() {
            return None;
        }
        if !first {
            tokio::time::sleep(every).await;
        }
        let piece = left.split_to(size.min(left.len()));
        Some((Ok::<_, Infallible>(piece), (left, false)))
    });
    Response::from_parts(parts, Body::from_stream(pieces))
}
