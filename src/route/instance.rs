//! The clauses behind `?` of an instance's page.

/// The parts of an instance's page.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Tab {
    /// What happened when, as a picture.
    #[default]
    Timeline,
    /// The history as a table.
    Events,
    /// Input, output and custom status in full.
    Data,
    /// Parent, children, siblings and generations.
    Relations,
    /// The exact answer of the host.
    Raw,
    /// Management URLs, and each action as a line to copy.
    Links,
    /// Beside another instance.
    Compare,
}

impl Tab {
    /// All of them, in the order they are shown.
    pub const ALL: [Self; 7] = [
        Self::Timeline,
        Self::Events,
        Self::Data,
        Self::Relations,
        Self::Raw,
        Self::Links,
        Self::Compare,
    ];

    fn name(self) -> &'static str {
        match self {
            Self::Timeline => "timeline",
            Self::Events => "events",
            Self::Data => "data",
            Self::Relations => "relations",
            Self::Raw => "raw",
            Self::Links => "links",
            Self::Compare => "compare",
        }
    }
}

/// What is shown of an instance.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct InstanceQuery {
    /// The part.
    pub tab: Tab,
    /// The selected event, by its place in the history, from 0. The address counts from 1, as people do.
    pub event: Option<usize>,
    /// The selected span, by its place in the model, from 0; likewise.
    pub span: Option<usize>,
    /// The id of the instance to compare with; never empty.
    pub with: Option<String>,
}

impl InstanceQuery {
    /// This part, and nothing selected.
    pub fn of_tab(tab: Tab) -> Self {
        Self {
            tab,
            ..Self::default()
        }
    }

    pub(super) fn clauses(&self) -> Vec<(&'static str, String)> {
        let mut clauses = Vec::new();
        if self.tab != Tab::default() {
            clauses.push(("tab", self.tab.name().to_owned()));
        }
        let number = |at: usize| at.saturating_add(1).to_string();
        clauses.extend(self.event.map(|at| ("event", number(at))));
        clauses.extend(self.span.map(|at| ("span", number(at))));
        clauses.extend(self.with.clone().map(|id| ("with", id)));
        clauses
    }

    /// `None` when a clause cannot be read or is named twice.
    pub(super) fn of(clauses: &[(String, String)]) -> Option<Self> {
        let mut query = Self::default();
        let place = |number: &str| number.parse::<usize>().ok()?.checked_sub(1);
        for (at, (name, value)) in clauses.iter().enumerate() {
            if value.is_empty() || clauses[..at].iter().any(|(earlier, _)| earlier == name) {
                return None;
            }
            match name.as_str() {
                "tab" => query.tab = Tab::ALL.into_iter().find(|it| it.name() == value)?,
                "event" => query.event = Some(place(value)?),
                "span" => query.span = Some(place(value)?),
                "with" => query.with = Some(value.clone()),
                _ => return None,
            }
        }
        Some(query)
    }
}
