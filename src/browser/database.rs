//! The browser's database (IndexedDB): texts under keys, in stores that outlive reload and crash. It may be denied, full, or
//! taken away at any time; errors are values, and nothing is ever half written.
//!
//! Whoever keeps something has a database of its own, so that nobody's next form waits for another's. Keys are texts and stand in
//! the order of their UTF-16 units: numbers in them need leading zeros.

use std::rc::Rc;

use js_sys::{Array, Function, Object, Promise, Reflect};
use wasm_bindgen::{JsCast, JsValue, closure::Closure};
use wasm_bindgen_futures::JsFuture;
use web_sys::{
    DomException, Event, IdbDatabase, IdbKeyRange, IdbObjectStore, IdbOpenDbRequest, IdbRequest,
    IdbTransaction,
};

use super::window;

/// A database by its name, and the stores that it has in this version. A later version may add stores; those there stay as they are.
#[derive(Clone, Copy, Debug)]
pub struct Schema {
    /// Its name in this origin: `durable-portal.` and what it keeps.
    pub name: &'static str,
    /// Counts up, from 1, with each store that is added.
    pub version: u32,
    /// The stores.
    pub stores: &'static [&'static str],
}

/// Why the database did not serve.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum DatabaseError {
    /// The browser or its user forbids it to this page, or it is broken.
    Denied,
    /// There is no room.
    Full,
    /// Another tab holds an earlier version of it open and does not let go.
    Blocked,
    /// A later portal has made a later version of it.
    Newer,
    /// It was open, and is not any more: another tab makes a later version, or the user cleared it. Open it again.
    Closed,
}

/// When a write counts as done.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Durability {
    /// As soon as the system has it: a crash of the machine may still lose it.
    Relaxed,
    /// When it is on the disk, as far as the system tells the truth about that.
    Strict,
}

/// What to write. All changes given together are made, or none.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Change {
    /// The store.
    pub store: &'static str,
    /// The key.
    pub key: String,
    /// The text; `None` takes away what stands there.
    pub value: Option<String>,
}

/// Which keys.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Keys {
    /// Those that begin so.
    Under(String),
    /// All of a store.
    All,
    /// Up to this one, and it too.
    UpTo(String),
}

/// An open database, closed with its last copy.
#[derive(Clone)]
pub struct Database(Rc<Open>);

struct Open(IdbDatabase);

impl Drop for Open {
    fn drop(&mut self) {
        self.0.close();
    }
}

/// Opens a database, and makes it or its stores where they are missing.
pub async fn open(schema: &Schema) -> Result<Database, DatabaseError> {
    let factory = window().indexed_db().ok().flatten();
    let factory = factory.ok_or(DatabaseError::Denied)?;
    let request = factory
        .open_with_u32(schema.name, schema.version)
        .map_err(|error| named(&error, DatabaseError::Denied))?;
    let stores = schema.stores;
    let upgrade = Closure::<dyn FnMut(Event)>::new(move |event: Event| make_stores(&event, stores));
    request.set_onupgradeneeded(Some(upgrade.as_ref().unchecked_ref()));
    let opened = settled(&|done, failed| {
        request.set_onsuccess(Some(done));
        request.set_onerror(Some(failed));
        request.set_onblocked(Some(failed));
    });
    if let Err(event) = opened.await {
        return Err(not_opened(&request, &event));
    }
    let result = request.result().map_err(|_| DatabaseError::Denied)?;
    let database: IdbDatabase = result.unchecked_into();
    // Who holds on to an old version keeps every other tab from the new one.
    let open = database.clone();
    let let_go = Closure::once_into_js(move || open.close());
    database.set_onversionchange(Some(let_go.unchecked_ref()));
    Ok(Database(Rc::new(Open(database))))
}

