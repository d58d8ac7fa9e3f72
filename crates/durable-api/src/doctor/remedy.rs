//! What to do about a verdict: lines to copy, filled in, and steps to take by hand.

use super::{Scene, Sureness, Trouble, Verdict};
use crate::calls::{self, ListQuery};
use crate::place::{self, Space};

/// What a remedy is; its words follow from this.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum RemedyKind {
    /// Starting the local host with this page allowed.
    FuncStart,
    /// The same for good, in `local.settings.json`.
    LocalSettings,
    /// Allowing this page at an app in Azure, from a shell.
    AzCors,
    /// The same in the Azure portal: steps.
    PortalCors,
    /// A proxy's lines that allow this page and expose the headers.
    Nginx,
    /// Reading the extension's key from a shell.
    AzKey,
    /// Reading it in the Azure portal: steps.
    PortalKey,
    /// The hub's list at the address that answers.
    OtherAddress,
    /// `host.json` with the bundle that holds the extension.
    HostJson,
    /// The package of a .NET app that holds the extension.
    DotnetPackage,
    /// The host's name of each app of the subscription.
    AzNames,
    /// Whether the app runs, from a shell.
    AzState,
    /// Starting the app.
    AzStart,
    /// What the app says while it starts.
    AzLog,
    /// Who may call the app.
    AzAccess,
    /// Taking the API's path out of the app's sign-in.
    AzSignIn,
    /// The app's https address.
    HttpsAddress,
    /// Opening the portal without https: steps.
    PlainPortal,
    /// What the portal's own policy must list.
    Policy,
    /// Allowing the local network in Chromium: steps.
    AllowLocalNetwork,
    /// The same where the page is not on https, which Chromium demands: steps.
    SecurePortal,
    /// What to look at where nothing can be copied: steps.
    Look,
}

/// One remedy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Remedy {
    /// What it is.
    pub kind: RemedyKind,
    /// The lines to copy; empty where it is steps to take by hand.
    pub text: String,
}

/// What stands where the app's name is not known from its host's.
const APP: &str = "<app>";
/// Nobody but the user knows it.
const GROUP: &str = "<resource-group>";

/// The remedies of a trouble, the likeliest first. They hold this page's origin and the app's name, host or port, never a key,
/// and nothing a shell would take for more than a word.
pub fn remedies(trouble: &Trouble, scene: &Scene) -> Vec<Remedy> {
    use RemedyKind as R;
    let kinds: &[RemedyKind] = match (trouble, Where::of(scene)) {
        (Trouble::OriginNotAllowed, Where::Here) => &[R::FuncStart, R::LocalSettings],
        (Trouble::OriginNotAllowed, Where::Azure) => &[R::AzCors, R::PortalCors],
        (Trouble::OriginNotAllowed, Where::Inside) => &[R::Nginx, R::FuncStart, R::AzCors],
        (Trouble::OriginNotAllowed, Where::Outside) => &[R::AzCors, R::PortalCors, R::Nginx],
        (Trouble::HeaderNotAllowed, _) => &[R::Nginx],
        (Trouble::KeyMissing | Trouble::KeyWrong | Trouble::KeyNotAllowed, Where::Here) => {
            &[R::PortalKey]
        }
        (Trouble::KeyMissing | Trouble::KeyWrong | Trouble::KeyNotAllowed, _) => {
            &[R::AzKey, R::PortalKey]
        }
        (Trouble::WrongBase(_), _) => &[R::OtherAddress],
        (Trouble::ExtensionMissing, _) => &[R::HostJson, R::DotnetPackage],
        (Trouble::HostSilent, Where::Here) => &[R::FuncStart],
        (Trouble::HostSilent, Where::Azure | Where::Outside) => &[R::AzState, R::AzNames],
        (Trouble::NoSuchApp, _) => &[R::AzNames, R::AzState],
        (Trouble::Stopped, Where::Azure | Where::Outside) => &[R::AzStart, R::AzState],
        (Trouble::Starting, Where::Azure | Where::Outside) => &[R::AzLog, R::AzState],
        (Trouble::Restricted, _) => &[R::AzAccess],
        (Trouble::SignIn, Where::Azure | Where::Outside) => &[R::AzSignIn, R::Look],
        (Trouble::MixedContent, _) => &[R::HttpsAddress, R::PlainPortal],
        (Trouble::PagePolicy, _) => &[R::Policy],
        (Trouble::LocalNetworkRefused | Trouble::LocalNetworkUnasked, _)
            if scene.page.starts_with("http://") && !place::is_loopback(&scene.page) =>
        {
            &[R::SecurePortal]
        }
        (Trouble::LocalNetworkUnasked, Where::Here) => &[R::AllowLocalNetwork, R::FuncStart],
        (Trouble::LocalNetworkRefused | Trouble::LocalNetworkUnasked, _) => &[R::AllowLocalNetwork],
        _ => &[R::Look],
    };
    filled(kinds, trouble, scene)
}

