//! The walk itself: what is under way, what an answer means, what comes next.

use super::ask::{Answered, Ask, Failure, Setup, Taken, What};
use super::by_key::ByKey;
use super::by_part::ByPart;
use super::by_status::ByStatus;
use super::by_time::ByTime;
use super::by_token::ByToken;
use super::coverage::{Area, Coverage, Ms};
use super::evidence::{Evidence, Lie, Proof, Way};
use super::ledger::Ledger;
use super::live::Live;
use super::opening::FirstPage;
use super::pace::Pace;
use super::peek::Peek;
use super::snapshot::Stopped;
use super::task::{Flight, Page, Task};

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
    pub(super) by_status: Option<ByStatus>,
    /// When the newest instance seen so far was created.
    pub(super) newest: Option<Ms>,
    pub(super) oldest: Option<Ms>,
    pub(super) settled: Option<Area>,
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
            by_status: None,
            newest: None,
            oldest: None,
            settled: None,
        }
    }

    /// The requests to send now: none while enough are under way, the walk is done or stopped, or the host is being spared
    /// (see [`Walk::wake_at`]). `now` is in milliseconds since 1970 and never falls.
    pub fn next(&mut self, now: Ms) -> Vec<Ask> {
        let mut asks = Vec::new();
        // Another aim may be reached already.
        self.settle();
        let is_spared = self.pace.not_before.is_some_and(|time| now < time);
        if let Some(task) = self.choose_by_status().filter(|_| !is_spared) {
            asks.push(self.send(task, now));
        }
        while self.stopped.is_none() && self.flights.len() < self.pace.parallel {
            if is_spared {
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
            Task::Statuses(statuses, from) => self.statuses_answered(&statuses, &from, &page),
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
            (Task::Statuses(..), Failure::Refused(_) | Failure::TimedOut) => self.statuses_failed(),
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
        if matches!(task, Task::Statuses(..)) {
            self.statuses_failed();
        }
        match (self.way, why) {
            (Some(way), Failure::Refused(_)) if by_way => {
                self.pace.failures = 0;
                self.evidence.push(Evidence::NotUnderstood(way));
                self.reopen();
            }
            _ => self.stopped = Some(Stopped::Failed(why)),
        }
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
            .all(|flight| matches!(flight.task, Task::Orphan | Task::Statuses(..)))
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
            if !matches!(flight.task, Task::Statuses(..)) {
                flight.task = Task::Orphan;
            }
        }
        self.keys = ByKey::default();
        self.times = ByTime::default();
        self.parts = ByPart::default();
        self.tokens = ByToken::default();
        self.settled = None;
    }
}
