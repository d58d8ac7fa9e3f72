//! What a person does over and over, and what a hub is filled with.

use devhost::json::Json;
use devhost::server::{CorsMode, LoggedRequest, ServerConfig, Side};

use crate::harness::{Locator, Page, Stage, button, field, heading, link, main_part};

/// A key that stands out wherever it should not be. Long, and with signs that change when they are encoded.
pub const KEY: &str = "K3y-tHaT-mUsT-n0t-LeAk_/+zz9==";
/// The label of the box one pastes into.
pub const PASTE_BOX: &str = "Link, starter JSON, curl line or address";

/// A hub with nothing in it, as most tests want it.
pub fn empty_hub() -> ServerConfig {
    ServerConfig::default()
}

/// A hub that asks for [`KEY`].
pub fn hub_with_key() -> ServerConfig {
    let mut config = empty_hub();
    config.host.key = Some(KEY.to_owned());
    config
}

/// A hub of generated instances.
pub fn hub_of(instances: u64, cors: CorsMode) -> ServerConfig {
    ServerConfig {
        instances,
        cors,
        ..empty_hub()
    }
}

/// Presses "Try again", unless the page has tried by itself meanwhile and the button went with the failure.
pub async fn try_again(page: &Page) {
    let script = "
        const wanted = [...document.querySelectorAll('main button')].find((it) => it.textContent.trim() === 'Try again');
        if (wanted) wanted.click();";
    page.run(script, serde_json::json!([])).await;
}

impl Stage {
    /// Pastes a link and connects.
    pub async fn paste_and_connect(&self, pasted: &str) {
        paste_and_connect(&self.page, &self.portal, pasted).await;
    }

    /// Opens the list of the devhost's hub, by the connection that `portal.json` names.
    pub async fn open_list(&self) {
        self.open_portal().await;
        self.page.click(&link("Demo hub").inside(main_part())).await;
        self.page.find(&heading("Instances").exactly()).await;
    }

    /// Opens an instance by its link, the id as it stands in an address.
    pub async fn open_instance(&self, id: &str) {
        self.paste_and_connect(&self.hub.link(id)).await;
        self.page.find(&heading(id)).await;
    }

    /// Opens an instance by its link, and its events.
    pub async fn open_events(&self, id: &str) {
        self.open_instance(id).await;
        self.page.click(&link("Events")).await;
    }
}

impl Stage {
    /// Starts an orchestration from within the function app: under any id, whatever the API would say to it.
    pub fn start_by_code(&self, function: &str, id: &str, input: &str) {
        let input = Json::parse(input).expect("the test's input is JSON");
        let started = self
            .control()
            .with_host(|host| host.start(function, id, &input));
        started.unwrap_or_else(|error| panic!("{function} does not start as {id}: {error:?}"));
    }

    /// How many requests reached the API from pages.
    pub fn hub_requests(&self) -> usize {
        let from_pages = |request: &&LoggedRequest| request.header("origin").is_some();
        let requests = self.control().requests();
        let hub = requests.iter().filter(|request| request.side == Side::Hub);
        hub.filter(from_pages).count()
    }
}

/// Opens the portal, pastes a link and connects.
pub async fn paste_and_connect(page: &Page, portal: &str, pasted: &str) {
    page.visit(portal).await;
    page.paste(&field(PASTE_BOX), pasted).await;
    page.click(&connect_button()).await;
}

/// "Connect", or "Connect and open …" where the link names an instance. The top bar has "No connection" too.
pub fn connect_button() -> Locator {
    button("Connect").inside(main_part())
}
