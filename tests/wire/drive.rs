//! Carries acts out against a devhost, as the portal does, and takes note of what left.

use std::time::{Duration, Instant};

use durable_api::Generation;
use durable_api::act::{Act, Came, Operation, Outcome, Todo};

use crate::client::Client;

/// How long a test's act reads on: long enough for the devhost, short enough to wait for.
pub const PATIENCE_MS: f64 = 1_500.0;

/// What came of an act, and what it took.
#[derive(Debug)]
pub struct Driven {
    /// What came of it.
    pub outcome: Outcome,
    /// How often a write left.
    pub writes: usize,
    /// How often a key was asked for.
    pub keys_asked: usize,
    /// The id of what was made.
    pub made: Option<String>,
}

/// Carries out an operation on `id` to its end. A key that is asked for is taken to be given.
pub async fn drive(client: &Client, operation: Operation, id: &str) -> Driven {
    let act = Act::new(operation, id, Generation::Current).with_patience(PATIENCE_MS);
    drive_act(client, act).await
}

/// The same for an act that may have gone a part of its way.
pub async fn drive_act(client: &Client, mut act: Act) -> Driven {
    let began = Instant::now();
    let now = || began.elapsed().as_secs_f64() * 1_000.0;
    let (mut writes, mut keys_asked) = (0, 0);
    loop {
        let request = match act.next(now()) {
            Todo::Read(request) => request,
            Todo::Write(request) => {
                writes += 1;
                request
            }
            Todo::Wait(ms) => {
                tokio::time::sleep(Duration::from_millis(ms.into())).await;
                continue;
            }
            Todo::Key => {
                keys_asked += 1;
                act.go_on();
                continue;
            }
            Todo::Nothing => break,
        };
        match client.try_send(&request).await {
            Ok(answer) => act.came(
                Came::Answer {
                    status: answer.status,
                    body: &answer.body,
                },
                now(),
            ),
            Err(_) => act.came(Came::Lost, now()),
        }
    }
    Driven {
        outcome: act.outcome().expect("it is over").clone(),
        writes,
        keys_asked,
        made: act.made().map(str::to_owned),
    }
}
