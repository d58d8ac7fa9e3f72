//! Purchases that people approve, one after the other, each with a time to answer in.

use chrono::TimeDelta;

use super::tools::{int, items, object, takes, text, with};
use crate::engine::registry::{Outcome, Registry};
use crate::engine::script::Ctx;
use crate::json::Json;

/// Adds the orchestrator and its activities.
pub fn add(registry: &mut Registry) {
    registry.orchestrator("PurchaseApproval", purchase_approval);
    registry
        .slow_activity("SendApprovalRequest", takes(150, 900), |_| Ok(Json::Null))
        .slow_activity("RecordDecision", takes(60, 400), |_| Ok(Json::Null));
}

/// Asks each approver in turn. A refusal ends it; who does not answer in time is passed over.
async fn purchase_approval(ctx: Ctx) -> Outcome {
    let request = ctx.input();
    let approvers: Vec<String> = items(&request, "approvers")
        .iter()
        .filter_map(|name| name.as_str().map(str::to_owned))
        .collect();
    let patience = TimeDelta::minutes(int(&request, "minutesToAnswer", 2880));
    let mut decisions = Vec::new();
    for (index, approver) in approvers.iter().enumerate() {
        ctx.set_status(format!(
            "Waiting for {approver} ({} of {})",
            index + 1,
            approvers.len()
        ));
        ctx.activity(
            "SendApprovalRequest",
            with(&request, "approver", approver.as_str()),
        )
        .await?;
        match ctx.event_within("Decision", patience).await {
            Some(decision) => {
                let refused = decision.get("approved") == Some(&Json::Bool(false));
                decisions.push(decision);
                if refused {
                    ctx.set_status(format!("Rejected by {approver}"));
                    return Ok(object! { "outcome": "Rejected", "decisions": decisions });
                }
            }
            None => decisions.push(object! { "by": approver.as_str(), "approved": Json::Null, "comment": "No answer in time" }),
        }
    }
    let approved = decisions
        .iter()
        .any(|decision| decision.get("approved") == Some(&Json::Bool(true)));
    let outcome = if approved { "Approved" } else { "Expired" };
    ctx.activity("RecordDecision", with(&request, "outcome", outcome))
        .await?;
    ctx.set_status(outcome);
    Ok(
        object! { "outcome": outcome, "requestId": text(&request, "requestId"), "decisions": decisions },
    )
}
