//! A small HTTP client that sends a target exactly as it stands and shows a broken answer as an error.

use devhost::server::{DevHost, Running, ServerConfig};
use http_body_util::{BodyExt, Full};
use hyper::body::Bytes;
use hyper::header::HeaderMap;
use hyper_util::rt::TokioIo;
use tokio::net::TcpStream;

/// The base path of the current generation.
pub const BASE: &str = "/runtime/webhooks/durabletask";

/// A devhost on free ports, changed as a test needs it.
pub async fn devhost(change: impl FnOnce(&mut ServerConfig)) -> Running {
    let mut config = ServerConfig::default();
    change(&mut config);
    DevHost::start(config).await.expect("free ports")
}

/// An answer that arrived whole.
#[derive(Debug)]
pub struct Answer {
    pub status: u16,
    pub headers: HeaderMap,
    pub body: Bytes,
}

impl Answer {
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.get(name).map(|value| value.to_str().unwrap())
    }

    pub fn text(&self) -> String {
        String::from_utf8(self.body.to_vec()).unwrap()
    }

    pub fn json(&self) -> serde_json::Value {
        serde_json::from_slice(&self.body).unwrap()
    }
}

/// Sends one request over its own connection. The error says that no whole answer came.
pub async fn send(
    origin: &str,
    method: &str,
    target: &str,
    headers: &[(&str, &str)],
    body: &str,
) -> Result<Answer, String> {
    let authority = origin.strip_prefix("http://").unwrap();
    let stream = TcpStream::connect(authority)
        .await
        .map_err(|error| error.to_string())?;
    let (mut sender, connection) = hyper::client::conn::http1::handshake(TokioIo::new(stream))
        .await
        .map_err(|error| error.to_string())?;
    tokio::spawn(connection);
    let mut request = hyper::Request::builder()
        .method(method)
        .uri(target)
        .header("host", authority);
    for (name, value) in headers {
        request = request.header(*name, *value);
    }
    let request = request
        .body(Full::new(Bytes::from(body.to_owned())))
        .unwrap();
    let answer = sender
        .send_request(request)
        .await
        .map_err(|error| error.to_string())?;
    let (parts, body) = answer.into_parts();
    let body = body.collect().await.map_err(|error| error.to_string())?;
    Ok(Answer {
        status: parts.status.as_u16(),
        headers: parts.headers,
        body: body.to_bytes(),
    })
}

/// A GET without further headers whose answer must come.
pub async fn get(origin: &str, target: &str) -> Answer {
    send(origin, "GET", target, &[], "")
        .await
        .expect("an answer")
}

/// A POST of JSON whose answer must come.
pub async fn post(origin: &str, target: &str, json: &str) -> Answer {
    let headers = [("content-type", "application/json")];
    send(origin, "POST", target, &headers, json)
        .await
        .expect("an answer")
}
