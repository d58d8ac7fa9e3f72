//! What was asked and answered so far.

use super::{Ask, Capabilities, ClockGap, EntitiesSeen, HubSeen, KeyUse, Packing, PositionSeen};
use crate::address::{Generation, HubAddress};
use crate::position::PositionEncoding;
use crate::{decode, entity};

/// What is known before the first question, and the answers since.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Notes {
    /// The hub.
    pub address: HubAddress,
    /// The origin of the page that asks.
    pub page: String,
    /// Whether we hold a key for it.
    pub key_held: bool,
    /// Whether to ask what may well be refused too: without the key. Nobody who only connects wants refusals in the app's log.
    pub thorough: bool,
    /// The answers, in the order they came.
    pub answers: Vec<(Ask, Seen)>,
}

/// What an answer showed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Seen {
    /// The HTTP status; 0 where nothing came that could be read.
    pub status: u16,
    /// The ids of the instances listed, or the names of entities, as far as there were any.
    pub ids: Vec<String>,
    /// The continuation token, if this page may read it.
    pub token: Option<String>,
    /// The latest time named in it, as milliseconds since 1970.
    pub latest_ms: Option<i64>,
    /// Whether the times of creation ascend, as where a store counts pages.
    pub by_time: bool,
    /// The answer's `Date`, if this page may read it.
    pub date: Option<String>,
    /// When it was sent, by the browser's clock: milliseconds since 1970.
    pub sent_ms: i64,
    /// When it came.
    pub came_ms: i64,
    /// Bytes of the body as they came, and unpacked; `None` where the browser does not tell.
    pub sizes: Option<(u64, u64)>,
}

impl Seen {
    /// Takes in the rows of an answer.
    #[must_use]
    pub fn with_body(mut self, ask: &Ask, body: &str) -> Self {
        if matches!(ask, Ask::Entities) {
            let rows = entity::entities_answer(self.status, body).unwrap_or_default();
            self.ids = rows.into_iter().filter_map(|row| row.name).collect();
            return self;
        }
        let rows = decode::list_answer(self.status, body).unwrap_or_default();
        let ms = |time: &crate::Timestamp| time.utc().map(|it| it.timestamp_millis());
        let created: Vec<Option<i64>> = rows.iter().map(|row| ms(&row.created_time)).collect();
        self.by_time = created.iter().all(Option::is_some) && created.is_sorted();
        self.latest_ms = rows
            .iter()
            .filter_map(|row| ms(&row.last_updated_time))
            .max();
        self.ids = rows.into_iter().map(|row| row.instance_id).collect();
        self
    }

    fn is_good(&self) -> bool {
        self.status == 200
    }
}

impl Notes {
    /// What was seen for a question.
    pub fn seen(&self, ask: &Ask) -> Option<&Seen> {
        let found = self.answers.iter().find(|(asked, _)| asked == ask);
        found.map(|(_, seen)| seen)
    }

    /// The first answer, if it was a good one: without it there is nothing more to learn.
    pub(super) fn first(&self) -> Option<&Seen> {
        self.seen(&Ask::First).filter(|seen| seen.is_good())
    }

    /// What the positions tried so far came to. `None`: none was tried that was understood.
    pub(super) fn understood(&self) -> Option<PositionEncoding> {
        let last = self.first()?.ids.last()?;
        self.answers.iter().find_map(|(ask, seen)| {
            let begins = seen.is_good() && seen.ids.first() == Some(last);
            match ask {
                Ask::Position(encoding) if begins => Some(*encoding),
                // The second page of one row each begins with the second row.
                Ask::PageNumber if begins => Some(PositionEncoding::PageNumber),
                _ => None,
            }
        })
    }

    fn key(&self) -> KeyUse {
        if !self.key_held {
            return KeyUse::None;
        }
        match self.seen(&Ask::WithoutKey).map(|seen| seen.status) {
            Some(401 | 403) => KeyUse::Accepted,
            Some(200) => KeyUse::NotNeeded,
            _ => KeyUse::Unsaid,
        }
    }

    fn hub(&self, first: &Seen) -> HubSeen {
        match self.seen(&Ask::DefaultHub) {
            _ if !first.ids.is_empty() => HubSeen::Lists,
            Some(seen) if seen.is_good() && !seen.ids.is_empty() => HubSeen::DefaultListsInstead,
            _ => HubSeen::ListsNothing,
        }
    }

    fn position(&self, first: &Seen) -> PositionSeen {
        if let Some(encoding) = self.understood() {
            return PositionSeen::Understood(encoding);
        }
        match &first.token {
            Some(token) => match PositionEncoding::recognise(token) {
                Some((encoding, _)) => PositionSeen::Understood(encoding),
                None => PositionSeen::NotNeeded,
            },
            None if first.ids.len() < 2 => PositionSeen::TooFew,
            None => PositionSeen::None,
        }
    }

    fn entities(&self) -> EntitiesSeen {
        match self.seen(&Ask::Entities) {
            _ if self.address.generation == Generation::First => EntitiesSeen::NoApi,
            Some(seen) if seen.is_good() && seen.ids.is_empty() => EntitiesSeen::None,
            Some(seen) if seen.is_good() => EntitiesSeen::Some,
            Some(seen) if seen.status == 404 => EntitiesSeen::NoApi,
            _ => EntitiesSeen::Unsaid,
        }
    }

    /// A body too small to be worth packing proves nothing, so the largest speaks.
    fn packing(&self) -> Packing {
        let sizes = self.answers.iter().filter_map(|(_, seen)| seen.sizes);
        match sizes
            .filter(|(_, body)| *body > 0)
            .max_by_key(|(_, body)| *body)
        {
            None | Some((0, _)) => Packing::NotVisible,
            Some((came, body)) if came < body => Packing::Compressed,
            Some(_) => Packing::Plain,
        }
    }

    fn clock(&self) -> ClockGap {
        let by_date = self.answers.iter().find_map(|(_, seen)| {
            ClockGap::from_date(seen.date.as_deref()?, seen.sent_ms, seen.came_ms)
        });
        let by_latest = || {
            let gaps = self.answers.iter();
            let gaps = gaps
                .filter_map(|(_, seen)| Some(ClockGap::from_latest(seen.latest_ms?, seen.came_ms)));
            gaps.max_by_key(|gap| match gap {
                ClockGap::AheadAtLeast { ms } => *ms,
                _ => 0,
            })
        };
        by_date.or_else(by_latest).unwrap_or_default()
    }
}

impl Capabilities {
    /// The card of what was noted; `None` where the first question had no good answer.
    pub fn of(notes: &Notes) -> Option<Self> {
        let first = notes.first()?;
        Some(Self {
            at_ms: first.came_ms,
            generation: notes.address.generation,
            cross_origin: notes.address.origin != notes.page,
            took_ms: u32::try_from(first.came_ms - first.sent_ms).unwrap_or_default(),
            requests: u8::try_from(notes.answers.len()).unwrap_or(u8::MAX),
            key: notes.key(),
            hub: notes.hub(first),
            token_readable: first.token.is_some(),
            position: notes.position(first),
            entities: notes.entities(),
            packing: notes.packing(),
            clock: notes.clock(),
        })
    }
}
