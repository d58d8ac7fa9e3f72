//! What shows off: deep nesting, big payloads, long numbers, other languages, and some of the functions behind the recordings.

use super::Scenes;
use crate::demo::functions::tools::{object, whole};
use crate::demo::odd;
use crate::json::Json;

impl Scenes<'_> {
    pub(super) fn releases(&mut self) {
        let list = |names: &[&str]| {
            Json::from(
                names
                    .iter()
                    .map(|name| Json::from(*name))
                    .collect::<Vec<_>>(),
            )
        };
        let release = |version: &str, soak: i64| {
            object! {
                "version": version,
                "regions": list(&["eu-north", "ap-east"]),
                "clusters": list(&["blue"]),
                "nodes": list(&["n1", "n2"]),
                "soakMinutes": soak,
            }
        };
        self.start(
            62,
            0,
            "ReleaseTrain",
            "release-2026.44",
            release("2026.44.1", 6),
        );
        self.start(
            33,
            0,
            "ReleaseTrain",
            "release-2026.45",
            release("2026.45.0", 4),
        );
        self.start(
            1,
            20,
            "ReleaseTrain",
            "release-2026.46",
            release("2026.46.0", 240),
        );
    }

    pub(super) fn payloads(&mut self) {
        let report = |name: &str, kilobytes: i64, format: &str| object! { "report": name, "kilobytes": kilobytes, "format": format };
        self.start(
            45,
            10,
            "ExportReport",
            "export-orders-q3",
            report("orders-by-country", 106, "json"),
        );
        self.start(
            21,
            10,
            "ExportReport",
            "export-orders-q3-csv",
            report("orders-by-country", 106, "csv"),
        );
        self.start(
            14,
            40,
            "ExportReport",
            "export-ledger-full",
            report("ledger", 1_060, "json"),
        );
        self.start(
            19,
            0,
            "RenderNewsletter",
            "newsletter-2026-47",
            odd::newsletter(),
        );
    }

    pub(super) fn numbers(&mut self) {
        let batch = object! {
            "batchId": whole(9_007_199_254_740_993),
            "accounts": vec![whole(9_223_372_036_854_775_807), whole(1_001), whole(18_446_744_073_709_551_615)],
            "source": r#"{"file":"camt.053.xml","rows":[1,2,3],"note":"line one\nline two"}"#,
        };
        self.start(
            13,
            5,
            "ReconcileAccounts",
            "reconcile-9007199254740993",
            batch,
        );
        let transfer =
            |amount: i64| object! { "from": "ACC-1003", "to": "ACC-1001", "amount": amount };
        self.start(38, 0, "TransferFunds", "transfer-60012", transfer(25));
        self.start(37, 30, "TransferFunds", "transfer-60013", transfer(999_999));
    }

    /// Functions of Node.js and Python: what went well and what did not.
    pub(super) fn languages(&mut self) {
        for (hours, region) in [(48, "emea"), (47, "apac"), (46, "amer")] {
            let run = object! { "region": region, "horizon_days": 28, "features": Json::from("[\"price\",\"holiday\",\"temperature\"]") };
            self.start(
                hours,
                0,
                "train_forecast",
                &format!("forecast-{region}-2026w47"),
                run,
            );
        }
        for (hours, supplier) in [
            (42, "fjällstugan"),
            (41, "acme-gmbh"),
            (40, "nordic-lights"),
        ] {
            let input = object! { "supplier": supplier, "pages": 5 };
            self.start(
                hours,
                15,
                "syncCatalogue",
                &format!("catalogue-{supplier}"),
                input,
            );
        }
    }

    pub(super) fn recorded_functions(&mut self) {
        self.start(55, 0, "Trip", "trip-nordic-roadshow", Json::Null);
        self.start(54, 0, "CountUp", "count-sign-ups", Json::from("sign-ups"));
        self.start(
            53,
            30,
            "CriticalSection",
            "count-sign-ups-exclusively",
            Json::from("sign-ups"),
        );
        self.start(1, 5, "Parallel", "parallel-everything-pending", Json::Null);
        self.start(
            34,
            0,
            "Cart",
            "cart-1881",
            object! { "card": "1881", "total": 249.5 },
        );
        let expense =
            object! { "employee": "Ana Conceição", "amount": 182.4, "timeoutSeconds": 400_000 };
        self.start(8, 0, "ExpenseApproval", "expense-2026-0412", expense);
    }
}
