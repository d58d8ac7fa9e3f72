//! What a value may mean beside what it says, as words.

use chrono::{DateTime, Utc};
use durable_api::json_tree::{Hint, Node, NodeKind, hints};

use crate::browser::clock;
use crate::browser::locale::{self, Detail, Zone};
use crate::components::ago_text;
use crate::words::{Word, count, say, t};

/// Longer strings are not asked what they mean while one looks at the lines.
const QUICK: usize = 2_048;

/// The meanings of a value, each in a few words. `said` is what it says.
pub fn meanings(kind: NodeKind, said: &str, zone: Zone) -> Vec<String> {
    let told = hints(kind, said).into_iter().map(|hint| told(hint, zone));
    told.collect()
}

/// The meanings in one line, for the line of a value; empty where there is none, or where finding out takes long.
pub fn in_short(node: &Node, said: impl FnOnce() -> String, zone: Zone) -> String {
    let worth = matches!(node.kind, NodeKind::String | NodeKind::Number);
    if !worth || node.size() > QUICK {
        return String::new();
    }
    meanings(node.kind, &said(), zone).join(" · ")
}

fn told(hint: Hint, zone: Zone) -> String {
    match hint {
        Hint::Moment(moment) => time(moment, zone),
        Hint::EpochSeconds(moment) => of_number(Word::MeansSeconds, moment, zone),
        Hint::EpochMillis(moment) => of_number(Word::MeansMillis, moment, zone),
        Hint::DotnetTicks(moment) => of_number(Word::MeansTicks, moment, zone),
        Hint::Base64(length, None) => count(Word::MeansBase64, length as u64),
        Hint::Base64(length, Some(text)) => {
            let short: String = text.chars().take(80).collect();
            let text = if short.len() < text.len() {
                format!("{short}…")
            } else {
                short
            };
            say(
                Word::MeansBase64Text,
                &[("n", length.into()), ("text", (&text).into())],
            )
        }
        Hint::Json => t(Word::MeansJson).to_owned(),
        Hint::BeyondDouble => t(Word::MeansBeyondDouble).to_owned(),
    }
}

fn of_number(word: Word, moment: DateTime<Utc>, zone: Zone) -> String {
    say(word, &[("time", (&time(moment, zone)).into())])
}

#[allow(
    clippy::cast_precision_loss,
    reason = "milliseconds since 1970 are far below 2^53"
)]
fn time(moment: DateTime<Utc>, zone: Zone) -> String {
    let ms = moment.timestamp_millis() as f64;
    let at = locale::time(ms, Detail::Full, zone);
    format!("{at} · {}", ago_text(ms, clock::now()))
}
