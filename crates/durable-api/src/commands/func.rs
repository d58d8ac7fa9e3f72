//! The same with the Azure Functions Core Tools, run in the project's folder.
//!
//! Source: the wire contract, section 9. There is none for suspend, resume, restart and entities.

use super::quote::{bash, power_shell};
use crate::address::HubAddress;
use crate::status::FinishedStatuses;
use crate::time::wire_time;
use chrono::{DateTime, Utc};

/// What `func durable` can do.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum FuncCommand<'a> {
    /// Status with input and output.
    Status(&'a str),
    /// The history.
    History(&'a str),
    /// Starts an orchestrator: function, id, input as JSON.
    Start(&'a str, Option<&'a str>, Option<&'a str>),
    /// Raises an event: id, event, data as JSON.
    RaiseEvent(&'a str, &'a str, &'a str),
    /// Terminates: id, reason.
    Terminate(&'a str, &'a str),
    /// Rewinds: id, reason.
    Rewind(&'a str, &'a str),
    /// Purges what was created in a window.
    Purge(DateTime<Utc>, Option<DateTime<Utc>>, FinishedStatuses),
    /// Removes the task hub with everything in it.
    DeleteTaskHub,
}

/// The line; `for_power_shell`: else for bash and its like. Of PowerShell's versions some lose the quotes of JSON that is given
/// to a program, so there the data goes through a file.
pub fn func_line(command: &FuncCommand<'_>, address: &HubAddress, for_power_shell: bool) -> String {
    let quote = if for_power_shell { power_shell } else { bash };
    let (mut before, mut options) = (String::new(), Vec::new());
    let mut data = |name: &'static str, file: &str, json: &str| {
        if for_power_shell && json.contains('"') {
            before = format!("Set-Content -Encoding utf8 {file} {}; ", quote(json));
            return (name, quote(&format!("@{file}")));
        }
        (name, quote(json))
    };
    let name = match command {
        FuncCommand::Status(id) => {
            options.push(("--id", quote(id)));
            options.push(("--show-input", "true".to_owned()));
            options.push(("--show-output", "true".to_owned()));
            "get-runtime-status"
        }
        FuncCommand::History(id) => {
            options.push(("--id", quote(id)));
            "get-history"
        }
        FuncCommand::Start(function, id, input) => {
            options.push(("--function-name", quote(function)));
            options.extend(input.map(|input| data("--input", "input.json", input)));
            options.extend(id.map(|id| ("--id", quote(id))));
            "start-new"
        }
        FuncCommand::RaiseEvent(id, event, json) => {
            options.push(("--id", quote(id)));
            options.push(("--event-name", quote(event)));
            options.push(data("--event-data", "event.json", json));
            "raise-event"
        }
        FuncCommand::Terminate(id, reason) | FuncCommand::Rewind(id, reason) => {
            options.push(("--id", quote(id)));
            if !reason.is_empty() {
                options.push(("--reason", quote(reason)));
            }
            match command {
                FuncCommand::Rewind(..) => "rewind",
                _ => "terminate",
            }
        }
        FuncCommand::Purge(from, to, statuses) => {
            options.push(("--created-after", wire_time(*from)));
            options.extend(to.map(|to| ("--created-before", wire_time(to))));
            let statuses: Vec<String> = statuses
                .iter()
                .map(|status| status.as_str().to_lowercase())
                .collect();
            options.push(("--runtime-status", statuses.join(" ")));
            "purge-history"
        }
        FuncCommand::DeleteTaskHub => "delete-task-hub",
    };
    let hub = address.task_hub.as_deref();
    options.extend(hub.map(|hub| ("--task-hub-name", quote(hub))));
    let connection = address.connection.as_deref();
    options.extend(connection.map(|name| ("--connection-string-setting", quote(name))));
    let mut line = format!("{before}func durable {name}");
    for (name, value) in options {
        line.push(' ');
        line.push_str(name);
        line.push(' ');
        line.push_str(&value);
    }
    line
}
