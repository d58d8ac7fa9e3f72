//! What an `<input type="datetime-local">` holds: an instant without its zone.

use js_sys::Date;
use wasm_bindgen::JsValue;

use super::locale::Zone;

/// An instant (milliseconds since 1970) as the input's value, to the second, in this zone.
pub fn write(ms: f64, zone: Zone) -> String {
    let date = Date::new(&JsValue::from_f64(ms));
    let (year, month, day, hour, minute, second) = match zone {
        Zone::Local => (
            date.get_full_year(),
            date.get_month(),
            date.get_date(),
            date.get_hours(),
            date.get_minutes(),
            date.get_seconds(),
        ),
        Zone::Utc => (
            date.get_utc_full_year(),
            date.get_utc_month(),
            date.get_utc_date(),
            date.get_utc_hours(),
            date.get_utc_minutes(),
            date.get_utc_seconds(),
        ),
    };
    format!(
        "{year:04}-{:02}-{day:02}T{hour:02}:{minute:02}:{second:02}",
        month + 1
    )
}

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
