//! The world around the demo hub: who starts, approves, picks up, suspends, terminates and purges.

use chrono::{DateTime, NaiveTime, TimeDelta, Utc};

use super::everyday::Everyday;
use super::plan::{Act, Plan};
use super::{PAST, cast, housekeeping, scenes};
use crate::engine::World;

/// How far the clock may jump with the hub as busy as it is when somebody looks. Of a longer way, and of the past, only the end is busy and
/// the rest a sample: a hub that is looked at again after a night has not filled up with thousands of orders.
const BUSY: TimeDelta = TimeDelta::minutes(12);

/// The world around the demo hub. It acts through the engine as clients do, and is driven by [`crate::host::Host::advance`].
pub struct Life {
    plan: Plan,
    everyday: Everyday,
}

/// The present moment, at which the world acts.
pub struct Moment<'a> {
    /// The engine at that time.
    pub world: &'a mut World,
    /// The hub that the demo lives in.
    pub hub: &'a str,
    /// What is to happen later.
    pub plan: &'a mut Plan,
    /// Whether the hub is busy; if not, until when it is quiet.
    pub quiet_until: Option<DateTime<Utc>>,
}

impl Moment<'_> {
    /// Whether the hub is busy.
    pub fn is_busy(&self) -> bool {
        self.quiet_until.is_none()
    }

    /// Plans an act after a pause.
    pub fn later(&mut self, pause: TimeDelta, act: Act) {
        self.plan.add(self.world.now() + pause, act);
    }

    /// Plans what goes on for ever. A pause of quiet times ends with them.
    pub fn again(&mut self, pause: TimeDelta, act: Act) {
        let due = self.world.now() + pause;
        self.plan
            .add(self.quiet_until.map_or(due, |end| due.min(end)), act);
    }
}

impl Life {
    /// A life that has begun [`PAST`] before `now`; nothing of it has happened yet.
    pub fn new(seed: u64, now: DateTime<Utc>) -> Self {
        let mut plan = Plan::default();
        let begin = now - PAST;
        scenes::plan(&mut plan, now);
        for (minutes, act) in [
            (2, Act::NextOrder),
            (9, Act::NextApproval),
            (17, Act::NextJob),
            (30, Act::Housekeeping),
        ] {
            plan.add(begin + TimeDelta::minutes(minutes), act);
        }
        let two = NaiveTime::from_hms_opt(2, 0, 0).unwrap_or_default();
        let night = begin.date_naive().and_time(two).and_utc();
        let days = i64::from(night < begin);
        plan.add(night + TimeDelta::days(days), Act::NextNight);
        Self {
            plan,
            everyday: Everyday::new(seed),
        }
    }

    /// When this wants to act next.
    pub fn next_due(&self) -> Option<DateTime<Utc>> {
        self.plan.next_due()
    }

    /// Does the next act, at the engine's present time, which must be when it is due. `until` is where the clock is going.
    pub fn act(&mut self, world: &mut World, hub: &str, until: DateTime<Utc>) {
        let Some((due, act)) = self.plan.pop() else {
            return;
        };
        let end_of_quiet = until - BUSY;
        let mut moment = Moment {
            world,
            hub,
            plan: &mut self.plan,
            quiet_until: (due < end_of_quiet).then_some(end_of_quiet),
        };
        carry_out(&mut self.everyday, &mut moment, act);
    }
}

fn carry_out(everyday: &mut Everyday, moment: &mut Moment<'_>, act: Act) {
    match act {
        Act::Start { name, id, input } => {
            // One of that id that has not ended, started by a user, is left alone.
            let started = moment
                .world
                .start(moment.hub, name, &id, input.stored())
                .is_ok();
            if started && name == "OrderFulfillment" {
                let carrier = cast::pickup(everyday.drawn());
                let pickup = Act::raise(&format!("{id}:shipment"), "CarrierPickup", &carrier);
                moment.later(TimeDelta::hours(3), pickup);
            }
        }
        Act::Strand { name, id, input } => {
            moment.world.strand(moment.hub, name, &id, input.stored());
        }
        Act::Send { id, message, tries } => {
            let hub = moment.world.hub(moment.hub);
            if hub.is_some_and(|hub| hub.living(&id).is_some()) {
                moment.world.send(moment.hub, &id, message);
            } else if let Some(tries) = tries.checked_sub(1) {
                moment.later(TimeDelta::seconds(15), Act::Send { id, message, tries });
            }
        }
        Act::Signal { entity, op, input } => {
            moment.world.signal(moment.hub, &entity, op, input);
        }
        Act::NextOrder => everyday.order(moment),
        Act::NextApproval => everyday.approval(moment),
        Act::NextJob => everyday.job(moment),
        Act::NextNight => everyday.night(moment),
        Act::Housekeeping => {
            housekeeping::purge(moment.world, moment.hub, everyday.kept());
            let pause = if moment.is_busy() {
                TimeDelta::seconds(30)
            } else {
                TimeDelta::hours(1)
            };
            moment.again(pause, Act::Housekeeping);
        }
    }
}
