//! The portal's knowledge of Durable Functions.
