//! What is asked for when a row is opened: a child's history, and before that who the child is.

use std::sync::Arc;

use crate::browser::spawn;
use crate::prelude::*;

use super::super::kin::child_of;
use super::chart::{Chart, Parts};
use super::children::{Child, load_child};
use super::lines::Opened;
use super::source::Source;

impl Chart {
    /// Opens or closes what is below a row; a child's history is fetched then.
    pub fn toggle(self, what: &Opened) {
        let mut opened = false;
        self.parts().open.update(|open| {
            if let Some(at) = open.iter().position(|it| it == what) {
                open.remove(at);
            } else {
                open.push(what.clone());
                opened = true;
            }
        });
        if opened {
            self.ask(what);
        }
    }

    /// Asks for what is to stand below a row, unless it is here.
    pub fn ask(self, what: &Opened) {
        match what {
            Opened::Group(..) => {}
            Opened::Child(id) => self.fetch(id.clone()),
            Opened::Unnamed(parent, span) => {
                let unknown = |source: &Arc<Source>| {
                    let found = self.parts().view.kin().children(parent, &source.here);
                    child_of(&source.here, &found, *span).is_none()
                };
                let source = untrack(|| self.source_of(parent).filter(unknown));
                if let Some(source) = source {
                    let Parts { app, view, .. } = self.parts();
                    view.kin()
                        .look(app, view, parent.clone(), source.here.clone());
                }
            }
        }
    }

    /// The history of the instance of the page or of a child that is open, tracked.
    fn source_of(self, id: &str) -> Option<Arc<Source>> {
        let Parts {
            source, children, ..
        } = self.parts();
        let own = source.get().filter(|it| it.id == id);
        own.or_else(|| {
            children.with(|all| {
                all.iter().find_map(|(of, child)| match child {
                    Child::Here(source) if of == id => Some(source.clone()),
                    _ => None,
                })
            })
        })
    }

    /// A child that no history names is asked for as soon as it is found.
    pub fn follow_found(self) {
        let Parts { view, open, .. } = self.parts();
        Effect::new(move |_| {
            for what in open.get() {
                let Opened::Unnamed(parent, span) = what else {
                    continue;
                };
                let found = self.source_of(&parent).and_then(|source| {
                    let found = view.kin().children(&parent, &source.here);
                    child_of(&source.here, &found, span)
                });
                if let Some((id, _)) = found {
                    self.fetch(id);
                }
            }
        });
    }

    /// Asks for a child's history, unless it is here.
    fn fetch(self, id: String) {
        let known = self.parts().children.with_untracked(|all| {
            let of = all.iter().find(|(of, _)| *of == id);
            matches!(of, Some((_, Child::Loading | Child::Here(_))))
        });
        if known {
            return;
        }
        let Parts {
            app,
            view,
            children,
            ..
        } = self.parts();
        remember(children, &id, Child::Loading);
        let hub = view.hub.get_value();
        let client = app.client(&hub, view.scope);
        spawn(async move {
            let child = load_child(&hub, client, &id).await;
            remember(children, &id, child);
        });
    }
}

/// What is known of a child now.
fn remember(children: RwSignal<Vec<(String, Child)>>, id: &str, child: Child) {
    children.try_update(|all| {
        all.retain(|(of, _)| of != id);
        all.push((id.to_owned(), child));
    });
}
