//! A plan as a script, for who would rather run it elsewhere. The key comes from the environment.

use super::Plan;
use crate::address::HubAddress;
use crate::commands::{Key, Tool, func_line, http_line};

/// For what a script is written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Script {
    /// bash, with curl.
    Bash,
    /// PowerShell.
    PowerShell,
    /// Lines for the Azure Functions Core Tools, which have no suspend, resume, restart and purge of one.
    Func,
}

/// The script for the targets that `takes` lets through; `None` where the tool cannot do it. `with_key`: whether the host asks for one.
pub fn script(
    plan: &Plan,
    takes: &dyn Fn(usize) -> bool,
    address: &HubAddress,
    kind: Script,
    with_key: bool,
) -> Option<String> {
    let key = if with_key {
        Key::Variable
    } else {
        Key::Without
    };
    let mut out = String::from(match kind {
        Script::Bash => "#!/usr/bin/env bash\nset -u\n",
        Script::PowerShell => "$ErrorActionPreference = 'Continue'\n",
        Script::Func => "",
    });
    for (at, id) in plan.targets.iter().enumerate().filter(|it| takes(it.0)) {
        let operation = plan.operation_of(at);
        let request = operation.request(id);
        let line = match kind {
            // A refusal of one is no reason to leave the others.
            Script::Bash => http_line(Tool::Curl, &request, address, key).replacen(
                "curl",
                "curl -sS -w '%{http_code}\\n' -o /dev/null",
                1,
            ),
            Script::PowerShell => http_line(Tool::PowerShell, &request, address, key),
            Script::Func => func_line(&operation.func(id)?, address, false),
        };
        out.push_str(&line);
        out.push('\n');
    }
    Some(out)
}
