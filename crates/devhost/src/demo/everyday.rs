//! The work of every day: orders, purchases to approve, smaller jobs, the nightly runs.

use std::collections::BTreeMap;

use chrono::TimeDelta;

use super::functions::tools::{items, object, whole};
use super::life::Moment;
use super::plan::Act;
use super::{PAST, cast, housekeeping};
use crate::engine::random::Random;
use crate::json::Json;

/// How long what ended in busy times is kept.
const KEPT_BUSY: TimeDelta = TimeDelta::minutes(12);

/// One in so many orders of busy times is kept as long as those of quiet times, so that the past never empties.
const SAMPLE: i64 = 400;

/// Who works in the demo every day.
pub struct Everyday {
    drawn: Random,
    next_order: i64,
    next_purchase: i64,
    /// What was started, and how long it is kept after its end. What users start is not among it and never purged.
    kept: BTreeMap<String, TimeDelta>,
}

impl Everyday {
    /// Nothing was done yet.
    pub fn new(seed: u64) -> Self {
        Self {
            drawn: Random::new(seed ^ 0x0064_656D_6F00),
            next_order: 48_211,
            next_purchase: 2_291,
            kept: BTreeMap::new(),
        }
    }

    /// What all is drawn from.
    pub fn drawn(&mut self) -> &mut Random {
        &mut self.drawn
    }

    /// What was started, and how long it is kept after its end.
    pub fn kept(&mut self) -> &mut BTreeMap<String, TimeDelta> {
        &mut self.kept
    }

    /// A pause of so many seconds, drawn.
    fn pause(&mut self, from: i64, to: i64) -> TimeDelta {
        TimeDelta::milliseconds(cast::number(&mut self.drawn, from * 1000, to * 1000))
    }

    fn start(&mut self, moment: &mut Moment<'_>, name: &str, id: &str, input: &Json) {
        let started = moment
            .world
            .start(moment.hub, name, id, input.stored())
            .is_ok();
        if started {
            let keep = if moment.is_busy() { KEPT_BUSY } else { PAST };
            self.kept.insert(id.to_owned(), keep);
        }
    }

    /// A customer orders; the carrier comes some time later.
    pub fn order(&mut self, moment: &mut Moment<'_>) {
        let number = self.next_order;
        let id = format!("order-{number}");
        let order = cast::order(&mut self.drawn, number);
        self.start(moment, "OrderFulfillment", &id, &order);
        if number % SAMPLE == 0 {
            self.kept.insert(id.clone(), PAST);
        }
        moment
            .world
            .signal(moment.hub, "@counter@orders", "add", Json::from(1));
        let (skipped, pickup, next) = if moment.is_busy() {
            (1, self.pause(8, 70), self.pause(4, 14))
        } else {
            let skipped = cast::number(&mut self.drawn, 3, 60);
            (skipped, self.pause(1_800, 30_000), self.pause(1_800, 5_400))
        };
        self.next_order += skipped;
        let carrier = cast::pickup(&mut self.drawn);
        let carrier = Act::raise(&format!("{id}:shipment"), "CarrierPickup", &carrier);
        moment.later(pickup, carrier);
        moment.again(next, Act::NextOrder);
    }

    /// Somebody wants to buy something. Of five, one is never answered.
    pub fn approval(&mut self, moment: &mut Moment<'_>) {
        let id = format!("purchase-{}", self.next_purchase);
        self.next_purchase += 1;
        let busy = moment.is_busy();
        let minutes = if busy { 8 } else { 2_880 };
        let request = cast::purchase(&mut self.drawn, &id, minutes);
        self.start(moment, "PurchaseApproval", &id, &request);
        let mut after = TimeDelta::zero();
        if self.drawn.between(0, 5) != 0 {
            for approver in items(&request, "approvers") {
                after += if busy {
                    self.pause(15, 200)
                } else {
                    self.pause(900, 60_000)
                };
                let decision =
                    cast::decision(&mut self.drawn, approver.as_str().unwrap_or_default());
                moment.later(after, Act::raise(&id, "Decision", &decision));
            }
        }
        let next = if busy {
            self.pause(35, 90)
        } else {
            self.pause(5_000, 13_000)
        };
        moment.again(next, Act::NextApproval);
    }

    /// One of the smaller jobs, started by clients that name no id.
    pub fn job(&mut self, moment: &mut Moment<'_>) {
        let id = moment.world.new_id();
        let (name, input) = match self.drawn.between(0, 6) {
            0 => {
                let suppliers = ["fjällstugan", "acme-gmbh", "nordic-lights", "华东贸易"];
                let supplier = *cast::one_of(&mut self.drawn, &suppliers);
                (
                    "syncCatalogue",
                    object! { "supplier": supplier, "pages": 4 },
                )
            }
            1 => ("HelloSequence", Json::Null),
            2 => {
                let region = *cast::one_of(&mut self.drawn, &["emea", "amer", "latam", "apac"]);
                (
                    "train_forecast",
                    object! { "region": region, "horizon_days": 28 },
                )
            }
            3 => {
                let kilobytes = cast::number(&mut self.drawn, 2, 40);
                (
                    "ExportReport",
                    object! { "report": "orders-by-country", "kilobytes": kilobytes },
                )
            }
            4 => {
                let amount = cast::number(&mut self.drawn, 100, 90_000);
                (
                    "TransferFunds",
                    object! { "from": "ACC-1001", "to": "ACC-1002", "amount": amount },
                )
            }
            _ => {
                let batch = whole(self.drawn.between(1 << 53, 1 << 60));
                let accounts = vec![whole(9_007_199_254_740_993), whole(1002)];
                (
                    "ReconcileAccounts",
                    object! { "batchId": batch, "accounts": accounts },
                )
            }
        };
        self.start(moment, name, &id, &input);
        let next = if moment.is_busy() {
            self.pause(40, 150)
        } else {
            self.pause(7_000, 15_000)
        };
        moment.again(next, Act::NextJob);
    }

    /// The runs of the night. The children of the last night's make room for those of this one.
    pub fn night(&mut self, moment: &mut Moment<'_>) {
        for parent in self.kept.keys().filter(|id| id.starts_with("nightly-")) {
            housekeeping::purge_children(moment.world, moment.hub, parent);
        }
        let date = moment.world.now().format("%Y-%m-%d").to_string();
        let invoices = object! { "date": date.as_str(), "count": 400 };
        let statements = object! { "date": date.as_str(), "accounts": 24 };
        for (name, id, run) in [
            (
                "NightlyInvoices",
                format!("nightly-invoices/{date}"),
                invoices,
            ),
            (
                "NightlyStatements",
                format!("nightly-statements-{date}"),
                statements,
            ),
        ] {
            self.start(moment, name, &id, &run);
            self.kept.insert(id, PAST);
        }
        moment.later(TimeDelta::days(1), Act::NextNight);
    }
}
