//! Ordering and pairing by a number. Everything that is sorted here goes through one function: each further type that is
//! sorted, and each further map, is several kilobytes of the bundle.

use chrono::{DateTime, Utc};

pub(crate) use rows::places::{Keyed, sign, sort};

/// A moment as a number of .NET's ticks of 100 ns since 1970: exact for the years 1 to 9999.
pub(crate) fn ticks(moment: DateTime<Utc>) -> i64 {
    moment.timestamp() * 10_000_000 + i64::from(moment.timestamp_subsec_nanos() / 100)
}

/// The key of what may have no time: before all times.
pub(crate) fn ticks_or_least(moment: Option<DateTime<Utc>>) -> i64 {
    moment.map_or(i64::MIN, ticks)
}

/// A sign as a key.
pub(crate) fn text_key(text: &str) -> i64 {
    i64::from_ne_bytes(sign(text.as_bytes(), 0).to_ne_bytes())
}

/// Calls `found` with the first half and the second half of each pair: of those with the same key the first with the first,
/// the second with the second, and so on. A second half without a first comes with `None`.
pub(crate) fn pair(
    mut first: Vec<Keyed>,
    mut second: Vec<Keyed>,
    found: &mut dyn FnMut(Option<usize>, usize),
) {
    sort(&mut first);
    sort(&mut second);
    let mut open = first.iter().peekable();
    for (key, place) in second {
        while open.next_if(|(other, _)| *other < key).is_some() {}
        let half = open.next_if(|(other, _)| *other == key);
        found(half.map(|(_, place)| *place), place);
    }
}

/// The first of the sorted keys that is greater than `key`.
pub(crate) fn after(keys: &[Keyed], key: i64) -> Option<Keyed> {
    keys.get(keys.partition_point(|(other, _)| *other <= key))
        .copied()
}

/// The last of the sorted keys that is less than `key`.
pub(crate) fn before(keys: &[Keyed], key: i64) -> Option<Keyed> {
    let at = keys.partition_point(|(other, _)| *other < key);
    keys.get(at.checked_sub(1)?).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn equal_keys_pair_in_their_order_and_a_second_half_alone_is_told() {
        let mut pairs = Vec::new();
        pair(
            vec![(5, 0), (3, 1), (3, 2), (9, 3)],
            vec![(3, 10), (4, 11), (3, 12), (5, 13)],
            &mut |first, second| pairs.push((first, second)),
        );
        assert_eq!(
            pairs,
            [(Some(1), 10), (Some(2), 12), (None, 11), (Some(0), 13)]
        );
    }

    #[test]
    fn the_last_moment_has_its_own_tick() {
        let moment = |text| ticks(crate::Timestamp::new(text).utc().unwrap());
        assert_eq!(
            moment("9999-12-31T23:59:59.9999999Z") - moment("9999-12-31T23:59:59.9999998Z"),
            1
        );
        assert!(moment("0001-01-01T00:00:00Z") < moment("1969-12-31T23:59:59Z"));
    }
}
