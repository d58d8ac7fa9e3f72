//! What sleeps and what waits for people: subscriptions, new customers, devices.

use chrono::TimeDelta;

use super::Scenes;
use crate::demo::functions::tools::object;
use crate::demo::odd;
use crate::demo::plan::Act;
use crate::engine::Message;
use crate::json::Json;
use crate::time;

impl Scenes<'_> {
    pub(super) fn subscriptions(&mut self) {
        for (number, plan, days) in [
            (8_841, "pro", 4),
            (8_842, "team", 11),
            (8_850, "pro", 19),
            (8_861, "basic", 40),
            (8_862, "pro", -1),
        ] {
            let id = format!("subscription-{number}-{plan}");
            let renews = self.now + TimeDelta::days(days) + TimeDelta::hours(20);
            let input =
                object! { "subscription": number, "plan": plan, "renewsAt": time::seconds(renews) };
            self.start(66 - number % 60, 12, "SubscriptionRenewal", &id, input);
        }
        let broken = object! { "subscription": 8_870, "plan": "pro", "renewsAt": "2026-13-45" };
        self.start(
            23,
            2,
            "SubscriptionRenewal",
            "subscription-8870-pro",
            broken,
        );
        let closed = Message::Terminate {
            reason: Some("Customer closed the account".to_owned()),
        };
        self.ago(3, 40, Act::send("subscription-8850-pro", closed));
        self.ago(
            18,
            5,
            Act::raise(
                "subscription-8842-team",
                "Cancelled",
                &Json::from("Too expensive"),
            ),
        );
    }

    pub(super) fn onboardings(&mut self) {
        for (hours, id, name) in [
            (52, "onboarding-7001", "Fjällräddarna Ekonomisk Förening"),
            (35, "onboarding-7002", "上海贸易有限公司"),
            (28, "onboarding-7003", "Müller & Söhne GmbH"),
        ] {
            let customer = object! { "customer": name, "segment": "business", "vatId": format!("EU{}", 500_000 + hours) };
            self.start(hours, 20, "CustomerOnboarding", id, customer);
        }
        let signed = object! { "signedBy": "Maja Öberg", "document": "https://docs.contoso.example/7001?sig=a%2Bb" };
        self.ago(
            47,
            3,
            Act::raise("onboarding-7001", "ContractSigned", &signed),
        );
        self.ago(
            29,
            44,
            Act::raise(
                "onboarding-7001",
                "KycResult",
                &object! { "passed": true, "score": 0.97 },
            ),
        );
        self.ago(
            27,
            30,
            Act::raise("onboarding-7003", "contractsigned", &signed),
        );
        let missing = Message::Suspend {
            reason: Some("Register extract is missing".to_owned()),
        };
        self.ago(22, 0, Act::send("onboarding-7003", missing));
        let verified = Message::Resume {
            reason: Some("Documents verified by hand".to_owned()),
        };
        self.ago(4, 15, Act::send("onboarding-7003", verified));
    }

    pub(super) fn devices(&mut self) {
        for (index, (shape, report)) in (0..).zip(odd::reports()) {
            let id = format!("device-{shape}");
            let input = object! { "serial": format!("SN-{:06}", 104_200 + index), "model": "Gateway G3", "report": report.clone() };
            self.start(
                50 - 3 * index,
                8 * (index % 7),
                "ProvisionDevice",
                &id,
                input,
            );
            if index % 3 == 0 {
                self.ago(
                    12,
                    index,
                    Act::raise(
                        &id,
                        "DeviceOnline",
                        &object! { "firmware": "3.11.0", "report": report },
                    ),
                );
            }
        }
    }
}
