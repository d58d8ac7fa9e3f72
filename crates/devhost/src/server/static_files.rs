//! The portal's files, served as a careful static host serves them.
//!
//! Every answer carries the production content security policy as a header, so that a browser test runs under what users get.

use std::path::{Path, PathBuf};

use axum::body::Body;
use axum::http::{HeaderMap, HeaderValue, Method, Response, StatusCode, header};

/// The policy of the portal, one text for this header and for the `<meta>` of a release build.
pub const CONTENT_SECURITY_POLICY: &str =
    include_str!("../../../../content-security-policy.txt").trim_ascii();

/// The command that builds what is missing.
const BUILD: &str = "cargo xtask dist";

/// A folder of static files.
#[derive(Debug, Clone)]
pub struct StaticFiles {
    root: Option<PathBuf>,
}

impl StaticFiles {
    /// Serves a folder; without one every page says how to build it.
    pub fn new(root: Option<PathBuf>) -> Self {
        Self { root }
    }

    /// Answers a request for a raw path as on the request line, with `accept-encoding` choosing a `.br` or `.gz` neighbour where the
    /// folder has one.
    pub async fn answer(
        &self,
        method: &Method,
        raw_path: &str,
        request: &HeaderMap,
    ) -> Response<Body> {
        if method != Method::GET && method != Method::HEAD {
            let mut answer = text(StatusCode::METHOD_NOT_ALLOWED, "Only GET and HEAD.");
            answer
                .headers_mut()
                .insert(header::ALLOW, HeaderValue::from_static("GET, HEAD"));
            return answer;
        }
        let Some(root) = &self.root else {
            return text(
                StatusCode::SERVICE_UNAVAILABLE,
                &format!(
                    "There is no portal to serve. Build it with `{BUILD}` and pass its folder as --dist."
                ),
            );
        };
        let Some(name) = relative(raw_path) else {
            return text(StatusCode::NOT_FOUND, "No such file.");
        };
        match read(root, &name, request).await {
            Some(answer) => answer,
            None if name == Path::new("index.html") => text(
                StatusCode::SERVICE_UNAVAILABLE,
                &format!(
                    "{} holds no index.html. Build it with `{BUILD}`.",
                    root.display()
                ),
            ),
            None => text(StatusCode::NOT_FOUND, "No such file."),
        }
    }
}

/// Adds the headers that every answer of the portal's side carries.
pub(super) fn protect(headers: &mut HeaderMap) {
    for (name, value) in [
        (header::CONTENT_SECURITY_POLICY, CONTENT_SECURITY_POLICY),
        (header::X_CONTENT_TYPE_OPTIONS, "nosniff"),
        (header::REFERRER_POLICY, "no-referrer"),
    ] {
        headers.insert(name, HeaderValue::from_static(value));
    }
}

/// The file below the root that a raw path names, or nothing for a path that could lead elsewhere.
fn relative(raw_path: &str) -> Option<PathBuf> {
    let path = percent_decoded(raw_path)?;
    let mut name = PathBuf::new();
    for part in path.split('/').filter(|part| !part.is_empty()) {
        let harmless = part != "." && part != ".." && !part.contains(['\\', ':', '\0']);
        if !harmless || part.starts_with('.') {
            return None;
        }
        name.push(part);
    }
    if path.ends_with('/') || name.as_os_str().is_empty() {
        name.push("index.html");
    }
    Some(name)
}

fn percent_decoded(text: &str) -> Option<String> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next()?, rest.next()?];
            let digits = std::str::from_utf8(&digits).ok()?;
            bytes.push(u8::from_str_radix(digits, 16).ok()?);
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).ok()
}

async fn read(root: &Path, name: &Path, request: &HeaderMap) -> Option<Response<Body>> {
    let accepted = request
        .get(header::ACCEPT_ENCODING)
        .and_then(|value| value.to_str().ok())
        .unwrap_or_default();
    for (encoding, ending) in [("br", ".br"), ("gzip", ".gz")] {
        if accepts(accepted, encoding) {
            let mut packed = name.as_os_str().to_owned();
            packed.push(ending);
            if let Some(bytes) = read_inside(root, Path::new(&packed)).await {
                let mut answer = file(name, bytes);
                answer
                    .headers_mut()
                    .insert(header::CONTENT_ENCODING, HeaderValue::from_static(encoding));
                return Some(answer);
            }
        }
    }
    read_inside(root, name).await.map(|bytes| file(name, bytes))
}

