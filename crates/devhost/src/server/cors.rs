//! CORS as the Functions host does it.
//!
//! `func start --cors` and the platform use a plain allow-list with any method and any header and expose **no** response header
//! (`docs/http-api.md` §2). A preflight is answered 204, with the headers only for a listed origin; an ordinary request runs whatever
//! its origin, and only its answer lacks `Access-Control-Allow-Origin`.

use axum::http::header::{HeaderMap, HeaderName, HeaderValue, ORIGIN, VARY};
use axum::http::{Method, header};
use serde::{Deserialize, Serialize};

/// How the host treats pages of other origins.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum CorsMode {
    /// No CORS at all, as `func start` without `--cors`: preflights reach the API, no answer can be read.
    None,
    /// An allow-list that exposes no header, as real hosts.
    #[default]
    List,
    /// The allow-list behind a proxy that exposes the headers of the API.
    Expose,
}

/// The mode and the allow-list.
#[derive(Debug, Clone, PartialEq, Eq, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Cors {
    /// The mode.
    pub mode: CorsMode,
    /// The origins allowed, as browsers spell them; `*` allows every one.
    pub origins: Vec<String>,
}

const PRIVATE_NETWORK_ASKED: HeaderName =
    HeaderName::from_static("access-control-request-private-network");
const PRIVATE_NETWORK_ALLOWED: HeaderName =
    HeaderName::from_static("access-control-allow-private-network");
const EXPOSED: &str = "x-ms-continuation-token, Location, Retry-After";

impl Cors {
    /// The headers of the answer to a preflight; none where this request is no preflight that CORS answers.
    ///
    /// A question about the local network is answered with yes for a listed origin, so that a page on the web may reach a
    /// host on this machine as far as the browser lets it.
    pub fn preflight(&self, method: &Method, request: &HeaderMap) -> Option<HeaderMap> {
        let wanted_method = request.get(header::ACCESS_CONTROL_REQUEST_METHOD)?;
        let origin = request.get(ORIGIN)?;
        if self.mode == CorsMode::None || method != Method::OPTIONS {
            return None;
        }
        let mut answer = HeaderMap::new();
        if let Some(allowed) = self.allowed(origin) {
            answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
            answer.insert(header::ACCESS_CONTROL_ALLOW_METHODS, wanted_method.clone());
            if let Some(wanted) = request.get(header::ACCESS_CONTROL_REQUEST_HEADERS) {
                answer.insert(header::ACCESS_CONTROL_ALLOW_HEADERS, wanted.clone());
            }
            if request.contains_key(PRIVATE_NETWORK_ASKED) {
                answer.insert(PRIVATE_NETWORK_ALLOWED, HeaderValue::from_static("true"));
            }
        }
        answer.insert(VARY, HeaderValue::from_static("Origin"));
        Some(answer)
    }

    /// Adds the headers of an ordinary answer.
    pub fn mark(&self, request: &HeaderMap, answer: &mut HeaderMap) {
        if self.mode == CorsMode::None {
            return;
        }
        answer.append(VARY, HeaderValue::from_static("Origin"));
        if let Some(allowed) = request.get(ORIGIN).and_then(|origin| self.allowed(origin)) {
            answer.insert(header::ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
            if self.mode == CorsMode::Expose {
                answer.insert(
                    header::ACCESS_CONTROL_EXPOSE_HEADERS,
                    HeaderValue::from_static(EXPOSED),
                );
            }
        }
    }

    fn allowed(&self, origin: &HeaderValue) -> Option<HeaderValue> {
        let text = origin.to_str().ok()?;
        if self.origins.iter().any(|listed| listed == "*") {
            return Some(HeaderValue::from_static("*"));
        }
        self.origins
            .iter()
            .any(|listed| listed.eq_ignore_ascii_case(text))
            .then(|| origin.clone())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cors(mode: CorsMode) -> Cors {
        Cors {
            mode,
            origins: vec!["http://localhost:4280".to_owned()],
        }
    }

    fn from(origin: &'static str) -> HeaderMap {
        HeaderMap::from_iter([(ORIGIN, HeaderValue::from_static(origin))])
    }

    fn asking(origin: &'static str) -> HeaderMap {
        let mut headers = from(origin);
        headers.insert(
            header::ACCESS_CONTROL_REQUEST_METHOD,
            HeaderValue::from_static("DELETE"),
        );
        headers.insert(
            header::ACCESS_CONTROL_REQUEST_HEADERS,
            HeaderValue::from_static("x-functions-key"),
        );
        headers
    }

    #[test]
    fn a_listed_origin_may_send_any_method_and_header() {
        let answer = cors(CorsMode::List)
            .preflight(&Method::OPTIONS, &asking("http://localhost:4280"))
            .unwrap();
        assert_eq!(
            answer["access-control-allow-origin"],
            "http://localhost:4280"
        );
        assert_eq!(answer["access-control-allow-methods"], "DELETE");
        assert_eq!(answer["access-control-allow-headers"], "x-functions-key");
        assert!(!answer.contains_key("access-control-allow-private-network"));
    }

    #[test]
    fn another_origin_gets_an_answer_without_permission() {
        let answer = cors(CorsMode::List)
            .preflight(&Method::OPTIONS, &asking("https://elsewhere.example"))
            .unwrap();
        assert!(!answer.contains_key("access-control-allow-origin"));
        assert!(!answer.contains_key("access-control-allow-methods"));
    }

    #[test]
    fn without_cors_a_preflight_is_an_ordinary_request() {
        let preflight = asking("http://localhost:4280");
        assert_eq!(
            cors(CorsMode::None).preflight(&Method::OPTIONS, &preflight),
            None
        );
        let mut answer = HeaderMap::new();
        cors(CorsMode::None).mark(&preflight, &mut answer);
        assert!(answer.is_empty());
    }

    #[test]
    fn options_without_a_wanted_method_is_no_preflight() {
        let headers = from("http://localhost:4280");
        assert_eq!(
            cors(CorsMode::List).preflight(&Method::OPTIONS, &headers),
            None
        );
    }

    #[test]
    fn only_the_exposing_proxy_exposes_headers() {
        for (mode, exposed) in [(CorsMode::List, false), (CorsMode::Expose, true)] {
            let mut answer = HeaderMap::new();
            cors(mode).mark(&from("http://localhost:4280"), &mut answer);
            assert_eq!(
                answer["access-control-allow-origin"],
                "http://localhost:4280"
            );
            assert_eq!(
                answer.contains_key("access-control-expose-headers"),
                exposed
            );
        }
    }

    #[test]
    fn a_star_allows_every_origin() {
        let any = Cors {
            mode: CorsMode::List,
            origins: vec!["*".to_owned()],
        };
        let mut answer = HeaderMap::new();
        any.mark(&from("https://elsewhere.example"), &mut answer);
        assert_eq!(answer["access-control-allow-origin"], "*");
    }

    #[test]
    fn a_question_about_the_local_network_is_answered_for_a_listed_origin() {
        let mut headers = asking("http://localhost:4280");
        headers.insert(PRIVATE_NETWORK_ASKED, HeaderValue::from_static("true"));
        let answer = cors(CorsMode::List)
            .preflight(&Method::OPTIONS, &headers)
            .unwrap();
        assert_eq!(answer["access-control-allow-private-network"], "true");
    }
}
