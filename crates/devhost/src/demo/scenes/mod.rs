//! What happened once in the demo's past: each scene is there to be found and looked at.

mod operators;
mod showcase;
mod waiting;

use chrono::{DateTime, TimeDelta, Utc};

use super::plan::{Act, Plan};
use crate::engine::random::Random;
use crate::json::Json;

/// The scenes of one plan, told by how long before the present they happened.
struct Scenes<'a> {
    plan: &'a mut Plan,
    now: DateTime<Utc>,
}

/// Plans all scenes of a past that ends now.
pub fn plan(plan: &mut Plan, now: DateTime<Utc>) {
    let mut scenes = Scenes { plan, now };
    scenes.entities();
    scenes.odd_orders();
    scenes.interventions();
    scenes.subscriptions();
    scenes.onboardings();
    scenes.devices();
    scenes.releases();
    scenes.payloads();
    scenes.numbers();
    scenes.languages();
    scenes.recorded_functions();
}

impl Scenes<'_> {
    /// An act so many hours and minutes ago.
    fn ago(&mut self, hours: i64, minutes: i64, act: Act) {
        let at = self.now - TimeDelta::hours(hours) - TimeDelta::minutes(minutes);
        // Some seconds later, drawn from the distance, so that not all happens at full minutes.
        let distance = (hours * 60 + minutes).unsigned_abs();
        let drawn = Random::new(distance).between(0, 55_000);
        let drift = TimeDelta::milliseconds(i64::try_from(drawn).unwrap_or_default());
        self.plan.add(at + drift, act);
    }

    /// A start so many hours and minutes ago.
    fn start(&mut self, hours: i64, minutes: i64, name: &'static str, id: &str, input: Json) {
        let id = id.to_owned();
        self.ago(hours, minutes, Act::Start { name, id, input });
    }

    /// A signal from a client, so many hours ago.
    fn signal(&mut self, hours: i64, entity: &str, op: &'static str, input: Json) {
        let entity = entity.to_owned();
        self.ago(hours, 50, Act::Signal { entity, op, input });
    }
}
