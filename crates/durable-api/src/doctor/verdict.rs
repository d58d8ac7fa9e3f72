//! What was found out.

use crate::address::HubAddress;

/// How far a verdict can be relied on.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Sureness {
    /// One explanation of several.
    Possible,
    /// The best explanation; another one cannot be ruled out from a page.
    Likely,
    /// What was asked leaves no other explanation.
    Proven,
}

/// What is the matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Trouble {
    /// This machine has no network.
    Offline,
    /// Nothing answers: the host is down, its name is wrong, or this machine may not reach it.
    HostSilent,
    /// The host lives and does not allow this page's origin (CORS).
    OriginNotAllowed,
    /// The host allows this page's origin, but not the header that carries the key (CORS).
    HeaderNotAllowed,
    /// The app asks for a key and got none.
    KeyMissing,
    /// The app did not accept the key.
    KeyWrong,
    /// The app knows the key, and it may not do this.
    KeyNotAllowed,
    /// The extension answers at another base address of the same host.
    WrongBase(HubAddress),
    /// A function app answers at this host, without the Durable Functions extension.
    ExtensionMissing,
    /// The host answers, and nothing of Durable Functions was found at it.
    NothingThere,
    /// The platform knows no app of this name.
    NoSuchApp,
    /// The browser refuses plain http from an https page.
    MixedContent,
    /// This page's own content security policy does not list the host.
    PagePolicy,
    /// The browser may not call the local network for this page.
    LocalNetworkRefused,
    /// The browser has not been allowed to call the local network for this page, nor forbidden it.
    LocalNetworkUnasked,
    /// A sign-in stands before the app.
    SignIn,
    /// Something else answers: a proxy, another site.
    Foreign,
    /// The app is stopped.
    Stopped,
    /// The app is starting, or does not manage to.
    Starting,
    /// The app does not admit requests from this network.
    Restricted,
    /// Too many requests.
    TooMany,
    /// The host lives and allows this page, but this answer was cut off or withheld on its way.
    Withheld,
}

/// A trouble and how sure it is. The proofs are the evidence it was drawn from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Verdict {
    /// What is the matter.
    pub trouble: Trouble,
    /// How sure that is.
    pub sure: Sureness,
}
