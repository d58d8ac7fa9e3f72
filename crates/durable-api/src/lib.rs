//! The portal's knowledge of Durable Functions' HTTP management API: links, requests, decoding, history.
//!
//! Pure: it knows no browser and opens no connection. A caller makes a request with [`calls`] or [`entity_calls`],
//! sends [`ApiRequest::url`] with its headers and body by whatever means it has, and gives status and body of the
//! answer to the functions of [`decode`] and [`entity`]. A refusal is a value ([`Refusal`]) with all that it said.
//!
//! Nothing an answer holds is lost: values stay as the exact text they came in ([`RawJson`]), and what has no
//! place in a type is kept in its `extra` fields.
#![warn(missing_docs)]
#![cfg_attr(
    not(test),
    deny(
        clippy::unwrap_used,
        clippy::expect_used,
        clippy::panic,
        clippy::indexing_slicing,
        clippy::string_slice
    )
)]

pub mod act;
pub mod address;
pub mod calls;
pub mod capability;
pub mod column;
pub mod commands;
pub mod compare;
pub mod decode;
pub mod doctor;
pub mod entity;
pub mod entity_calls;
pub mod event_kind;
pub mod event_list;
pub mod export;
pub mod failure;
pub mod filter;
pub mod group;
pub mod histogram;
pub mod history;
pub mod instance;
pub mod journal;
pub mod json;
pub mod json_tree;
pub mod link;
mod link_filter;
pub mod link_route;
pub mod long_text;
pub mod matches;
pub mod model;
mod order;
pub mod paste;
pub mod payload;
pub mod percent;
pub mod place;
pub mod plan;
pub mod position;
pub mod purge;
pub mod read_only;
pub mod refusal;
pub mod relations;
pub mod request;
pub mod scan;
pub mod secret;
pub mod span;
pub mod status;
pub mod story;
pub mod telling;
pub mod time;
pub mod timeline;
pub mod usual;
pub mod waiting;
pub mod walk;
mod weburl;
mod write;

pub use address::{Generation, HubAddress};
pub use calls::{ListQuery, Start, StatusOptions, Wait};
pub use decode::{Accepted, NextPage, Purged, StartAnswer};
pub use entity::EntityRow;
pub use entity_calls::EntityQuery;
pub use event_kind::EventKind;
pub use failure::{Failure, Frame, readable};
pub use history::HistoryEvent;
pub use instance::{InstanceStatus, OutputRole};
pub use json::{JsonFault, RawJson, json_fault};
pub use link::{LinkError, ManagementLink};
pub use link_route::LinkOperation;
pub use model::{HistoryModel, Meaning, ModelBuilder, Part};
pub use paste::{Paste, PasteError, PasteFault, PasteKind, read_paste};
pub use payload::ManagementPayload;
pub use position::PositionEncoding;
pub use read_only::{Admitted, ReadOnlyLock, WritePermit, WriteRefused};
pub use refusal::{BodyShape, ForeignText, Refusal, RefusalCause};
pub use request::{ApiRequest, Method};
pub use scan::{EventRow, History, ScanStep, ScannedStatus, StatusScan, scan_status};
pub use secret::Secret;
pub use span::{Awaited, Pause, Span, SpanKind, SpanState, Sureness, Try};
pub use status::{FinishedStatus, FinishedStatuses, RuntimeStatus};
pub use story::{FailureStory, Step, error_of, failure_story};
pub use time::Timestamp;
pub use usual::{Durations, Remarkable, Usual, remarkable};
pub use waiting::{Waiting, WaitingFor, waiting};
