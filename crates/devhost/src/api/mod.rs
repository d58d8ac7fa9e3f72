//! The management API: routes and answers (`docs/http-api.md` §3 to §7).

mod entities;
mod errors;
mod history;
mod links;
mod list;
mod operations;
mod path;
mod purge;
mod query;
mod start;
mod status;

use crate::config::{BasePath, HostConfig};
use crate::engine::World;
use crate::engine::hub::Hub;
use crate::wire::{Request, Response};

pub use start::Waiting;

/// What a request's handling comes to.
pub enum Outcome {
    /// An answer.
    Now(Response),
    /// A start or restart that waits.
    Wait(Waiting),
}

impl From<Response> for Outcome {
    fn from(response: Response) -> Self {
        Self::Now(response)
    }
}

/// One call of a client: the hub it means and what its request says.
struct Call<'a> {
    config: &'a HostConfig,
    world: &'a mut World,
    request: &'a Request,
    query: query::Query,
    /// The hub as the request or the set-up spells it.
    hub: String,
    /// The connection as the request or the set-up spells it.
    connection: String,
}

impl Call<'_> {
    fn hub(&self) -> Option<&Hub> {
        self.world.hub(&self.hub)
    }
}

/// Answers a request below the base path; at the root of an app that no proxy stands before, its home page. Anything else, and anything
/// unknown, is an empty 404; a missing or wrong key is an empty 401 (recording `refusals`).
pub fn handle(config: &HostConfig, world: &mut World, request: &Request) -> Outcome {
    if request.path() == "/" && request.method == "GET" && config.path_prefix.is_empty() {
        return home().into();
    }
    let query = query::Query::parse(request.query());
    let path = path::seen(request.path());
    let below = path
        .strip_prefix(&config.path_prefix)
        .filter(|_| config.extension)
        .and_then(|path| below_base(path, config.base));
    let Some(below) = below else {
        return Response::empty(404).into();
    };
    if let Some(key) = &config.key
        && given_key(request, &query).as_deref() != Some(key)
    {
        return Response::empty(401).into();
    }
    let segments = path::segments(below);
    let segments: Vec<&str> = segments.iter().map(String::as_str).collect();
    let named = |name: &str, default: &str| match query.get(name) {
        Some(value) if !value.trim().is_empty() => value,
        _ => default.to_owned(),
    };
    let hub = named("taskHub", &config.task_hub);
    let connection = named("connection", &config.connection);
    let mut call = Call {
        config,
        world,
        request,
        query,
        hub,
        connection,
    };
    call.route(&segments)
}

/// The key that counts: that of the header, even an empty one; `code` only where there is no such header.
///
/// Source: the Functions host's `AuthenticationLevelHandler`, "header takes precedence".
fn given_key(request: &Request, query: &query::Query) -> Option<String> {
    let header = request.header("x-functions-key").map(str::to_owned);
    header.or_else(|| query.get("code"))
}

/// What the Functions host shows at its root, without its pictures. It asks for no key.
fn home() -> Response {
    Response {
        status: 200,
        headers: vec![("content-type".to_owned(), "text/html".to_owned())],
        body: b"<!DOCTYPE html>\n<html>\n<head><title>Your Azure Function App is up and running.</title></head>\n\
              <body><h1>Your Functions 4.0 app is up and running</h1></body>\n</html>\n"
            .to_vec(),
        ..Response::default()
    }
}

fn below_base(path: &str, base: BasePath) -> Option<&str> {
    let base = base.path();
    let head = path.get(..base.len())?;
    let rest = &path[base.len()..];
    (head.eq_ignore_ascii_case(base) && (rest.is_empty() || rest.starts_with('/'))).then_some(rest)
}

impl Call<'_> {
    fn route(&mut self, segments: &[&str]) -> Outcome {
        let Some((first, rest)) = segments.split_first() else {
            return Response::empty(404).into();
        };
        let current = self.config.base == BasePath::Current;
        let known = match first.to_lowercase().as_str() {
            "instances" => rest.len() <= 3,
            "orchestrators" => {
                current && matches!(rest.len(), 1 | 2) && self.request.method == "POST"
            }
            "entities" => current && rest.len() <= 2,
            "makeprimary" => return Response::empty(200).into(),
            _ => false,
        };
        if !known {
            return Response::empty(404).into();
        }
        if !self
            .connection
            .eq_ignore_ascii_case(&self.config.connection)
        {
            return self.unknown_connection().into();
        }
        match first.to_lowercase().as_str() {
            "orchestrators" => self.start(rest[0], rest.get(1).copied()),
            "entities" => self.entities(rest).into(),
            _ => self.instances(rest, current),
        }
    }

    fn instances(&mut self, rest: &[&str], current: bool) -> Outcome {
        match (self.request.method.as_str(), rest) {
            ("GET", []) => self.list().into(),
            ("DELETE", []) => self.purge_many().into(),
            ("GET", [id]) => self.status(id).into(),
            ("DELETE", [id]) => self.purge_one(id).into(),
            ("POST", [id, operation]) => match operation.to_lowercase().as_str() {
                "terminate" => self.terminate(id).into(),
                "rewind" => self.rewind(id).into(),
                "suspend" if current => self.suspend(id).into(),
                "resume" if current => self.resume(id).into(),
                "restart" if current => self.restart(id),
                _ => Response::empty(404).into(),
            },
            ("POST", [id, operation, event]) if operation.eq_ignore_ascii_case("raiseEvent") => {
                self.raise_event(id, event).into()
            }
            _ => Response::empty(404).into(),
        }
    }
}
