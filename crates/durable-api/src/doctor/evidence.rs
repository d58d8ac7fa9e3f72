//! What is known of a failure: where it happened, what came, and what was asked since.

use crate::address::HubAddress;
use crate::calls::{self, ListQuery};
use crate::doctor::BodyKind;
use crate::place;

/// Where a request was sent from and to.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scene {
    /// The hub that was to be asked.
    pub address: HubAddress,
    /// The origin of the page that asks, as a browser writes it.
    pub page: String,
    /// Whether the browser believes to have a network.
    pub online: bool,
    /// Whether the request carried a key.
    pub key_held: bool,
    /// What the browser says of the local-network permission.
    pub permission: Permission,
    /// Whether the browser reported that the page's own content security policy refused this host.
    pub refused_by_policy: bool,
}

impl Scene {
    /// Whether the host is nearer to this machine than the page's origin is, so that a browser may ask the user first.
    pub fn goes_inward(&self) -> bool {
        place::space_of(&self.address.origin) < place::space_of(&self.page)
    }

    /// Whether host and page have one origin, so that no CORS is in play.
    pub fn is_same_origin(&self) -> bool {
        self.address.origin == self.page
    }
}

/// A browser's permission to call the local network (Chromium's Local Network Access).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Permission {
    /// This browser has no such permission, or does not tell.
    #[default]
    Unknown,
    /// The user has not decided.
    Prompt,
    /// The user, or whoever manages the browser, said no.
    Denied,
    /// The user said yes.
    Granted,
}

/// A further request: a read of the host in question, without the key.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Question {
    /// Whether anything answers at the host's root. Needs no permission, and nothing of the answer can be read (`no-cors`).
    SignOfLife,
    /// The host's root, readable only where the host allows this page.
    Root,
    /// The list that failed, without the key and so without a preflight.
    List,
    /// The same list at another base address.
    ListAt(HubAddress),
}

impl Question {
    /// The address to ask. It never holds a key.
    pub fn url(&self, scene: &Scene) -> String {
        let address = match self {
            Self::SignOfLife | Self::Root => return format!("{}/", scene.address.origin),
            Self::List => &scene.address,
            Self::ListAt(address) => address,
        };
        let smallest = ListQuery {
            top: 1,
            ..ListQuery::default()
        };
        calls::list(&smallest).url(address)
    }

    /// Whether it is sent so that nothing of the answer can be read (`no-cors`).
    pub fn is_opaque(&self) -> bool {
        *self == Self::SignOfLife
    }
}

/// What came of a request.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Came {
    /// Nothing this page may read, and no word why.
    Nothing,
    /// Something, of which nothing can be read.
    Something,
    /// A redirect, which was not followed.
    Redirect,
    /// Nothing in time.
    TimedOut,
    /// An answer.
    Answer {
        /// Its HTTP status.
        status: u16,
        /// What its body is.
        body: BodyKind,
    },
}

/// All that is known.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Evidence {
    /// Where it happened.
    pub scene: Scene,
    /// What came of the request that failed.
    pub failed: Came,
    /// What was asked since, and what came, in that order.
    pub asked: Vec<(Question, Came)>,
}

impl Evidence {
    /// A failure of which nothing was asked yet.
    pub fn new(scene: Scene, failed: Came) -> Self {
        Self {
            scene,
            failed,
            asked: Vec::new(),
        }
    }

    /// What came of a question, if it was asked.
    pub fn came(&self, question: &Question) -> Option<Came> {
        let found = self.asked.iter().find(|(asked, _)| asked == question);
        found.map(|(_, came)| *came)
    }
}
