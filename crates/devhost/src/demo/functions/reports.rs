//! Big outputs, and inputs that hold markup.

use super::tools::{drawn_from, int, money, object, takes, text};
use crate::engine::registry::{Outcome, Registry};
use crate::engine::script::Ctx;
use crate::json::Json;

/// Adds the orchestrators and their activities.
pub fn add(registry: &mut Registry) {
    registry
        .orchestrator("ExportReport", export_report)
        .orchestrator("RenderNewsletter", render_newsletter);
    registry
        .slow_activity("QueryWarehouse", takes(1_500, 24_000), |report| {
            Ok(query_warehouse(report))
        })
        .slow_activity("RenderTemplate", takes(80, 500), |issue| {
            Ok(render_template(issue))
        });
}

async fn export_report(ctx: Ctx) -> Outcome {
    ctx.set_status("Querying");
    let rows = ctx.activity("QueryWarehouse", ctx.input()).await?;
    ctx.set_status("Done");
    Ok(rows)
}

/// Rows until the text is as long as `kilobytes` says: objects, or one string of CSV where `format` is `csv`.
fn query_warehouse(report: &Json) -> Json {
    let bytes = usize::try_from(int(report, "kilobytes", 1)).unwrap_or(1) * 1024;
    let mut drawn = drawn_from(&report.to_string());
    let countries = ["SE", "DE", "CN", "FR", "US", "BR", "IN", "NO"];
    let mut csv = String::from("line;country;customer;amount\n");
    let mut rows = Vec::new();
    let as_csv = text(report, "format") == "csv";
    let mut length = 0;
    while length < bytes {
        let line = i64::try_from(rows.len()).unwrap_or_default() + 1;
        let customer = drawn.between(10_000, 99_999);
        let country = countries[usize::try_from(drawn.between(0, 8)).unwrap_or_default()];
        let amount = money(i64::try_from(drawn.between(900, 900_000)).unwrap_or_default());
        let text = format!("{line};{country};C-{customer};{amount}\n");
        let row = object! { "line": line, "country": country, "customer": format!("C-{customer}"), "amount": amount };
        length += if as_csv {
            text.len() + 1
        } else {
            row.to_string().len() + 1
        };
        csv.push_str(&text);
        rows.push(row);
    }
    if as_csv {
        Json::from(csv)
    } else {
        Json::from(rows)
    }
}

async fn render_newsletter(ctx: Ctx) -> Outcome {
    let issue = ctx.input();
    ctx.set_status(format!("Rendering <em>{}</em>", text(&issue, "subject")));
    ctx.activity("RenderTemplate", issue).await
}

fn render_template(issue: &Json) -> Json {
    let (subject, body) = (text(issue, "subject"), text(issue, "body"));
    Json::from(format!(
        "<!doctype html><html><head><title>{subject}</title></head><body onload=\"track()\">{body}</body></html>"
    ))
}
