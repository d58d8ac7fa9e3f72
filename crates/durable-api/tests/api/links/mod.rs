//! Links of every generation and in every form.

use durable_api::ManagementLink;

mod current;
mod first;
mod ids;
mod pasted;

const BASE: &str = "http://localhost:7071/runtime/webhooks/durabletask";

/// The id of a link, and the other one it may mean.
fn id_of(link: &str) -> (String, Option<String>) {
    let link = ManagementLink::parse(link).unwrap();
    (link.instance_id.unwrap(), link.other_reading)
}
