//! Requests as lines to copy, by their exact text.

use crate::properties::try_all;
use durable_api::Generation;
use durable_api::commands::{FuncCommand, InstanceAction, Key, Tool, func_line, http_line};
use durable_api::{FinishedStatus, FinishedStatuses, HubAddress, StatusOptions, Timestamp, calls};

fn hub() -> HubAddress {
    HubAddress {
        origin: "https://a.example".to_owned(),
        task_hub: Some("Hub".to_owned()),
        ..HubAddress::default()
    }
}

const BASE: &str = "https://a.example/runtime/webhooks/durabletask/instances";

#[test]
fn a_read_has_no_method_and_no_body() {
    let request = calls::status("a b", StatusOptions::default());
    let url = format!("{BASE}/a%20b?showInput=false&taskHub=Hub");
    let line = |tool, key| http_line(tool, &request, &hub(), key);
    assert_eq!(
        line(Tool::Curl, Key::Variable),
        format!("curl '{url}' -H \"x-functions-key: $DURABLE_KEY\"")
    );
    assert_eq!(line(Tool::Curl, Key::Without), format!("curl '{url}'"));
    assert_eq!(
        line(Tool::Curl, Key::Written("it's")),
        format!(r"curl '{url}' -H 'x-functions-key: it'\''s'")
    );
    assert_eq!(
        line(Tool::PowerShell, Key::Variable),
        format!(
            "Invoke-RestMethod -Method Get -Uri '{url}' -Headers @{{ 'x-functions-key' = $env:DURABLE_KEY }}"
        )
    );
    assert_eq!(
        line(Tool::JavaScript, Key::Without),
        format!(
            "const answer = await fetch(\"{url}\", {{ method: \"GET\" }});\nconsole.log(answer.status, await answer.text());"
        )
    );
}

