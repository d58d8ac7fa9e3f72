//! What the portal knows of the API, tested from outside: one binary, one file a subject.

mod decoding;
mod histories;
mod links;
mod positions;
mod properties;
mod requests;
mod support;
