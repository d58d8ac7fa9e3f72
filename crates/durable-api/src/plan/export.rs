//! A plan written out, target by target: its review, and its report.

use super::review::{Found, Verdict};
use super::{Plan, Run, Stage};
use crate::export::csv_field;
use crate::json::RawJson;

/// A form of file.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Form {
    /// Comma-separated, for spreadsheets: a text that a spreadsheet would compute stands behind an apostrophe.
    Csv,
    /// An array of objects.
    Json,
}

/// What came of every target, also of those that were not begun.
pub fn export_report(run: &Run, form: Form) -> String {
    let plan = run.plan();
    let line = |at: usize| {
        let (outcome, said) = match run.stage(at) {
            Stage::Waiting => ("not begun", ""),
            Stage::Looking => ("looked at, not sent", ""),
            Stage::Reading => ("sent, being read", ""),
            Stage::Over(kind, said) => (kind.name(), said),
        };
        [outcome.to_owned(), said.to_owned()]
    };
    table(plan, ["outcome", "said"], &line, form)
}

/// How every target stood when it was looked at, and what would be done to it.
pub fn export_review(plan: &Plan, found: &[Option<Found>], form: Form) -> String {
    let line = |at: usize| match found.get(at).and_then(Option::as_ref) {
        None => ["not looked at".to_owned(), String::new()],
        Some(found) => [verdict(&found.verdict), found.status.clone()],
    };
    table(plan, ["verdict", "runtimeStatus"], &line, form)
}

fn verdict(verdict: &Verdict) -> String {
    match verdict {
        Verdict::Unread(said) => format!("unknown {said}"),
        Verdict::Skipped(why) => format!("skipped: {why:?}"),
        Verdict::AtRisk(risks) => format!("at risk: {risks:?}"),
        Verdict::Eligible => "eligible".to_owned(),
        Verdict::NotWaiting => "skipped: does not wait".to_owned(),
        Verdict::Gone => "gone".to_owned(),
    }
}

fn table(
    plan: &Plan,
    columns: [&str; 2],
    line: &dyn Fn(usize) -> [String; 2],
    form: Form,
) -> String {
    let names = ["instanceId", "operation", columns[0], columns[1]];
    let mut out = match form {
        Form::Csv => format!("{}\r\n", names.join(",")),
        Form::Json => String::from("["),
    };
    for (at, id) in plan.targets.iter().enumerate() {
        let [third, fourth] = line(at);
        let operation = plan.operation_of(at).verb().name();
        let cells = [id, operation, &third, &fourth];
        if form == Form::Csv {
            for (nth, cell) in cells.into_iter().enumerate() {
                if nth > 0 {
                    out.push(',');
                }
                if cell.starts_with(['=', '+', '-', '@', '\t', '\r']) {
                    csv_field(&mut out, &format!("'{cell}"));
                } else {
                    csv_field(&mut out, cell);
                }
            }
            out.push_str("\r\n");
            continue;
        }
        out.push_str(if at == 0 { "\n{" } else { ",\n{" });
        for (nth, (name, cell)) in names.into_iter().zip(cells).enumerate() {
            if nth > 0 {
                out.push(',');
            }
            out.push_str(RawJson::string(name).text());
            out.push(':');
            out.push_str(RawJson::string(cell).text());
        }
        out.push('}');
    }
    if form == Form::Json {
        out.push_str("\n]\n");
    }
    out
}
