//! A browser page, driven and read the way a person does it.

use std::path::PathBuf;
use std::sync::{Mutex, MutexGuard, PoisonError};
use std::time::{Duration, Instant};

use serde_json::{Value, json};

use super::driver::{Outcome, Session};
use super::watch::Watch;

/// How long a condition may take to come true. Long, for a busy machine; a test that passes never waits it out.
pub const PATIENCE: Duration = Duration::from_secs(15);
/// How often a condition is looked at.
pub const GLANCE: Duration = Duration::from_millis(40);

/// One browser with one page, fresh: no storage, no cache, no history of another test.
#[derive(Debug)]
pub struct Page {
    /// The WebDriver session.
    pub session: Session,
    pub(super) profile: PathBuf,
    watch: Mutex<Watch>,
}

impl Page {
    /// Starts a browser whose profile is the given, empty folder, with further flags.
    pub async fn open(profile: PathBuf, flags: &[String]) -> Self {
        let mut options = json!({
            "args": [
                "--headless=new", "--no-sandbox", "--disable-gpu", "--no-first-run", "--disable-quic", "--disable-sync",
                "--disable-background-networking", "--disable-component-update", "--disable-dev-shm-usage",
                "--disable-default-apps", "--disable-extensions", "--mute-audio", "--lang=en-US",
                "--window-size=1440,900", "--force-device-scale-factor=1",
                // What `locate.js` reads: roles and names as the accessibility tree has them.
                "--enable-blink-features=ComputedAccessibilityInfo",
                format!("--user-data-dir={}", profile.display()),
            ],
            "perfLoggingPrefs": { "enableNetwork": true, "enablePage": false },
        });
        if let Some(args) = options["args"].as_array_mut() {
            args.extend(flags.iter().map(|flag| json!(flag)));
        }
        if let Some(program) = chromium() {
            options["binary"] = json!(program);
        }
        let capabilities = json!({
            "browserName": "chrome",
            "goog:chromeOptions": options,
            "goog:loggingPrefs": { "browser": "ALL", "performance": "ALL" },
            "timeouts": { "script": 60_000, "pageLoad": 60_000 },
        });
        let session = Session::start(&capabilities).await;
        let session = session.unwrap_or_else(|error| panic!("Chromium did not start: {error}"));
        Self {
            session,
            profile,
            watch: Mutex::default(),
        }
    }

    /// Ends the browser and removes its profile.
    pub async fn close(&self) {
        // A browser that already went away is closed enough; the profile is of no use to anyone after it.
        drop(self.session.end().await);
        drop(std::fs::remove_dir_all(&self.profile));
    }

    // ---- going places

    /// Types an address into the address bar.
    pub async fn visit(&self, url: &str) {
        must(
            "visit",
            self.session.post("url", json!({ "url": url })).await,
        );
    }

    /// The browser's Back.
    pub async fn back(&self) {
        must("go back", self.session.post("back", json!({})).await);
    }

    /// The browser's Forward.
    pub async fn forward(&self) {
        must("go forward", self.session.post("forward", json!({})).await);
    }

    /// The browser's Reload.
    pub async fn reload(&self) {
        must("reload", self.session.post("refresh", json!({})).await);
    }

    /// The address bar.
    pub async fn address(&self) -> String {
        let url = must("read the address", self.session.get("url").await);
        url.as_str().unwrap_or_default().to_owned()
    }

    /// The tab's title.
    pub async fn title(&self) -> String {
        let title = must("read the title", self.session.get("title").await);
        title.as_str().unwrap_or_default().to_owned()
    }

    /// Runs a script in each document before its own, as a browser of another make would differ.
    pub async fn before_each_document(&self, script: &str) {
        let source = json!({ "source": script });
        let method = "Page.addScriptToEvaluateOnNewDocument";
        must("prepare documents", self.session.cdp(method, source).await);
    }

    /// Lets the pages of an origin read the clipboard, as a person who presses "Allow".
    pub async fn let_read_the_clipboard(&self, origin: &str) {
        let permissions = json!({
            "origin": origin.trim_end_matches('/'),
            "permissions": ["clipboardReadWrite", "clipboardSanitizedWrite"],
        });
        let method = "Browser.grantPermissions";
        must(
            "allow the clipboard",
            self.session.cdp(method, permissions).await,
        );
    }

    // ---- waiting

