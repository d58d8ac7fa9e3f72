//! The walk itself: what is under way, what an answer means, what comes next.

use super::ask::{Answered, Ask, Failure, Setup, Sighting, Taken, What};
use super::by_key::ByKey;
use super::by_part::{ByPart, Part};
use super::by_time::ByTime;
use super::by_token::ByToken;
use super::coverage::{Area, Coverage, Ms, Patch, Statuses};
use super::evidence::{Evidence, Lie, Proof, Way};
use super::key::Key;
use super::ledger::{Ledger, Mark};
use super::live::Live;
use super::opening::FirstPage;
use super::pace::Pace;
use super::peek::Peek;
use super::snapshot::Stopped;
use super::span::Span;
use crate::calls::ListQuery;
use crate::decode::NextPage;
use chrono::DateTime;

/// 2000-01-01T00:00:00Z: before anything these hosts have made. Sent as `createdTimeFrom` where there is no other filter, because a host
/// leaves inputs out only beside one (docs/decisions/0009).
pub(super) const FLOOR: Ms = 946_684_800_000;

/// What a request is for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Task {
    /// The first page, without a position.
    First,
    /// Whether an empty hub is empty without the filter too.
    Nothing,
    /// Whether the host goes on from this id when told so in this encoding.
    Prove(Way, String),
    /// Whether the host lists by creation from this time on.
    ProveOrder(Ms),
    /// Rows from a key on.
    Page { at: Key, stolen: bool },
    /// Whether anything is behind a key, asked without any filter.
    End(Key),
    /// Whether a known id, behind what looks like the end, is still there.
    Doubt(String),
    /// A few of the newest.
    Peek(Ms),
    /// Those created in a window, with the number of the page where one instant fills several.
    Window { span: Span<Ms>, page: u32 },
    /// Those of a window and a prefix, in no order.
    Part(Part),
    /// Behind a token; the beginning where it is empty.
    Token(String),
    /// Live: new ones, from a time on and behind a key.
    New(Ms, Option<Key>),
    /// Live: those that are not finished.
    Unfinished(Option<Key>),
    /// Live: one instance.
    One(String),
    /// Belongs to a way that was given up: its rows still count.
    Orphan,
}

/// A request under way.
#[derive(Clone, Debug)]
pub(super) struct Flight {
    pub id: u64,
    pub task: Task,
    pub sent: Ms,
    pub top: u16,
}

/// An answer, with what its rows were to the ledger.
pub(super) struct Page<'a> {
    pub rows: &'a [Sighting<'a>],
    pub next: NextPage,
    pub sent: Ms,
    pub top: u16,
    pub now: Ms,
    /// How many of the rows had not been seen in this look, and how many of those were there before it began.
    pub fresh: usize,
    pub fresh_old: usize,
}

impl Page<'_> {
    /// Whether the answer has as many rows as it could have, given the most the host serves.
    pub fn is_full(&self, cap: Option<usize>) -> bool {
        match self.next {
            NextPage::End => false,
            NextPage::Token(_) => true,
            NextPage::Unreadable => self.rows.len() >= cap.unwrap_or(usize::from(self.top)),
        }
    }
}

/// Where a walk stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Phase {
    Opening,
    Proving,
    Walking,
    Done,
}

/// A walk through a hub: see the [module](super).
#[derive(Clone, Debug)]
pub struct Walk {
    pub(super) setup: Setup,
    pub(super) phase: Phase,
    pub(super) stopped: Option<Stopped>,
    pub(super) way: Option<Way>,
    pub(super) proof: Option<Proof>,
    /// Ways still to be proven, the best first.
    pub(super) candidates: Vec<Way>,
    /// Ways that failed.
    pub(super) failed: Vec<Way>,
    pub(super) evidence: Vec<Evidence>,
    pub(super) flights: Vec<Flight>,
    pub(super) next_id: u64,
    pub(super) pace: Pace,
    pub(super) ledger: Ledger,
    pub(super) coverage: Coverage,
    pub(super) look: u16,
    pub(super) look_began: Option<Ms>,
    pub(super) first: FirstPage,
    /// Whether the filter that keeps inputs out hides nothing, as far as is known.
    pub(super) filtered: bool,
    pub(super) keys: ByKey,
    pub(super) times: ByTime,
    pub(super) parts: ByPart,
    pub(super) tokens: ByToken,
    pub(super) peek: Peek,
    pub(super) live: Live,
    /// When the newest instance seen so far was created.
    pub(super) newest: Option<Ms>,
    pub(super) oldest: Option<Ms>,
    settled: Option<Area>,
}

impl Walk {
    /// A walk that has asked nothing yet.
    pub fn new(setup: Setup) -> Self {
        let pace = Pace::new(setup.parallel);
        Self {
            setup,
            phase: Phase::Opening,
            stopped: None,
            way: None,
            proof: None,
            candidates: Vec::new(),
            failed: Vec::new(),
            evidence: Vec::new(),
            flights: Vec::new(),
            next_id: 1,
            pace,
            ledger: Ledger::default(),
            coverage: Coverage::default(),
            look: 1,
            look_began: None,
            first: FirstPage::default(),
            filtered: true,
            keys: ByKey::default(),
            times: ByTime::default(),
            parts: ByPart::default(),
            tokens: ByToken::default(),
            peek: Peek::default(),
            live: Live::default(),
            newest: None,
            oldest: None,
            settled: None,
        }
    }

