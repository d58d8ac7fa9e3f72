//! Walking a hub of any size: a pure state machine, without a browser and without a clock of its own.
//!
//! # Driving it
//!
//! ```
//! use durable_api::walk::{Answered, Doing, Setup, Sighting, Walk, What};
//! use durable_api::{NextPage, calls};
//!
//! let mut walk = Walk::new(Setup::default());
//! let now = 1_795_000_000_000; // milliseconds since 1970, from the browser's clock
//! for ask in walk.next(now) {
//!     let What::List(query) = &ask.what else { continue };
//!     let request = calls::list(query); // to be sent
//!     assert!(request.path.ends_with("/instances"));
//!     // The answer, later: its rows as far as a walk needs them, the token's header, the size of the body.
//!     let rows = [Sighting { id: "a", created: Some(now), updated: Some(now), is_entity: false, is_finished: true }];
//!     let answered = Answered { rows: &rows, next: NextPage::End, bytes: 310 };
//!     let taken = walk.answer(ask.id, now + 40, &answered);
//!     assert_eq!(taken.fresh, [0]); // row 0 is a new one
//! }
//! let snapshot = walk.snapshot(now + 40);
//! assert!(snapshot.is_complete && snapshot.doing == Doing::Done);
//! ```
//!
//! - Call [`Walk::next`] at the beginning, after every answer, failure and button, and at [`Walk::wake_at`] (one timer). Send what it
//!   gives: [`What::List`] through `calls::list`, [`What::One`] through `calls::status` without history and input.
//! - Give each answer to [`Walk::answer`], with `decode::next_page` of its header; each failure to [`Walk::failed`]. Answers may come in
//!   any order. One that comes after [`Walk::stop`] still counts. Requests for which [`Walk::is_wanted`] is false may be aborted.
//! - Put every row of every answer into the row store under its id, fresh ones and others alike: `again` rows are updates, also when
//!   `createdTime` moved (a new generation). The walk keeps a digest of each id and nothing else of a row.
//! - When [`Taken::settled`] is an area, ask [`Walk::is_gone`] of each row known in it; those that are gone leave the store, and
//!   [`Walk::forget`] is told. [`Taken::gone`] lists those that a 404 showed; the walk has forgotten them already.
//! - Redraw the status line from [`Walk::snapshot`]; ask [`Walk::count`] for `=` or `≥` of a filter's matches and [`Walk::about`]
//!   for `≈`; [`Walk::unseen`] are the hatched parts.
//! - Keep `snapshot.way` for the hub: as [`Setup::hint`] of the next walk it saves the search for the encoding.
//! - *Stop* is [`Walk::stop`], *Go on* [`Walk::resume`], *Everything* `set_ceiling(None, None)` and an [`Aim`] of everything, a refresh
//!   [`Walk::again`], live mode [`Walk::set_live`], some statuses alone [`Walk::ask_for`]. Hidden tabs simply do not call [`Walk::next`].
//!
//! # How it walks
//!
//! Ways, best first, each proven before it is believed ([`Way`], [`Proof`]; docs/http-api.md, "Walking a hub"):
//!
//! 1. The host's token, where it can be read: if it is a position in a known encoding, 2 with that encoding; if nobody can say what it
//!    means, one answer behind the other.
//! 2. Positions of our own. Each request goes on from the *last id seen*, so each answer proves the encoding again. What was looked at is
//!    a set of ranges; its gaps are what is left, and idle connections cut the largest where ids like those on the last page would be.
//! 3. By creation, where the store lists in that order: windows, the newest first, as wide as fills an answer.
//! 4. Windows and prefixes, halved until answers are short. This way never claims more than one answer can show.
//!
//! A host that lies (goes back, repeats, changes its order, ignores a filter, ends too early) is caught ([`Evidence`]); what the way
//! claimed is void, the rows stay, and the next way begins. What a claim of completeness rests on is decision 0011.
//!
//! Pages grow and shrink towards one second an answer; 429, 503 and slow answers make it slower; [`Walk::set_ceiling`] bounds it.

mod ask;
mod by_key;
mod by_part;
mod by_status;
mod by_time;
mod by_token;
mod control;
mod coverage;
mod density;
mod evidence;
mod key;
mod ledger;
mod live;
mod machine;
mod noting;
mod opening;
mod pace;
mod peek;
mod queries;
mod range;
mod snapshot;
mod span;
mod task;

pub use ask::{Aim, Answered, Ask, Failure, Setup, Sighting, Taken, What};
pub use by_status::{Asked, AskedState};
pub use coverage::{Area, Coverage, Ms, Patch, Statuses, Wanted};
pub use evidence::{Evidence, Lie, Proof, Way};
pub use key::Key;
pub use machine::Walk;
pub use snapshot::{Basis, Count, Doing, Estimate, Snapshot, Stopped};
pub use span::{Span, SpanSet};
