//! What the status line says of the page on screen: when its data came, and what it covers.

use crate::prelude::*;

use crate::browser::clock;
use crate::state::App;
use crate::state::query::Query;

/// Keeps the status line in step with a query until the page is left.
pub fn show_freshness<T: Send + Sync + 'static>(
    app: App,
    query: Query<T>,
    coverage: impl Fn() -> String + 'static,
) {
    Effect::new(move |_| {
        // The line shows the wall clock's time; a query counts on a clock that never jumps.
        app.updated_at.set(
            query
                .data_at()
                .map(|at| clock::now() - (clock::monotonic() - at)),
        );
        app.status.set(coverage());
    });
    on_cleanup(move || {
        app.updated_at.try_set(None);
        app.status.try_set(String::new());
    });
}
