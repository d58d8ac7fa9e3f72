//! The nightly runs: invoices as children under ids with a slash, which nobody can open over HTTP, and statements as children that the
//! framework names.

use super::tools::{drawn_from, int, money, object, takes, text};
use super::traces::exception;
use crate::engine::registry::{Outcome, Registry};
use crate::engine::script::Ctx;
use crate::engine::tasks::Task;
use crate::json::Json;

/// Adds the orchestrators and their activities.
pub fn add(registry: &mut Registry) {
    registry
        .orchestrator("NightlyInvoices", nightly_invoices)
        .orchestrator("IssueInvoice", issue_invoice)
        .orchestrator("NightlyStatements", nightly_statements)
        .orchestrator("IssueStatement", issue_statement);
    registry
        .slow_activity("LoadBillingRun", takes(900, 3200), |run| {
            Ok(Json::from(int(run, "count", 0)))
        })
        .slow_activity("RenderInvoice", takes(150, 900), render_invoice)
        .slow_activity("PostToLedger", takes(40, 260), |invoice| {
            let entry = drawn_from(&invoice.to_string()).between(1 << 53, 1 << 54);
            Ok(super::tools::whole(entry))
        })
        .slow_activity("RenderStatement", takes(200, 700), |statement| {
            Ok(Json::from(int(statement, "account", 0) % 9 + 1))
        });
}

async fn nightly_invoices(ctx: Ctx) -> Outcome {
    let run = ctx.input();
    let id = ctx.instance_id();
    let count = ctx.activity("LoadBillingRun", run.clone()).await?;
    let count = count.as_i64().unwrap_or(0);
    let children: Vec<Task> = (1..=count)
        .map(|number| {
            let invoice = object! { "date": text(&run, "date"), "number": number, "customer": 40_000 + number };
            ctx.child_with_id("IssueInvoice", &format!("{id}/{number}"), invoice)
        })
        .collect();
    let mut total = 0;
    let mut failures = Vec::new();
    for (number, child) in (1..).zip(children) {
        match child.await {
            Ok(invoice) => total += int(&invoice, "cents", 0),
            Err(thrown) => {
                failures.push(object! { "invoice": number, "reason": thrown.message.as_str() });
            }
        }
        if number % 20 == 0 || number == count {
            let failed = i64::try_from(failures.len()).unwrap_or_default();
            ctx.set_status(
                object! { "stage": "Issuing", "done": number, "failed": failed, "total": count },
            );
        }
    }
    let failed = i64::try_from(failures.len()).unwrap_or_default();
    Ok(object! {
        "date": text(&run, "date"),
        "issued": count - failed,
        "failed": failed,
        "failures": failures,
        "total": money(total),
        "currency": "SEK",
    })
}

async fn issue_invoice(ctx: Ctx) -> Outcome {
    let invoice = ctx.input();
    let cents = ctx.activity("RenderInvoice", invoice.clone()).await?;
    let entry = ctx.activity("PostToLedger", invoice.clone()).await?;
    let number = format!(
        "{}-{:05}",
        text(&invoice, "date").replace('-', ""),
        int(&invoice, "number", 0)
    );
    Ok(
        object! { "invoiceNumber": number, "cents": cents, "ledgerEntry": entry, "sentTo": "billing" },
    )
}

/// The amount in hundredths. A few customers have no address to bill, each night the same ones.
fn render_invoice(invoice: &Json) -> Outcome {
    let number = int(invoice, "number", 0);
    if matches!(number, 137 | 288 | 391) {
        let customer = int(invoice, "customer", 0);
        return Err(exception(
            "Contoso.Billing.MissingAddressException",
            "Contoso.Billing",
            format!("Customer {customer} has no billing address."),
            "   at Contoso.Billing.AddressBook.Require(Int64 customerId) in /src/Contoso.Billing/AddressBook.cs:line 52
   at Contoso.Billing.Activities.RenderInvoice.Run(InvoiceRequest request, ILogger log) in /src/Contoso.Billing/Activities/RenderInvoice.cs:line 38",
        )
        .member("CustomerId", customer)
        .thrown());
    }
    let cents = drawn_from(&invoice.to_string()).between(4_900, 1_250_000);
    Ok(Json::from(i64::try_from(cents).unwrap_or_default()))
}

async fn nightly_statements(ctx: Ctx) -> Outcome {
    let accounts = int(&ctx.input(), "accounts", 0);
    let children: Vec<Task> = (1..=accounts)
        .map(|number| ctx.child("IssueStatement", object! { "account": 7_700 + number }))
        .collect();
    let mut pages = 0;
    for child in children {
        pages += child.await?.as_i64().unwrap_or(0);
        ctx.set_status(object! { "pages": pages });
    }
    Ok(object! { "accounts": accounts, "pages": pages })
}

async fn issue_statement(ctx: Ctx) -> Outcome {
    ctx.activity("RenderStatement", ctx.input()).await
}
