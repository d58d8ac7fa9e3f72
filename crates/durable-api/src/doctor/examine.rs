//! From evidence to the next question or a verdict.

use super::remedy::is_azure;
use super::{BodyKind, Came, Evidence, Permission, Question, Sureness, Trouble, Verdict};
use crate::address::{Generation, HubAddress};
use crate::place::{self, Space};
use Sureness::{Likely, Possible, Proven};

/// The most questions any failure takes.
pub const MOST_QUESTIONS: usize = 5;

/// What to do next.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Step {
    /// Ask this, add what comes to the evidence, and look again.
    Ask(Question),
    /// The verdict.
    Tell(Verdict),
    /// Nothing is wrong with the way to the app: what it said stands for itself.
    Pass,
}

/// Judges the evidence. Source: the wire contract, sections 1, 2 and 4; the Fetch standard for what each answer's absence means.
pub fn next(evidence: &Evidence) -> Step {
    match evidence.failed {
        Came::Nothing => nothing_came(evidence),
        Came::Redirect => redirected(evidence),
        Came::TimedOut => timed_out(evidence),
        Came::Answer { status, body } => answered(evidence, status, body),
        Came::Something => Step::Pass,
    }
}

/// Whether a failure may be a matter of the way to the app, before anything is asked: where not, [`next`] passes at once.
pub fn concerns(failed: Came) -> bool {
    match failed {
        Came::Nothing | Came::Redirect | Came::TimedOut => true,
        Came::Something => false,
        Came::Answer { status, body } => {
            body.is_foreign() || matches!(status, 401 | 403 | 404 | 429 | 502..=504)
        }
    }
}

fn tell(trouble: Trouble, sure: Sureness) -> Step {
    Step::Tell(Verdict { trouble, sure })
}

/// A question's answer, or the step that asks it.
fn know(evidence: &Evidence, question: &Question) -> Result<Came, Step> {
    evidence
        .came(question)
        .ok_or_else(|| Step::Ask(question.clone()))
}

/// What the browser itself knows comes first: it costs nothing and settles the matter.
fn nothing_came(evidence: &Evidence) -> Step {
    let scene = &evidence.scene;
    let host = &scene.address.origin;
    if !scene.online && !place::is_loopback(host) {
        return tell(Trouble::Offline, Proven);
    }
    if place::is_mixed_content(&scene.page, host) {
        return tell(Trouble::MixedContent, Proven);
    }
    if scene.refused_by_policy {
        return tell(Trouble::PagePolicy, Proven);
    }
    if scene.goes_inward() && scene.permission == Permission::Denied {
        return tell(Trouble::LocalNetworkRefused, Proven);
    }
    match know(evidence, &Question::SignOfLife) {
        Err(ask) => ask,
        Ok(Came::Something) => alive(evidence),
        // While the user has not decided, a request ends like one to a host that is down.
        Ok(_) if scene.goes_inward() && scene.permission == Permission::Prompt => {
            tell(Trouble::LocalNetworkUnasked, Likely)
        }
        Ok(Came::TimedOut) => tell(Trouble::HostSilent, Possible),
        // Every name of an app in Azure is answered for by the platform, whatever the app does: silence is a name without one.
        Ok(_) if is_azure(host) => tell(Trouble::NoSuchApp, Likely),
        // On this machine nothing stands between: a refused connection means that nobody listens there.
        Ok(_) => {
            let near = host.starts_with("http://") && place::is_loopback(host);
            let sure = near && place::is_loopback(&scene.page);
            tell(Trouble::HostSilent, if sure { Proven } else { Likely })
        }
    }
}

/// Something answers what needs no permission, and this page may not read what it asked for.
fn alive(evidence: &Evidence) -> Step {
    if evidence.scene.is_same_origin() {
        return tell(Trouble::Withheld, Likely);
    }
    let root = match know(evidence, &Question::Root) {
        Err(ask) => return ask,
        Ok(came) => came,
    };
    match root {
        // A platform's own pages (stopped, signing in) carry no permission either; on this machine there is none.
        Came::Nothing | Came::Something | Came::TimedOut => {
            let near = place::space_of(&evidence.scene.address.origin) == Space::Loopback;
            return tell(
                Trouble::OriginNotAllowed,
                if near { Proven } else { Likely },
            );
        }
        Came::Redirect => return tell(Trouble::SignIn, Likely),
        Came::Answer { body, .. } => {
            if let Some(step) = platform_page(body) {
                return step;
            }
        }
    }
    match know(evidence, &Question::List) {
        Err(ask) => ask,
        Ok(Came::Redirect) => tell(Trouble::SignIn, Likely),
        Ok(Came::Answer { body, .. }) => platform_page(body).unwrap_or_else(|| {
            // Only the header was different: its permission is what was missing.
            if evidence.scene.key_held {
                tell(Trouble::HeaderNotAllowed, Proven)
            } else {
                tell(Trouble::Withheld, Possible)
            }
        }),
        Ok(_) => tell(Trouble::Withheld, Likely),
    }
}

