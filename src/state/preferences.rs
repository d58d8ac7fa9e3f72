//! What this user prefers on this device: theme and time zone. Kept in the browser's local storage.

use signals::{RwSignal, Signal};

use crate::browser::locale::Zone;
use crate::browser::storage::{self, Area};

const THEME: &str = "durable-portal.theme";
const ZONE: &str = "durable-portal.zone";

/// Light or dark.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum Theme {
    /// As the system says.
    #[default]
    System,
    /// Light whatever the system says.
    Light,
    /// Dark whatever the system says.
    Dark,
}

impl Theme {
    /// The value of `data-theme` on the root element; `None` leaves it to the system.
    pub fn attribute(self) -> Option<&'static str> {
        match self {
            Self::System => None,
            Self::Light => Some("light"),
            Self::Dark => Some("dark"),
        }
    }

    /// What a press on the switch leads to: system, light, dark, system.
    #[must_use]
    pub fn next(self) -> Self {
        match self {
            Self::System => Self::Light,
            Self::Light => Self::Dark,
            Self::Dark => Self::System,
        }
    }

    fn parse(text: &str) -> Self {
        match text {
            "light" => Self::Light,
            "dark" => Self::Dark,
            _ => Self::System,
        }
    }
}

/// Both, as signals. Setting one keeps it.
#[derive(Debug, Clone, Copy)]
pub struct Preferences {
    theme: RwSignal<Theme>,
    zone: RwSignal<Zone>,
}

impl Preferences {
    /// As this browser kept them. Storage that is denied means the defaults, for this page's life.
    pub fn load() -> Self {
        let (theme, zone) = kept().unwrap_or_default();
        Self {
            theme: RwSignal::new(theme),
            zone: RwSignal::new(zone),
        }
    }

    /// Takes over what another tab chose.
    pub fn reread(&self) {
        let Some((theme, zone)) = kept() else {
            return;
        };
        if self.theme.get_untracked() != theme {
            self.theme.set(theme);
        }
        if self.zone.get_untracked() != zone {
            self.zone.set(zone);
        }
    }

    /// The theme, tracked.
    pub fn theme(&self) -> Theme {
        self.theme.get()
    }

    /// The zone.
    pub fn zone(&self) -> Signal<Zone> {
        self.zone.into()
    }

    /// Chooses a theme.
    pub fn set_theme(&self, theme: Theme) {
        self.theme.set(theme);
        keep(THEME, theme.attribute());
    }

    /// Chooses a zone.
    pub fn set_zone(&self, zone: Zone) {
        self.zone.set(zone);
        keep(ZONE, (zone == Zone::Utc).then_some("utc"));
    }
}

/// What this browser kept; `None` where storage is denied.
fn kept() -> Option<(Theme, Zone)> {
    let text = |name| storage::get(Area::Browser, name).map(Option::unwrap_or_default);
    let (theme, zone) = (text(THEME).ok()?, text(ZONE).ok()?);
    let zone = if zone == "utc" {
        Zone::Utc
    } else {
        Zone::Local
    };
    Some((Theme::parse(&theme), zone))
}

/// A preference that cannot be kept still holds for this page: there is nothing the user could do about it.
fn keep(name: &str, value: Option<&str>) {
    let _ = match value {
        Some(value) => storage::set(Area::Browser, name, value),
        None => storage::remove(Area::Browser, name),
    };
}
