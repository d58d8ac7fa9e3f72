//! The address of a view: a typed route and the fragment text that stands for it.
//!
//! Pure. [`Route::parse`] never fails: what it cannot read in full is [`Route::Unknown`], because a link that is half
//! obeyed (a filter dropped in silence) shows something else than its sender saw. A route holds no key, ever.

mod escape;
mod instance;
mod instances_view;
mod invitation;
mod place;
mod plan_wish;
mod query;
mod start_at;

use std::fmt;

use durable_api::ManagementLink;

pub use escape::{decode, encode};
pub use instance::{InstanceQuery, Tab};
pub use instances_view::InstancesView;
pub use invitation::Invitation;
pub use place::Place;
pub use plan_wish::PlanWish;
pub use start_at::StartAt;

/// A view of the portal.
#[derive(Clone, Debug, PartialEq)]
pub enum Route {
    /// `#/`: the paste box and the known connections.
    Connections,
    /// `#/h/{hub}/instances?…`
    Instances {
        /// The connection, as its own text form names it (see docs/decisions).
        hub: String,
        /// What is looked for, and how it is shown.
        view: InstancesView,
    },
    /// `#/h/{hub}/i/{id}?…`
    Instance {
        /// The connection, as above.
        hub: String,
        /// The instance id, decoded.
        id: String,
        /// What is shown of it.
        query: InstanceQuery,
    },
    /// `#/h/{hub}/about`: the connection itself, and what its API lets this page do.
    About {
        /// The connection, as above.
        hub: String,
    },
    /// `#/h/{hub}/plans`: what was planned for many at once.
    Plans {
        /// The connection, as above.
        hub: String,
    },
    /// `#/h/{hub}/plans/new?…`: a plan that is about to be made.
    NewPlan {
        /// The connection, as above.
        hub: String,
        /// What it is to be about.
        wish: PlanWish,
    },
    /// `#/h/{hub}/plans/{n}`: a plan that this browser keeps.
    Plan {
        /// The connection, as above.
        hub: String,
        /// Its number, from 1.
        number: u32,
    },
    /// `#/h/{hub}/start?name=&like=`: a new instance.
    Start {
        /// The connection, as above.
        hub: String,
        /// What it begins with.
        at: StartAt,
    },
    /// `#/h/{hub}/entities`: the entities of a hub.
    Entities {
        /// The connection, as above.
        hub: String,
    },
    /// `#/h/{hub}/entities/{name}/{key}`: one entity.
    Entity {
        /// The connection, as above.
        hub: String,
        /// Its name, in lower case as hosts tell it, decoded.
        name: String,
        /// Its key, decoded.
        key: String,
    },
    /// `#/h/{hub}/maintain`: purging, and emptying the hub.
    Maintain {
        /// The connection, as above.
        hub: String,
    },
    /// `#/journal`: what this browser sent, to whichever hub.
    Journal,
    /// `#/?open=…`: a view for somebody who may not know its hub yet.
    Invitation(Box<Invitation>),
    /// Anything else, as it stood behind `#`.
    Unknown(String),
}

impl Route {
    /// The list of a hub, unfiltered.
    pub fn instances(hub: &str) -> Self {
        Self::Instances {
            hub: hub.to_owned(),
            view: InstancesView::default(),
        }
    }

    /// The page of one instance.
    pub fn instance(hub: &str, id: &str) -> Self {
        Self::Instance {
            hub: hub.to_owned(),
            id: id.to_owned(),
            query: InstanceQuery::default(),
        }
    }

    /// A new instance of a hub.
    pub fn start(hub: &str) -> Self {
        Self::Start {
            hub: hub.to_owned(),
            at: StartAt::default(),
        }
    }

    /// Where a management link leads: to its instance, or to the list as narrowly as the link does.
    pub fn of_link(hub: &str, link: &ManagementLink) -> Self {
        match &link.instance_id {
            Some(id) => Self::instance(hub, id),
            None => Self::Instances {
                hub: hub.to_owned(),
                view: InstancesView::of_filter(link.filter.as_str()),
            },
        }
    }

    /// Reads the text behind `#` (the `#` itself may be there too).
    pub fn parse(text: &str) -> Self {
        let text = text.strip_prefix('#').unwrap_or(text);
        read(text).unwrap_or_else(|| Self::Unknown(text.to_owned()))
    }

    /// The connection this view belongs to.
    pub fn hub(&self) -> Option<&str> {
        match self {
            Self::Instances { hub, .. }
            | Self::Instance { hub, .. }
            | Self::Plans { hub }
            | Self::NewPlan { hub, .. }
            | Self::Plan { hub, .. }
            | Self::About { hub }
            | Self::Start { hub, .. }
            | Self::Entities { hub }
            | Self::Entity { hub, .. }
            | Self::Maintain { hub } => Some(hub),
            Self::Invitation(invitation) => invitation.view.hub(),
            Self::Connections | Self::Journal | Self::Unknown(_) => None,
        }
    }

