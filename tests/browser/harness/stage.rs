//! One test's world: a devhost of its own, a fresh browser, and what is checked of every test.

use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::time::Duration;

use devhost::server::{Control, DevHost, Running, ServerConfig};
use tokio::runtime;

use super::hub::Hub;
use super::page::Page;
use super::{evidence, slots, tls};

/// No test takes this long: one that does is stuck.
const LIMIT: Duration = Duration::from_mins(5);

/// What a test acts on.
pub struct Stage {
    /// A browser, on no page yet.
    pub page: Arc<Page>,
    /// The devhost, to be stopped and started.
    pub host: Running,
    /// The devhost's API, as another client of the same hub uses it.
    pub hub: Hub,
    /// The portal's address, with a slash at the end.
    pub portal: String,
    world: Arc<World>,
}

impl Stage {
    async fn set(mut config: ServerConfig, world: Arc<World>) -> Self {
        config.dist.get_or_insert_with(dist);
        let given = config.host.clone();
        let host = DevHost::start(config).await;
        let host = host.unwrap_or_else(|error| panic!("the devhost did not start: {error}"));
        world.allow(&host.portal_url);
        world.allow(&host.hub_url);
        let base = format!("{}{}{}", host.hub_url, given.path_prefix, given.base.path());
        Self {
            page: world.open_page(&[]).await,
            portal: format!("{}/", host.portal_url),
            hub: Hub::new(base, given.task_hub, given.key),
            host,
            world,
        }
    }

    /// Steers the devhost: its clock, faults, CORS, key, log.
    pub fn control(&self) -> &Control {
        self.host.control()
    }

    /// Opens the portal.
    pub async fn open_portal(&self) {
        self.page.visit(&self.portal).await;
    }

    /// Another person's browser, on no page yet.
    pub async fn another_browser(&self) -> Arc<Page> {
        self.world.open_page(&[]).await
    }

    /// Portal and hub as somebody on the web has them: under names of their own, over https, besides at their plain addresses. The
    /// browser takes the test's certificate, and with `public` the portal's address for one of the public network.
    pub async fn on_the_web(&self, public: bool) -> Web {
        let portal_port = tls::front(&self.host.portal_url).await;
        let hub_port = tls::front(&self.host.hub_url).await;
        let mut flags = vec![
            "--ignore-certificate-errors".to_owned(),
            "--host-resolver-rules=MAP *.example 127.0.0.1, MAP *.azurewebsites.net ~NOTFOUND"
                .to_owned(),
        ];
        if public {
            flags.push(format!(
                "--ip-address-space-overrides=127.0.0.1:{portal_port}=public"
            ));
        }
        let web = Web {
            page: self.world.open_page(&flags).await,
            portal: format!("https://portal.example:{portal_port}"),
            hub: format!("https://orders.example:{hub_port}"),
            plain_hub: self.host.hub_url.replace("localhost", "orders.example"),
            nowhere: "https://orders-fn.azurewebsites.net".to_owned(),
        };
        for origin in [&web.portal, &web.hub, &web.plain_hub, &web.nowhere] {
            self.world.allow(origin);
        }
        web
    }
}

/// Addresses on the web, without a slash at the end, and a browser that finds them.
pub struct Web {
    /// The browser, on no page yet.
    pub page: Arc<Page>,
    /// The portal over https.
    pub portal: String,
    /// The hub over https.
    pub hub: String,
    /// The hub over plain http.
    pub plain_hub: String,
    /// An app in Azure whose name nobody knows.
    pub nowhere: String,
}

/// What outlives a scene that fails.
#[derive(Default)]
struct World {
    pages: Mutex<Vec<Arc<Page>>>,
    origins: Mutex<Vec<String>>,
}

impl World {
    async fn open_page(&self, flags: &[String]) -> Arc<Page> {
        let page = Arc::new(Page::open(new_profile(), flags).await);
        locked(&self.pages).push(Arc::clone(&page));
        page
    }

    fn allow(&self, origin: &str) {
        locked(&self.origins).push(origin.to_owned());
    }