    /// Waits until the condition yields something.
    ///
    /// # Panics
    /// When the patience is over, saying what was waited for.
    pub async fn until<T>(&self, what: &str, mut condition: impl AsyncFnMut() -> Option<T>) -> T {
        let start = Instant::now();
        loop {
            if let Some(value) = condition().await {
                return value;
            }
            assert!(
                start.elapsed() < PATIENCE,
                "waited {} s in vain until {what}",
                PATIENCE.as_secs()
            );
            tokio::time::sleep(GLANCE).await;
        }
    }

    /// Waits until the page shows the text. Case and white space do not count.
    pub async fn see(&self, text: &str) {
        let wanted = plain(text);
        let shown = async || self.text().await.contains(&wanted).then_some(());
        self.until(&format!("the page says “{text}”"), shown).await;
    }

    /// Waits until the page shows one of the texts, and says which.
    pub async fn see_one_of(&self, texts: &[&str]) -> usize {
        let shown = async || {
            let all = self.text().await;
            texts.iter().position(|text| all.contains(&plain(text)))
        };
        self.until(&format!("the page says one of {texts:?}"), shown)
            .await
    }

    /// Waits until the page no longer shows the text.
    pub async fn see_no_more(&self, text: &str) {
        let wanted = plain(text);
        let gone = async || (!self.text().await.contains(&wanted)).then_some(());
        self.until(&format!("the page no longer says “{text}”"), gone)
            .await;
    }

    /// Whether the page shows the text now. To wait for it, use [`see`](Self::see).
    pub async fn shows(&self, text: &str) -> bool {
        self.text().await.contains(&plain(text))
    }

    /// All visible text, in lower case, white space folded.
    pub async fn text(&self) -> String {
        plain(&self.raw_text().await)
    }

    /// All visible text as the browser gives it.
    pub async fn raw_text(&self) -> String {
        let script = "return document.body ? document.body.innerText : ''";
        let text = self.run(script, json!([])).await;
        text.as_str().unwrap_or_default().to_owned()
    }

    // ---- looking behind

    /// Runs a script and gives what it returns.
    pub async fn run(&self, script: &str, arguments: Value) -> Value {
        must("run a script", self.session.run(script, arguments).await)
    }

    /// Runs a script in each page opened from now on, before the page's own.
    pub async fn run_first(&self, script: &str) {
        let command = "Page.addScriptToEvaluateOnNewDocument";
        let outcome = self.session.cdp(command, json!({ "source": script }));
        must("prepare a script", outcome.await);
    }

    /// The console and the requests up to now.
    pub async fn watched(&self) -> MutexGuard<'_, Watch> {
        let console = self.session.log("browser").await.unwrap_or_default();
        let protocol = self.session.log("performance").await.unwrap_or_default();
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch.hear_console(&console);
        watch.hear_protocol(&protocol);
        watch
    }

    /// Errors with this text on the console belong to the test's story.
    pub fn expect_console(&self, text: &str) {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch.expect(text);
    }

    /// Refusals by the page's own content security policy belong to the test's story.
    pub fn expect_refusals(&self) {
        let mut watch = self.watch.lock().unwrap_or_else(PoisonError::into_inner);
        watch.expect_refusals();
        watch.expect("Content Security Policy");
    }

    /// The user's answer to what a site asks to be allowed: `granted`, `denied`, or `prompt` while there is none.
    pub async fn decide(&self, origin: &str, permission: &str, answer: &str) {
        let parameters = json!({
            "origin": origin, "setting": answer, "permission": { "name": permission },
        });
        must(
            "decide about a permission",
            self.session.cdp("Browser.setPermission", parameters).await,
        );
    }
}

/// The value of a command that can only fail with the browser itself.
pub fn must<T>(what: &str, outcome: Outcome<T>) -> T {
    outcome.unwrap_or_else(|error| panic!("cannot {what}: {error}"))
}

/// Lower case, with every run of white space as one space.
pub fn plain(text: &str) -> String {
    let words: Vec<&str> = text.split_whitespace().collect();
    words.join(" ").to_lowercase()
}

/// The browser to start: the variable CHROMIUM, else a usual place, else what chromedriver finds by itself.
fn chromium() -> Option<String> {
    let usual = ["/usr/bin/chromium", "/usr/bin/google-chrome"];
    let there = |path: &&str| std::path::Path::new(path).exists();
    std::env::var("CHROMIUM")
        .ok()
        .or_else(|| usual.into_iter().find(there).map(str::to_owned))
}
