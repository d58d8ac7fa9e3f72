//! The journal: what this browser sent to hubs, kept on the device until it is cleared. Reads are not in it.
//!
//! An entry is written down as its request leaves and again when it has ended, so that one whose page was closed meanwhile is there
//! too. Nothing waits for that: a plan keeps a log of its own, on which it relies. Where the device keeps nothing, this page's own entries
//! are held in memory, and the page of the journal says so.

use std::cell::{Cell, RefCell};

use durable_api::ApiRequest;
use durable_api::journal::{End, Entry};
use signals::{RwSignal, Signal};

use crate::browser::database::{self, Change, Database, DatabaseError, Durability, Keys, Schema};
use crate::browser::fetch::Outcome;
use crate::browser::{clock, spawn};
use crate::state::client::Client;

/// So many entries are kept; the oldest go first.
pub const KEPT: u32 = 2_000;
/// How often what is too much is looked for: after so many writings.
const SWEPT_EVERY: u32 = 50;

const STORE: &str = "entries";
const SCHEMA: Schema = Schema {
    name: "durable-portal.journal",
    version: 1,
    stores: &[STORE],
};

/// An entry of this page, with its key in the database.
struct Mine {
    key: String,
    entry: Entry,
    /// Whether it is kept as it stands.
    kept: bool,
}

thread_local! {
    /// Those of this page that are not kept yet or have not ended; in the order in which they began.
    static MINE: RefCell<Vec<Mine>> = const { RefCell::new(Vec::new()) };
    static OPEN: RefCell<Option<Database>> = const { RefCell::new(None) };
    static WRITING: Cell<bool> = const { Cell::new(false) };
    static COUNT: Cell<u32> = const { Cell::new(0) };
    static VERSION: RwSignal<u32> = RwSignal::global(0);
    static TROUBLE: RwSignal<Option<DatabaseError>> = RwSignal::global(None);
}

/// An entry that has not ended.
pub struct Ticket {
    key: String,
    began: f64,
}

/// Changes whenever this page adds to the journal.
pub fn version() -> Signal<u32> {
    VERSION.with(|it| (*it).into())
}

/// Why the device keeps nothing, if it does not.
pub fn trouble() -> Signal<Option<DatabaseError>> {
    TROUBLE.with(|it| (*it).into())
}

/// Notes a write that leaves now.
#[allow(clippy::cast_possible_truncation, reason = "times of a clock")]
pub fn begin(client: &Client, request: &ApiRequest) -> Ticket {
    let number = COUNT.get();
    COUNT.set(number + 1);
    let at = clock::now() as i64;
    // By time; the page's own start tells apart what two tabs send in one millisecond.
    let page = (clock::now() - clock::monotonic()) as i64;
    let key = format!("{at:015}.{page:015}.{number:09}");
    let entry = Entry {
        at_ms: at,
        hub: client.connection.hub(),
        called: client.connection.name.clone(),
        method: request.method.as_str().to_owned(),
        url: request.url(&client.connection.address),
        body: String::new(),
        body_bytes: 0,
        end: End::Open,
        took_ms: 0,
        said: String::new(),
    };
    let entry = entry.with_body(request.body.as_deref(), client.key.as_ref());
    MINE.with_borrow_mut(|mine| {
        mine.push(Mine {
            key: key.clone(),
            entry,
            kept: false,
        });
        if mine.len() > KEPT as usize {
            mine.remove(0);
        }
    });
    changed();
    Ticket {
        key,
        began: clock::monotonic(),
    }
}

/// Notes how it ended.
#[allow(
    clippy::cast_possible_truncation,
    clippy::cast_sign_loss,
    reason = "milliseconds of a page's life"
)]
pub fn end(client: &Client, ticket: &Ticket, outcome: &Outcome) {
    let (end, answer) = match outcome {
        Outcome::Answer(answer) => (End::Status(answer.status), answer.body.as_str()),
        Outcome::Cut { status } => (End::Cut(*status), ""),
        Outcome::TimedOut { .. } => (End::TimedOut, ""),
        Outcome::Aborted => (End::Aborted, ""),
        Outcome::Redirected | Outcome::Unreachable { .. } => (End::NoAnswer, ""),
    };
    let took = (clock::monotonic() - ticket.began).max(0.0) as u64;
    MINE.with_borrow_mut(|mine| {
        if let Some(it) = mine.iter_mut().rfind(|it| it.key == ticket.key) {
            it.entry.ended(end, took, answer, client.key.as_ref());
            it.kept = false;
        }
    });
    changed();
}

