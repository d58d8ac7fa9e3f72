//! The server around the engine: sockets, CORS, faults, the portal's files and the control endpoint.
//!
//! ```no_run
//! # async fn example() -> Result<(), devhost::server::StartError> {
//! use devhost::server::{DevHost, ServerConfig};
//!
//! let running = DevHost::start(ServerConfig::default()).await?;
//! println!("{} {}", running.portal_url, running.hub_url);
//! running.shutdown().await;
//! # Ok(()) }
//! ```

mod clock;
mod compress;
mod config;
mod control;
mod control_routes;
mod cors;
mod fault_answers;
mod hub;
mod listen;
mod log;
mod portal;
mod state;
mod static_files;

use std::sync::Arc;

use axum::Router;
use axum::extract::Request;
use tokio::task::{AbortHandle, JoinSet};
use tower::ServiceExt;

pub use config::ServerConfig;
pub use control::{ClockState, Control, Summary};
pub use cors::{Cors, CorsMode};
pub use listen::StartError;
pub use log::{LoggedRequest, Side};
pub use static_files::CONTENT_SECURITY_POLICY;

use listen::Listeners;
use portal::Portal;
use state::State;
use static_files::StaticFiles;

const HUB_FLAG: &str = "--hub-port";
const PORTAL_FLAG: &str = "--port";

/// Starts devhosts.
#[derive(Debug)]
pub struct DevHost;

/// A devhost that runs until it is shut down or dropped.
pub struct Running {
    /// Where the portal is served, without a slash at the end: `http://localhost:4280`.
    pub portal_url: String,
    /// The hub's origin; the portal's with `same_origin`.
    pub hub_url: String,
    control: Control,
    tasks: JoinSet<()>,
    hub: Option<Hub>,
}

/// The hub's listener, kept apart so that it can go away while the portal stays.
struct Hub {
    port: u16,
    router: Router,
    serving: Option<AbortHandle>,
}

impl DevHost {
    /// Binds the ports and serves.
    ///
    /// # Errors
    /// When a port is taken or cannot be bound.
    pub async fn start(mut config: ServerConfig) -> Result<Running, StartError> {
        let portal_side = Listeners::bind(config.portal_port, PORTAL_FLAG).await?;
        let portal_port = portal_side.port();
        let portal_url = format!("http://localhost:{portal_port}");
        let hub_side = if config.same_origin {
            None
        } else {
            Some(Listeners::bind(config.hub_port, HUB_FLAG).await?)
        };
        let hub_url = hub_side.as_ref().map_or_else(
            || portal_url.clone(),
            |side| format!("http://localhost:{}", side.port()),
        );
        config.host.origin.clone_from(&hub_url);

        let cors = allow_list(&config, portal_port);
        let files = StaticFiles::new(config.dist.clone());
        let connections = portal::connections(&config.connection_name, &config.host);
        let state = Arc::new(State::new(config, cors.clone()));
        let control = Control {
            state: Arc::clone(&state),
            first_cors: cors,
        };
        let hub_router = Router::new()
            .fallback(hub::answer)
            .with_state(Arc::clone(&state))
            .merge(control_routes::routes(control.clone()));
        let portal_router = Router::new()
            .fallback(portal::answer)
            .with_state(Arc::new(Portal {
                state: Arc::clone(&state),
                files,
                connections,
            }));

        let mut tasks = JoinSet::new();
        let scheduled = Arc::clone(&state);
        tasks.spawn(async move { scheduled.run_scheduler().await });
        let hub = if let Some(side) = hub_side {
            tasks.spawn(portal_side.serve(portal_router));
            let port = side.port();
            let serving = tasks.spawn(side.serve(hub_router.clone()));
            Some(Hub {
                port,
                router: hub_router,
                serving: Some(serving),
            })
        } else {
            let host = &state.config.host;
            let base = format!("{}{}/", host.path_prefix, host.base.path());
            tasks.spawn(portal_side.serve(side_by_path(&base, hub_router, portal_router)));
            None
        };
        Ok(Running {
            portal_url,
            hub_url,
            control,
            tasks,
            hub,
        })
    }
}

impl Running {
    /// Steers this devhost.
    pub fn control(&self) -> &Control {
        &self.control
    }

    /// Takes the hub off the network: connections to it are refused, as when a function app is down. Its state and clock live on.
    /// With `same_origin` nothing happens.
    pub async fn stop_hub(&mut self) {
        let Some(serving) = self.hub.as_mut().and_then(|hub| hub.serving.take()) else {
            return;
        };
        serving.abort();
        while !serving.is_finished() {
            tokio::task::yield_now().await;
        }
    }

    /// Puts a stopped hub back on its port.
    ///
    /// # Errors
    /// When another program has taken the port meanwhile.
    pub async fn start_hub(&mut self) -> Result<(), StartError> {
        if let Some(hub) = self.hub.as_mut().filter(|hub| hub.serving.is_none()) {
            let side = Listeners::bind(hub.port, HUB_FLAG).await?;
            hub.serving = Some(self.tasks.spawn(side.serve(hub.router.clone())));
        }
        Ok(())
    }

    /// Ends everything and frees the ports.
    pub async fn shutdown(mut self) {
        self.tasks.shutdown().await;
    }

    /// Serves until the process ends.
    pub async fn wait(mut self) {
        while self.tasks.join_next().await.is_some() {}
    }
}

/// The allow-list: the portal under both its names, and what was asked for.
fn allow_list(config: &ServerConfig, portal_port: u16) -> Cors {
    let mut origins = vec![
        format!("http://localhost:{portal_port}"),
        format!("http://127.0.0.1:{portal_port}"),
    ];
    origins.extend(config.origins.iter().cloned());
    Cors {
        mode: config.cors,
        origins,
    }
}

/// One router for both sides: the hub below its base path and `/devhost`, the files everywhere else.
fn side_by_path(base: &str, hub: Router, portal: Router) -> Router {
    let base = base.to_ascii_lowercase();
    Router::new().fallback(move |request: Request| {
        let path = format!("{}/", request.uri().path().to_ascii_lowercase());
        let side = if path.starts_with(&base) || path.starts_with("/devhost/") {
            hub.clone()
        } else {
            portal.clone()
        };
        async move {
            match side.oneshot(request).await {
                Ok(answer) => answer,
                Err(never) => match never {},
            }
        }
    })
}
