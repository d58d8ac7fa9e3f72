//! An HTTP/1.1 client that hides nothing: one connection a request, the target as given, the answer as sent.
//!
//! It knows just enough for a local server (content-length, chunked, read to the end) and reports a cut answer as
//! an error, which a friendlier client might repair or retry.

use std::io;

use tokio::io::{AsyncReadExt, AsyncWriteExt};
use tokio::net::TcpStream;

/// An answer: its status, its headers with lower-case names, its body.
#[derive(Debug, Clone)]
pub struct Answer {
    /// The HTTP status.
    pub status: u16,
    /// Names in lower case, in the order sent.
    pub headers: Vec<(String, String)>,
    /// The body as text; what is no UTF-8 is replaced.
    pub body: String,
}

impl Answer {
    /// The first header of that name (given in lower case).
    pub fn header(&self, name: &str) -> Option<&str> {
        let found = self.headers.iter().find(|(known, _)| known == name);
        found.map(|(_, value)| value.as_str())
    }
}

/// Sends one request to `http://host:port/target` and reads the whole answer.
///
/// # Errors
/// When the server cannot be reached, or closes before its answer is complete.
pub async fn send(
    method: &str,
    url: &str,
    headers: &[(&str, &str)],
    body: Option<&str>,
) -> io::Result<Answer> {
    let (host, target) = split(url)?;
    let start = format!("{method} {target} HTTP/1.1\r\nhost: {host}\r\nconnection: close\r\n");
    let length = format!("content-length: {}\r\n", body.map_or(0, str::len));
    let mut head = vec![start.as_str()];
    for (name, value) in headers {
        head.extend([*name, ": ", *value, "\r\n"]);
    }
    if body.is_some() || method == "POST" {
        head.push(&length);
    }
    let text = format!("{}\r\n{}", head.concat(), body.unwrap_or_default());

    let mut stream = TcpStream::connect(host).await?;
    stream.write_all(text.as_bytes()).await?;
    let mut received = Vec::new();
    // Some servers (chromedriver) keep the connection open whatever they are asked: the end is where the answer is complete.
    while !is_complete(&received) {
        if stream.read_buf(&mut received).await? == 0 {
            break;
        }
    }
    read(&received, method == "HEAD")
}

/// Whether a body of a stated length has arrived. Other answers end with their connection.
fn is_complete(received: &[u8]) -> bool {
    let Some(end) = received.windows(4).position(|four| four == b"\r\n\r\n") else {
        return false;
    };
    let head = String::from_utf8_lossy(&received[..end]).to_lowercase();
    let length = head
        .split("\r\n")
        .find_map(|line| line.strip_prefix("content-length:"));
    let length: Option<usize> = length.and_then(|text| text.trim().parse().ok());
    length.is_some_and(|length| received.len() >= end + 4 + length)
}

/// `http://host:port/target?query` → `host:port` and `/target?query`.
fn split(url: &str) -> io::Result<(&str, &str)> {
    let rest = url
        .strip_prefix("http://")
        .ok_or_else(|| cut(&format!("not an http address: {url}")))?;
    Ok(match rest.find('/') {
        Some(at) => rest.split_at(at),
        None => (rest, "/"),
    })
}

fn read(bytes: &[u8], no_body: bool) -> io::Result<Answer> {
    let end = bytes
        .windows(4)
        .position(|four| four == b"\r\n\r\n")
        .ok_or_else(|| cut("closed before the headers were complete"))?;
    let head = String::from_utf8_lossy(&bytes[..end]);
    let mut lines = head.split("\r\n");
    let status = lines
        .next()
        .and_then(|line| line.split(' ').nth(1))
        .and_then(|code| code.parse().ok())
        .ok_or_else(|| cut("no status line"))?;
    let headers: Vec<(String, String)> = lines
        .filter_map(|line| line.split_once(':'))
        .map(|(name, value)| (name.trim().to_lowercase(), value.trim().to_owned()))
        .collect();
    let mut answer = Answer {
        status,
        headers,
        body: String::new(),
    };
    let body = &bytes[end + 4..];
    let whole = if no_body || status == 204 || status == 304 {
        Vec::new()
    } else if answer.header("transfer-encoding") == Some("chunked") {
        join_chunks(body)?
    } else if let Some(length) = answer.header("content-length") {
        let length: usize = length.parse().map_err(|_| cut("bad content-length"))?;
        body.get(..length)
            .ok_or_else(|| cut("closed before the body was complete"))?
            .to_vec()
    } else {
        body.to_vec()
    };
    answer.body = String::from_utf8_lossy(&whole).into_owned();
    Ok(answer)
}

fn join_chunks(mut rest: &[u8]) -> io::Result<Vec<u8>> {
    let mut whole = Vec::new();
    loop {
        let line = rest
            .windows(2)
            .position(|two| two == b"\r\n")
            .ok_or_else(|| cut("closed between two chunks"))?;
        let size = String::from_utf8_lossy(&rest[..line]);
        let size = size.split(';').next().unwrap_or_default().trim();
        let size = usize::from_str_radix(size, 16).map_err(|_| cut("bad chunk size"))?;
        if size == 0 {
            return Ok(whole);
        }
        let from = line + 2;
        let chunk = rest.get(from..from + size);
        whole.extend_from_slice(chunk.ok_or_else(|| cut("closed inside a chunk"))?);
        rest = rest.get(from + size + 2..).unwrap_or_default();
    }
}

fn cut(what: &str) -> io::Error {
    io::Error::new(io::ErrorKind::UnexpectedEof, what.to_owned())
}
