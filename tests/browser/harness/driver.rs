//! One chromedriver for the whole run, and the WebDriver commands the tests use.
//!
//! The protocol is JSON over HTTP, a dozen commands of it are needed, and Chromium's own (`goog/cdp`, `se/log`) are no
//! part of any client library: so it is spoken here directly.

use std::fmt;
use std::io::{BufRead, BufReader};
use std::process::{Child, Command, Stdio};
use std::sync::OnceLock;

use serde_json::{Value, json};

use crate::support::http;

/// Why a command failed: WebDriver's error code (`stale element reference`, …) and its message.
#[derive(Debug, Clone)]
pub struct DriverError {
    /// The code of the WebDriver standard, or `io` when the driver did not answer.
    pub code: String,
    /// What the driver said.
    pub message: String,
}

impl fmt::Display for DriverError {
    fn fmt(&self, out: &mut fmt::Formatter<'_>) -> fmt::Result {
        let first = self.message.lines().next().unwrap_or_default();
        write!(out, "{}: {first}", self.code)
    }
}

/// What a command answers with.
pub type Outcome<T> = Result<T, DriverError>;

/// A browser session of its own: nothing in it comes from another test.
#[derive(Debug)]
pub struct Session {
    address: String,
}

impl Session {
    /// Starts a browser with the given capabilities.
    pub async fn start(capabilities: &Value) -> Outcome<Self> {
        let driver = driver_address();
        let body = json!({ "capabilities": { "alwaysMatch": capabilities } });
        let answer = command("POST", &format!("{driver}/session"), Some(&body)).await?;
        let id = answer["sessionId"].as_str().unwrap_or_default();
        Ok(Self {
            address: format!("{driver}/session/{id}"),
        })
    }

    /// `GET` of a command below the session.
    pub async fn get(&self, path: &str) -> Outcome<Value> {
        command("GET", &format!("{}/{path}", self.address), None).await
    }

    /// `POST` of a command below the session.
    pub async fn post(&self, path: &str, body: Value) -> Outcome<Value> {
        command("POST", &format!("{}/{path}", self.address), Some(&body)).await
    }

    /// Runs a script in the page; `arguments` are its arguments, what it returns is the answer.
    pub async fn run(&self, script: &str, arguments: Value) -> Outcome<Value> {
        let body = json!({ "script": script, "args": arguments });
        self.post("execute/sync", body).await
    }

    /// Runs a script that calls its last argument when it is done.
    pub async fn run_async(&self, script: &str, arguments: Value) -> Outcome<Value> {
        let body = json!({ "script": script, "args": arguments });
        self.post("execute/async", body).await
    }

    /// A command of the Chrome DevTools protocol.
    pub async fn cdp(&self, method: &str, parameters: Value) -> Outcome<Value> {
        let body = json!({ "cmd": method, "params": parameters });
        self.post("goog/cdp/execute", body).await
    }

    /// What was logged since the last call: `browser` is the console, `performance` the protocol's events.
    pub async fn log(&self, kind: &str) -> Outcome<Vec<Value>> {
        let answer = self.post("se/log", json!({ "type": kind })).await?;
        Ok(answer.as_array().cloned().unwrap_or_default())
    }

    /// Ends the browser.
    pub async fn end(&self) -> Outcome<Value> {
        command("DELETE", &self.address, None).await
    }
}

async fn command(method: &str, url: &str, body: Option<&Value>) -> Outcome<Value> {
    let text = body.map(Value::to_string);
    let headers = [("content-type", "application/json")];
    let answer = http::send(method, url, &headers, text.as_deref())
        .await
        .map_err(|error| DriverError {
            code: "io".to_owned(),
            message: format!("chromedriver did not answer {url}: {error}"),
        })?;
    let mut whole: Value = serde_json::from_str(&answer.body).unwrap_or_default();
    let value = whole["value"].take();
    if answer.status == 200 {
        return Ok(value);
    }
    let part = |name: &str| value[name].as_str().unwrap_or_default().to_owned();
    Err(DriverError {
        code: part("error"),
        message: part("message"),
    })
}

/// Where the run's one chromedriver listens; the first call starts it.
fn driver_address() -> &'static str {
    static DRIVER: OnceLock<(Child, String)> = OnceLock::new();
    &DRIVER.get_or_init(start_driver).1
}

/// Starts chromedriver on a port that it chooses.
///
/// A test run ends without running destructors, so the driver is watched by a shell that holds our end of a pipe: when
/// this process is gone, however it went, the pipe closes and the shell ends the driver.
#[allow(
    clippy::zombie_processes,
    reason = "it is to live as long as this process, and the shell waits for it"
)]
fn start_driver() -> (Child, String) {
    let program = std::env::var("CHROMEDRIVER").unwrap_or_else(|_| "chromedriver".to_owned());
    let watch = r#""$0" --port=0 & child=$!; cat >/dev/null; kill $child"#;
    let mut child = Command::new("sh")
        .args(["-c", watch, &program])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("a shell to start chromedriver with");
    let output = child.stdout.take().expect("the driver's output is piped");
    let mut lines = BufReader::new(output).lines().map_while(Result::ok);
    let mut seen = String::new();
    while let Some(line) = lines.next() {
        if let Some(port) = line.split(" on port ").nth(1)
            && line.contains("started successfully")
        {
            let port: String = port.chars().take_while(char::is_ascii_digit).collect();
            // Read on for as long as it talks: a full or broken pipe would stop it.
            std::thread::spawn(move || lines.for_each(drop));
            return (child, format!("http://127.0.0.1:{port}"));
        }
        seen.push_str(&line);
        seen.push('\n');
    }
    panic!("`{program}` did not start (set CHROMEDRIVER to its path); it said:\n{seen}");
}