#[test]
fn a_write_brings_its_body_however_it_is_made() {
    let request = calls::raise_event("x", "Go", r#"{"name":"O'Hara \ \"q\" ‘t’"}"#);
    let url = format!("{BASE}/x/raiseEvent/Go?taskHub=Hub");
    let line = |tool| http_line(tool, &request, &hub(), Key::Variable);
    assert_eq!(
        line(Tool::Curl),
        format!(
            r#"curl -X POST '{url}' -H 'content-type: application/json' -H "x-functions-key: $DURABLE_KEY" --data-raw '{{"name":"O'\''Hara \ \"q\" ‘t’"}}'"#
        )
    );
    assert_eq!(
        line(Tool::PowerShell),
        format!(
            r#"Invoke-RestMethod -Method Post -Uri '{url}' -Headers @{{ 'x-functions-key' = $env:DURABLE_KEY }} -ContentType 'application/json; charset=utf-8' -Body '{{"name":"O''Hara \ \"q\" ‘‘t’’"}}'"#
        )
    );
    let body = r#""{\"name\":\"O'Hara \\ \\\"q\\\" ‘t’\"}""#;
    assert_eq!(
        line(Tool::CSharp),
        format!(
            "using var client = new HttpClient();\nusing var request = new HttpRequestMessage(HttpMethod.Post, \"{url}\");\nrequest.Headers.Add(\"x-functions-key\", Environment.GetEnvironmentVariable(\"DURABLE_KEY\"));\nrequest.Content = new StringContent({body}, System.Text.Encoding.UTF8, \"application/json\");\nusing var answer = await client.SendAsync(request);\nConsole.WriteLine($\"{{(int)answer.StatusCode}} {{await answer.Content.ReadAsStringAsync()}}\");"
        )
    );
    assert_eq!(
        line(Tool::JavaScript),
        format!(
            "const answer = await fetch(\"{url}\", {{ method: \"POST\", headers: {{ \"content-type\": \"application/json\", \"x-functions-key\": process.env.DURABLE_KEY }}, body: {body} }});\nconsole.log(answer.status, await answer.text());"
        )
    );
    assert_eq!(
        line(Tool::Python),
        format!(
            "import os, urllib.request\nrequest = urllib.request.Request(\"{url}\", method=\"POST\", headers={{\"content-type\": \"application/json\", \"x-functions-key\": os.environ[\"DURABLE_KEY\"]}}, data={body}.encode())\nwith urllib.request.urlopen(request) as answer:\n    print(answer.status, answer.read().decode())"
        )
    );
}

#[test]
fn a_post_without_a_body_and_an_address_with_brackets_work_in_curl() {
    let mut hub = hub();
    hub.origin = "http://[::1]:7071".to_owned();
    hub.task_hub = None;
    assert_eq!(
        http_line(
            Tool::Curl,
            &calls::terminate("x", "so; rm -rf $HOME `x`"),
            &hub,
            Key::Without
        ),
        "curl -X POST -g 'http://[::1]:7071/runtime/webhooks/durabletask/instances/x/terminate?reason=so%3B%20rm%20-rf%20%24HOME%20%60x%60' -H 'content-type: application/json' --data-raw ''"
    );
    assert_eq!(
        http_line(Tool::Curl, &calls::purge_one("x"), &hub, Key::Without),
        "curl -X DELETE -g 'http://[::1]:7071/runtime/webhooks/durabletask/instances/x' -H 'content-type: application/json'"
    );
}

#[test]
fn the_core_tools_are_told_hub_and_connection() {
    let mut hub = hub();
    hub.connection = Some("Storage's".to_owned());
    let tail = r"--task-hub-name 'Hub' --connection-string-setting 'Storage'\''s'";
    let line = |command| func_line(&command, &hub, false);
    assert_eq!(
        line(FuncCommand::Status("batch/7/1")),
        format!(
            "func durable get-runtime-status --id 'batch/7/1' --show-input true --show-output true {tail}"
        )
    );
    assert_eq!(
        line(FuncCommand::RaiseEvent("x", "Go", r#"{"a":1}"#)),
        format!(
            r#"func durable raise-event --id 'x' --event-name 'Go' --event-data '{{"a":1}}' {tail}"#
        )
    );
    assert_eq!(
        line(FuncCommand::Rewind("x", "")),
        format!("func durable rewind --id 'x' {tail}")
    );
    let time = |text| Timestamp::new(text).utc().unwrap();
    let statuses = FinishedStatuses::only(FinishedStatus::Failed).and(FinishedStatus::Completed);
    assert_eq!(
        line(FuncCommand::Purge(
            time("2026-01-01T00:00:00Z"),
            None,
            statuses
        )),
        format!(
            "func durable purge-history --created-after 2026-01-01T00:00:00Z --runtime-status completed failed {tail}"
        )
    );
    assert_eq!(
        func_line(
            &FuncCommand::Start("O", Some("x"), Some(r#"{"a":"it's"}"#)),
            &HubAddress::default(),
            true
        ),
        r#"Set-Content -Encoding utf8 input.json '{"a":"it''s"}'; func durable start-new --function-name 'O' --input '@input.json' --id 'x'"#
    );
}

#[test]
fn unseen_characters_are_written_as_escapes() {
    let line = |for_power_shell| {
        func_line(
            &FuncCommand::History("a\u{202e}b'\u{7}"),
            &HubAddress::default(),
            for_power_shell,
        )
    };
    assert_eq!(
        line(false),
        r"func durable get-history --id $'a\u202eb\'\u0007'"
    );
    assert_eq!(
        line(true),
        "func durable get-history --id ('a' + [char]0x202E + 'b''' + [char]0x0007)"
    );
}

/// What a POSIX shell makes of a line, as far as single quotes and `$'…'` go: its words.
fn shell_words(line: &str) -> Vec<String> {
    let (mut words, mut word, mut chars) = (Vec::new(), String::new(), line.chars().peekable());
    while let Some(c) = chars.next() {
        match c {
            ' ' => words.push(std::mem::take(&mut word)),
            '\\' => word.extend(chars.next()),
            '\'' => word.extend(chars.by_ref().take_while(|c| *c != '\'')),
            '$' if chars.peek() == Some(&'\'') => {
                chars.next();
                while let Some(c) = chars.next().filter(|c| *c != '\'') {
                    if c != '\\' {
                        word.push(c);
                        continue;
                    }
                    match chars.next().unwrap() {
                        'n' => word.push('\n'),
                        'u' => {
                            let digits: String = chars.by_ref().take(4).collect();
                            word.push(
                                char::from_u32(u32::from_str_radix(&digits, 16).unwrap()).unwrap(),
                            );
                        }
                        c => word.push(c),
                    }
                }
            }
            c => word.push(c),
        }
    }
    words.push(word);
    words
}

#[test]
fn whatever_an_id_holds_a_shell_reads_exactly_it() {
    try_all(50, |dice| {
        let (id, reason) = (dice.text(12), dice.text(12));
        let line = func_line(
            &FuncCommand::Terminate(&id, &reason),
            &HubAddress::default(),
            false,
        );
        let words = shell_words(&line);
        let mut expected = vec!["func", "durable", "terminate", "--id", &id];
        if !reason.is_empty() {
            expected.extend(["--reason", reason.as_str()]);
        }
        assert_eq!(words, expected, "{line}");
    });
}

#[test]
fn each_action_of_an_instance_is_a_line_in_every_tool_and_none_holds_a_key_unasked() {
    let mut lines = Vec::new();
    for action in InstanceAction::ALL {
        let request = action.request("a/b #1");
        for tool in Tool::ALL {
            let line = http_line(tool, &request, &hub(), Key::Variable);
            assert!(line.contains("/instances/a%2Fb%20%231"), "{line}");
            assert!(line.contains("DURABLE_KEY"), "{line}");
            assert!(!line.contains("code="), "{line}");
        }
        lines.extend(action.func("x").map(|it| func_line(&it, &hub(), false)));
    }
    assert_eq!(
        lines[3],
        "func durable terminate --id 'x' --reason 'your reason' --task-hub-name 'Hub'"
    );
    assert_eq!(
        lines.len(),
        5,
        "there is none for suspend, resume, restart and purge of one"
    );
}

#[test]
fn the_first_generation_knows_no_suspend_resume_and_restart() {
    let known = InstanceAction::ALL
        .into_iter()
        .filter(|it| it.is_in(Generation::First));
    assert_eq!(known.count(), 6);
    assert!(
        InstanceAction::ALL
            .into_iter()
            .all(|it| it.is_in(Generation::Current))
    );
}
