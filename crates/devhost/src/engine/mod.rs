//! The engine: instances, their histories, and the scheduler that runs scripted functions under a clock.

pub mod event;
pub mod rows;
pub mod status;
