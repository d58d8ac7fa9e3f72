//! WebDriver's codes of the keys that are no characters.

/// Tab.
pub const TAB: &str = "\u{E004}";
/// Enter.
pub const ENTER: &str = "\u{E007}";
/// Backspace.
pub const BACKSPACE: &str = "\u{E003}";
/// End.
pub const END: &str = "\u{E010}";
