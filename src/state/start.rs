//! What was typed to start an instance: it outlives an error, a way to another page and a reload of this tab.

use std::cell::RefCell;

use durable_api::paste::mask;
use durable_api::{Secret, Start, Wait};

use crate::browser::{storage, storage::Area};
use crate::prelude::*;
use crate::state::stored::{self, Row, Stored};

/// The names under which drafts stand in the tab begin so; the hub follows.
const PREFIX: &str = "durable-portal.start.";
const VERSION: u32 = 1;
/// A longer draft is kept in memory alone, in bytes.
const KEPT: usize = 500_000;
/// The longest wait there is, in seconds: beyond it gateways and this page give an answer up.
pub const LONGEST_WAIT: u32 = 110;

thread_local! {
    /// The drafts of this page, by hub: also those that the tab may not keep.
    static DRAFTS: RefCell<Vec<(String, Row)>> = const { RefCell::new(Vec::new()) };
}

/// See the module. Copies are the same; they belong to the page that opened it.
#[derive(Clone, Copy)]
pub struct StartDraft {
    /// The orchestrator's name.
    pub name: RwSignal<String>,
    /// The id; empty: the one that was drawn.
    pub id: RwSignal<String>,
    /// An id nobody has, for when none is given.
    pub drawn: RwSignal<String>,
    /// JSON, or nothing.
    pub input: RwSignal<String>,
    /// Whether to wait for the end.
    pub waits: RwSignal<bool>,
    /// How long, in seconds.
    pub timeout: RwSignal<String>,
    /// How often the host looks meanwhile, in seconds.
    pub interval: RwSignal<String>,
    /// What it was filled in from: the address that asked for it.
    pub begun: RwSignal<String>,
}

impl StartDraft {
    /// What was typed for this hub, or nothing yet. `drawn`: an id that nobody has.
    pub fn open(hub: &str, key: Option<Secret>, drawn: String) -> Self {
        let row = kept(hub);
        let text = |at: usize, usual: &str| {
            let kept = row.get(at).map_or(usual, String::as_str);
            RwSignal::new(kept.to_owned())
        };
        let draft = Self {
            name: text(0, ""),
            id: text(1, ""),
            input: text(2, ""),
            waits: RwSignal::new(row.get(3).is_some_and(|it| it == "waits")),
            timeout: text(4, "30"),
            interval: text(5, "2"),
            begun: text(6, ""),
            drawn: RwSignal::new(drawn),
        };
        let hub = hub.to_owned();
        Effect::new(move |_| keep(&hub, key.as_ref(), draft.row()));
        draft
    }

    /// Begins with nothing, under another drawn id.
    pub fn clear(self, drawn: String) {
        for text in [self.name, self.id, self.input, self.begun] {
            text.set(String::new());
        }
        self.waits.set(false);
        self.drawn.set(drawn);
    }

    /// The id it is started under, tracked.
    pub fn target(self) -> String {
        let given = self.id.get();
        match given.trim() {
            "" => self.drawn.get(),
            given => given.to_owned(),
        }
    }

    /// Timeout and interval, tracked, if they make sense: `Ok(None)` where nobody waits.
    pub fn wait(self) -> Result<Option<Wait>, BadWait> {
        let (timeout, interval) = (self.timeout.get(), self.interval.get());
        if !self.waits.get() {
            return Ok(None);
        }
        let whole = |text: String| text.trim().parse::<u32>().map_err(|_| BadWait);
        let (timeout, polling_interval) = (whole(timeout)?, whole(interval)?);
        let fits =
            (1..=LONGEST_WAIT).contains(&timeout) && (1..=timeout).contains(&polling_interval);
        if !fits {
            return Err(BadWait);
        }
        Ok(Some(Wait {
            timeout,
            polling_interval,
        }))
    }

    /// What is started, tracked.
    pub fn start(self) -> Start {
        let input = self.input.get();
        Start {
            function: self.name.get().trim().to_owned(),
            id: None,
            input: (!input.trim().is_empty()).then_some(input),
            wait: self.wait().unwrap_or_default(),
            version: None,
        }
    }

    fn row(self) -> Row {
        let waits = if self.waits.get() { "waits" } else { "" };
        vec![
            self.name.get(),
            self.id.get(),
            self.input.get(),
            waits.to_owned(),
            self.timeout.get(),
            self.interval.get(),
            self.begun.get(),
        ]
    }
}

/// Timeout and interval are no whole seconds in their ranges, or the host would look less often than once.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct BadWait;

/// Forgets every draft.
pub fn forget_all() {
    DRAFTS.with_borrow_mut(Vec::clear);
    storage::remove_all(Area::Tab, PREFIX);
}

fn kept(hub: &str) -> Row {
    let held = DRAFTS.with_borrow(|all| all.iter().find(|it| it.0 == hub).map(|it| it.1.clone()));
    held.unwrap_or_else(
        || match stored::read(Area::Tab, &format!("{PREFIX}{hub}")) {
            Stored::Rows(VERSION, mut rows) if !rows.is_empty() => rows.remove(0),
            _ => Row::new(),
        },
    )
}

/// Keeps a draft: in the tab unless a key was pasted into it, or it is very long.
fn keep(hub: &str, key: Option<&Secret>, row: Row) {
    let is_short = row.iter().map(String::len).sum::<usize>() <= KEPT;
    let has_no_key = || row.iter().all(|it| mask(it, key) == *it);
    let is_blank = [0, 1, 2, 6]
        .iter()
        .all(|at| row.get(*at).is_none_or(String::is_empty));
    let rows: &[Row] = if is_short && !is_blank && has_no_key() {
        std::slice::from_ref(&row)
    } else {
        &[]
    };
    stored::write(Area::Tab, &format!("{PREFIX}{hub}"), VERSION, rows);
    DRAFTS.with_borrow_mut(|all| {
        all.retain(|it| it.0 != hub);
        all.push((hub.to_owned(), row));
    });
}
