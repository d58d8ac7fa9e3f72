//! A walk, a host, and the time between them.

use std::collections::{BTreeMap, BTreeSet};

use durable_api::walk::{Answered, Ask, Failure, Ms, Sighting, Snapshot, Taken, Walk, What};
use durable_api::{ListQuery, NextPage};

use crate::hosts::{Hub, Row};

/// What a host does with a request. The bench gives it the honest answer.
pub type Manner = Box<dyn FnMut(&ListQuery, Result<Vec<Row>, u16>) -> Result<Vec<Row>, Failure>>;

/// What a host says of the next page instead of the truth.
pub type Next = Box<dyn FnMut(&ListQuery, NextPage) -> NextPage>;

/// What happens to a hub.
pub type Life = Box<dyn FnMut(&mut Hub)>;

/// One answer on its way.
struct Coming {
    at: Ms,
    ask: Ask,
    answer: Result<(Vec<Row>, NextPage, u64), Failure>,
}

/// A walk through a hub.
pub struct Bench {
    pub hub: Hub,
    pub walk: Walk,
    pub now: Ms,
    /// Whether the page may read continuation tokens.
    pub readable: bool,
    /// How the host lies or fails, if it does.
    pub manner: Option<Manner>,
    pub next_is: Option<Next>,
    /// How long an answer takes, in milliseconds, by its number of rows.
    pub takes: fn(usize) -> Ms,
    /// What happens to the hub beside each answer.
    pub life: Option<Life>,
    /// Every id that was called fresh, and how often.
    pub fresh: BTreeMap<String, u32>,
    pub gone: BTreeSet<String>,
    /// The queries sent.
    pub sent: Vec<ListQuery>,
    /// Instances asked for one by one.
    pub singles: Vec<String>,
    coming: Vec<Coming>,
}

impl Bench {
    pub fn new(hub: Hub, walk: Walk) -> Self {
        Self {
            now: hub.now(),
            hub,
            walk,
            readable: false,
            manner: None,
            next_is: None,
            takes: |_| 10,
            life: None,
            fresh: BTreeMap::new(),
            gone: BTreeSet::new(),
            sent: Vec::new(),
            singles: Vec::new(),
            coming: Vec::new(),
        }
    }

    /// Walks until nothing is left to do; gives what the status line would say.
    pub fn run(&mut self) -> Snapshot {
        self.run_while(|_| true)
    }

    /// Walks while the test wants more.
    pub fn run_while(&mut self, mut wants_more: impl FnMut(&Snapshot) -> bool) -> Snapshot {
        loop {
            self.send();
            if !self.answer_next() {
                match self.walk.wake_at() {
                    Some(time) => self.now = self.now.max(time),
                    None => break,
                }
            }
            let snapshot = self.walk.snapshot(self.now);
            assert!(
                self.sent.len() < 30_000,
                "the walk does not end: {snapshot:?}"
            );
            if !wants_more(&snapshot) {
                return snapshot;
            }
        }
        self.walk.snapshot(self.now)
    }

    /// Sends what the walk wants to send now.
    pub fn send(&mut self) {
        for ask in self.walk.next(self.now) {
            let answer = self.ask(&ask);
            let rows = answer.as_ref().map_or(0, |(rows, ..)| rows.len());
            let at = self.now + (self.takes)(rows);
            self.coming.push(Coming { at, ask, answer });
        }
    }

    fn ask(&mut self, ask: &Ask) -> Result<(Vec<Row>, NextPage, u64), Failure> {
        let query = match &ask.what {
            What::One(id) => {
                self.singles.push(id.clone());
                let row = self.hub.one(id).ok_or(Failure::NotFound)?;
                return Ok((vec![row], NextPage::Unreadable, 300));
            }
            What::List(query) => query,
        };
        self.sent.push(query.clone());
        let (honest, next, bytes) = self.hub.list(query);
        let rows = match &mut self.manner {
            Some(manner) => manner(query, honest)?,
            None => honest.map_err(Failure::Refused)?,
        };
        let next = match &mut self.next_is {
            Some(next_is) => next_is(query, next),
            None => next,
        };
        let next = if self.readable {
            next
        } else {
            NextPage::Unreadable
        };
        Ok((rows, next, bytes))
    }

    /// Lets the next answer arrive; `false` where none is under way.
    pub fn answer_next(&mut self) -> bool {
        let Some(first) = (0..self.coming.len()).min_by_key(|at| self.coming[*at].at) else {
            return false;
        };
        let coming = self.coming.remove(first);
        self.now = self.now.max(coming.at);
        self.hub.advance(self.now);
        if let Some(life) = &mut self.life {
            life(&mut self.hub);
        }
        match coming.answer {
            Ok((rows, next, bytes)) => {
                let sightings: Vec<Sighting<'_>> = rows.iter().map(Row::sighting).collect();
                let answered = Answered {
                    rows: &sightings,
                    next,
                    bytes,
                };
                let taken = self.walk.answer(coming.ask.id, self.now, &answered);
                for index in &taken.fresh {
                    *self.fresh.entry(rows[*index].id.clone()).or_default() += 1;
                }
                assert_eq!(taken.fresh.len() + taken.again.len(), rows.len());
                self.settled(&taken);
            }
            Err(why) => {
                let taken = self.walk.failed(coming.ask.id, self.now, why);
                self.settled(&taken);
            }
        }
        true
    }

    /// What the row store does with an area that was looked at to its ends.
    fn settled(&mut self, taken: &Taken) {
        self.gone.extend(taken.gone.iter().cloned());
        let Some(area) = &taken.settled else { return };
        let keys = &area.keys;
        let gone: Vec<String> = self
            .fresh
            .keys()
            .filter(|id| {
                keys.has(&durable_api::walk::Key::of(id.as_str())) && self.walk.is_gone(id)
            })
            .cloned()
            .collect();
        for id in gone {
            assert!(self.walk.forget(&id));
            self.gone.insert(id);
        }
    }

    /// Fails unless every one of these was seen, each was called fresh once, and entities were counted apart.
    pub fn assert_saw_exactly(&self, truth: &BTreeSet<String>) {
        let seen: BTreeSet<String> = self.fresh.keys().cloned().collect();
        let missed: Vec<&String> = truth.difference(&seen).take(5).collect();
        let invented: Vec<&String> = seen.difference(truth).take(5).collect();
        assert!(
            missed.is_empty() && invented.is_empty(),
            "missed {missed:?}, invented {invented:?}"
        );
        let doubled: Vec<_> = self
            .fresh
            .iter()
            .filter(|(_, times)| **times > 1)
            .take(5)
            .collect();
        assert!(doubled.is_empty(), "doubled {doubled:?}");
        let entities = truth.iter().filter(|id| id.starts_with('@')).count() as u64;
        let snapshot = self.walk.snapshot(self.now);
        assert_eq!(snapshot.entities, entities);
        assert_eq!(snapshot.instances, truth.len() as u64 - entities);
    }
}
