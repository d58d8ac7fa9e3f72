//! The embedded local host.
