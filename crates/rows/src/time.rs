//! Times as ticks: tenths of a microsecond since 1970 in UTC, .NET's own precision.

/// Ticks of a second.
pub const SECOND: i64 = 10_000_000;
/// Ticks of a millisecond.
pub const MILLISECOND: i64 = 10_000;
/// Ticks of a day.
pub const DAY: i64 = 86_400 * SECOND;

/// The ticks of a time as a host writes it, by the rules of `durable_api::Timestamp`: `T`, `t` or a space between date
/// and time, any number of digits of a second (what is finer than a tick is dropped), `Z`, an offset, or nothing, which
/// means UTC. `None` when it is no time.
#[inline]
pub fn parse(text: &str) -> Option<i64> {
    match text.as_bytes().as_array::<20>() {
        Some(bytes) => plain(bytes).or_else(|| any(text.trim())),
        None => any(text.trim()),
    }
}

/// `2026-11-21T07:09:29Z`, as lists have it.
#[inline]
fn plain(b: &[u8; 20]) -> Option<i64> {
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        m1,
        m2,
        b'-',
        d1,
        d2,
        b'T',
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
        b'Z',
    ] = *b
    else {
        return None;
    };
    let year = two(y1, y2)? * 100 + two(y3, y4)?;
    moment(
        year,
        two(m1, m2)?,
        two(d1, d2)?,
        [two(h1, h2)?, two(n1, n2)?, two(s1, s2)?],
    )
}

fn any(text: &str) -> Option<i64> {
    let bytes = text.as_bytes();
    let [
        y1,
        y2,
        y3,
        y4,
        b'-',
        m1,
        m2,
        b'-',
        d1,
        d2,
        b'T' | b't' | b' ',
        h1,
        h2,
        b':',
        n1,
        n2,
        b':',
        s1,
        s2,
        rest @ ..,
    ] = bytes
    else {
        return None;
    };
    let year = two(*y1, *y2)? * 100 + two(*y3, *y4)?;
    let clock = [two(*h1, *h2)?, two(*n1, *n2)?, two(*s1, *s2)?];
    let whole = moment(year, two(*m1, *m2)?, two(*d1, *d2)?, clock)?;
    let (fraction, zone) = fraction(rest)?;
    Some(whole + fraction - offset_seconds(zone)? * SECOND)
}

/// The ticks behind a point, if there is one, and what follows.
fn fraction(rest: &[u8]) -> Option<(i64, &[u8])> {
    let Some(digits) = rest.strip_prefix(b".") else {
        return Some((0, rest));
    };
    let length = digits.iter().take_while(|b| b.is_ascii_digit()).count();
    if length == 0 {
        return None;
    }
    let (digits, zone) = digits.split_at_checked(length)?;
    let ticks = (0..7).fold(0, |sum, at| {
        sum * 10 + digits.get(at).map_or(0, |b| i64::from(b - b'0'))
    });
    Some((ticks, zone))
}

/// `Z`, `+hh:mm`, `-hhmm` or nothing.
fn offset_seconds(zone: &[u8]) -> Option<i64> {
    let (sign, hours, minutes) = match zone {
        [] | [b'Z' | b'z'] => return Some(0),
        [sign, h1, h2, b':', m1, m2] | [sign, h1, h2, m1, m2] => {
            (*sign, two(*h1, *h2)?, two(*m1, *m2)?)
        }
        _ => return None,
    };
    if hours > 23 || minutes > 59 {
        return None;
    }
    let seconds = hours * 3600 + minutes * 60;
    match sign {
        b'+' => Some(seconds),
        b'-' => Some(-seconds),
        _ => None,
    }
}

#[inline]
fn two(a: u8, b: u8) -> Option<i64> {
    let (a, b) = (a.wrapping_sub(b'0'), b.wrapping_sub(b'0'));
    (a < 10 && b < 10).then(|| i64::from(a * 10 + b))
}

#[inline]
fn moment(year: i64, month: i64, day: i64, [hour, minute, second]: [i64; 3]) -> Option<i64> {
    if !(1..=12).contains(&month) || hour > 23 || minute > 59 || second > 59 {
        return None;
    }
    if day < 1 || day > days_of_month(year, month) {
        return None;
    }
    let seconds = days(year, month, day) * 86_400 + hour * 3600 + minute * 60 + second;
    Some(seconds * SECOND)
}

