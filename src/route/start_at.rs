//! The clauses behind `?` of the start page.

/// What a start begins with.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct StartAt {
    /// The orchestrator's name.
    pub name: Option<String>,
    /// The id of an instance whose name and input are taken.
    pub like: Option<String>,
}

impl StartAt {
    /// Like an instance that exists.
    pub fn like(id: &str) -> Self {
        Self {
            name: None,
            like: Some(id.to_owned()),
        }
    }

    pub(super) fn clauses(&self) -> Vec<(&'static str, String)> {
        let name = self.name.clone().map(|it| ("name", it));
        let like = self.like.clone().map(|it| ("like", it));
        name.into_iter().chain(like).collect()
    }

    /// `None` when a clause cannot be read or is named twice.
    pub(super) fn of(clauses: &[(String, String)]) -> Option<Self> {
        let mut at = Self::default();
        for (name, value) in clauses {
            let slot = match name.as_str() {
                "name" => &mut at.name,
                "like" => &mut at.like,
                _ => return None,
            };
            if value.is_empty() || slot.is_some() {
                return None;
            }
            *slot = Some(value.clone());
        }
        Some(at)
    }
}
