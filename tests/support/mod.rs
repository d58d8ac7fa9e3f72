//! What the wire tests and the browser tests share.

pub mod http;