    /// What a link to this view has as `href`.
    pub fn href(&self) -> String {
        format!("#{self}")
    }
}

/// The text behind `#`, without it.
impl fmt::Display for Route {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Self::Connections => f.write_str("/"),
            Self::Journal => f.write_str("/journal"),
            Self::Instances { hub, view } => {
                write!(f, "/h/{}/instances", encode(hub))?;
                query::write(f, &view.clauses())
            }
            Self::Instance { hub, id, query } => {
                write!(f, "/h/{}/i/{}", encode(hub), encode(id))?;
                query::write(f, &query.clauses())
            }
            Self::Maintain { hub } => write!(f, "/h/{}/maintain", encode(hub)),
            Self::About { hub } => write!(f, "/h/{}/about", encode(hub)),
            Self::Plans { hub } => write!(f, "/h/{}/plans", encode(hub)),
            Self::NewPlan { hub, wish } => {
                write!(f, "/h/{}/plans/new", encode(hub))?;
                query::write(f, &wish.clauses())
            }
            Self::Plan { hub, number } => write!(f, "/h/{}/plans/{number}", encode(hub)),
            Self::Start { hub, at } => {
                write!(f, "/h/{}/start", encode(hub))?;
                query::write(f, &at.clauses())
            }
            Self::Entities { hub } => write!(f, "/h/{}/entities", encode(hub)),
            Self::Entity { hub, name, key } => {
                let (hub, name, key) = (encode(hub), encode(name), encode(key));
                write!(f, "/h/{hub}/entities/{name}/{key}")
            }
            Self::Invitation(invitation) => {
                f.write_str("/")?;
                query::write(f, &invitation.clauses())
            }
            Self::Unknown(text) => f.write_str(text),
        }
    }
}

fn read(text: &str) -> Option<Route> {
    let (path, clauses) = text.split_once('?').unwrap_or((text, ""));
    let clauses = query::read(clauses);
    let mut parts = path.strip_prefix('/').unwrap_or(path).split('/');
    let route = match (parts.next()?, parts.next(), parts.next(), parts.next()) {
        ("h", Some(hub), Some("entities"), Some(name)) if !hub.is_empty() && !name.is_empty() => {
            let key = parts.next().filter(|_| clauses.is_empty())?;
            Route::Entity {
                hub: decode(hub),
                name: decode(name),
                key: decode(key),
            }
        }
        ("h", Some(hub), Some("entities"), None) if !hub.is_empty() && clauses.is_empty() => {
            Route::Entities { hub: decode(hub) }
        }
        ("h", Some(hub), Some("start"), None) if !hub.is_empty() => Route::Start {
            hub: decode(hub),
            at: StartAt::of(&clauses)?,
        },
        ("", None, None, None) if clauses.is_empty() => Route::Connections,
        ("", None, None, None) => Route::Invitation(Box::new(Invitation::of(&clauses)?)),
        ("journal", None, None, None) if clauses.is_empty() => Route::Journal,
        ("h", Some(hub), Some("instances"), None) if !hub.is_empty() => Route::Instances {
            hub: decode(hub),
            view: InstancesView::of(&clauses)?,
        },
        ("h", Some(hub), Some("maintain"), None) if !hub.is_empty() && clauses.is_empty() => {
            Route::Maintain { hub: decode(hub) }
        }
        ("h", Some(hub), Some("about"), None) if !hub.is_empty() && clauses.is_empty() => {
            Route::About { hub: decode(hub) }
        }
        ("h", Some(hub), Some("plans"), of) if !hub.is_empty() => {
            of_plans(decode(hub), of, &clauses)?
        }
        ("h", Some(hub), Some("i"), Some(id)) if !hub.is_empty() && !id.is_empty() => {
            Route::Instance {
                hub: decode(hub),
                id: decode(id),
                query: InstanceQuery::of(&clauses)?,
            }
        }
        _ => return None,
    };
    parts.next().is_none().then_some(route)
}

/// What stands behind `plans`.
fn of_plans(hub: String, of: Option<&str>, clauses: &[(String, String)]) -> Option<Route> {
    Some(match of {
        Some("new") => Route::NewPlan {
            hub,
            wish: PlanWish::of(clauses)?,
        },
        _ if !clauses.is_empty() => return None,
        None => Route::Plans { hub },
        Some(number) => Route::Plan {
            hub,
            number: number.parse().ok().filter(|it| *it > 0)?,
        },
    })
}

#[cfg(test)]
mod tests;
