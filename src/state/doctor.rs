//! Finding out why a hub cannot be asked: carries out what [`durable_api::doctor`] wants to know.
//!
//! Every question is a read of the hub's own host, without the key, counted like any other request. What was found holds for
//! [`HOLDS_MS`], so that polling and several panels with the same failure cost one examination.

use std::cell::RefCell;

use durable_api::Admitted;
use durable_api::doctor::{
    BodyKind, Came, Evidence, MOST_QUESTIONS, Permission, Question, Scene, Step, Verdict, next,
};
use durable_api::place::{Space, space_of};

use crate::browser::fetch::{self, Abort, Sign};
use crate::browser::{clock, location, network, permission, policy};
use crate::state::client::Client;
use crate::state::requests::Outcome;
use crate::words::Word;

/// How long a question waits for its answer.
const PATIENCE_MS: u32 = 8_000;
/// How long a finding holds.
const HOLDS_MS: f64 = 20_000.0;

/// What an examination came to.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Finding {
    /// The verdict; `None` where the way to the app is sound and its answer stands for itself.
    pub verdict: Option<Verdict>,
    /// What it was drawn from: the proofs.
    pub evidence: Evidence,
}

thread_local! {
    /// The latest findings, by hub, with the time they were made.
    static FINDINGS: RefCell<Vec<(String, f64, Finding)>> = const { RefCell::new(Vec::new()) };
}

/// Examines a failure of a request to the client's hub.
pub async fn examine(client: &Client, failed: Came) -> Finding {
    let scene = scene(client, failed).await;
    let hub = client.connection.hub();
    if let Some(held) = held(&hub, failed, &scene) {
        return held;
    }
    let mut evidence = Evidence::new(scene, failed);
    let verdict = loop {
        match next(&evidence) {
            Step::Ask(question) if evidence.asked.len() < MOST_QUESTIONS => {
                let came = ask(client, &evidence.scene, &question).await;
                evidence.asked.push((question, came));
            }
            Step::Tell(verdict) => break Some(verdict),
            Step::Ask(_) | Step::Pass => break None,
        }
    };
    let finding = Finding { verdict, evidence };
    FINDINGS.with_borrow_mut(|all| {
        all.retain(|(of, _, it)| *of != hub || it.evidence.failed != failed);
        all.push((hub, clock::monotonic(), finding.clone()));
    });
    finding
}

/// Forgets what was found of a hub: somebody did something about it.
pub fn forget(hub: &str) {
    FINDINGS.with_borrow_mut(|all| all.retain(|(of, ..)| of != hub));
}

/// What holds still, if the scene is the same.
fn held(hub: &str, failed: Came, scene: &Scene) -> Option<Finding> {
    let now = clock::monotonic();
    FINDINGS.with_borrow(|all| {
        let same = |(of, at, it): &&(String, f64, Finding)| {
            of == hub
                && now - at < HOLDS_MS
                && it.evidence.failed == failed
                && it.evidence.scene == *scene
        };
        all.iter().find(same).map(|(_, _, it)| it.clone())
    })
}

async fn scene(client: &Client, failed: Came) -> Scene {
    let address = client.connection.address.clone();
    // What the browser knows matters where it said nothing; asking it takes the moment that its report of a refused policy needs.
    let permission = match failed {
        Came::Nothing => local_network(space_of(&address.origin)).await,
        _ => Permission::Unknown,
    };
    Scene {
        page: location::origin(),
        online: network::is_online(),
        key_held: client.key.is_some(),
        refused_by_policy: policy::has_refused(&address.origin),
        permission,
        address,
    }
}

/// The permission by the names Chromium has had for it: one for both, then one each.
async fn local_network(space: Space) -> Permission {
    let name = match space {
        Space::Loopback => "loopback-network",
        Space::Private | Space::Public => "local-network",
    };
    let state = permission::state(&[name, "local-network-access"]).await;
    match state.as_deref() {
        Some("granted") => Permission::Granted,
        Some("denied") => Permission::Denied,
        Some("prompt") => Permission::Prompt,
        _ => Permission::Unknown,
    }
}

async fn ask(client: &Client, scene: &Scene, question: &Question) -> Came {
    let url = question.url(scene);
    let began = (clock::now(), clock::monotonic());
    let (came, outcome, bytes) = if question.is_opaque() {
        let came = match fetch::probe(&url, PATIENCE_MS).await {
            Sign::Alive => Came::Something,
            Sign::Silent => Came::Nothing,
            Sign::TimedOut => Came::TimedOut,
        };
        (came, Outcome::NoAnswer, 0)
    } else {
        let request = fetch::Request {
            method: Admitted::READ,
            url: url.clone(),
            headers: Vec::new(),
            body: None,
            key: None,
            timeout_ms: PATIENCE_MS,
        };
        match fetch::send(&request, &Abort::new()).await {
            fetch::Outcome::Answer(answer) => (
                Came::Answer {
                    status: answer.status,
                    body: BodyKind::read(&answer.body),
                },
                Outcome::Status(answer.status),
                answer.bytes,
            ),
            fetch::Outcome::Redirected => (Came::Redirect, Outcome::NoAnswer, 0),
            fetch::Outcome::TimedOut { .. } => (Came::TimedOut, Outcome::TimedOut, 0),
            _ => (Came::Nothing, Outcome::NoAnswer, 0),
        }
    };
    let note = if question.is_opaque() {
        Word::NoteProbe
    } else {
        Word::NoteDoctor
    };
    client.note("GET", url, Some(note), outcome, began, bytes);
    came
}
