//! Requests as lines to copy: for a shell, for a program, and as `func durable …`.
//!
//! A key is written only where the caller gives it; usually the line takes it from the environment variable
//! [`KEY_VARIABLE`].

mod func;
mod of_instance;
mod quote;

pub use func::{FuncCommand, func_line};
pub use of_instance::{EVENT, InstanceAction, REASON};

use crate::address::HubAddress;
use crate::request::{ApiRequest, Method};
use crate::write::put;
use quote::{bash, code, power_shell};

/// The environment variable a line takes the key from.
pub const KEY_VARIABLE: &str = "DURABLE_KEY";

/// The header that carries the key. Source: the wire contract, section 1.
const KEY_HEADER: &str = "x-functions-key";

/// What a line is written for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Tool {
    /// `curl` in bash, zsh or another POSIX shell.
    Curl,
    /// `Invoke-RestMethod`, in any PowerShell.
    PowerShell,
    /// C# with `HttpClient`.
    CSharp,
    /// JavaScript with `fetch`, as Node.js runs it.
    JavaScript,
    /// Python with nothing but its own library.
    Python,
}

impl Tool {
    /// All of them.
    pub const ALL: [Self; 5] = [
        Self::Curl,
        Self::PowerShell,
        Self::CSharp,
        Self::JavaScript,
        Self::Python,
    ];
}

/// Where a line has the key from.
#[derive(Clone, Copy, PartialEq, Eq)]
pub enum Key<'a> {
    /// From [`KEY_VARIABLE`].
    Variable,
    /// There is none: the host asks for none, or the reader adds it.
    Without,
    /// Written out, because the user asked for it.
    Written(&'a str),
}

/// How a shell or language says a text and a variable.
struct Writing {
    text: fn(&str) -> String,
    variable: fn() -> String,
}

/// The request as a line (or a few) to copy.
pub fn http_line(tool: Tool, request: &ApiRequest, address: &HubAddress, key: Key<'_>) -> String {
    let url = request.url(address);
    match tool {
        Tool::Curl => curl(request, &url, key),
        Tool::PowerShell => invoke_rest_method(request, &url, key),
        Tool::CSharp => c_sharp(request, &url, key),
        Tool::JavaScript => java_script(request, &url, key),
        Tool::Python => python(request, &url, key),
    }
}

/// Name and value of each header, the value already written.
fn headers(request: &ApiRequest, key: Key<'_>, writing: &Writing) -> Vec<(String, String)> {
    let own = request.headers.iter();
    let mut headers: Vec<_> = own
        .map(|(name, value)| ((*name).to_owned(), (writing.text)(value)))
        .collect();
    let key = match key {
        Key::Variable => Some((writing.variable)()),
        Key::Without => None,
        Key::Written(key) => Some((writing.text)(key)),
    };
    headers.extend(key.map(|key| (KEY_HEADER.to_owned(), key)));
    headers
}

fn curl(request: &ApiRequest, url: &str, key: Key<'_>) -> String {
    let mut line = String::from("curl");
    if request.method != Method::Get {
        line.push_str(" -X ");
        line.push_str(request.method.as_str());
    }
    // Brackets of an IPv6 address are no pattern.
    if url.contains(['[', '{']) {
        line.push_str(" -g");
    }
    line.push(' ');
    line.push_str(&bash(url));
    for (name, value) in &request.headers {
        line.push_str(" -H ");
        line.push_str(&bash(&format!("{name}: {value}")));
    }
    match key {
        Key::Variable => put!(line, " -H \"{KEY_HEADER}: ${KEY_VARIABLE}\""),
        Key::Without => {}
        Key::Written(key) => {
            line.push_str(" -H ");
            line.push_str(&bash(&format!("{KEY_HEADER}: {key}")));
        }
    }
    // A POST without a body still has a length.
    if let Some(body) = body_of(request) {
        line.push_str(" --data-raw ");
        line.push_str(&bash(body));
    }
    line
}

fn body_of(request: &ApiRequest) -> Option<&str> {
    match &request.body {
        Some(body) => Some(body),
        None => (request.method == Method::Post).then_some(""),
    }
}

