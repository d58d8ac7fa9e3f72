//! The hub of a devhost as another client uses it: to prepare what a test looks at, and to read what became of it.

use std::time::{Duration, Instant};

use serde_json::Value;

use crate::support::http::{self, Answer};

/// How long an orchestration may take to get where a test needs it.
const PATIENCE: Duration = Duration::from_secs(15);

/// One task hub behind one base address.
#[derive(Debug, Clone)]
pub struct Hub {
    base: String,
    name: String,
    key: Option<String>,
}

impl Hub {
    /// `base` ends with the base path, `…/runtime/webhooks/durabletask`.
    pub fn new(base: String, name: String, key: Option<String>) -> Self {
        Self { base, name, key }
    }

    /// The link of the list, with the key where the hub has one.
    pub fn list_link(&self) -> String {
        self.link("x").replace("/instances/x?", "/instances?")
    }

    /// The management address of an instance as a starter function hands it out. `id` stands in it as given.
    pub fn link(&self, id: &str) -> String {
        let code = self.key.as_ref().map(|key| format!("&code={key}"));
        let code = code.unwrap_or_default();
        format!(
            "{}/instances/{id}?taskHub={}&connection=AzureWebJobsStorage{code}",
            self.base, self.name
        )
    }

    /// The base address.
    pub fn base(&self) -> &str {
        &self.base
    }

    /// A page of the list, from a continuation token on, and the token of the next; an empty one is the beginning and the end.
    pub async fn list_page(&self, token: &str) -> (Vec<Value>, String) {
        let from = [("x-ms-continuation-token", token)];
        let answer = self.send("GET", "/instances?top=1000", &from, None).await;
        let rows: Value = serde_json::from_str(&answer.body).unwrap_or_default();
        let next = answer.header("x-ms-continuation-token").unwrap_or_default();
        (
            rows.as_array().cloned().unwrap_or_default(),
            next.to_owned(),
        )
    }

    /// Sends a call below the base address; `target` begins with `/`.
    async fn call(&self, method: &str, target: &str, body: Option<&str>) -> Answer {
        self.send(method, target, &[], body).await
    }

    async fn send(
        &self,
        method: &str,
        target: &str,
        more: &[(&str, &str)],
        body: Option<&str>,
    ) -> Answer {
        let joint = if target.contains('?') { '&' } else { '?' };
        let url = format!("{}{target}{joint}taskHub={}", self.base, self.name);
        let mut headers = vec![("content-type", "application/json")];
        headers.extend(more);
        if let Some(key) = &self.key {
            headers.push(("x-functions-key", key));
        }
        let answer = http::send(method, &url, &headers, body).await;
        answer.unwrap_or_else(|error| panic!("{method} {target}: {error}"))
    }

    /// Starts an orchestration under an id (percent-encoded by the caller where that is needed); gives the starter's answer.
    pub async fn start(&self, function: &str, id: &str, input: &str) -> String {
        let target = format!("/orchestrators/{function}/{id}");
        let answer = self.call("POST", &target, Some(input)).await;
        assert_eq!(answer.status, 202, "{target}: {}", answer.body);
        answer.body
    }

    /// A call of an instance that the host must accept: `terminate?reason=x`, `raiseEvent/Done`.
    pub async fn tell(&self, id: &str, operation: &str, body: &str) {
        let target = format!("/instances/{id}/{operation}");
        let answer = self.call("POST", &target, Some(body)).await;
        assert_eq!(answer.status, 202, "{target}: {}", answer.body);
    }

    /// Signals an operation to an entity.
    pub async fn signal(&self, name: &str, key: &str, operation: &str, data: &str) {
        let target = format!("/entities/{name}/{key}?op={operation}");
        let answer = self.call("POST", &target, Some(data)).await;
        assert_eq!(answer.status, 202, "{target}: {}", answer.body);
    }

    /// The state of an entity as it is; empty where there is none.
    pub async fn entity(&self, name: &str, key: &str) -> String {
        let target = format!("/entities/{name}/{key}");
        self.call("GET", &target, None).await.body
    }

    /// What the host says of an instance now.
    pub async fn status(&self, id: &str) -> Value {
        let answer = self.call("GET", &format!("/instances/{id}"), None).await;
        serde_json::from_str(&answer.body).unwrap_or_default()
    }

    /// Waits until an instance has one of these statuses.
    pub async fn until(&self, id: &str, statuses: &[&str]) {
        let start = Instant::now();
        loop {
            let status = self.status(id).await;
            let now = status["runtimeStatus"].as_str().unwrap_or("unknown");
            if statuses.contains(&now) {
                return;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{id} should become {statuses:?} and is {now}"
            );
            tokio::time::sleep(Duration::from_millis(20)).await;
        }
    }
}
