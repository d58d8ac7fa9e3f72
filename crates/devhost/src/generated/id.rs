//! Instance ids, ascending in the store's order by their place.

use crate::engine::random::mix;

/// How the ids of a family are made.
#[derive(Debug, Clone)]
pub(super) enum Ids {
    /// 32 or 36 characters between two hexadecimal beginnings, given as their first byte: each group holds two ids as a GUID without
    /// dashes, one with, and four children of one execution.
    Drawn {
        from: u64,
        to: u64,
        groups: u64,
        seed: u64,
    },
    /// A text before and after a number of so many digits, counted from `first`.
    Numbered {
        before: &'static str,
        first: u64,
        digits: usize,
        after: &'static str,
    },
    /// Orders: of each four one has a payment and one a payment and a shipment besides.
    Orders { first: u64 },
    /// A text, a date, and a number within that day, from 1. Days begin at these places.
    Dated {
        before: &'static str,
        days: Vec<(u64, String)>,
        digits: usize,
    },
    /// These.
    Given(Vec<String>),
}

/// The number of ids in a group of [`Ids::Drawn`], and how many different beginnings they have.
const DRAWN: u64 = 8;
const BEGINNINGS: u64 = 5;

/// The rows of four orders: which order, and what stands behind its id.
const ORDERS: [(u64, &str); 7] = [
    (0, ""),
    (1, ""),
    (1, ":payment"),
    (2, ""),
    (2, ":payment"),
    (2, ":shipment"),
    (3, ""),
];

impl Ids {
    /// How many rows of a group belong together.
    pub(super) fn group(&self) -> u64 {
        match self {
            Self::Drawn { .. } => DRAWN,
            Self::Orders { .. } => ORDERS.len() as u64,
            _ => 1,
        }
    }

    /// The id at a place.
    pub(super) fn id(&self, place: u64) -> String {
        match self {
            Self::Drawn {
                from,
                to,
                groups,
                seed,
            } => drawn(*from, *to, *groups, *seed, place),
            Self::Numbered {
                before,
                first,
                digits,
                after,
            } => format!("{before}{:0digits$}{after}", first + place),
            Self::Orders { first } => {
                let (order, behind) = order_row(place % ORDERS.len() as u64);
                let number = first + place / ORDERS.len() as u64 * 4 + order;
                format!("order-{number}{behind}")
            }
            Self::Dated {
                before,
                days,
                digits,
            } => dated(before, days, *digits, place),
            Self::Given(ids) => usize::try_from(place)
                .ok()
                .and_then(|place| ids.get(place).cloned())
                .unwrap_or_default(),
        }
    }
}

/// Which of four orders a row of their group belongs to, and what stands behind the order's id.
pub(super) fn order_row(place: u64) -> (u64, &'static str) {
    ORDERS[usize::try_from(place).unwrap_or_default() % ORDERS.len()]
}

/// Whether a row of a group of drawn ids is a child of an execution.
pub(super) fn is_drawn_child(place: u64) -> bool {
    (2..6).contains(&place)
}

fn drawn(from: u64, to: u64, groups: u64, seed: u64, place: u64) -> String {
    let (group, within) = (place / DRAWN, place % DRAWN);
    let beginning = match within {
        0 | 1 => within,
        2..=5 => 2,
        _ => within - 3,
    };
    let slot = group * BEGINNINGS + beginning;
    // The first half of the digits ascends: a step for each beginning, and a part of the step drawn.
    let begin = from << 56;
    let range = (u128::from(to) << 56) - u128::from(begin);
    let step = u64::try_from(range / u128::from(groups * BEGINNINGS)).unwrap_or(u64::MAX);
    let draw = mix(seed ^ mix(slot));
    let high = begin + slot * step + draw % (step / 2);
    let hex = format!("{high:016x}{:016x}", mix(draw));
    match within {
        1 => format!(
            "{}-{}-4{}-a{}-{}",
            &hex[..8],
            &hex[8..12],
            &hex[13..16],
            &hex[17..20],
            &hex[20..]
        ),
        2..=5 => format!("{hex}:{}", within - 2),
        _ => hex,
    }
}

fn dated(before: &str, days: &[(u64, String)], digits: usize, place: u64) -> String {
    let at = days
        .partition_point(|(first, _)| *first <= place)
        .saturating_sub(1);
    let Some((first, date)) = days.get(at) else {
        return before.to_owned();
    };
    format!("{before}{date}/{:0digits$}", place - first + 1)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::store::StoreKey;

    fn ascending(ids: &Ids, len: u64) {
        let mut last = StoreKey::raw("");
        for place in 0..len {
            let key = StoreKey::of(&ids.id(place));
            assert!(key > last, "{key:?} after {last:?}");
            last = key;
        }
    }

    #[test]
    fn drawn_ids_ascend_through_all_their_styles() {
        for groups in [1, 50, 5000] {
            let ids = Ids::Drawn {
                from: 0x00,
                to: 0xa0,
                groups,
                seed: 3,
            };
            ascending(&ids, (groups * DRAWN).min(4000));
        }
    }

    #[test]
    fn drawn_ids_ascend_in_a_full_hub_too() {
        let ids = Ids::Drawn {
            from: 0x00,
            to: 0xff,
            groups: 1_250_000,
            seed: 9,
        };
        ascending(&ids, 20_000);
        let last = ids.id(9_999_999);
        assert!(last.starts_with("fe"), "{last}");
    }

    #[test]
    fn children_of_one_execution_share_its_digits() {
        let ids = Ids::Drawn {
            from: 0x00,
            to: 0xa0,
            groups: 4,
            seed: 3,
        };
        let children: Vec<String> = (2..6).map(|place| ids.id(place)).collect();
        assert!(children.iter().all(|id| id[..33] == children[0][..33]));
        assert_eq!(&children[3][32..], ":3");
        assert_eq!(ids.id(1).len(), 36);
        assert_eq!(ids.id(0).len(), 32);
    }

    #[test]
    fn orders_ascend_with_their_payments_and_shipments() {
        let ids = Ids::Orders { first: 10_000_001 };
        ascending(&ids, 700);
        assert_eq!(ids.id(5), "order-10000003:shipment");
        assert_eq!(ids.id(7), "order-10000005");
    }

    #[test]
    fn numbers_begin_again_each_day() {
        let ids = Ids::Dated {
            before: "batch/",
            days: vec![(0, "2026-11-20".to_owned()), (3, "2026-11-21".to_owned())],
            digits: 5,
        };
        ascending(&ids, 9);
        assert_eq!(ids.id(2), "batch/2026-11-20/00003");
        assert_eq!(ids.id(3), "batch/2026-11-21/00001");
    }
}
