//! Durable Portal.
