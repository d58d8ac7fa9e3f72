//! Plans: one operation on many instances, kept in the browser so that reload and crash lose nothing.
//!
//! - [`record`] is all of a plan but its log; [`store`] keeps both on disk;
//! - [`looking`] reads the targets before anything is sent;
//! - [`runner`] carries a plan out, whichever page is open meanwhile; [`desk`] has those that are under way.

pub mod desk;
pub mod looking;
pub mod record;
pub mod runner;
pub mod store;
