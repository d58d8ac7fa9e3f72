//! A link for a colleague: a view, and what its hub is called. Everything but the key.

use super::Route;

/// `#/?open={view}[&called={name}][&environment={dev, test or prod}]`.
#[derive(Clone, Debug, PartialEq)]
pub struct Invitation {
    /// The view to open once its hub is connected; it belongs to one.
    pub view: Route,
    /// What the sender calls the hub; never empty.
    pub called: Option<String>,
    /// What kind of place the sender says it is; never empty.
    pub environment: Option<String>,
}

/// What a key may be called in a link somebody made by hand.
const KEYS: [&str; 3] = ["code", "key", "x-functions-key"];

/// Whether a clause of this name would hold a key. No link is to hold one, so it is dropped wherever it stands.
pub(super) fn is_key(name: &str) -> bool {
    KEYS.iter().any(|key| name.eq_ignore_ascii_case(key))
}

impl Invitation {
    pub(super) fn clauses(&self) -> Vec<(&'static str, String)> {
        let mut clauses = vec![("open", self.view.to_string())];
        clauses.extend(self.called.clone().map(|it| ("called", it)));
        clauses.extend(self.environment.clone().map(|it| ("environment", it)));
        clauses
    }

    /// `None` when a clause cannot be read or is named twice. A key is dropped: no link is to hold one, so none is honoured.
    pub(super) fn of(clauses: &[(String, String)]) -> Option<Self> {
        let (mut view, mut called, mut environment) = (None, None, None);
        for (name, value) in clauses {
            if is_key(name) {
                continue;
            }
            let slot = match name.as_str() {
                "open" => &mut view,
                "called" => &mut called,
                "environment" => &mut environment,
                _ => return None,
            };
            if value.is_empty() || slot.is_some() {
                return None;
            }
            *slot = Some(value.clone());
        }
        let view = Route::parse(&view?);
        let of_a_hub = !matches!(view, Route::Invitation(_)) && view.hub().is_some();
        of_a_hub.then_some(Self {
            view,
            called,
            environment,
        })
    }
}
