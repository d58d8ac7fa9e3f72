//! Durable Portal: an admin portal for Azure Durable Functions that runs in the browser alone.
//!
//! Arrows point down only:
//!
//! - `app`: the frame around the pages
//! - `pages`: one for each route
//! - `components`: what pages are made of; props only, no route
//! - `state`: connections, queries, costs, preferences
//! - `route`: the address of a view, pure
//! - `words`: every sentence a person reads
//! - `browser`: the only place that names `web_sys`
//! - [`durable_api`]: what is known of Durable Functions, pure

// Private, so that the compiler names what nobody uses.
mod app;
mod browser;
mod components;
mod pages;
mod prelude;
mod route;
mod state;
mod stopped;
mod words;

/// Starts the portal in this page: loads the words of the reader's language, then mounts the frame.
pub async fn start() {
    stopped::install();
    words::begin(None).await;
    app::mount();
}
