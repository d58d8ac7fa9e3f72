//! Numbers as .NET writes them.

use super::Json;

/// The JSON of a number's text: integers keep their digits, reals go through a double.
pub fn number(text: &str) -> Option<Json> {
    let digits = text.strip_prefix('-').unwrap_or(text);
    if digits.is_empty() {
        return None;
    }
    if digits.bytes().all(|b| b.is_ascii_digit()) {
        let bare = digits.trim_start_matches('0');
        let sign = if bare.is_empty() || digits == text {
            ""
        } else {
            "-"
        };
        let bare = if bare.is_empty() { "0" } else { bare };
        return Some(Json::Number(format!("{sign}{bare}")));
    }
    if !digits
        .bytes()
        .all(|b| matches!(b, b'0'..=b'9' | b'.' | b'e' | b'E' | b'+' | b'-'))
    {
        return None;
    }
    text.parse().ok().map(real)
}

/// The JSON of a double: the shortest digits that read back, with a `.0` where it would look whole, an exponent from 1e15 on and
/// below 1e-5, and strings for what is no number.
pub fn real(value: f64) -> Json {
    if value.is_nan() {
        return Json::from("NaN");
    }
    if value.is_infinite() {
        return Json::from(if value > 0.0 { "Infinity" } else { "-Infinity" });
    }
    let scientific = format!("{value:e}");
    let (mantissa, exponent) = scientific.split_once('e').unwrap_or((&scientific, "0"));
    let exponent: i32 = exponent.parse().unwrap_or_default();
    if value != 0.0 && !(-4..15).contains(&exponent) {
        let sign = if exponent < 0 { '-' } else { '+' };
        return Json::Number(format!("{mantissa}E{sign}{:02}", exponent.abs()));
    }
    let plain = format!("{value}");
    let plain = if plain.contains('.') {
        plain
    } else {
        plain + ".0"
    };
    Json::Number(plain)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn doubles_are_written_as_dotnet_writes_them() {
        for (from, to) in [
            ("1e15", "1E+15"),
            ("1.5e300", "1.5E+300"),
            ("0.00001", "1E-05"),
            ("0.0001", "0.0001"),
            ("-0.0", "-0.0"),
            ("120.5", "120.5"),
            ("100000000000000.0", "100000000000000.0"),
        ] {
            assert_eq!(
                number(from).map(|json| json.to_string()).as_deref(),
                Some(to)
            );
        }
    }

    #[test]
    fn what_is_no_number_is_refused() {
        for text in ["", "-", "1x", "1.2.3", "e"] {
            assert_eq!(number(text), None, "{text}");
        }
    }
}
