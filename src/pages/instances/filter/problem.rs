//! What is wrong with what was typed, in words.

use durable_api::filter::Problem;

use crate::words::Word;

/// The sentence for a problem.
pub fn problem_word(problem: Problem) -> Word {
    match problem {
        Problem::UnknownKey => Word::TypedUnknownKey,
        Problem::UnclosedQuote => Word::TypedUnclosedQuote,
        Problem::NothingBehind => Word::TypedNothingBehind,
        Problem::MinusAlone => Word::TypedMinusAlone,
        Problem::UnknownStatus => Word::TypedUnknownStatus,
        Problem::StarInside => Word::TypedStarInside,
        Problem::StarAlone => Word::TypedStarAlone,
        Problem::NotATime => Word::TypedNotATime,
        Problem::NoDirection => Word::TypedNoDirection,
        Problem::NotALength => Word::TypedNotALength,
        Problem::Backwards => Word::TypedBackwards,
        Problem::NotAPath => Word::TypedNotAPath,
        Problem::NoComparison => Word::TypedNoComparison,
        Problem::OtherComparison => Word::TypedOtherComparison,
    }
}