/// What to do where a verdict is not proven and its own [`remedies`] did not help: a platform's pages (stopped, restricted, signing
/// in) carry no permission for any page, so a browser withholds them as it withholds an answer to an origin that is not allowed.
pub fn otherwise(verdict: &Verdict, scene: &Scene) -> Vec<Remedy> {
    use RemedyKind as R;
    let kinds: &[RemedyKind] = match (&verdict.trouble, verdict.sure, Where::of(scene)) {
        (_, Sureness::Proven, _) => &[],
        (Trouble::OriginNotAllowed, _, Where::Azure | Where::Outside) => {
            &[R::AzState, R::AzAccess, R::AzSignIn]
        }
        _ => &[],
    };
    filled(kinds, &verdict.trouble, scene)
}

fn filled(kinds: &[RemedyKind], trouble: &Trouble, scene: &Scene) -> Vec<Remedy> {
    let remedy = |kind: &RemedyKind| Remedy {
        kind: *kind,
        text: text(*kind, trouble, scene),
    };
    kinds.iter().map(remedy).collect()
}

/// Where a host is, for what it is run by.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Where {
    /// On this machine: `func start`, a container.
    Here,
    /// In a private network.
    Inside,
    /// At an address of Azure's.
    Azure,
    /// Elsewhere: a domain of its own, which most likely leads to Azure.
    Outside,
}

impl Where {
    fn of(scene: &Scene) -> Self {
        let origin = &scene.address.origin;
        match place::space_of(origin) {
            Space::Loopback => Self::Here,
            Space::Private => Self::Inside,
            Space::Public if is_azure(origin) => Self::Azure,
            Space::Public => Self::Outside,
        }
    }
}

fn text(kind: RemedyKind, trouble: &Trouble, scene: &Scene) -> String {
    use RemedyKind as R;
    let page = word(&scene.page, "<origin>");
    let app = app_name(&scene.address.origin);
    let on_app = |command: &str, more: &str| {
        format!("az {command} --name {app} --resource-group {GROUP}{more}")
    };
    match kind {
        R::FuncStart => {
            let port = place::port(&scene.address.origin).unwrap_or_default();
            let port = if port.is_empty() || port == "7071" {
                String::new()
            } else {
                format!(" --port {}", word(port, "<port>"))
            };
            format!("func start{port} --cors {page}")
        }
        R::LocalSettings => format!("\"Host\": {{\n  \"CORS\": \"{page}\"\n}}"),
        R::AzCors => on_app(
            "functionapp cors add",
            &format!(" --allowed-origins {page}"),
        ),
        R::Nginx => nginx(page, &scene.address.prefix, scene.address.generation.base_path()),
        R::AzKey => on_app(
            "functionapp keys list",
            " --query systemKeys.durabletask_extension --output tsv",
        ),
        R::OtherAddress => match trouble {
            Trouble::WrongBase(address) => calls::list(&ListQuery::default()).url(address),
            _ => String::new(),
        },
        R::HostJson => BUNDLE.to_owned(),
        R::DotnetPackage => {
            "dotnet add package Microsoft.Azure.Functions.Worker.Extensions.DurableTask".to_owned()
        }
        R::AzNames => {
            "az functionapp list --query \"[].{name:name, host:defaultHostName, state:state}\" --output table"
                .to_owned()
        }
        R::AzState => on_app(
            "functionapp show",
            " --query \"{state:state, host:defaultHostName}\"",
        ),
        R::AzStart => on_app("functionapp start", ""),
        R::AzLog => on_app("webapp log tail", ""),
        R::AzAccess => on_app("functionapp config access-restriction show", ""),
        R::AzSignIn => on_app(
            "webapp auth update",
            &format!(" --excluded-paths \"{}/*\"", scene.address.generation.base_path()),
        ),
        R::HttpsAddress => scene.address.origin.replacen("http://", "https://", 1),
        R::Policy => format!(
            "connect-src 'self' https: http://localhost:* http://127.0.0.1:* {}",
            word(&scene.address.origin, "<host>")
        ),
        R::PortalCors
        | R::PortalKey
        | R::PlainPortal
        | R::AllowLocalNetwork
        | R::SecurePortal
        | R::Look => String::new(),
    }
}

