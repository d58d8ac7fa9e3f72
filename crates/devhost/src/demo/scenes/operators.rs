//! What operators did, what nobody picked up, and what entities hold.

use super::Scenes;
use crate::demo::functions::tools::{object, with};
use crate::demo::functions::{DECLINED_CARD, TIMED_OUT_CARD};
use crate::demo::plan::Act;
use crate::demo::{cast, odd};
use crate::engine::Message;
use crate::engine::random::Random;
use crate::json::Json;

impl Scenes<'_> {
    pub(super) fn entities(&mut self) {
        for (account, holder, balance) in [
            ("@account@ACC-1001", "Åsa Lindqvist", 9_007_199_254_740_993),
            ("@account@ACC-1002", "李雷", 5_000_000),
            ("@account@ACC-1003", "O'Brien & Sons <Ltd>", 120),
        ] {
            self.signal(70, account, "open", Json::from(holder));
            self.signal(69, account, "deposit", Json::from(balance));
        }
        for (warehouse, sku, quantity) in [
            ("@inventory@malmö", "TENT-4P", 480),
            ("@inventory@malmö", "LAMP-BL", 1_250),
            ("@inventory@shanghai", "TENT-4P", 310),
            ("@inventory@shanghai", "MUG-ENML", 9_004),
        ] {
            let stock = object! { "sku": sku, "quantity": quantity };
            self.signal(68, warehouse, "add", stock);
        }
        self.signal(44, "@counter@sign-ups", "add", Json::from(217));
        self.signal(
            20,
            "@basket@Zoë O'Brien",
            "put",
            object! { "sku": "MAP-BD6", "quantity": 1 },
        );
    }

    pub(super) fn odd_orders(&mut self) {
        let mut drawn = Random::new(4_711);
        for (index, id) in (1..).zip(odd::ORDER_IDS) {
            let order = cast::order(&mut drawn, 48_100 + index);
            self.start(60 - 4 * index, 7 * index, "OrderFulfillment", id, order);
        }
        for (index, id) in (1..).zip(odd::SLASH_IDS) {
            let input = object! { "timeoutSeconds": 40_000 * index };
            self.start(16, 3 * index, "ExpenseApproval", id, input);
        }
    }

    /// Orders that were terminated, held and failed, a monitor that is suspended beside two that go on, and an import that nobody picks up.
    pub(super) fn interventions(&mut self) {
        let reason = |text: &str| Some(text.to_owned());
        let duplicate = Message::Terminate {
            reason: reason(
                "Duplicate of wholesale-1197, cancelled by customer service (ticket 55120)",
            ),
        };
        let review = Message::Suspend {
            reason: reason("Held for fraud review: three cards within ten minutes"),
        };
        let mut drawn = Random::new(8_150);
        let islands = object! { "street": "Vei 500 nr. 4", "postalCode": "9170", "city": "Longyearbyen", "country": "SJ" };
        for (number, hours, change, message) in [
            (1_198, 40, None, Some(duplicate)),
            (1_203, 11, None, Some(review)),
            (1_204, 9, Some(("card", Json::from(DECLINED_CARD))), None),
            (1_205, 7, Some(("card", Json::from(TIMED_OUT_CARD))), None),
            (1_206, 6, Some(("shipTo", islands)), None),
        ] {
            let id = format!("wholesale-{number}");
            let mut order = cast::order(&mut drawn, number);
            if let Some((member, value)) = change {
                order = with(&order, member, value);
            }
            self.start(hours, 30, "OrderFulfillment", &id, order);
            if let Some(message) = message {
                self.ago(hours, 27, Act::send(&id, message));
            }
        }
        for (warehouse, hours, every, iteration) in [
            ("göteborg", 30, 900, 12_090),
            ("malmö", 2, 20, 41_207),
            ("shanghai", 5, 300, 2_881),
        ] {
            let monitor = object! { "warehouse": warehouse, "everySeconds": every, "iteration": iteration, "alertsSent": iteration / 97 };
            self.start(
                hours,
                0,
                "StockMonitor",
                &format!("stock-monitor-{warehouse}"),
                monitor,
            );
        }
        let move_out = Message::Suspend {
            reason: reason("Warehouse moves to Landvetter until Tuesday (OPS-2291)"),
        };
        self.ago(26, 10, Act::send("stock-monitor-göteborg", move_out));
        let input =
            object! { "source": "ftp://legacy.contoso.example/2019/orders.zip", "batch": 7 };
        let id = "legacy-import-0007".to_owned();
        self.ago(
            31,
            4,
            Act::Strand {
                name: "LegacyImport",
                id,
                input,
            },
        );
    }
}
