//! Sends what `durable-api` describes to a devhost, as the portal's browser layer does.

use std::time::{Duration, Instant};

use devhost::config::BasePath;
use devhost::server::{DevHost, Running, ServerConfig};
use durable_api::{
    ApiRequest, Generation, HubAddress, InstanceStatus, ManagementPayload, Refusal, RuntimeStatus,
    Secret, Start, StartAnswer, StatusOptions, calls, decode,
};

use crate::support::http::{self, Answer};

/// How long an orchestration may take to get where a test needs it.
const PATIENCE: Duration = Duration::from_secs(20);

/// A devhost, and a client that knows its address and key.
pub struct Client {
    /// The devhost.
    pub host: Running,
    /// Where its hub is.
    pub address: HubAddress,
    /// The key it asks for.
    pub key: Option<Secret>,
}

impl Client {
    /// Starts a devhost on free ports.
    pub async fn start(config: ServerConfig) -> Self {
        let given = config.host.clone();
        let host = DevHost::start(config).await.expect("free ports");
        let address = HubAddress {
            origin: host.hub_url.clone(),
            prefix: given.path_prefix,
            generation: match given.base {
                BasePath::First => Generation::First,
                BasePath::Current => Generation::Current,
            },
            task_hub: Some(given.task_hub),
            connection: Some(given.connection),
        };
        Self {
            host,
            address,
            key: given.key.map(Secret::new),
        }
    }

    /// An empty hub of the newer generations, without a key.
    pub async fn plain() -> Self {
        Self::start(ServerConfig::default()).await
    }

    /// Sends a request and gives the answer, whatever it says.
    pub async fn send(&self, request: &ApiRequest) -> Answer {
        let outcome = self.try_send(request).await;
        outcome.unwrap_or_else(|error| panic!("{}: {error}", request.path))
    }

    /// Sends a request; an error is a connection that failed.
    pub async fn try_send(&self, request: &ApiRequest) -> std::io::Result<Answer> {
        let mut headers: Vec<(&str, &str)> = Vec::new();
        headers.extend(
            request
                .headers
                .iter()
                .map(|(name, value)| (*name, value.as_str())),
        );
        if let Some(key) = &self.key {
            headers.push(("x-functions-key", key.expose()));
        }
        let url = request.url(&self.address);
        http::send(
            request.method.as_str(),
            &url,
            &headers,
            request.body.as_deref(),
        )
        .await
    }

    /// Reads an instance with all there is.
    pub async fn status(&self, id: &str) -> Result<InstanceStatus, Refusal> {
        let all = StatusOptions {
            history: true,
            history_output: true,
            input: true,
        };
        let answer = self.send(&calls::status(id, all)).await;
        decode::status_answer(answer.status, &answer.body)
    }

    /// Waits until an instance has a status, and reads it.
    pub async fn until(&self, id: &str, wanted: &RuntimeStatus) -> InstanceStatus {
        let start = Instant::now();
        loop {
            let read = self.status(id).await;
            if let Ok(instance) = &read
                && instance.runtime_status == *wanted
            {
                return instance.clone();
            }
            assert!(
                start.elapsed() < PATIENCE,
                "{id} should become {wanted:?}: {read:?}"
            );
            tokio::time::sleep(Duration::from_millis(10)).await;
        }
    }

    /// A call that the host must accept without a word.
    pub async fn accepted(&self, request: &ApiRequest) {
        let answer = self.send(request).await;
        let accepted = decode::accepted_answer(answer.status, &answer.body);
        let accepted = accepted.unwrap_or_else(|refusal| panic!("{}: {refusal:?}", request.path));
        assert_eq!(accepted.said, "");
    }

    /// A call that the host must refuse.
    pub async fn refused(&self, request: &ApiRequest) -> Refusal {
        let answer = self.send(request).await;
        decode::accepted_answer(answer.status, &answer.body).expect_err("the host must refuse this")
    }
}

/// What starts a function under an id.
pub fn start_of(function: &str, id: &str, input: &str) -> Start {
    Start {
        function: function.to_owned(),
        id: Some(id.to_owned()),
        input: Some(input.to_owned()),
        ..Start::default()
    }
}

/// Starts a function under an id, and gives the links to its instance.
pub async fn start(client: &Client, function: &str, id: &str, input: &str) -> ManagementPayload {
    let answer = client
        .send(&calls::start(&start_of(function, id, input)))
        .await;
    match decode::start_answer(answer.status, &answer.body) {
        Ok(StartAnswer::Accepted(payload)) => *payload,
        other => panic!("{function} as {id}: {other:?}"),
    }
}