/// The pages that say by themselves what is the matter.
fn platform_page(body: BodyKind) -> Option<Step> {
    let (trouble, sure) = match body {
        BodyKind::Stopped => (Trouble::Stopped, Proven),
        BodyKind::Restricted => (Trouble::Restricted, Proven),
        BodyKind::NotRunning => (Trouble::Starting, Proven),
        BodyKind::NoSuchApp => (Trouble::NoSuchApp, Proven),
        BodyKind::SignIn => (Trouble::SignIn, Likely),
        _ => return None,
    };
    Some(tell(trouble, sure))
}

/// Browsers do not say where a redirect leads. One of the whole app is a sign-in; one of this path alone is less telling.
fn redirected(evidence: &Evidence) -> Step {
    match know(evidence, &Question::Root) {
        Err(ask) => ask,
        Ok(Came::Redirect) => tell(Trouble::SignIn, Likely),
        Ok(_) => tell(Trouble::SignIn, Possible),
    }
}

fn timed_out(evidence: &Evidence) -> Step {
    match know(evidence, &Question::SignOfLife) {
        Err(ask) => ask,
        Ok(Came::Something) => tell(Trouble::Starting, Possible),
        Ok(_) => tell(Trouble::HostSilent, Likely),
    }
}

fn answered(evidence: &Evidence, status: u16, body: BodyKind) -> Step {
    if status != 401
        && let Some(step) = platform_page(body)
    {
        return step;
    }
    match status {
        429 => tell(Trouble::TooMany, Proven),
        // The host's own 401 is empty: one with a page is somebody's who stands before it.
        401 if body.is_foreign() => tell(Trouble::SignIn, Likely),
        401 if evidence.scene.key_held => tell(Trouble::KeyWrong, Proven),
        401 => tell(Trouble::KeyMissing, Proven),
        403 if body.is_foreign() => tell(Trouble::Foreign, Likely),
        403 => tell(Trouble::KeyNotAllowed, Likely),
        404 => not_found(evidence),
        502..=504 => tell(
            Trouble::Starting,
            if status == 503 { Likely } else { Possible },
        ),
        _ if body.is_foreign() => tell(Trouble::Foreign, Likely),
        _ => Step::Pass,
    }
}

/// A wrong base address and an unknown instance are both an empty 404: the list tells them apart, and asks for no key before it
/// says 404.
fn not_found(evidence: &Evidence) -> Step {
    match know(evidence, &Question::List) {
        Err(ask) => return ask,
        Ok(Came::Answer { status: 404, .. }) => {}
        Ok(_) => return Step::Pass,
    }
    for other in other_bases(&evidence.scene.address) {
        match know(evidence, &Question::ListAt(other.clone())) {
            Err(ask) => return ask,
            Ok(Came::Answer {
                status: 200,
                body: BodyKind::Json,
            }) => return tell(Trouble::WrongBase(other), Proven),
            // Below /admin a host asks everyone for a key, also where nothing is.
            Ok(Came::Answer { status: 401, body }) if !body.is_foreign() => {
                let sure = match other.generation {
                    Generation::Current => Likely,
                    Generation::First => Possible,
                };
                return tell(Trouble::WrongBase(other), sure);
            }
            Ok(_) => {}
        }
    }
    match know(evidence, &Question::Root) {
        Err(ask) => ask,
        Ok(Came::Answer { status, body }) => platform_page(body).unwrap_or(match (status, body) {
            (_, BodyKind::Home) => tell(Trouble::ExtensionMissing, Likely),
            // A home page may be switched off: the host answers 204.
            (200..=299, _) => tell(Trouble::ExtensionMissing, Possible),
            _ => tell(Trouble::NothingThere, Likely),
        }),
        Ok(_) => tell(Trouble::NothingThere, Possible),
    }
}

/// The other addresses the extension may have at this host: of the other generation, and without the prefix.
fn other_bases(address: &HubAddress) -> Vec<HubAddress> {
    let other = match address.generation {
        Generation::Current => Generation::First,
        Generation::First => Generation::Current,
    };
    let with = |prefix: &str, generation| HubAddress {
        prefix: prefix.to_owned(),
        generation,
        ..address.clone()
    };
    let mut bases = vec![with(&address.prefix, other)];
    if !address.prefix.is_empty() {
        bases.push(with("", Generation::Current));
        bases.push(with("", Generation::First));
    }
    bases
}
