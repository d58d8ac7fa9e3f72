//! What was seen of a hub since this page was opened, for whoever fills in a form.

use std::any::Any;
use std::rc::Rc;

/// Answers from what is held; it asks no host. The instances page gives it, so that none of its code is part of a first visit.
pub trait Seen: Any {
    /// As what it is, for who made it.
    fn as_any(self: Rc<Self>) -> Rc<dyn Any>;
    /// Ids that begin so.
    fn ids(&self, hub: &str, beginning: &str) -> Vec<String>;
    /// Whether an instance of this id was seen.
    fn has(&self, hub: &str, id: &str) -> bool;
    /// Orchestrators' names.
    fn names(&self, hub: &str) -> Vec<String>;
    /// Ids of entities, `@name@key`.
    fn entities(&self, hub: &str) -> Vec<String>;
    /// Ids of an orchestrator's instances, the newest first.
    fn newest_of(&self, hub: &str, name: &str) -> Vec<String>;
}
