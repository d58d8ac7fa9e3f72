//! Numbers, sizes, times and durations in the reader's way, through the browser's `Intl`.
//!
//! Formatters are made once each: making one costs far more than using it.

use std::cell::RefCell;

use js_sys::{
    Array, Date, Function,
    Intl::{DateTimeFormat, NumberFormat, PluralRules, RelativeTimeFormat},
    JsString, Object, Reflect,
};
use wasm_bindgen::{JsCast, JsValue};

/// In which time zone instants are shown.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Zone {
    /// Where the reader is.
    #[default]
    Local,
    /// Coordinated universal time, as the host writes it.
    Utc,
}

impl Zone {
    /// What a press on the switch leads to.
    #[must_use]
    pub fn other(self) -> Self {
        match self {
            Self::Local => Self::Utc,
            Self::Utc => Self::Local,
        }
    }
}

/// How much of an instant is shown.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Detail {
    /// Day and time to the second: for lists.
    Second,
    /// Year, day, time to the second and the zone: for facts.
    Full,
    /// The time alone, to the millisecond: for events of one day.
    Time,
}

thread_local! {
    /// Formatters by what they write and how; a dozen, so that looking through them is the quickest way.
    static FORMATS: RefCell<Vec<(&'static str, usize, Function)>> = const { RefCell::new(Vec::new()) };
    static AGO: RelativeTimeFormat =
        RelativeTimeFormat::new(&languages(), &options(&[("numeric", "auto".into()), ("style", "narrow".into())]));
    static PLURALS: PluralRules = PluralRules::new(&languages(), &Object::new());
}

/// The language of the words decides, so that a sentence and the number in it agree; the browser's region refines it.
fn languages() -> Array {
    let words = crate::words::current();
    let region = super::page::languages()
        .into_iter()
        .find(|it| it.split('-').next() == Some(words));
    Array::of1(&region.unwrap_or_else(|| words.to_owned()).into())
}

fn options(pairs: &[(&str, JsValue)]) -> Object {
    let object = Object::new();
    for (name, value) in pairs {
        // Setting a property of a fresh plain object cannot fail.
        let _ = Reflect::set(&object, &JsValue::from_str(name), value);
    }
    object
}

fn call(format: &Function, value: &JsValue) -> String {
    format
        .call1(&JsValue::NULL, value)
        .ok()
        .and_then(|it| it.as_string())
        .unwrap_or_default()
}

/// The formatter for `what` in one of its variants, made when it is first asked for.
fn cached(what: &'static str, variant: usize, make: &dyn Fn() -> Function) -> Function {
    let known = FORMATS.with_borrow(|all| {
        let found = all.iter().find(|(a, b, _)| *a == what && *b == variant);
        found.map(|(.., format)| format.clone())
    });
    known.unwrap_or_else(|| {
        let format = make();
        FORMATS.with_borrow_mut(|all| all.push((what, variant, format.clone())));
        format
    })
}

/// A number in a unit of `Intl` (`kilobyte`, `second`, … or none), with that many digits behind the point.
fn measured(value: f64, unit: &'static str, digits: u8) -> String {
    let make = || {
        let mut pairs = vec![("maximumFractionDigits", JsValue::from(digits))];
        if !unit.is_empty() {
            // `61B` and `2m` read well; `9.8kB` does not.
            let display = if unit.len() > 4 && unit.ends_with("byte") {
                "short"
            } else {
                "narrow"
            };
            pairs.extend([
                ("style", "unit".into()),
                ("unit", unit.into()),
                ("unitDisplay", display.into()),
            ]);
        }
        NumberFormat::new(&languages(), &options(&pairs)).format()
    };
    call(&cached(unit, usize::from(digits), &make), &value.into())
}

/// A count: `12,480`.
pub fn number(value: f64) -> String {
    measured(value, "", 3)
}

/// The plural category of a number: `one`, `few`, `other`, …
pub fn plural(value: f64) -> String {
    PLURALS.with(|it| String::from(&it.select(value).unchecked_into::<JsString>()))
}

/// A size: `61 byte`, `9.8 kB`, `48 MB`.
#[allow(clippy::cast_precision_loss, reason = "sizes on screen are rounded")]
pub fn bytes(count: u64) -> String {
    let (value, unit) = super::units::size(count as f64);
    measured(value, unit, u8::from(value < 10.0 && unit != "byte"))
}

/// A length of time given in milliseconds, in at most two units: `840 ms`, `1.9 s`, `2m 4s`, `8h 11m`.
pub fn duration(ms: f64) -> String {
    let parts = super::units::duration(ms);
    let words: Vec<String> = parts
        .iter()
        .map(|it| measured(it.value, it.unit, it.digits))
        .collect();
    words.join(" ")
}

/// How long ago (negative) or how far ahead an instant is, in its largest unit: `3 s ago`.
pub fn ago(ms: f64) -> String {
    let (value, unit) = super::units::relative(ms);
    AGO.with(|it| String::from(&it.format(value, unit)))
}

/// An instant, given in milliseconds since 1970.
pub fn time(ms: f64, detail: Detail, zone: Zone) -> String {
    let make = || {
        let mut pairs: Vec<(&str, JsValue)> = vec![
            ("hour", "2-digit".into()),
            ("minute", "2-digit".into()),
            ("second", "2-digit".into()),
            ("hourCycle", "h23".into()),
        ];
        if zone == Zone::Utc {
            pairs.push(("timeZone", "UTC".into()));
        }
        if detail != Detail::Time {
            pairs.extend([("day", "numeric".into()), ("month", "short".into())]);
        }
        if detail == Detail::Full {
            pairs.extend([("year", "numeric".into()), ("timeZoneName", "short".into())]);
        }
        if detail == Detail::Time {
            pairs.push(("fractionalSecondDigits", 3.into()));
        }
        DateTimeFormat::new(&languages(), &options(&pairs)).format()
    };
    let variant = detail as usize * 2 + zone as usize;
    call(&cached("time", variant, &make), &Date::new(&ms.into()))
}

/// How many seconds the reader's clocks are ahead of UTC at an instant, given in milliseconds since 1970.
pub fn offset(ms: f64) -> i32 {
    let minutes = Date::new(&ms.into()).get_timezone_offset();
    // Between -14 and +14 hours; an instant that is none has no offset.
    #[allow(clippy::cast_possible_truncation, reason = "some hundred minutes")]
    let minutes = if minutes.is_finite() {
        minutes as i32
    } else {
        0
    };
    minutes * -60
}