    /// The requests to send now: none while enough are under way, the walk is done or stopped, or the host is being spared
    /// (see [`Walk::wake_at`]). `now` is in milliseconds since 1970 and never falls.
    pub fn next(&mut self, now: Ms) -> Vec<Ask> {
        let mut asks = Vec::new();
        while self.stopped.is_none() && self.flights.len() < self.pace.parallel {
            if self.pace.not_before.is_some_and(|time| now < time) {
                break;
            }
            let Some(task) = self.choose(now) else { break };
            if self.pace.is_spent() {
                self.stopped = Some(Stopped::Ceiling);
                break;
            }
            asks.push(self.send(task, now));
        }
        asks
    }

    fn choose(&mut self, now: Ms) -> Option<Task> {
        let idle = self.is_idle();
        match self.phase {
            Phase::Opening => idle.then_some(Task::First),
            Phase::Proving => idle.then(|| self.proof()).flatten(),
            Phase::Walking => match self.way? {
                Way::Position(_) => self.choose_by_key(now),
                Way::Creation => self.choose_by_time(now),
                Way::Windows => self.choose_part(),
                Way::Token => self.choose_token(),
            },
            Phase::Done => self.choose_live(now),
        }
    }

    fn send(&mut self, task: Task, now: Ms) -> Ask {
        let id = self.next_id;
        self.next_id += 1;
        self.pace.requests += 1;
        self.look_began.get_or_insert(now);
        let what = match &task {
            Task::One(instance) => What::One(instance.clone()),
            task => What::List(self.query(task)),
        };
        let top = match &what {
            What::List(query) => query.top,
            What::One(_) => 1,
        };
        self.flights.push(Flight {
            id,
            task,
            sent: now,
            top,
        });
        Ask { id, what }
    }

    /// The list query without a position: what to aim at, and a filter that keeps inputs out.
    pub(super) fn base_query(&self, top: u16) -> ListQuery {
        let prefix = Some(self.setup.aim.prefix.clone()).filter(|prefix| !prefix.is_empty());
        let floor = (self.filtered && prefix.is_none()).then_some(FLOOR);
        ListQuery {
            prefix,
            created_from: floor.and_then(DateTime::from_timestamp_millis),
            top,
            ..ListQuery::default()
        }
    }

    /// Takes an answer. Rows count also when the request was given up meanwhile.
    pub fn answer(&mut self, id: u64, now: Ms, answered: &Answered<'_>) -> Taken {
        let (mut taken, unseen) = self.take(answered.rows);
        let Some(place) = self.flights.iter().position(|flight| flight.id == id) else {
            return taken;
        };
        let flight = self.flights.swap_remove(place);
        let took = now - flight.sent;
        let is_page = !matches!(flight.task, Task::End(_) | Task::Nothing | Task::One(_));
        let asked = if is_page { flight.top } else { 0 };
        self.pace
            .answered(took, asked, answered.rows.len(), answered.bytes);
        let page = Page {
            rows: answered.rows,
            next: answered.next.clone(),
            sent: flight.sent,
            top: flight.top,
            now,
            fresh: unseen.0,
            fresh_old: unseen.1,
        };
        match flight.task {
            Task::First => self.opened(&page),
            Task::Nothing => self.opened_without_filter(&page),
            Task::Prove(way, id) => self.position_answered(way, &id, &page),
            Task::ProveOrder(from) => self.order_answered(from, &page),
            Task::Page { at, stolen } => self.keys_answered(&at, stolen, &page),
            Task::End(at) => self.end_answered(&at, &page),
            Task::Doubt(id) => self.doubt_answered(&id, &page),
            Task::Peek(_) => self.peeked(&page),
            Task::Window { span, page: number } => self.window_answered(span, number, &page),
            Task::Part(part) => self.part_answered(part, &page),
            Task::Token(sent) => self.token_answered(&sent, &page),
            Task::New(from, _) => self.new_answered(from, &page),
            Task::Unfinished(_) => self.unfinished_answered(&page),
            Task::One(_) | Task::Orphan => {}
        }
        self.settle();
        taken.settled = self.settled.take();
        taken
    }

