//! The clauses behind `?` of a plan that is about to be made.

use super::instances_view::FILTER;

/// What a plan is to be about. Each text is as its owner writes it; empty means that nothing was said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PlanWish {
    /// What is to be done: the name of a recipe of plans.
    pub what: String,
    /// The targets are what this filter, in its typed form, lets through.
    pub filter: String,
    /// The targets are this instance and all below it.
    pub tree: String,
}

impl PlanWish {
    pub(super) fn clauses(&self) -> Vec<(&'static str, String)> {
        let all = [
            ("do", &self.what),
            (FILTER, &self.filter),
            ("tree", &self.tree),
        ];
        let said = all.into_iter().filter(|(_, value)| !value.is_empty());
        said.map(|(name, value)| (name, value.clone())).collect()
    }

    /// `None` when a clause cannot be read or is named twice.
    pub(super) fn of(clauses: &[(String, String)]) -> Option<Self> {
        let mut wish = Self::default();
        for (name, value) in clauses {
            let slot = match name.as_str() {
                "do" => &mut wish.what,
                FILTER => &mut wish.filter,
                "tree" => &mut wish.tree,
                _ => return None,
            };
            if value.is_empty() || !slot.is_empty() {
                return None;
            }
            slot.clone_from(value);
        }
        Some(wish)
    }
}
