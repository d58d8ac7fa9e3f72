//! The zone chosen in the top bar, as filters and histograms take it.

use durable_api::filter;
use rows::time::MILLISECOND;

use crate::browser::locale::{self, Zone};

/// The zone in which this reader reads and writes times.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct PortalZone(pub Zone);

impl filter::Zone for PortalZone {
    #[allow(
        clippy::cast_precision_loss,
        reason = "milliseconds of the years 1 to 9999"
    )]
    fn offset(&self, ticks: i64) -> i32 {
        match self.0 {
            Zone::Utc => 0,
            Zone::Local => locale::offset((ticks / MILLISECOND) as f64),
        }
    }
}
