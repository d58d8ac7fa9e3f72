//! What waits: the eternal monitor of a warehouse, subscriptions that sleep for weeks, customers whose papers are awaited, devices whose
//! progress is told in every shape a custom status can have.

use chrono::TimeDelta;

use super::tools::{drawn_from, int, object, takes, text, with};
use crate::engine::registry::{Outcome, Registry};
use crate::engine::script::Ctx;
use crate::engine::tasks::{self, Either};
use crate::engine::thrown::Thrown;
use crate::json::Json;
use crate::time;

/// Adds the orchestrators and their activities.
pub fn add(registry: &mut Registry) {
    registry
        .orchestrator("StockMonitor", stock_monitor)
        .orchestrator("SubscriptionRenewal", subscription_renewal)
        .orchestrator("CustomerOnboarding", customer_onboarding)
        .orchestrator("ProvisionDevice", provision_device);
    registry
        .slow_activity("ReadStockLevels", takes(200, 800), |monitor| {
            Ok(read_stock_levels(monitor))
        })
        .slow_activity("SendAlert", takes(100, 500), |_| Ok(Json::Null))
        .slow_activity("RenewSubscription", takes(400, 1600), |_| Ok(Json::Null))
        .slow_activity("CreateAccount", takes(300, 1200), |customer| {
            Ok(super::tools::whole(
                drawn_from(&customer.to_string()).between(1 << 60, 1 << 61),
            ))
        })
        .slow_activity("SendContract", takes(200, 900), |_| Ok(Json::Null))
        .slow_activity("FlashFirmware", takes(20_000, 140_000), |_| Ok(Json::Null));
}

/// Looks at a warehouse's stock, sleeps, and begins anew, for ever.
async fn stock_monitor(ctx: Ctx) -> Outcome {
    let monitor = ctx.input();
    let iteration = int(&monitor, "iteration", 0);
    let low = ctx.activity("ReadStockLevels", monitor.clone()).await?;
    let alerts = int(&monitor, "alertsSent", 0);
    let alerting = low != Json::Array(Vec::new());
    ctx.set_status(object! {
        "iteration": iteration,
        "checkedAt": time::seconds(ctx.now()),
        "lowStock": low.clone(),
        "alertsSent": alerts + i64::from(alerting),
    });
    if alerting {
        ctx.activity("SendAlert", low).await?;
    }
    ctx.timer(TimeDelta::seconds(int(&monitor, "everySeconds", 60)))
        .await;
    let next = with(&monitor, "alertsSent", alerts + i64::from(alerting));
    ctx.continue_as_new(with(&next, "iteration", iteration + 1));
    Ok(Json::Null)
}

fn read_stock_levels(monitor: &Json) -> Json {
    let mut drawn = drawn_from(&monitor.to_string());
    let skus = ["TENT-4P", "LAMP-BL", "ROPE-20M", "STOVE-G2"];
    let low = skus
        .into_iter()
        .filter(|_| drawn.between(0, 100) < 4)
        .map(Json::from)
        .collect::<Vec<_>>();
    Json::from(low)
}

/// Sleeps until the day of renewal, unless it is cancelled before.
async fn subscription_renewal(ctx: Ctx) -> Outcome {
    let subscription = ctx.input();
    let due = time::parse(text(&subscription, "renewsAt")).ok_or_else(|| {
        Thrown::new(
            "System.FormatException",
            format!(
                "String '{}' was not recognized as a valid DateTime.",
                text(&subscription, "renewsAt")
            ),
        )
    })?;
    ctx.set_status(format!("Renews {}", text(&subscription, "renewsAt")));
    let timer = ctx.timer_at(due);
    match tasks::either(ctx.event("Cancelled"), timer).await {
        Either::Left(why) => Ok(object! { "outcome": "Cancelled", "why": why }),
        Either::Right(_) => {
            ctx.activity("RenewSubscription", subscription).await?;
            Ok(object! { "outcome": "Renewed" })
        }
    }
}

/// Creates an account and waits for two papers, in whichever order they come. Its custom status is a list.
async fn customer_onboarding(ctx: Ctx) -> Outcome {
    let customer = ctx.input();
    let steps = |account: bool, contract: &str, identity: &str| {
        Json::from(vec![
            object! { "step": "Account created", "done": account },
            object! { "step": "Contract", "state": contract },
            object! { "step": "Identity check", "state": identity },
        ])
    };
    ctx.set_status(steps(false, "not sent", "not begun"));
    let account = ctx.activity("CreateAccount", customer.clone()).await?;
    ctx.activity("SendContract", customer).await?;
    ctx.set_status(steps(true, "sent", "running"));
    let deadline = ctx.timer_at(ctx.now() + TimeDelta::days(14));
    let papers = vec![ctx.event("ContractSigned"), ctx.event("KycResult")];
    match tasks::either(tasks::all(papers), deadline).await {
        Either::Left(papers) => {
            ctx.set_status(steps(true, "signed", "passed"));
            Ok(object! { "accountId": account, "papers": papers })
        }
        Either::Right(_) => Err(Thrown::new(
            "System.TimeoutException",
            "The customer's papers did not arrive within 14.00:00:00.",
        )),
    }
}

/// Flashes a device and waits for it to come online. Its custom status is what the input says, whatever its shape.
async fn provision_device(ctx: Ctx) -> Outcome {
    let device = ctx.input();
    ctx.activity("FlashFirmware", device.clone()).await?;
    ctx.set_status(device.get("report").cloned().unwrap_or_default());
    match ctx.event_within("DeviceOnline", TimeDelta::days(7)).await {
        Some(report) => Ok(report),
        None => Err(Thrown::new(
            "System.TimeoutException",
            format!(
                "Device {} did not come online within 7.00:00:00.",
                text(&device, "serial")
            ),
        )),
    }
}
