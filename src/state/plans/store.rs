//! Plans and their logs on disk: a row of the log is there before its call leaves.

use durable_api::act::Kind;
use durable_api::plan::{Row as LogRow, State};

use crate::browser::database::{self, Change, Database, DatabaseError, Durability, Keys, Schema};
use crate::state::locks::number_of;
use crate::state::stored::{self, Stored};

use super::record::{Phase, Record};

const SCHEMA: Schema = Schema {
    name: "durable-portal.plans",
    version: 1,
    stores: &[PLANS, LOG],
};
const PLANS: &str = "plans";
const LOG: &str = "log";
const ROW: &str = "row";
/// Plans that are listed at most, and rows that are read at most.
const MOST: u32 = 1_000;
const MOST_ROWS: u32 = 10_000_000;

/// Forgets the plans of all hubs. What the browser does not let go of it has not kept either.
pub async fn forget_all() {
    let Ok(database) = database::open(&SCHEMA).await else {
        return;
    };
    let everything = Keys::Under(String::new());
    for store in [LOG, PLANS] {
        let _ = database.delete(store, &everything).await;
    }
}

/// The plans of a hub.
#[derive(Clone)]
pub struct Store {
    database: Database,
    hub: String,
}

/// The name of the lock that the tab holds which runs a plan.
pub fn lock_name(hub: &str, number: u32) -> String {
    format!("{}.{}.{number}", SCHEMA.name, number_of(hub))
}

impl Store {
    /// Opens it.
    pub async fn open(hub: &str) -> Result<Self, DatabaseError> {
        Ok(Self {
            database: database::open(&SCHEMA).await?,
            // A hub stands there as a number: not every hub is to be remembered.
            hub: number_of(hub),
        })
    }

    fn key(&self, number: u32) -> String {
        format!("{}/{number:06}", self.hub)
    }

    fn log_key(&self, number: u32, target: usize) -> String {
        format!("{}/{target:08}", self.key(number))
    }

    /// All plans, the newest first; what cannot be read is left out.
    pub async fn all(&self) -> Result<Vec<Record>, DatabaseError> {
        let under = Keys::Under(format!("{}/", self.hub));
        let kept = self.database.all(PLANS, &under, MOST).await?;
        let records = kept.into_iter().rev();
        let mut records: Vec<Record> = records
            .filter_map(|(_, text)| Record::from_text(text))
            .collect();
        // What was cut short could not note how far it was; its log tells.
        for record in records.iter_mut().filter(|it| it.phase == Phase::Begun) {
            let rows = self.rows(record.number).await?;
            let kinds = rows.iter().filter_map(|row| match row.state {
                State::Over { kind, .. } => Some(kind),
                _ => None,
            });
            let kinds: Vec<Kind> = kinds.collect();
            let trouble = kinds.iter().filter(|it| it.is_trouble()).count();
            record.over = (kinds.len(), trouble);
        }
        Ok(records)
    }

    /// One of them.
    pub async fn get(&self, number: u32) -> Result<Option<Record>, DatabaseError> {
        let key = self.key(number);
        let kept = self.database.get(PLANS, &key).await?;
        Ok(kept.and_then(Record::from_text))
    }

    /// Gives a new plan its number and keeps it.
    pub async fn add(&self, mut record: Record) -> Result<Record, DatabaseError> {
        let under = Keys::Under(format!("{}/", self.hub));
        let kept = self.database.all(PLANS, &under, MOST_ROWS).await?;
        let last = kept.last().and_then(|(key, _)| key.rsplit('/').next());
        let last: u32 = last.and_then(|it| it.parse().ok()).unwrap_or_default();
        record.number = last + 1;
        self.put(&record).await?;
        Ok(record)
    }

    /// Keeps a plan as it stands now.
    pub async fn put(&self, record: &Record) -> Result<(), DatabaseError> {
        let change = Change {
            store: PLANS,
            key: self.key(record.number),
            value: Some(record.to_text()),
        };
        self.database.write(&[change], Durability::Strict).await
    }

    /// Keeps rows of a log: all or none.
    pub async fn log(&self, number: u32, rows: &[LogRow]) -> Result<(), DatabaseError> {
        let changes: Vec<Change> = rows
            .iter()
            .map(|row| Change {
                store: LOG,
                key: self.log_key(number, row.target),
                value: Some(stored::encode(ROW, 1, &[row.to_texts()])),
            })
            .collect();
        self.database.write(&changes, Durability::Strict).await
    }

    /// A log as it was kept.
    pub async fn rows(&self, number: u32) -> Result<Vec<LogRow>, DatabaseError> {
        let under = Keys::Under(format!("{}/", self.key(number)));
        let kept = self.database.all(LOG, &under, MOST_ROWS).await?;
        let row = |text: String| match stored::decode(ROW, text) {
            Stored::Rows(1, rows) => LogRow::from_texts(rows.first()?),
            _ => None,
        };
        Ok(kept.into_iter().filter_map(|(_, text)| row(text)).collect())
    }

    /// Forgets a plan with its log.
    pub async fn remove(&self, number: u32) -> Result<(), DatabaseError> {
        let rows = Keys::Under(format!("{}/", self.key(number)));
        self.database.delete(LOG, &rows).await?;
        let key = self.key(number);
        let change = Change {
            store: PLANS,
            key,
            value: None,
        };
        self.database.write(&[change], Durability::Strict).await
    }
}
