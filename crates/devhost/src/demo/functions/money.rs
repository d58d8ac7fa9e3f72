//! Money: accounts as entities that a transfer locks, and a reconciliation whose numbers no double holds and whose payloads are JSON in
//! strings.

use super::tools::{int, items, object, takes, text, whole};
use crate::engine::registry::{Outcome, Registry};
use crate::engine::script::Ctx;
use crate::engine::thrown::Thrown;
use crate::json::Json;

/// Adds the orchestrators, their activities and the entities `Account` and `Inventory`.
pub fn add(registry: &mut Registry) {
    registry
        .orchestrator("TransferFunds", transfer_funds)
        .orchestrator("ReconcileAccounts", reconcile_accounts);
    registry.slow_activity("FetchBankStatement", takes(700, 4_200), |account| {
        // As banks send it: a JSON document within a string.
        let text = object! { "account": account.clone(), "balance": whole(9_007_199_254_740_993), "booked": true };
        Ok(Json::from(text.to_string()))
    });
    registry
        .entity("Account", account)
        .entity("Inventory", inventory);
}

/// Moves an amount from one account to another while nobody else may touch either.
async fn transfer_funds(ctx: Ctx) -> Outcome {
    let order = ctx.input();
    let (from, to) = (
        text(&order, "from").to_owned(),
        text(&order, "to").to_owned(),
    );
    let amount = int(&order, "amount", 0);
    ctx.set_status("Waiting for both accounts");
    let lock = ctx
        .lock_entities(&[("Account", &from), ("Account", &to)])
        .await;
    let withdrawn = ctx.call("Account", &from, "withdraw", amount).await;
    if let Err(thrown) = withdrawn {
        ctx.release(lock);
        ctx.set_status("Refused");
        return Err(thrown);
    }
    ctx.call("Account", &to, "deposit", amount).await?;
    let left = ctx.call("Account", &from, "balance", Json::Null).await?;
    ctx.release(lock);
    ctx.set_status("Moved");
    Ok(object! { "moved": amount, "left": left })
}

/// Compares the books of some accounts with what their bank says.
async fn reconcile_accounts(ctx: Ctx) -> Outcome {
    let batch = ctx.input();
    let mut statements = Vec::new();
    for account in items(&batch, "accounts") {
        statements.push(ctx.activity("FetchBankStatement", account.clone()).await?);
    }
    ctx.set_status(object! { "batchId": batch.get("batchId").cloned(), "difference": whole(0) });
    Ok(object! {
        "batchId": batch.get("batchId").cloned(),
        "ledgerSequence": whole(9_223_372_036_854_775_807),
        "checksum": whole(u64::MAX),
        "statements": statements,
    })
}

/// `deposit`, `withdraw`, `balance`, `open` with a holder. The state is `{"holder", "balance", "movements"}`.
fn account(state: &mut Option<Json>, op: &str, input: &Json) -> Outcome {
    let before = state.clone().unwrap_or_default();
    let balance = int(&before, "balance", 0);
    let amount = input.as_i64().unwrap_or(0);
    let mut write = |balance: i64, holder: &str, movements: i64| {
        *state = Some(object! { "holder": holder, "balance": balance, "movements": movements });
    };
    let (holder, movements) = (text(&before, "holder"), int(&before, "movements", 0));
    match op.to_lowercase().as_str() {
        "open" => {
            write(balance, input.as_str().unwrap_or_default(), movements);
            Ok(Json::Null)
        }
        "deposit" => {
            write(balance.saturating_add(amount), holder, movements + 1);
            Ok(Json::Null)
        }
        "withdraw" if amount > balance => Err(Thrown::new(
            "System.InvalidOperationException",
            format!("Insufficient funds: {balance} available, {amount} asked for."),
        )),
        "withdraw" => {
            write(balance - amount, holder, movements + 1);
            Ok(Json::Null)
        }
        "balance" | "get" => Ok(Json::from(balance)),
        _ => Err(unknown(op)),
    }
}

/// `add` and `remove` `{"sku", "quantity"}`, `get`. The state is the quantity of each article.
fn inventory(state: &mut Option<Json>, op: &str, input: &Json) -> Outcome {
    let stock = state.take().unwrap_or_else(|| Json::Object(Vec::new()));
    let (sku, quantity) = (text(input, "sku"), int(input, "quantity", 0));
    let held = int(&stock, sku, 0);
    let (next, outcome) = match op.to_lowercase().as_str() {
        // What runs out is filled up, so that the shop never closes.
        "remove" if held <= quantity => (Some(held - quantity + 500), Ok(Json::Null)),
        "remove" => (Some(held - quantity), Ok(Json::Null)),
        "add" => (Some(held + quantity), Ok(Json::Null)),
        "get" => (None, Ok(stock.clone())),
        _ => (None, Err(unknown(op))),
    };
    let mut members = match stock {
        Json::Object(members) => members,
        _ => Vec::new(),
    };
    if let Some(next) = next {
        match members.iter_mut().find(|(name, _)| name == sku) {
            Some((_, value)) => *value = Json::from(next),
            None => members.push((sku.to_owned(), Json::from(next))),
        }
    }
    *state = Some(Json::Object(members));
    outcome
}

fn unknown(op: &str) -> Thrown {
    Thrown::new(
        "System.InvalidOperationException",
        format!("No operation named '{op}' was found."),
    )
}