/// Whether an `Accept-Encoding` names an encoding.
pub(super) fn accepts(accepted: &str, encoding: &str) -> bool {
    accepted.split(',').any(|offer| {
        offer
            .split(';')
            .next()
            .is_some_and(|name| name.trim() == encoding)
    })
}

/// Reads a file that really lies below the root: a link that leads out of it is not followed.
async fn read_inside(root: &Path, name: &Path) -> Option<Vec<u8>> {
    let root = tokio::fs::canonicalize(root).await.ok()?;
    let path = tokio::fs::canonicalize(root.join(name)).await.ok()?;
    if !path.starts_with(&root) {
        return None;
    }
    tokio::fs::read(path).await.ok()
}

fn file(name: &Path, bytes: Vec<u8>) -> Response<Body> {
    let mut answer = Response::new(Body::from(bytes));
    let headers = answer.headers_mut();
    headers.insert(header::CONTENT_TYPE, HeaderValue::from_static(mime(name)));
    headers.insert(
        header::CACHE_CONTROL,
        HeaderValue::from_static(if is_hashed(name) {
            "public, max-age=31536000, immutable"
        } else {
            "no-cache"
        }),
    );
    headers.insert(header::VARY, HeaderValue::from_static("Accept-Encoding"));
    answer
}

fn mime(name: &Path) -> &'static str {
    match name.extension().and_then(|ending| ending.to_str()) {
        Some("html") => "text/html; charset=utf-8",
        Some("js" | "mjs") => "text/javascript; charset=utf-8",
        Some("css") => "text/css; charset=utf-8",
        Some("wasm") => "application/wasm",
        Some("json" | "map") => "application/json; charset=utf-8",
        Some("webmanifest") => "application/manifest+json",
        Some("svg") => "image/svg+xml",
        Some("png") => "image/png",
        Some("ico") => "image/x-icon",
        Some("woff2") => "font/woff2",
        Some("txt" | "md") => "text/plain; charset=utf-8",
        _ => "application/octet-stream",
    }
}

/// Whether a name holds a hash of its content, as Trunk writes it: `main-1f4c6e8a9b0c2d3e.css`, `portal-…_bg.wasm`.
fn is_hashed(name: &Path) -> bool {
    let Some(stem) = name.file_stem().and_then(|stem| stem.to_str()) else {
        return false;
    };
    stem.split(['-', '_', '.']).any(|part| {
        part.len() >= 15 && part.bytes().all(|b| matches!(b, b'0'..=b'9' | b'a'..=b'f'))
    })
}

/// A plain text answer.
pub(super) fn text(status: StatusCode, message: &str) -> Response<Body> {
    let mut answer = Response::new(Body::from(format!("{message}\n")));
    *answer.status_mut() = status;
    answer.headers_mut().insert(
        header::CONTENT_TYPE,
        HeaderValue::from_static("text/plain; charset=utf-8"),
    );
    answer
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn paths_stay_below_the_root() {
        for hostile in [
            "/../secret",
            "/%2e%2e/secret",
            "/a/%2E%2E/%2e%2e/secret",
            "/..%5csecret",
            "/c:/secret",
            "/%00",
            "/%ff",
            "/%2",
            "/.git/config",
        ] {
            assert_eq!(relative(hostile), None, "{hostile}");
        }
        assert_eq!(relative("//etc/passwd"), Some(PathBuf::from("etc/passwd")));
    }

    #[test]
    fn a_folder_means_its_index() {
        assert_eq!(relative("/"), Some(PathBuf::from("index.html")));
        assert_eq!(relative("/docs/"), Some(PathBuf::from("docs/index.html")));
        assert_eq!(relative("/a%20b.js"), Some(PathBuf::from("a b.js")));
    }

    #[test]
    fn hashed_names_are_known_by_their_hash() {
        assert!(is_hashed(Path::new(
            "durable-portal-73f9c1a25be08d46_bg.wasm"
        )));
        assert!(is_hashed(Path::new("main-73f9c1a25be08d4.css")));
        assert!(!is_hashed(Path::new("index.html")));
        assert!(!is_hashed(Path::new("boot.js")));
        assert!(!is_hashed(Path::new("portal.json")));
    }

    #[test]
    fn wasm_has_its_own_type() {
        assert_eq!(mime(Path::new("a.wasm")), "application/wasm");
    }

    #[test]
    fn an_encoding_is_accepted_by_its_whole_name() {
        assert!(accepts("gzip, deflate, br;q=0.9", "br"));
        assert!(!accepts("brotli", "br"));
    }
}
