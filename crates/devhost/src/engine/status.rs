//! The runtime status of an instance.

/// The runtime statuses, spelled as the API spells them.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum RuntimeStatus {
    /// Accepted, not yet run.
    Pending,
    /// Running, or waiting for something.
    Running,
    /// Ended with an output.
    Completed,
    /// Between two generations; hardly ever seen.
    ContinuedAsNew,
    /// Ended with an error.
    Failed,
    /// Cancelled; no function of this host ends so.
    Canceled,
    /// Ended by a terminate request.
    Terminated,
    /// Held by a suspend request.
    Suspended,
}

impl RuntimeStatus {
    /// Every status.
    pub const ALL: [Self; 8] = [
        Self::Pending,
        Self::Running,
        Self::Completed,
        Self::ContinuedAsNew,
        Self::Failed,
        Self::Canceled,
        Self::Terminated,
        Self::Suspended,
    ];

    /// The spelling on the wire.
    pub fn as_str(self) -> &'static str {
        match self {
            Self::Pending => "Pending",
            Self::Running => "Running",
            Self::Completed => "Completed",
            Self::ContinuedAsNew => "ContinuedAsNew",
            Self::Failed => "Failed",
            Self::Canceled => "Canceled",
            Self::Terminated => "Terminated",
            Self::Suspended => "Suspended",
        }
    }

    /// Whether the instance has ended: Completed, Failed, Canceled or Terminated.
    pub fn is_finished(self) -> bool {
        matches!(
            self,
            Self::Completed | Self::Failed | Self::Canceled | Self::Terminated
        )
    }
}