impl Database {
    /// Makes all changes in one transaction, and returns when they are kept.
    pub async fn write(
        &self,
        changes: &[Change],
        durability: Durability,
    ) -> Result<(), DatabaseError> {
        if changes.is_empty() {
            return Ok(());
        }
        let mut stores: Vec<&'static str> = changes.iter().map(|it| it.store).collect();
        stores.sort_unstable();
        stores.dedup();
        let transaction = self.begin(&stores, Some(durability))?;
        let kept = completion(&transaction);
        for change in changes {
            let key = JsValue::from_str(&change.key);
            let asked =
                transaction
                    .object_store(change.store)
                    .and_then(|store| match &change.value {
                        Some(text) => store.put_with_key(&JsValue::from_str(text), &key),
                        None => store.delete(&key),
                    });
            if let Err(error) = asked {
                let _ = transaction.abort();
                return Err(named(&error, DatabaseError::Closed));
            }
        }
        kept.await.map(drop).map_err(|_| lost(&transaction))
    }

    /// Takes away what stands under those keys.
    pub async fn delete(&self, store: &'static str, keys: &Keys) -> Result<(), DatabaseError> {
        let transaction = self.begin(&[store], Some(Durability::Strict))?;
        let kept = completion(&transaction);
        let range = keys.range()?;
        transaction
            .object_store(store)
            .and_then(|store| match range {
                Some(range) => store.delete(&range),
                None => store.clear(),
            })
            .map_err(|error| named(&error, DatabaseError::Closed))?;
        kept.await.map(drop).map_err(|_| lost(&transaction))
    }

    /// The text under a key.
    pub async fn get(
        &self,
        store: &'static str,
        key: &str,
    ) -> Result<Option<String>, DatabaseError> {
        let store = self.to_read(store)?;
        let found = answer(store.get(&JsValue::from_str(key))).await?;
        Ok(found.as_string())
    }

    /// Keys and texts in the order of the keys, so many at most.
    pub async fn all(
        &self,
        store: &'static str,
        keys: &Keys,
        most: u32,
    ) -> Result<Vec<(String, String)>, DatabaseError> {
        let store = self.to_read(store)?;
        let range = keys.range()?.map_or(JsValue::UNDEFINED, JsValue::from);
        let names = answer(store.get_all_keys_with_key_and_limit(&range, most));
        let texts = answer(store.get_all_with_key_and_limit(&range, most));
        let (names, texts) = (Array::from(&names.await?), Array::from(&texts.await?));
        let each = names.iter().zip(texts.iter());
        Ok(each
            .filter_map(|(name, text)| Some((name.as_string()?, text.as_string()?)))
            .collect())
    }

    /// How many of those keys there are.
    pub async fn count(&self, store: &'static str, keys: &Keys) -> Result<u32, DatabaseError> {
        let store = self.to_read(store)?;
        let range = keys.range()?.map_or(JsValue::UNDEFINED, JsValue::from);
        let counted = answer(store.count_with_key(&range)).await?;
        #[allow(
            clippy::cast_possible_truncation,
            clippy::cast_sign_loss,
            reason = "a count of what one browser keeps"
        )]
        Ok(counted.as_f64().unwrap_or_default() as u32)
    }

    fn to_read(&self, store: &'static str) -> Result<IdbObjectStore, DatabaseError> {
        self.begin(&[store], None)?
            .object_store(store)
            .map_err(|error| named(&error, DatabaseError::Closed))
    }

    /// By hand: the options of a transaction are newer than the bindings. `durability`: of one that writes.
    fn begin(
        &self,
        stores: &[&'static str],
        durability: Option<Durability>,
    ) -> Result<IdbTransaction, DatabaseError> {
        let database: &JsValue = &self.0.0;
        let names: Array = stores.iter().map(|it| JsValue::from_str(it)).collect();
        let (mode, kind) = match durability {
            None => ("readonly", "default"),
            Some(Durability::Relaxed) => ("readwrite", "relaxed"),
            Some(Durability::Strict) => ("readwrite", "strict"),
        };
        let options = Object::new();
        Reflect::set(&options, &"durability".into(), &kind.into())
            .and_then(|_| Reflect::get(database, &"transaction".into()))
            .and_then(|begin| {
                begin
                    .unchecked_ref::<Function>()
                    .call3(database, &names, &mode.into(), &options)
            })
            .map(JsCast::unchecked_into)
            .map_err(|error| named(&error, DatabaseError::Closed))
    }
}

