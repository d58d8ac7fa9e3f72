//! The card as text, to be kept with a connection. It holds nothing that is a secret: no key, no id, no name.

use super::{Capabilities, ClockGap, EntitiesSeen, HubSeen, KeyUse, Packing, PositionSeen};
use crate::address::Generation;
use crate::position::PositionEncoding;

/// Each value as the letter it is written with.
macro_rules! letters {
    ($name:ident: $type:ty { $($value:expr => $letter:literal),* $(,)? }) => {
        const $name: &[($type, char)] = &[$(($value, $letter)),*];
    };
}

letters!(GENERATIONS: Generation { Generation::First => '1', Generation::Current => '2' });
letters!(FLAGS: bool { true => 'y', false => 'n' });
letters!(KEYS: KeyUse {
    KeyUse::Accepted => 'a', KeyUse::NotNeeded => 'f', KeyUse::None => 'n', KeyUse::Unsaid => 'u',
});
letters!(HUBS: HubSeen {
    HubSeen::Lists => 'l', HubSeen::ListsNothing => 'e', HubSeen::DefaultListsInstead => 'd',
});
letters!(POSITIONS: PositionSeen {
    PositionSeen::Understood(PositionEncoding::Emulator) => 'e',
    PositionSeen::Understood(PositionEncoding::Azure) => 'a',
    PositionSeen::Understood(PositionEncoding::NewerLibrary { azure: false }) => 'm',
    PositionSeen::Understood(PositionEncoding::NewerLibrary { azure: true }) => 'w',
    PositionSeen::Understood(PositionEncoding::PageNumber) => 'p',
    PositionSeen::NotNeeded => 't', PositionSeen::None => 'n', PositionSeen::TooFew => 'f',
});
letters!(ENTITIES: EntitiesSeen {
    EntitiesSeen::Some => 's', EntitiesSeen::None => 'n', EntitiesSeen::NoApi => 'x', EntitiesSeen::Unsaid => 'u',
});
letters!(PACKINGS: Packing {
    Packing::Compressed => 'c', Packing::Plain => 'p', Packing::NotVisible => 'u',
});

fn letter<T: PartialEq>(table: &[(T, char)], value: &T) -> char {
    let found = table.iter().find(|(known, _)| known == value);
    found.map_or('?', |(_, letter)| *letter)
}

fn value<T: Copy>(table: &[(T, char)], letter: char) -> Option<T> {
    let found = table.iter().find(|(_, known)| *known == letter);
    found.map(|(value, _)| *value)
}

impl Capabilities {
    /// Writes the card: `{when} {milliseconds} {requests} {letters} {clock}`.
    pub fn write(&self) -> String {
        let letters: String = [
            letter(GENERATIONS, &self.generation),
            letter(FLAGS, &self.cross_origin),
            letter(KEYS, &self.key),
            letter(HUBS, &self.hub),
            letter(FLAGS, &self.token_readable),
            letter(POSITIONS, &self.position),
            letter(ENTITIES, &self.entities),
            letter(PACKINGS, &self.packing),
        ]
        .iter()
        .collect();
        let clock = match self.clock {
            ClockGap::Unknown => "?".to_owned(),
            ClockGap::Apart { ms, within_ms } => format!("{ms}~{within_ms}"),
            ClockGap::AheadAtLeast { ms } => format!("{ms}+"),
        };
        format!(
            "{} {} {} {letters} {clock}",
            self.at_ms, self.took_ms, self.requests
        )
    }

    /// Reads what [`Capabilities::write`] wrote; `None` for anything else, such as another version's text.
    pub fn read(text: &str) -> Option<Self> {
        let mut words = text.split(' ');
        let mut word = || words.next();
        let (at, took, requests) = (word()?, word()?, word()?);
        let mut letters = word()?.chars();
        let clock = word()?;
        word().is_none().then_some(())?;
        let mut letter = || letters.next();
        let card = Self {
            at_ms: at.parse().ok()?,
            took_ms: took.parse().ok()?,
            requests: requests.parse().ok()?,
            generation: value(GENERATIONS, letter()?)?,
            cross_origin: value(FLAGS, letter()?)?,
            key: value(KEYS, letter()?)?,
            hub: value(HUBS, letter()?)?,
            token_readable: value(FLAGS, letter()?)?,
            position: value(POSITIONS, letter()?)?,
            entities: value(ENTITIES, letter()?)?,
            packing: value(PACKINGS, letter()?)?,
            clock: if clock == "?" {
                ClockGap::Unknown
            } else if let Some(ms) = clock.strip_suffix('+') {
                ClockGap::AheadAtLeast {
                    ms: ms.parse().ok()?,
                }
            } else {
                let (ms, within) = clock.split_once('~')?;
                ClockGap::Apart {
                    ms: ms.parse().ok()?,
                    within_ms: within.parse().ok()?,
                }
            },
        };
        letters.next().is_none().then_some(card)
    }
}
