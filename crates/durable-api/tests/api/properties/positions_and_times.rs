//! Positions and times.

use super::try_all;
use durable_api::position::{escape_key, unescape_key};
use durable_api::time::wire_time;
use durable_api::{PositionEncoding, Timestamp};

#[test]
fn a_position_names_the_id_it_was_made_of() {
    try_all(8, |dice| {
        let id = dice.text(20);
        assert_eq!(unescape_key(&escape_key(&id)), id);
        for encoding in PositionEncoding::BY_ID {
            assert_eq!(
                PositionEncoding::recognise(&encoding.token(&id).unwrap()),
                Some((encoding, id.clone()))
            );
        }
        let _ = PositionEncoding::recognise(&dice.mangled(&id));
    });
}

#[test]
fn a_time_is_read_as_chrono_reads_it() {
    try_all(9, |dice| {
        let mut text = format!(
            "{:04}-{:02}-{:02}T{:02}:{:02}:{:02}",
            1 + dice.below(9999),
            dice.below(14),
            dice.below(33),
            dice.below(25),
            dice.below(61),
            dice.below(60)
        );
        for _ in 0..dice.below(9) {
            let dot = if text.contains('.') { "" } else { "." };
            text = format!("{text}{dot}{}", dice.below(10));
        }
        text.push_str(dice.pick(&["Z", "+00:00", "-11:30", "+14:00"]));
        let theirs = chrono::DateTime::parse_from_rfc3339(&text)
            .ok()
            .map(|time| time.to_utc());
        assert_eq!(Timestamp::new(&text).utc(), theirs, "{text}");
        if let Some(moment) =
            theirs.filter(|moment| (1..9999).contains(&chrono::Datelike::year(moment)))
        {
            let written = Timestamp::new(wire_time(moment)).utc().unwrap();
            assert!(
                (moment - written).num_nanoseconds().unwrap() < 100,
                "{text}"
            );
        }
        let mangled = dice.mangled(&text);
        assert_eq!(Timestamp::new(mangled.clone()).text(), mangled);
    });
}
