//! What the portal knows of the API, tested from outside: one binary, one file a subject.

// Helpers of tests are no tests to clippy; a fixture that is missing shall fail loudly.
#![allow(clippy::unwrap_used)]

mod acts;
mod capability;
mod command_lines;
mod comparing;
mod decoding;
mod doctor;
mod event_lists;
mod exports;
mod failures;
mod filters;
mod generated;
mod golden;
mod groups;
mod histories;
mod idle_times;
mod ingest;
mod journals;
mod json_trees;
mod links;
mod long_texts;
mod model_properties;
mod outlines;
mod pastes;
mod plans;
mod positions;
mod properties;
mod requests;
mod scanning;
mod support;
mod timelines;
mod wide_integers;
