//! What a person reads of a verdict: its title, what is the matter, what helps.

use durable_api::doctor::{BodyKind, Came, RemedyKind, Sureness, Trouble, Verdict};

use crate::words::{Word, say, t};

/// Title, what is the matter, and a short mark. The texts may ask for `{host}`, `{page}` and `{app}`.
pub fn words(verdict: &Verdict) -> (Word, Word) {
    use Word as W;
    match verdict.trouble {
        Trouble::Offline => (W::OfflineTitle, W::OfflineWhat),
        Trouble::HostSilent => (W::SilentTitle, W::SilentWhat),
        Trouble::OriginNotAllowed => (W::CorsTitle, W::CorsWhat),
        Trouble::HeaderNotAllowed => (W::HeaderTitle, W::HeaderWhat),
        Trouble::KeyMissing => (W::UnauthorizedNone, W::KeyMissingWhat),
        Trouble::KeyWrong => (W::UnauthorizedTitle, W::KeyWrongWhat),
        Trouble::KeyNotAllowed => (W::KeyNotAllowedTitle, W::KeyNotAllowedWhat),
        Trouble::WrongBase(_) => (W::BaseTitle, W::BaseWhat),
        Trouble::ExtensionMissing => (W::ExtensionTitle, W::ExtensionWhat),
        Trouble::NothingThere => (W::NothingTitle, W::NothingWhat),
        Trouble::NoSuchApp => (W::NoAppTitle, W::NoAppWhat),
        Trouble::MixedContent => (W::MixedTitle, W::MixedWhat),
        Trouble::PagePolicy => (W::PolicyTitle, W::PolicyWhat),
        Trouble::LocalNetworkRefused => (W::LocalRefusedTitle, W::LocalRefusedWhat),
        Trouble::LocalNetworkUnasked => (W::LocalUnaskedTitle, W::LocalUnaskedWhat),
        Trouble::SignIn => (W::SignInTitle, W::SignInWhat),
        Trouble::Foreign => (W::ForeignTitle, W::ForeignWhat),
        Trouble::Stopped => (W::StoppedTitle, W::StoppedWhat),
        Trouble::Starting => (W::StartingTitle, W::StartingWhat),
        Trouble::Restricted => (W::RestrictedTitle, W::RestrictedWhat),
        Trouble::TooMany => (W::RateLimitedTitle, W::RateLimitedWhat),
        Trouble::Withheld => (W::WithheldTitle, W::WithheldWhat),
    }
}

/// What else may look the same, where the verdict is not proven and somebody could take it for more.
pub fn unsure(verdict: &Verdict) -> Option<Word> {
    match (&verdict.trouble, verdict.sure) {
        (_, Sureness::Proven) => None,
        (Trouble::OriginNotAllowed, _) => Some(Word::CorsUnsure),
        (Trouble::NoSuchApp, _) => Some(Word::NoAppUnsure),
        _ => None,
    }
}

/// How sure it is, in a word.
pub fn sureness(sure: Sureness) -> &'static str {
    t(match sure {
        Sureness::Proven => Word::SureProven,
        Sureness::Likely => Word::SureLikely,
        Sureness::Possible => Word::SurePossible,
    })
}

/// What a remedy is for, or its steps.
pub fn remedy(kind: RemedyKind) -> Word {
    use RemedyKind as R;
    use Word as W;
    match kind {
        R::FuncStart => W::HelpFuncStart,
        R::LocalSettings => W::HelpLocalSettings,
        R::AzCors => W::HelpAzCors,
        R::PortalCors => W::HelpPortalCors,
        R::Nginx => W::HelpNginx,
        R::AzKey => W::HelpAzKey,
        R::PortalKey => W::HelpPortalKey,
        R::OtherAddress => W::HelpOther,
        R::HostJson => W::HelpHostJson,
        R::DotnetPackage => W::HelpDotnet,
        R::AzNames => W::HelpAzNames,
        R::AzState => W::HelpAzState,
        R::AzStart => W::HelpAzStart,
        R::AzLog => W::HelpAzLog,
        R::AzAccess => W::HelpAzAccess,
        R::AzSignIn => W::HelpAzSignIn,
        R::HttpsAddress => W::HelpHttps,
        R::PlainPortal => W::HelpPlainPortal,
        R::Policy => W::HelpPolicy,
        R::AllowLocalNetwork => W::HelpLocalNetwork,
        R::SecurePortal => W::HelpSecurePortal,
        R::Look => W::HelpLook,
    }
}

/// What came of a request, in a few words.
pub fn came(came: Came) -> String {
    let word = match came {
        Came::Nothing => Word::CameNothing,
        Came::Something => Word::CameSomething,
        Came::Redirect => Word::CameRedirect,
        Came::TimedOut => Word::CameTimedOut,
        Came::Answer { status, body } => {
            let word = match body {
                BodyKind::Empty => Word::CameEmpty,
                BodyKind::Json => Word::CameJson,
                BodyKind::Text | BodyKind::NotRunning => Word::CameText,
                _ => Word::CamePage,
            };
            return say(word, &[("status", (&status.to_string()).into())]);
        }
    };
    t(word).to_owned()
}
