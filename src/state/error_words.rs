//! What a person reads about a failure: its title, what happened, what can be done.

use crate::state::error::Cause;
use crate::words::Word;

/// Title, what happened, and what can be done. The texts may ask for `{host}` (the app) and `{page}` (this portal's origin).
pub fn words(cause: Cause) -> (Word, Word, Word) {
    use Word as W;
    match cause {
        Cause::Unreachable => (W::UnreachableTitle, W::UnreachableWhat, W::UnreachableDo),
        Cause::Unauthorized => (W::UnauthorizedTitle, W::UnauthorizedWhat, W::UnauthorizedDo),
        Cause::KeyLocked => (W::KeyLockedTitle, W::KeyLockedWhat, W::KeyLockedDo),
        Cause::ReadOnly => (W::ReadOnlyTitle, W::ReadOnlyWhat, W::ReadOnlyDo),
        Cause::NotFound => (W::NotFoundTitle, W::NotFoundWhat, W::NotFoundDo),
        Cause::Gone => (W::GoneTitle, W::GoneWhat, W::GoneDo),
        Cause::Rejected => (W::RejectedTitle, W::RejectedWhat, W::RejectedDo),
        Cause::RateLimited => (W::RateLimitedTitle, W::RateLimitedWhat, W::RateLimitedDo),
        Cause::Server => (W::ServerTitle, W::ServerWhat, W::ServerDo),
        Cause::NotDurable => (W::NotDurableTitle, W::NotDurableWhat, W::NotDurableDo),
        Cause::Decode => (W::DecodeTitle, W::DecodeWhat, W::DecodeDo),
        Cause::Cut => (W::CutTitle, W::CutWhat, W::CutDo),
        Cause::Redirected => (W::RedirectedTitle, W::RedirectedWhat, W::RedirectedDo),
        Cause::TimedOut => (W::TimedOutTitle, W::TimedOutWhat, W::TimedOutDo),
        Cause::Aborted => (W::AbortedTitle, W::AbortedWhat, W::AbortedDo),
    }
}