fn days_of_month(year: i64, month: i64) -> i64 {
    match month {
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => 29,
        2 => 28,
        4 | 6 | 9 | 11 => 30,
        _ => 31,
    }
}

/// Days from 1970-01-01 to a date. Source: Howard Hinnant, "chrono-compatible low-level date algorithms".
pub fn days(year: i64, month: i64, day: i64) -> i64 {
    let year = if month <= 2 { year - 1 } else { year };
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let day_of_year = (153 * ((month + 9) % 12) + 2) / 5 + day - 1;
    era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year - 719_468
}

/// Year, month and day of a number of days since 1970-01-01.
pub fn date(days: i64) -> (i64, i64, i64) {
    let days = days + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let shifted = (5 * day_of_year + 2) / 153;
    let day = day_of_year - (153 * shifted + 2) / 5 + 1;
    let month = if shifted < 10 {
        shifted + 3
    } else {
        shifted - 9
    };
    let year = year_of_era + era * 400 + i64::from(month <= 2);
    (year, month, day)
}

/// Writes a time with a zone's offset in seconds: `2026-11-21T08:09:29+01:00`, with `Z` where the offset is none. Digits of
/// a second only where there are any, without trailing zeros. Years beyond 0 to 9999 are brought into that range.
pub fn write(out: &mut String, ticks: i64, offset: i32) {
    // Zones of before 1900 had seconds, which no host would read.
    let offset = offset / 60 * 60;
    let local = ticks.saturating_add(i64::from(offset) * SECOND);
    let (year, month, day) = date(local.div_euclid(DAY));
    let rest = local.rem_euclid(DAY);
    let (seconds, fraction) = (rest / SECOND, rest % SECOND);
    digits(out, year.clamp(0, 9999), 4);
    for (mark, value) in [
        ('-', month),
        ('-', day),
        ('T', seconds / 3600),
        (':', seconds / 60 % 60),
        (':', seconds % 60),
    ] {
        out.push(mark);
        digits(out, value, 2);
    }
    if fraction > 0 {
        out.push('.');
        digits(out, fraction, 7);
        out.truncate(out.trim_end_matches('0').len());
    }
    if offset == 0 {
        out.push('Z');
    } else {
        out.push(if offset < 0 { '-' } else { '+' });
        let minutes = i64::from(offset.unsigned_abs() / 60);
        digits(out, minutes / 60, 2);
        out.push(':');
        digits(out, minutes % 60, 2);
    }
}

/// A time in UTC, as a host writes it.
pub fn utc(ticks: i64) -> String {
    let mut out = String::with_capacity(28);
    write(&mut out, ticks, 0);
    out
}

fn digits(out: &mut String, value: i64, count: u32) {
    for place in (0..count).rev() {
        let digit = value / 10_i64.pow(place) % 10;
        out.push(char::from(b'0' + digit as u8));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        for text in [
            "2026-11-21T07:09:29Z",
            "1969-12-31T23:59:59.9999999Z",
            "0001-01-01T00:00:00Z",
            "9999-12-31T23:59:59.1Z",
            "2024-02-29T12:00:00Z",
        ] {
            assert_eq!(utc(parse(text).unwrap()), text);
        }
        let ticks = parse("2026-11-21T07:09:29.5Z").unwrap();
        for (offset, text) in [
            (3600, "2026-11-21T08:09:29.5+01:00"),
            (-34_200, "2026-11-20T21:39:29.5-09:30"),
        ] {
            let mut out = String::new();
            write(&mut out, ticks, offset);
            assert_eq!(out, text);
            assert_eq!(parse(&out), Some(ticks));
        }
    }

    #[test]
    fn every_day_of_four_centuries_has_its_date() {
        let (mut year, mut month, mut day) = (1900, 1, 1);
        for number in days(1900, 1, 1)..days(2300, 1, 1) {
            assert_eq!(date(number), (year, month, day));
            assert_eq!(days(year, month, day), number);
            day += 1;
            if day > days_of_month(year, month) {
                (day, month) = (1, month + 1);
            }
            if month > 12 {
                (month, year) = (1, year + 1);
            }
        }
    }
}
