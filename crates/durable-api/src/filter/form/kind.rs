//! What a clause asks about, and in which ways that can be asked.

use crate::filter::Comparison;

/// What a clause asks about.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// When it was created.
    Created,
    /// Where it stands.
    Status,
    /// The orchestrator.
    Name,
    /// The id.
    Id,
    /// How long it ran.
    Duration,
    /// How old an unfinished one is.
    Age,
    /// How long an unfinished one has not changed.
    Idle,
    /// When it last changed.
    Updated,
    /// The text of its error.
    Error,
    /// The fingerprint of its error.
    ErrorLike,
    /// The text of its custom status.
    CustomStatus,
    /// The text of its output.
    Output,
    /// The text of its input.
    Input,
    /// A value in one of these.
    Value,
    /// Any text it has.
    Anywhere,
}

impl Kind {
    /// All of them, the likeliest first.
    pub const ALL: [Self; 15] = [
        Self::Created,
        Self::Status,
        Self::Name,
        Self::Id,
        Self::Error,
        Self::CustomStatus,
        Self::Output,
        Self::Value,
        Self::Anywhere,
        Self::Duration,
        Self::Age,
        Self::Idle,
        Self::Updated,
        Self::Input,
        Self::ErrorLike,
    ];

    /// The ways in which it can be asked, the likeliest first.
    pub fn ways(self) -> &'static [Way] {
        use Way::{
            Around, AtLeast, AtMost, Before, Begins, Behind, Between, Ends, Equal, Exists, Has,
            InFront, Is, Less, LessThan, LongerThan, More, NotEqual, OneOf, Since,
        };
        match self {
            Self::Created | Self::Updated => &[Since, Before, Between, Around],
            Self::Status => &[OneOf],
            Self::Name => &[Is, Begins, Has, Ends, OneOf],
            Self::Id => &[Begins, Has, Is, Ends, OneOf, Behind, InFront],
            Self::Duration | Self::Age | Self::Idle => &[LongerThan, LessThan, Between],
            Self::Error | Self::CustomStatus | Self::Output | Self::Input | Self::Anywhere => {
                &[Has]
            }
            Self::ErrorLike => &[Is],
            Self::Value => &[Equal, NotEqual, More, AtLeast, Less, AtMost, Exists],
        }
    }
}

/// In which way something is asked.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Way {
    /// It is this, and nothing else.
    Is,
    /// It begins so.
    Begins,
    /// It ends so.
    Ends,
    /// It has this in it.
    Has,
    /// It is one of these, written as in the typed form.
    OneOf,
    /// It stands at or behind this, in the store's order.
    Behind,
    /// It stands before this, in the store's order.
    InFront,
    /// At or after this time.
    Since,
    /// Before this time.
    Before,
    /// From the first to before the second.
    Between,
    /// Not further from the first than the second is long.
    Around,
    /// At least so long.
    LongerThan,
    /// Less than so long.
    LessThan,
    /// The value at the first is equal to the second.
    Equal,
    /// It is another.
    NotEqual,
    /// It is less.
    Less,
    /// It is less or equal.
    AtMost,
    /// It is more.
    More,
    /// It is more or equal.
    AtLeast,
    /// There is a value at all.
    Exists,
}

impl Way {
    /// Whether there is a second text to fill in.
    pub fn has_second(self) -> bool {
        self.comparison().is_some() || matches!(self, Self::Between | Self::Around)
    }

    pub(super) fn comparison(self) -> Option<Comparison> {
        Some(match self {
            Self::Equal => Comparison::Equal,
            Self::NotEqual => Comparison::NotEqual,
            Self::Less => Comparison::Less,
            Self::AtMost => Comparison::AtMost,
            Self::More => Comparison::More,
            Self::AtLeast => Comparison::AtLeast,
            _ => return None,
        })
    }

    pub(super) fn of(comparison: Comparison) -> Self {
        match comparison {
            Comparison::Equal => Self::Equal,
            Comparison::NotEqual => Self::NotEqual,
            Comparison::Less => Self::Less,
            Comparison::AtMost => Self::AtMost,
            Comparison::More => Self::More,
            Comparison::AtLeast => Self::AtLeast,
        }
    }
}
