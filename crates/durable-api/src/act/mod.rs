//! One write to one instance or entity, from looking at it to knowing what came of it.
//!
//! An [`Operation`] is data: its request, its line for `func`, when it is allowed ([`why_not`]), what it puts at risk ([`risks`]) and how
//! much it asks of who confirms it ([`Grade`]) all follow from it. An [`Act`] carries one out: it says what to do next and is told what
//! came of it, and knows no client and no clock. It looks at its target first, sends at most once, and reads until what was asked for is
//! true. An answer that was lost is made good by reading, never by sending again.

mod grade;
mod judge;
mod machine;
mod operation;
mod outcome;
mod risk;
mod seen;
mod settle;
mod truth;

pub use grade::{Grade, MANY};
pub use judge::{WhyNot, why_not, why_not_at_all};
pub use machine::{Act, Came, PATIENCE_MS, Todo};
pub use operation::{Operation, Verb};
pub use outcome::{Kind, Outcome};
pub use risk::{Risk, risks};
pub use seen::Seen;
