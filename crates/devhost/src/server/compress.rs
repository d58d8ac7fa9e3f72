//! Packing answers with gzip, where the devhost was asked to.

use std::io::Write;

use axum::body::{Body, to_bytes};
use axum::http::{HeaderMap, HeaderValue, Response, header};
use flate2::Compression;
use flate2::write::GzEncoder;

/// Bodies below this many bytes do not get smaller by it.
const WORTH_IT: usize = 860;

/// The answer with its body packed, where the client takes gzip, the body is worth it and is not packed already.
pub(super) async fn gzip(request: &HeaderMap, answer: Response<Body>) -> Response<Body> {
    let taken = request
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .is_some_and(|value| super::static_files::accepts(value, "gzip"));
    if !taken || answer.headers().contains_key(header::CONTENT_ENCODING) {
        return answer;
    }
    let (mut parts, body) = answer.into_parts();
    // Bodies are whole in memory here: reading them cannot fail.
    let bytes = to_bytes(body, usize::MAX).await.unwrap_or_default();
    if bytes.len() < WORTH_IT {
        return Response::from_parts(parts, Body::from(bytes));
    }
    let mut packed = GzEncoder::new(Vec::new(), Compression::default());
    let done = packed.write_all(&bytes).and_then(|()| packed.finish());
    let Ok(packed) = done else {
        return Response::from_parts(parts, Body::from(bytes));
    };
    parts
        .headers
        .insert(header::CONTENT_ENCODING, HeaderValue::from_static("gzip"));
    parts
        .headers
        .append(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    parts.headers.remove(header::CONTENT_LENGTH);
    Response::from_parts(parts, Body::from(packed))
}
