//! The runtime status of an instance.

/// Where an orchestration stands. Spelled exactly as on the wire, where case matters.
///
/// Source: the wire contract, section 3.
#[derive(Clone, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuntimeStatus {
    /// Accepted and not picked up yet.
    Pending,
    /// Picked up; most often waiting for something.
    Running,
    /// Ended with an output.
    Completed,
    /// Between two generations.
    ContinuedAsNew,
    /// Ended by an error.
    Failed,
    /// Ended by cancellation.
    Canceled,
    /// Ended by a terminate request.
    Terminated,
    /// Held by a suspend request.
    Suspended,
    /// A status this portal does not know; empty when the host gave none.
    Other(String),
}

impl Default for RuntimeStatus {
    fn default() -> Self {
        Self::Other(String::new())
    }
}

impl RuntimeStatus {
    /// All that are known, in the order of a life.
    pub const ALL: [Self; 8] = [
        Self::Pending,
        Self::Running,
        Self::Suspended,
        Self::ContinuedAsNew,
        Self::Completed,
        Self::Failed,
        Self::Canceled,
        Self::Terminated,
    ];

    /// Reads a status as the host spells it.
    pub fn from_wire(text: &str) -> Self {
        for known in Self::ALL {
            if known.as_str() == text {
                return known;
            }
        }
        Self::Other(text.to_owned())
    }

    /// The status as the host spells it.
    pub fn as_str(&self) -> &str {
        match self {
            Self::Pending => "Pending",
            Self::Running => "Running",
            Self::Completed => "Completed",
            Self::ContinuedAsNew => "ContinuedAsNew",
            Self::Failed => "Failed",
            Self::Canceled => "Canceled",
            Self::Terminated => "Terminated",
            Self::Suspended => "Suspended",
            Self::Other(text) => text,
        }
    }

    /// Whether nothing more will happen without a rewind, restart or start: the statuses that answer 200, and
    /// 410 to most operations. An unknown status is not taken for finished.
    pub fn is_finished(&self) -> bool {
        self.finished().is_some()
    }

    /// The same status as one a purge may name, if it is finished.
    pub fn finished(&self) -> Option<FinishedStatus> {
        Some(match self {
            Self::Completed => FinishedStatus::Completed,
            Self::Failed => FinishedStatus::Failed,
            Self::Terminated => FinishedStatus::Terminated,
            Self::Canceled => FinishedStatus::Canceled,
            _ => return None,
        })
    }
}

/// The four statuses a purge keeps of those asked for.
///
/// Source: the wire contract, section 3, purge many; recording purge-many.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum FinishedStatus {
    /// Ended with an output.
    Completed,
    /// Ended by an error.
    Failed,
    /// Ended by a terminate request.
    Terminated,
    /// Ended by cancellation.
    Canceled,
}

impl FinishedStatus {
    /// All four.
    pub const ALL: [Self; 4] = [
        Self::Completed,
        Self::Failed,
        Self::Terminated,
        Self::Canceled,
    ];

    /// The status as the host spells it.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Completed => "Completed",
            Self::Failed => "Failed",
            Self::Terminated => "Terminated",
            Self::Canceled => "Canceled",
        }
    }
}

/// At least one finished status: what a purge must name, because the host deletes *everything* in the window,
/// running instances too, when no finished status is left of those it was given.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FinishedStatuses(u8);

impl FinishedStatuses {
    /// A set of one.
    pub fn only(status: FinishedStatus) -> Self {
        Self(1 << status as u8)
    }

    /// All four.
    pub fn all() -> Self {
        Self(0b1111)
    }

    /// The set with one more.
    #[must_use]
    pub fn and(self, status: FinishedStatus) -> Self {
        Self(self.0 | 1 << status as u8)
    }

    /// The set of those given; `None` when there are none, for there is no empty set.
    pub fn of(statuses: &[FinishedStatus]) -> Option<Self> {
        let (first, rest) = statuses.split_first()?;
        Some(
            rest.iter()
                .fold(Self::only(*first), |set, status| set.and(*status)),
        )
    }

    /// Whether the set has this status.
    pub fn has(self, status: FinishedStatus) -> bool {
        self.0 & 1 << status as u8 != 0
    }

    /// The statuses of the set.
    pub fn iter(self) -> impl Iterator<Item = FinishedStatus> {
        FinishedStatus::ALL
            .into_iter()
            .filter(move |status| self.has(*status))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_status_reads_back_and_a_strange_one_survives() {
        for status in RuntimeStatus::ALL {
            assert_eq!(RuntimeStatus::from_wire(status.as_str()), status);
        }
        assert_eq!(
            RuntimeStatus::from_wire("failed"),
            RuntimeStatus::Other("failed".into())
        );
        assert!(!RuntimeStatus::from_wire("Napping").is_finished());
    }

    #[test]
    fn finished_are_the_four_that_answer_200() {
        let finished: Vec<_> = RuntimeStatus::ALL
            .into_iter()
            .filter(RuntimeStatus::is_finished)
            .collect();
        assert_eq!(finished.len(), 4);
        for status in finished {
            assert_eq!(
                status.finished().map(FinishedStatus::as_str),
                Some(status.as_str())
            );
        }
    }

    #[test]
    fn there_is_no_empty_set_of_finished_statuses() {
        assert_eq!(FinishedStatuses::of(&[]), None);
        let set = FinishedStatuses::of(&[FinishedStatus::Failed, FinishedStatus::Failed]).unwrap();
        assert_eq!(set, FinishedStatuses::only(FinishedStatus::Failed));
        assert_eq!(
            FinishedStatuses::of(&FinishedStatus::ALL),
            Some(FinishedStatuses::all())
        );
        assert_eq!(set.and(FinishedStatus::Completed).iter().count(), 2);
    }
}