/// All entries, of every tab, the newest first.
pub async fn read() -> Vec<Entry> {
    let kept = match open().await {
        Ok(database) => database.all(STORE, &Keys::All, KEPT * 2).await,
        Err(error) => Err(error),
    };
    let mut all = kept.unwrap_or_else(|error| {
        failed(error);
        Vec::new()
    });
    MINE.with_borrow(|mine| {
        for it in mine {
            let text = it.entry.to_text();
            match all.iter_mut().rfind(|(key, _)| *key == it.key) {
                Some(known) => known.1 = text,
                None => all.push((it.key.clone(), text)),
            }
        }
    });
    all.sort_unstable();
    let entries = all.iter().rev().map(|(_, text)| Entry::from_text(text));
    entries.flatten().collect()
}

/// Forgets all entries, of every tab. `false`: what the device keeps could not be taken away.
pub async fn clear() -> bool {
    MINE.with_borrow_mut(Vec::clear);
    let cleared = match open().await {
        Ok(database) => database.delete(STORE, &Keys::All).await,
        Err(error) => Err(error),
    };
    VERSION.with(|it| it.update(|number| *number += 1));
    cleared.map_err(failed).is_ok()
}

fn changed() {
    VERSION.with(|it| it.update(|number| *number += 1));
    if !WRITING.replace(true) {
        spawn(async {
            while write().await {}
            WRITING.set(false);
        });
    }
}

/// Writes down what is not kept yet. `false`: there is nothing more to do, or it did not work.
async fn write() -> bool {
    let changes: Vec<Change> = MINE.with_borrow_mut(|mine| {
        let new = mine.iter_mut().filter(|it| !it.kept);
        new.map(|it| {
            it.kept = true;
            Change {
                store: STORE,
                key: it.key.clone(),
                value: Some(it.entry.to_text()),
            }
        })
        .collect()
    });
    if changes.is_empty() {
        return false;
    }
    let outcome = keep(&changes).await;
    MINE.with_borrow_mut(|mine| match outcome {
        Ok(()) => mine.retain(|it| !it.kept || it.entry.end == End::Open),
        Err(_) => {
            for change in &changes {
                if let Some(it) = mine.iter_mut().find(|it| it.key == change.key) {
                    it.kept = false;
                }
            }
        }
    });
    TROUBLE.with(|it| it.set(outcome.err()));
    outcome.is_ok()
}

async fn keep(changes: &[Change]) -> Result<(), DatabaseError> {
    let database = open().await?;
    match database.write(changes, Durability::Relaxed).await {
        // Another tab made a later one, or the user cleared it: once more is worth it.
        Err(DatabaseError::Closed) => {
            OPEN.take();
            let database = open().await?;
            database.write(changes, Durability::Relaxed).await?;
        }
        other => other?,
    }
    sweep(&database).await
}

/// Takes away what is more than is kept.
async fn sweep(database: &Database) -> Result<(), DatabaseError> {
    thread_local!(static WRITINGS: Cell<u32> = const { Cell::new(0) });
    let writings = WRITINGS.replace(WRITINGS.get() + 1);
    if !writings.is_multiple_of(SWEPT_EVERY) {
        return Ok(());
    }
    let there = database.count(STORE, &Keys::All).await?;
    if there <= KEPT {
        return Ok(());
    }
    let oldest = database.all(STORE, &Keys::All, there - KEPT).await?;
    let Some((last, _)) = oldest.last() else {
        return Ok(());
    };
    let keys = Keys::UpTo(last.clone());
    database.delete(STORE, &keys).await
}

async fn open() -> Result<Database, DatabaseError> {
    if let Some(open) = OPEN.with_borrow(Clone::clone) {
        return Ok(open);
    }
    let database = database::open(&SCHEMA).await?;
    OPEN.set(Some(database.clone()));
    Ok(database)
}

fn failed(error: DatabaseError) {
    OPEN.take();
    TROUBLE.with(|it| it.set(Some(error)));
}
