//! WebDriver's codes of the keys that are no characters.

/// Tab.
pub const TAB: &str = "\u{E004}";
/// Enter.
pub const ENTER: &str = "\u{E007}";
/// Backspace.
pub const BACKSPACE: &str = "\u{E003}";
/// Home.
pub const HOME: &str = "\u{E011}";
/// End.
pub const END: &str = "\u{E010}";
/// Escape.
pub const ESCAPE: &str = "\u{E00C}";
/// The arrow up.
pub const UP: &str = "\u{E013}";
/// The arrow to the left.
pub const LEFT: &str = "\u{E012}";
/// The arrow to the right.
pub const RIGHT: &str = "\u{E014}";
/// The arrow down.
pub const DOWN: &str = "\u{E015}";
/// Shift, to be held with another key.
pub const SHIFT: &str = "\u{E008}";
/// Control, to be held with another key.
pub const CONTROL: &str = "\u{E009}";
/// Alt, to be held with another key.
pub const ALT: &str = "\u{E00A}";
