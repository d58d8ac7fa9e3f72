//! What of a pasted text plays no part, and what to beware of, in words.

use durable_api::paste::{Ignored, PasteWarning};

use crate::components::Tone;
use crate::words::{Word, say, t};

/// All that plays no part, one after the other.
pub fn left_aside(ignored: &[Ignored]) -> String {
    let mut out = String::new();
    for it in ignored {
        if !out.is_empty() {
            out.push_str(", ");
        }
        out.push_str(&name(it));
    }
    out
}

fn name(it: &Ignored) -> String {
    let (word, name) = match it {
        Ignored::Header(name) => (Word::AsideHeader, name),
        Ignored::Method(name) => (Word::AsideMethod, name),
        Ignored::Argument(name) => (Word::AsideArgument, name),
        Ignored::Parameter(name) => (Word::AsideParameter, name),
        Ignored::Field(name) => (Word::AsideField, name),
        Ignored::Address(name) => return name.clone(),
        Ignored::Function(name) => (Word::AsideFunction, name),
        Ignored::Body => return t(Word::AsideBody).to_owned(),
        Ignored::Text => return t(Word::AsideText).to_owned(),
        Ignored::UserInfo => return t(Word::AsideUser).to_owned(),
        Ignored::Fragment => return t(Word::AsideFragment).to_owned(),
        Ignored::OtherKey => return t(Word::AsideOtherKey).to_owned(),
        Ignored::Placeholder => return t(Word::AsidePlaceholder).to_owned(),
    };
    say(word, &[("name", name.into())])
}

/// A warning and how grave it is.
pub fn warning(it: &PasteWarning) -> (Tone, String) {
    match it {
        PasteWarning::WouldWrite(what) => {
            (Tone::Info, say(Word::WarnWrites, &[("what", what.into())]))
        }
        PasteWarning::PlainHttp => (Tone::Careful, t(Word::WarnPlainHttp).to_owned()),
        PasteWarning::OtherHost(host) => (
            Tone::Careful,
            say(Word::WarnOtherHost, &[("host", host.into())]),
        ),
        PasteWarning::OtherReading(id) => (
            Tone::Info,
            say(Word::WarnOtherReading, &[("id", id.into())]),
        ),
        PasteWarning::SchemeGuessed(scheme) => (
            Tone::Info,
            say(Word::WarnScheme, &[("scheme", (*scheme).into())]),
        ),
        PasteWarning::ScmHost(host) => {
            (Tone::Careful, say(Word::WarnScm, &[("host", host.into())]))
        }
        PasteWarning::BrokenJson => (Tone::Info, t(Word::WarnBrokenJson).to_owned()),
    }
}