fn invoke_rest_method(request: &ApiRequest, url: &str, key: Key<'_>) -> String {
    let method = match request.method {
        Method::Get => "Get",
        Method::Post => "Post",
        Method::Delete => "Delete",
    };
    let mut line = format!(
        "Invoke-RestMethod -Method {method} -Uri {}",
        power_shell(url)
    );
    let writing = Writing {
        text: power_shell,
        variable: || format!("$env:{KEY_VARIABLE}"),
    };
    // PowerShell has the content type apart from the other headers.
    let mut fields = String::new();
    for (name, value) in headers(request, key, &writing) {
        if name != "content-type" {
            let separator = if fields.is_empty() { "" } else { "; " };
            put!(fields, "{separator}{} = {value}", power_shell(&name));
        }
    }
    if !fields.is_empty() {
        put!(line, " -Headers @{{ {fields} }}");
    }
    if request.method != Method::Get {
        // Without a charset older ones send what is not ASCII as Latin-1.
        line.push_str(" -ContentType 'application/json; charset=utf-8'");
    }
    if let Some(body) = &request.body {
        put!(line, " -Body {}", power_shell(body));
    }
    line
}

fn c_sharp(request: &ApiRequest, url: &str, key: Key<'_>) -> String {
    let method = match request.method {
        Method::Get => "Get",
        Method::Post => "Post",
        Method::Delete => "Delete",
    };
    let mut out = format!(
        "using var client = new HttpClient();\nusing var request = new HttpRequestMessage(HttpMethod.{method}, {});\n",
        code(url)
    );
    let writing = Writing {
        text: code,
        variable: || format!("Environment.GetEnvironmentVariable(\"{KEY_VARIABLE}\")"),
    };
    for (name, value) in headers(request, key, &writing) {
        if name != "content-type" {
            put!(out, "request.Headers.Add({}, {value});\n", code(&name));
        }
    }
    if request.method != Method::Get {
        let body = code(request.body.as_deref().unwrap_or_default());
        put!(
            out,
            "request.Content = new StringContent({body}, System.Text.Encoding.UTF8, \"application/json\");\n"
        );
    }
    out.push_str("using var answer = await client.SendAsync(request);\nConsole.WriteLine($\"{(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}\");");
    out
}

fn java_script(request: &ApiRequest, url: &str, key: Key<'_>) -> String {
    let writing = Writing {
        text: code,
        variable: || format!("process.env.{KEY_VARIABLE}"),
    };
    let mut options = format!("method: {}", code(request.method.as_str()));
    let headers = headers(request, key, &writing);
    if !headers.is_empty() {
        put!(options, ", headers: {{ {} }}", members(&headers));
    }
    if let Some(body) = &request.body {
        put!(options, ", body: {}", code(body));
    }
    format!(
        "const answer = await fetch({}, {{ {options} }});\nconsole.log(answer.status, await answer.text());",
        code(url)
    )
}

fn python(request: &ApiRequest, url: &str, key: Key<'_>) -> String {
    let writing = Writing {
        text: code,
        variable: || format!("os.environ[\"{KEY_VARIABLE}\"]"),
    };
    let mut arguments = format!("{}, method={}", code(url), code(request.method.as_str()));
    let headers = headers(request, key, &writing);
    if !headers.is_empty() {
        put!(arguments, ", headers={{{}}}", members(&headers));
    }
    if let Some(body) = body_of(request) {
        put!(arguments, ", data={}.encode()", code(body));
    }
    let imports = if key == Key::Variable {
        "import os, urllib.request"
    } else {
        "import urllib.request"
    };
    format!(
        "{imports}\nrequest = urllib.request.Request({arguments})\nwith urllib.request.urlopen(request) as answer:\n    print(answer.status, answer.read().decode())"
    )
}

fn members(headers: &[(String, String)]) -> String {
    let members = headers.iter();
    let members: Vec<String> = members
        .map(|(name, value)| format!("{}: {value}", code(name)))
        .collect();
    members.join(", ")
}