    /// What holds for every test: a quiet console, no breach of the security policy, no request to a third party.
    async fn check_what_was_watched(&self) {
        let origins = locked(&self.origins).clone();
        let pages = locked(&self.pages).clone();
        for page in pages {
            let watch = page.watched().await;
            let surprises = watch.surprises();
            assert!(
                surprises.is_empty(),
                "the console holds errors: {surprises:#?}"
            );
            for request in &watch.requests {
                let origin = request.origin();
                let own = ["data", "blob"].contains(&origin.as_str()) || origins.contains(&origin);
                assert!(
                    own,
                    "a request left for another origin: {} {}",
                    request.method, request.url
                );
            }
        }
    }
}

/// Plays one test: sets the stage, runs the scene, checks what was watched; leaves evidence when something failed.
pub fn play(config: ServerConfig, scene: impl AsyncFnOnce(&mut Stage)) {
    play_within(LIMIT, config, scene);
}

/// The same where more time is needed.
pub fn play_within(limit: Duration, config: ServerConfig, scene: impl AsyncFnOnce(&mut Stage)) {
    let _slot = slots::take();
    let test = std::thread::current()
        .name()
        .unwrap_or("unnamed")
        .to_owned();
    let evidence = evidence::folder(&test);
    let world = Arc::new(World::default());
    let runtime = runtime::Builder::new_current_thread().enable_all().build();
    let runtime = runtime.expect("a runtime for the test");
    let whole = async {
        let mut stage = Stage::set(config, Arc::clone(&world)).await;
        scene(&mut stage).await;
        world.check_what_was_watched().await;
        stage.host.shutdown().await;
    };
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        let limited = async { tokio::time::timeout(limit, whole).await };
        let in_time = runtime.block_on(limited).is_ok();
        assert!(in_time, "stuck: not done after {} s", limit.as_secs());
    }));
    runtime.block_on(async {
        let pages = locked(&world.pages).clone();
        for (index, page) in pages.iter().enumerate() {
            if outcome.is_err() {
                evidence::leave(page, &evidence, index + 1).await;
            }
            page.close().await;
        }
    });
    if let Err(panic) = outcome {
        eprintln!("evidence: {}", evidence.display());
        resume_unwind(panic);
    }
}

/// The portal's files once more, two folders below the root of the site, with a `portal.json` of the test's own beside them. The answer
/// is the site's root, for [`ServerConfig::dist`]; the portal is then at `tools/portal/`.
pub fn deployment(name: &str, portal_json: &str) -> PathBuf {
    let root = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    drop(std::fs::remove_dir_all(&root));
    let folder = root.join("tools").join("portal");
    copy(&dist(), &folder);
    std::fs::write(folder.join("portal.json"), portal_json)
        .expect("the target folder can be written to");
    root
}

fn copy(from: &Path, to: &Path) {
    std::fs::create_dir_all(to).expect("the target folder can be written to");
    for entry in std::fs::read_dir(from)
        .expect("the built portal can be read")
        .flatten()
    {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            std::fs::copy(entry.path(), target).expect("the target folder can be written to");
        }
    }
}

/// The folder of the built portal: the variable `DURABLE_PORTAL_DIST`, else `dist`.
fn dist() -> PathBuf {
    let here = Path::new(env!("CARGO_MANIFEST_DIR"));
    let folder = std::env::var("DURABLE_PORTAL_DIST").unwrap_or_else(|_| "dist".to_owned());
    let folder = here.join(folder);
    let built = folder.join("index.html").is_file();
    assert!(
        built,
        "{} holds no built portal; `cargo xtask test` builds one and names it in DURABLE_PORTAL_DIST",
        folder.display()
    );
    folder
}

fn new_profile() -> PathBuf {
    use std::sync::atomic::{AtomicUsize, Ordering};
    static NUMBER: AtomicUsize = AtomicUsize::new(0);
    let number = NUMBER.fetch_add(1, Ordering::Relaxed);
    let name = format!("durable-portal-browser-{}-{number}", std::process::id());
    std::env::temp_dir().join(name)
}

/// Locks even after a failed assertion in a test that held the lock.
fn locked<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