/// The app's name in Azure, as far as its host's name tells it; else a place to fill in.
///
/// Newer apps have hosts like `orders-a1b2c3d4e5f6g7h8.westeurope-01.azurewebsites.net`: the sixteen characters are no part of the name.
pub fn app_name(origin: &str) -> &str {
    let Some((label, has_region)) = azure_label(origin) else {
        return APP;
    };
    let name = match label.rsplit_once('-') {
        Some((name, hash)) if has_region && hash.len() == 16 => name,
        _ => label,
    };
    word(name, APP)
}

/// Whether a host's name is one that Azure gives to apps.
pub(super) fn is_azure(origin: &str) -> bool {
    azure_label(origin).is_some()
}

/// The first part of a host in Azure, and whether a region follows it.
fn azure_label(origin: &str) -> Option<(&str, bool)> {
    let host = place::host_name(origin);
    let own = [
        ".azurewebsites.net",
        ".azurewebsites.us",
        ".chinacloudsites.cn",
    ]
    .iter()
    .find_map(|suffix| host.strip_suffix(suffix))?;
    match own.split_once('.') {
        Some((label, _)) => Some((label, true)),
        None => Some((own, false)),
    }
}

/// A text that is one plain word to a shell and in a configuration file; anything else becomes a place to fill in. A link that someone
/// sent may hold any host name, and these lines are made to be run.
fn word<'a>(text: &'a str, instead: &'static str) -> &'a str {
    let plain = |c: char| c.is_ascii_alphanumeric() || ".:/-_[]".contains(c);
    if !text.is_empty() && text.chars().all(plain) {
        text
    } else {
        instead
    }
}

fn nginx(page: &str, prefix: &str, base: &str) -> String {
    let prefix = if prefix.is_empty() {
        ""
    } else {
        word(prefix, "/<prefix>")
    };
    format!(
        "location {prefix}{base}/ {{
    add_header Access-Control-Allow-Origin {page} always;
    add_header Access-Control-Expose-Headers \"x-ms-continuation-token, Location, Retry-After\" always;
    add_header Vary Origin always;
    if ($request_method = OPTIONS) {{
        add_header Access-Control-Allow-Origin {page};
        add_header Access-Control-Allow-Methods \"GET, POST, DELETE\";
        add_header Access-Control-Allow-Headers \"content-type, x-functions-key, x-ms-continuation-token\";
        add_header Access-Control-Max-Age 600;
        return 204;
    }}
    proxy_pass http://<function-app>;
}}"
    )
}

const BUNDLE: &str = r#"{
  "version": "2.0",
  "extensionBundle": {
    "id": "Microsoft.Azure.Functions.ExtensionBundle",
    "version": "[4.*, 5.0.0)"
  }
}"#;
