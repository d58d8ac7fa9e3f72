//! What an `<input type="datetime-local">` holds: an instant without its zone.

use js_sys::Date;

use super::locale::{self, Zone};

/// The instant (milliseconds since 1970) that the input's value means in this zone; `None` when it is empty or no time.
pub fn read(value: &str, zone: Zone) -> Option<f64> {
    // Without a zone JavaScript reads a date with a time as local; a `Z` makes it UTC.
    let text = match zone {
        Zone::Local => value.to_owned(),
        Zone::Utc if value.is_empty() => return None,
        Zone::Utc => format!("{value}Z"),
    };
    Some(Date::parse(&text)).filter(|ms| ms.is_finite())
}

/// What the input holds for an instant (milliseconds since 1970), to the second.
pub fn write(ms: f64, zone: Zone) -> String {
    let ahead = match zone {
        Zone::Local => f64::from(locale::offset(ms)) * 1_000.0,
        Zone::Utc => 0.0,
    };
    let text = String::from(Date::new(&(ms + ahead).into()).to_iso_string());
    text.chars().take("2026-11-21T08:09:29".len()).collect()
}
