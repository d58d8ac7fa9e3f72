//! Numbers as text: compared exactly, however long they are.

use std::cmp::Ordering;

/// A JSON number taken apart: its value is 0.d₁d₂d₃… times ten to the power of `place`.
struct Decimal<'a> {
    negative: bool,
    /// Digits before and behind the point, without zeros at the front. Both are empty of zero.
    whole: &'a [u8],
    fraction: &'a [u8],
    place: i64,
}

impl<'a> Decimal<'a> {
    fn read(text: &'a str) -> Self {
        let (negative, text) = match text.strip_prefix('-') {
            Some(rest) => (true, rest),
            None => (false, text),
        };
        let (digits, exponent) = text.split_once(['e', 'E']).unwrap_or((text, "0"));
        let (whole, fraction) = digits.split_once('.').unwrap_or((digits, ""));
        let whole = whole.trim_start_matches('0');
        let mut place = saturating(exponent).saturating_add_unsigned(whole.len() as u64);
        let mut fraction = fraction;
        if whole.is_empty() {
            let digits = fraction.trim_start_matches('0');
            place = place.saturating_sub_unsigned((fraction.len() - digits.len()) as u64);
            fraction = digits;
        }
        Self {
            negative,
            whole: whole.as_bytes(),
            fraction: fraction.as_bytes(),
            place,
        }
    }

    fn is_zero(&self) -> bool {
        self.whole.is_empty() && self.fraction.is_empty()
    }

    fn digits(&self) -> impl Iterator<Item = u8> {
        self.whole.iter().chain(self.fraction).copied()
    }

    /// -1, 0 or 1.
    fn sign(&self) -> i8 {
        match (self.is_zero(), self.negative) {
            (true, _) => 0,
            (false, true) => -1,
            (false, false) => 1,
        }
    }
}

/// An exponent, brought into a range that leaves room for the lengths of all texts.
fn saturating(text: &str) -> i64 {
    const MOST: i64 = 1 << 60;
    let (negative, digits) = match text.as_bytes() {
        [b'-', rest @ ..] => (true, rest),
        [b'+', rest @ ..] => (false, rest),
        all => (false, all),
    };
    let value = digits.iter().fold(0_i64, |sum, digit| {
        (sum.saturating_mul(10)
            .saturating_add(i64::from(digit - b'0')))
        .min(MOST)
    });
    if negative { -value } else { value }
}

/// The order of two JSON numbers by value, exactly: `1.0` equals `1e0`, `-0` equals `0`.
pub fn compare(a: &str, b: &str) -> Ordering {
    let (a, b) = (Decimal::read(a), Decimal::read(b));
    let sign = a.sign();
    if sign != b.sign() || sign == 0 {
        return sign.cmp(&b.sign());
    }
    let order = a.place.cmp(&b.place).then_with(|| {
        let (mut x, mut y) = (a.digits(), b.digits());
        loop {
            match (x.next(), y.next()) {
                (None, None) => return Ordering::Equal,
                (x, y) => match x.unwrap_or(b'0').cmp(&y.unwrap_or(b'0')) {
                    Ordering::Equal => {}
                    other => return other,
                },
            }
        }
    });
    if sign < 0 { order.reverse() } else { order }
}

/// A text that is the same for all forms of one number, and for no other number.
pub fn identity(text: &str) -> String {
    let number = Decimal::read(text);
    let digits: Vec<u8> = number.digits().collect();
    let end = digits.iter().rposition(|digit| *digit != b'0');
    let digits = digits.get(..end.map_or(0, |at| at + 1)).unwrap_or_default();
    let mut out = String::from(if number.sign() < 0 { "-" } else { "" });
    out.extend(digits.iter().map(|digit| char::from(*digit)));
    if !digits.is_empty() {
        out.push('e');
        out.push_str(&number.place.to_string());
    }
    out
}

/// A number that never contradicts [`compare`]: of two that differ, one may have the same or the right side.
pub fn sort_key(text: &str) -> u64 {
    const MIDDLE: u64 = 1 << 63;
    let number = Decimal::read(text);
    if number.is_zero() {
        return MIDDLE;
    }
    let mut digits = number.digits();
    // 15 digits stay below 2^50; the place takes 12 bits above them.
    let first = (0..15).fold(0, |sum, _| {
        sum * 10 + u64::from(digits.next().unwrap_or(b'0') - b'0')
    });
    let place = (number.place.clamp(-2001, 2001) + 2048) as u64;
    let first = match number.place {
        // Beyond the places that fit all are alike.
        -2000..=2000 => first,
        _ => 0,
    };
    let size = place << 50 | first;
    if number.negative {
        MIDDLE - size
    } else {
        MIDDLE + size
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_stand_in_their_order_whatever_their_form() {
        let rising = [
            "-1e999999999999999999999",
            "-12345678901234567891",
            "-12345678901234567890",
            "-1.5",
            "-1",
            "-1e-3000",
            "0",
            "1e-999999999999999999999",
            "1e-5",
            "0.00002",
            "0.5",
            "1",
            "1.0000000000000000000000000000000000001",
            "2",
            "10",
            "9007199254740992",
            "9007199254740993",
            "12345678901234567890",
            "12345678901234567890.5",
            "1e400",
            "1e3000",
            "2e3000",
        ];
        for (at, a) in rising.iter().enumerate() {
            for (other, b) in rising.iter().enumerate() {
                assert_eq!(compare(a, b), at.cmp(&other), "{a} {b}");
                assert_eq!(identity(a) == identity(b), at == other, "{a} {b}");
                let keys = sort_key(a).cmp(&sort_key(b));
                assert!(keys == Ordering::Equal || keys == at.cmp(&other), "{a} {b}");
            }
        }
        for (a, b) in [
            ("1", "1.00"),
            ("100", "1e2"),
            ("0", "-0.0e7"),
            ("0.001", "1E-3"),
            ("1200e-2", "12"),
        ] {
            assert_eq!(compare(a, b), Ordering::Equal, "{a} {b}");
            assert_eq!(sort_key(a), sort_key(b), "{a} {b}");
            assert_eq!(identity(a), identity(b), "{a} {b}");
        }
    }
}