    /// Takes note that a request has no answer. Its work is done again later, unless nothing speaks for it.
    pub fn failed(&mut self, id: u64, now: Ms, why: Failure) -> Taken {
        let mut taken = Taken::default();
        let Some(place) = self.flights.iter().position(|flight| flight.id == id) else {
            return taken;
        };
        let flight = self.flights.swap_remove(place);
        match (flight.task, why) {
            (_, Failure::Aborted) => {
                self.pace.failed(now, why);
            }
            (Task::One(instance), Failure::NotFound) => {
                self.forget(&instance);
                taken.gone.push(instance);
            }
            (Task::Prove(way, _), Failure::Refused(_)) => {
                // A host that refuses is there.
                self.pace.failures = 0;
                self.not_understood(way);
            }
            (Task::ProveOrder(_), Failure::Refused(_)) => self.not_understood(Way::Creation),
            (Task::Peek(_), Failure::Refused(_) | Failure::TimedOut) => self.peek.give_up(),
            (task, why) => {
                if let Task::Part(part) = &task {
                    self.parts.again(part.clone());
                }
                if let Task::Window { span, page } = &task {
                    self.again_window(span.clone(), *page);
                }
                if let Task::Token(token) = &task {
                    self.tokens.go_on(token.clone());
                }
                if !self.pace.failed(now, why) {
                    self.lost(&task, why);
                }
            }
        }
        self.settle();
        taken
    }

    /// Asking the same again was of no use: another way, or the end.
    fn lost(&mut self, task: &Task, why: Failure) {
        let by_way = matches!(task, Task::Page { .. } | Task::Token(_) | Task::Doubt(_));
        match (self.way, why) {
            (Some(way), Failure::Refused(_)) if by_way => {
                self.pace.failures = 0;
                self.evidence.push(Evidence::NotUnderstood(way));
                self.reopen();
            }
            _ => self.stopped = Some(Stopped::Failed(why)),
        }
    }

    /// Notes the rows in the ledger. Also gives how many had not been seen in this look, and how many of those were there before it
    /// began, as far as clocks agree.
    fn take(&mut self, rows: &[Sighting<'_>]) -> (Taken, (usize, usize)) {
        let mut taken = Taken::default();
        let mut unseen = (0, 0);
        let young = self.look_began.unwrap_or_default() - 60_000;
        for (index, row) in rows.iter().enumerate() {
            let mark = Mark {
                look: self.look,
                is_entity: row.is_entity,
                is_finished: row.is_finished,
            };
            let before = self.ledger.note(row.id, mark);
            self.live.note(row, before);
            if before.is_none_or(|before| before.look < self.look) {
                unseen.0 += 1;
                unseen.1 += usize::from(row.created.is_none_or(|time| time < young));
            }
            if before.is_none() {
                taken.fresh.push(index);
            } else {
                taken.again.push(index);
            }
            if let Some(created) = row.created.filter(|_| !row.is_entity) {
                self.newest = Some(self.newest.map_or(created, |newest| newest.max(created)));
                self.oldest = Some(self.oldest.map_or(created, |oldest| oldest.min(created)));
            }
        }
        (taken, unseen)
    }

    /// Notes that a whole area was looked at, by a request sent at that time.
    pub(super) fn cover(&mut self, area: Area, sent: Ms) {
        self.coverage.add(Patch {
            area,
            statuses: Statuses::ALL,
            seen: sent,
            look: self.look,
        });
    }

    /// The same, where absence from it now means that an instance is gone.
    pub(super) fn cover_settled(&mut self, area: Area, sent: Ms) {
        if self.look > 1 {
            self.settled = Some(area.clone());
        }
        self.cover(area, sent);
    }

    /// The host was caught: what this way claimed is void, what it showed stays.
    pub(super) fn caught(&mut self, lie: Lie, id: Option<&str>) {
        self.evidence
            .push(Evidence::Caught(lie, id.map(str::to_owned)));
        self.reopen();
    }

    /// Gives the present way up and looks for another, from the first page on.
    pub(super) fn reopen(&mut self) {
        if let Some(way) = self.way.take() {
            self.failed.push(way);
        }
        self.proof = None;
        self.restart();
    }

    /// Begins the look anew. The ledger stays.
    pub(super) fn restart(&mut self) {
        self.coverage.drop_look(self.look);
        self.phase = Phase::Opening;
        self.begin_look();
    }

    /// Whether nothing of the present way is under way.
    pub(super) fn is_idle(&self) -> bool {
        self.flights
            .iter()
            .all(|flight| flight.task == Task::Orphan)
    }

    /// Sees whether the walk is done.
    fn settle(&mut self) {
        if self.phase != Phase::Walking || !self.is_idle() {
            return;
        }
        let done = match self.way {
            Some(Way::Position(_)) => self.keys_done(),
            Some(Way::Creation) => self.times_done(),
            Some(Way::Windows) => self.parts_done(),
            Some(Way::Token) => self.tokens.is_done(),
            None => false,
        };
        if done {
            self.finish();
        }
    }

    /// The walk came to its end.
    pub(super) fn finish(&mut self) {
        self.phase = Phase::Done;
        self.live.begin();
    }

    pub(super) fn begin_look(&mut self) {
        for flight in &mut self.flights {
            flight.task = Task::Orphan;
        }
        self.keys = ByKey::default();
        self.times = ByTime::default();
        self.parts = ByPart::default();
        self.tokens = ByToken::default();
        self.settled = None;
    }
}
