//! Which families a hub of a given size has, in the store's order.

use chrono::{DateTime, Utc};

use super::family::{Family, Kind};
use super::id::Ids;
use super::rhythm::{NIGHTS, Spread, Window};
use crate::engine::random::mix;

/// Shares of the hub in thousandths. What is left over are orders.
const DRAWN: u64 = 340;
const INVOICES: u64 = 80;
const APPROVALS: u64 = 30;
const BATCH_ITEMS: u64 = 90;
const ENTITIES: u64 = 15;
const MONITORS: u64 = 5;
const REFUNDS: u64 = 10;
const CASES: u64 = 15;

/// Where the drawn ids are split: other families stand between `9f…` and `a0…`, `af…` and `b0…`, `ba…` and `bb…`.
const SPLITS: [(u64, u64); 4] = [(0x00, 0xa0), (0xa0, 0xb0), (0xb0, 0xbb), (0xbb, 0x100)];

/// The families that are not empty, in the store's order: `@`, capitals and letters fall where their first characters do.
pub(super) fn families(
    seed: u64,
    count: u64,
    long_history: u32,
    now: DateTime<Utc>,
) -> Vec<Family> {
    let window = Window::before(now);
    let layout = Layout {
        seed,
        count,
        window,
    };
    let nightly = layout.nightly();
    let mut families = vec![
        layout.drawn(0),
        layout.numbered(
            Kind::Entity,
            ENTITIES,
            "@counter@cart-",
            "",
            window.steady(),
        ),
        layout.numbered(Kind::Invoice, INVOICES, "INV-", "", window.business()),
        layout.drawn(1),
        layout.numbered(
            Kind::Approval,
            APPROVALS,
            "approval-",
            "",
            window.business(),
        ),
        layout.drawn(2),
        layout.batch_items(),
        layout.drawn(3),
        layout.long_history(long_history),
        layout.numbered(
            Kind::Monitor,
            MONITORS,
            "monitor-device-",
            "",
            window.last_seconds(600),
        ),
        nightly,
        layout.numbered(
            Kind::Refund,
            REFUNDS,
            "refund/",
            " 50% #a?b&c=d+e",
            window.business(),
        ),
        layout.numbered(
            Kind::Case,
            CASES,
            "ärende ",
            " (Malmö) 订单",
            window.business(),
        ),
    ];
    let others: u64 = families.iter().map(Family::len).sum();
    let extra = u64::from(long_history > 0) * 2;
    let orders = layout.orders((count + extra).saturating_sub(others));
    // After the nightly batch, before the refunds.
    families.insert(11, orders);
    families.retain(|family| family.len() > 0);
    families
}

struct Layout {
    seed: u64,
    count: u64,
    window: Window,
}

impl Layout {
    fn seed_of(&self, kind: Kind, part: u64) -> u64 {
        mix(self.seed ^ mix(kind as u64 * 16 + part + 1))
    }

    fn family(&self, kind: Kind, len: u64, ids: Ids, spread: Spread) -> Family {
        Family::new(kind, len, ids, spread, self.window, self.seed_of(kind, 0))
    }

    fn share(&self, thousandths: u64) -> u64 {
        self.count * thousandths / 1000
    }

    fn numbered(
        &self,
        kind: Kind,
        thousandths: u64,
        before: &'static str,
        after: &'static str,
        spread: Spread,
    ) -> Family {
        let ids = Ids::Numbered {
            before,
            first: 1,
            digits: 7,
            after,
        };
        self.family(kind, self.share(thousandths), ids, spread)
    }

    fn orders(&self, len: u64) -> Family {
        let ids = Ids::Orders { first: 10_000_001 };
        self.family(Kind::Order, len, ids, self.window.business())
    }

    /// One part of the drawn ids, whole groups only.
    fn drawn(&self, part: usize) -> Family {
        let (from, to) = SPLITS[part];
        let groups = self.share(DRAWN) * (to - from) / 0x100 / 8;
        let seed = self.seed_of(Kind::Drawn, part as u64);
        let ids = Ids::Drawn {
            from,
            to,
            groups: groups.max(1),
            seed,
        };
        let spread = self.window.business();
        Family::new(Kind::Drawn, groups * 8, ids, spread, self.window, seed).shuffled()
    }

    /// The items of the nightly batch, numbered within each night.
    fn batch_items(&self) -> Family {
        let len = self.share(BATCH_ITEMS);
        let family = |days| {
            let ids = Ids::Dated {
                before: "batch/",
                days,
                digits: 6,
            };
            self.family(Kind::BatchItem, len, ids, self.window.nightly())
        };
        let undated = family(Vec::new());
        family(self.days(&undated))
    }

    /// The batch of each night, in hubs that are big enough to have one.
    fn nightly(&self) -> Family {
        let nights = u64::from(if self.count < 500 { 0 } else { NIGHTS });
        let family = |ids| self.family(Kind::Nightly, nights, ids, self.window.each_night());
        let undated = family(Ids::Given(Vec::new()));
        let ids = (0..nights)
            .map(|night| format!("nightly-{}", self.window.date(undated.micros(night))))
            .collect();
        family(Ids::Given(ids))
    }

    fn long_history(&self, events: u32) -> Family {
        let len = if events == 0 { 0 } else { 2 };
        let ids = Ids::Given(vec![
            format!("long-history-{events}"),
            format!("long-history-{events}-running"),
        ]);
        let day = self.window.last_seconds(24 * 3600);
        self.family(Kind::LongHistory, len, ids, day)
    }

    /// At which row each day of a family begins, with its date.
    fn days(&self, family: &Family) -> Vec<(u64, String)> {
        let mut days = Vec::new();
        let mut row = 0;
        while row < family.len() {
            let micros = family.micros(row);
            days.push((row, self.window.date(micros)));
            row = family.created_until(self.window.next_day(micros) - 1);
        }
        days
    }
}
