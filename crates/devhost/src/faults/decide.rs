//! What happens to one request, decided from the faults that are set.

use std::time::{Duration, Instant};

use serde::Serialize;

use super::{Effect, Fault};
use crate::engine::random::{Random, mix};

/// The faults that are set, in the order they came.
#[derive(Debug)]
pub struct Faults {
    seed: u64,
    set: Vec<Armed>,
    next_id: u64,
}

#[derive(Debug)]
struct Armed {
    id: u64,
    fault: Fault,
    seen: u32,
    hits: u32,
    awake_at: Option<Instant>,
    random: Random,
}

/// A fault that is set and what it has done so far.
#[derive(Debug, Clone, PartialEq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Listed {
    /// Its number.
    pub id: u64,
    /// The fault as it was given.
    #[serde(flatten)]
    pub fault: Fault,
    /// How many requests it has hit.
    pub hits: u32,
}

/// What is to happen to one request.
#[derive(Debug, Clone, PartialEq, Default)]
pub struct Decision {
    /// How long the request waits before the host sees it (a cold start).
    pub wait_before: Duration,
    /// How long the answer waits.
    pub wait_after: Duration,
    /// What else happens; the first fault that says so decides.
    pub effect: Option<Effect>,
}

impl Faults {
    /// No faults; chances will be drawn from the seed.
    pub fn new(seed: u64) -> Self {
        Self {
            seed,
            set: Vec::new(),
            next_id: 1,
        }
    }

    /// Sets a fault and gives its number.
    pub fn add(&mut self, fault: Fault) -> u64 {
        let id = self.next_id;
        self.next_id += 1;
        self.set.push(Armed {
            id,
            fault,
            seen: 0,
            hits: 0,
            awake_at: None,
            random: Random::new(self.seed ^ mix(id)),
        });
        id
    }

    /// Takes a fault away; false when there is none with that number.
    pub fn remove(&mut self, id: u64) -> bool {
        let before = self.set.len();
        self.set.retain(|armed| armed.id != id);
        self.set.len() < before
    }

    /// Takes all faults away and begins again with the first number, so that a test that runs twice sees the same chances.
    pub fn clear(&mut self) {
        self.set.clear();
        self.next_id = 1;
    }

    /// The faults that are set, used up ones among them.
    pub fn list(&self) -> Vec<Listed> {
        self.set
            .iter()
            .map(|armed| Listed {
                id: armed.id,
                fault: armed.fault.clone(),
                hits: armed.hits,
            })
            .collect()
    }

    /// Decides what happens to a request that comes now. Delays of several faults add up.
    pub fn decide(&mut self, method: &str, target: &str, now: Instant) -> Decision {
        let mut decision = Decision::default();
        for armed in &mut self.set {
            if !armed.fault.pattern.matches(method, target) || !armed.hit() {
                continue;
            }
            match &armed.fault.effect {
                Effect::Delay { ms } => decision.wait_after += Duration::from_millis(*ms),
                Effect::ColdStart { ms } => {
                    let awake = *armed
                        .awake_at
                        .get_or_insert(now + Duration::from_millis(*ms));
                    decision.wait_before += awake.saturating_duration_since(now);
                }
                effect if decision.effect.is_none() => decision.effect = Some(effect.clone()),
                _ => {}
            }
        }
        decision
    }
}

impl Armed {
    /// Counts a matching request and says whether it is hit.
    fn hit(&mut self) -> bool {
        self.seen = self.seen.saturating_add(1);
        if self.seen <= self.fault.skip || self.fault.times.is_some_and(|times| self.hits >= times)
        {
            return false;
        }
        if let Some(probability) = self.fault.probability
            && self.random.fraction() >= probability
        {
            return false;
        }
        self.hits += 1;
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn hits(faults: &mut Faults, requests: usize) -> Vec<bool> {
        let now = Instant::now();
        (0..requests)
            .map(|_| faults.decide("GET", "/x", now) != Decision::default())
            .collect()
    }

    #[test]
    fn a_fault_passes_some_then_hits_some_then_is_used_up() {
        let mut faults = Faults::new(1);
        faults.add(Fault::new(Effect::DropBefore).skip(1).times(2));
        assert_eq!(hits(&mut faults, 5), [false, true, true, false, false]);
        assert_eq!(faults.list()[0].hits, 2);
    }

    #[test]
    fn a_chance_is_the_same_for_the_same_seed() {
        let run = |seed| {
            let mut faults = Faults::new(seed);
            faults.add(Fault::new(Effect::DropAfter).probability(0.3));
            hits(&mut faults, 200)
        };
        assert_eq!(run(7), run(7));
        assert_ne!(run(7), run(8));
        let count = run(7).into_iter().filter(|hit| *hit).count();
        assert!((40..=80).contains(&count), "{count} of 200 at 0.3");
    }

    #[test]
    fn clearing_begins_the_same_chances_again() {
        let mut faults = Faults::new(3);
        faults.add(Fault::new(Effect::DropBefore).probability(0.5));
        let first = hits(&mut faults, 50);
        faults.clear();
        assert_eq!(hits(&mut faults, 3), [false, false, false]);
        faults.add(Fault::new(Effect::DropBefore).probability(0.5));
        assert_eq!(hits(&mut faults, 50), first);
    }

    #[test]
    fn delays_add_up_and_the_first_other_effect_decides() {
        let mut faults = Faults::new(1);
        faults.add(Fault::new(Effect::Delay { ms: 30 }));
        faults.add(Fault::new(Effect::DropAfter));
        faults.add(Fault::new(Effect::DropBefore));
        faults.add(Fault::new(Effect::Delay { ms: 12 }));
        let decision = faults.decide("GET", "/x", Instant::now());
        assert_eq!(decision.wait_after, Duration::from_millis(42));
        assert_eq!(decision.effect, Some(Effect::DropAfter));
    }

    #[test]
    fn a_cold_app_is_slow_until_it_is_awake() {
        let mut faults = Faults::new(1);
        faults.add(Fault::new(Effect::ColdStart { ms: 2000 }));
        let start = Instant::now();
        let wait = |faults: &mut Faults, after| {
            let now = start + Duration::from_millis(after);
            faults.decide("GET", "/x", now).wait_before.as_millis()
        };
        assert_eq!(wait(&mut faults, 0), 2000);
        assert_eq!(wait(&mut faults, 500), 1500);
        assert_eq!(wait(&mut faults, 2500), 0);
    }

    #[test]
    fn a_fault_reads_from_json_as_the_control_endpoint_takes_it() {
        let fault: Fault = serde_json::from_str(
            r#"{"match":{"method":"GET","target":"*/instances"},"times":1,
                "effect":{"kind":"answer","status":503,"body":"html","retryAfter":7}}"#,
        )
        .unwrap();
        assert_eq!(fault.times, Some(1));
        let Effect::Answer {
            status,
            body,
            retry_after,
            after_effect,
            ..
        } = fault.effect
        else {
            panic!("another effect")
        };
        assert_eq!(
            (status, body, retry_after, after_effect),
            (503, super::super::Body::Html, Some(7), false)
        );
        assert!(serde_json::from_str::<Fault>(r#"{"effect":{"kind":"explode"}}"#).is_err());
    }
}