impl Keys {
    fn range(&self) -> Result<Option<IdbKeyRange>, DatabaseError> {
        let range = match self {
            Self::All => return Ok(None),
            Self::Under(prefix) => {
                let last = format!("{prefix}\u{ffff}");
                IdbKeyRange::bound(&JsValue::from_str(prefix), &JsValue::from_str(&last))
            }
            Self::UpTo(last) => IdbKeyRange::upper_bound(&JsValue::from_str(last)),
        };
        // Only bounds the wrong way round are refused, and between those is nothing.
        range.map(Some).map_err(|_| DatabaseError::Closed)
    }
}

/// Waits for one of two events that `listen` binds; an error is the second of them.
fn settled(listen: &dyn Fn(&Function, &Function)) -> JsFuture {
    let promise = Promise::new(&mut |done, failed| listen(&done, &failed));
    JsFuture::from(promise)
}

fn completion(transaction: &IdbTransaction) -> JsFuture {
    settled(&|done, failed| {
        transaction.set_oncomplete(Some(done));
        transaction.set_onabort(Some(failed));
    })
}

/// What a request that reads finds.
fn answer(
    asked: Result<IdbRequest, JsValue>,
) -> impl Future<Output = Result<JsValue, DatabaseError>> {
    // Bound at once: by the time this is first waited for, the event may be over.
    let asked = asked.map(|request| {
        let answered = settled(&|done, failed| {
            request.set_onsuccess(Some(done));
            request.set_onerror(Some(failed));
        });
        (request, answered)
    });
    async move {
        let (request, answered) = asked.map_err(|error| named(&error, DatabaseError::Closed))?;
        answered.await.map_err(|_| DatabaseError::Closed)?;
        request.result().map_err(|_| DatabaseError::Closed)
    }
}

fn make_stores(event: &Event, stores: &[&str]) {
    let request: Option<IdbOpenDbRequest> = event.target().and_then(|it| it.dyn_into().ok());
    let Some(result) = request.and_then(|it| it.result().ok()) else {
        return;
    };
    let database: IdbDatabase = result.unchecked_into();
    let there = database.object_store_names();
    for store in stores.iter().filter(|it| !there.contains(it)) {
        // What fails here fails the opening, which is told there.
        let _ = database.create_object_store(store);
    }
}

fn not_opened(request: &IdbOpenDbRequest, event: &JsValue) -> DatabaseError {
    let is_blocked = event
        .dyn_ref::<Event>()
        .is_some_and(|it| it.type_() == "blocked");
    if is_blocked {
        // Should it open later, nobody waits for it any more, and it would block others in its turn.
        let late = request.clone();
        let close = Closure::once_into_js(move || {
            if let Ok(database) = late.result() {
                database.unchecked_into::<IdbDatabase>().close();
            }
        });
        request.set_onsuccess(Some(close.unchecked_ref()));
        return DatabaseError::Blocked;
    }
    kind_of(request.error().ok().flatten(), DatabaseError::Denied)
}

/// Why a transaction was given up.
fn lost(transaction: &IdbTransaction) -> DatabaseError {
    kind_of(transaction.error(), DatabaseError::Closed)
}

fn named(error: &JsValue, otherwise: DatabaseError) -> DatabaseError {
    kind_of(error.dyn_ref::<DomException>().cloned(), otherwise)
}

fn kind_of(error: Option<DomException>, otherwise: DatabaseError) -> DatabaseError {
    match error.map(|it| it.name()).as_deref() {
        Some("QuotaExceededError") => DatabaseError::Full,
        Some("VersionError") => DatabaseError::Newer,
        Some("SecurityError" | "UnknownError") => DatabaseError::Denied,
        _ => otherwise,
    }
}
