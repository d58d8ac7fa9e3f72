//! Which page a route shows, whatever it shows of itself: while the place stays, the page stays.

use super::Route;

/// A page and what it is about.
#[derive(Clone, Debug, PartialEq)]
pub enum Place {
    /// The connections page.
    Connections,
    /// The instances of a hub.
    Instances(String),
    /// One instance: hub and id.
    Instance(String, String),
    /// The plans of a hub.
    Plans(String),
    /// A plan that is about to be made.
    NewPlan(String),
    /// A plan: hub and number.
    Plan(String, u32),
    /// The connection to a hub.
    About(String),
    /// A new instance.
    Start(String),
    /// The entities of a hub.
    Entities(String),
    /// One entity: hub, name and key.
    Entity(String, String, String),
    /// Purging, and emptying a hub.
    Maintain(String),
    /// The journal.
    Journal,
    /// A link that cannot be read.
    Unknown(String),
}

impl Place {
    /// The place of a route.
    pub fn of(route: &Route) -> Self {
        match route {
            Route::Connections | Route::Invitation(_) => Self::Connections,
            Route::Instances { hub, .. } => Self::Instances(hub.clone()),
            Route::Instance { hub, id, .. } => Self::Instance(hub.clone(), id.clone()),
            Route::Plans { hub } => Self::Plans(hub.clone()),
            Route::NewPlan { hub, .. } => Self::NewPlan(hub.clone()),
            Route::Plan { hub, number } => Self::Plan(hub.clone(), *number),
            Route::About { hub } => Self::About(hub.clone()),
            Route::Start { hub, .. } => Self::Start(hub.clone()),
            Route::Entities { hub } => Self::Entities(hub.clone()),
            Route::Entity { hub, name, key } => {
                Self::Entity(hub.clone(), name.clone(), key.clone())
            }
            Route::Maintain { hub } => Self::Maintain(hub.clone()),
            Route::Journal => Self::Journal,
            Route::Unknown(text) => Self::Unknown(text.clone()),
        }
    }

    /// The connection it belongs to.
    pub fn hub(&self) -> Option<&str> {
        match self {
            Self::Instances(hub)
            | Self::Instance(hub, _)
            | Self::Plans(hub)
            | Self::NewPlan(hub)
            | Self::Plan(hub, _)
            | Self::About(hub)
            | Self::Start(hub)
            | Self::Entities(hub)
            | Self::Entity(hub, ..)
            | Self::Maintain(hub) => Some(hub),
            Self::Connections | Self::Journal | Self::Unknown(_) => None,
        }
    }
}
