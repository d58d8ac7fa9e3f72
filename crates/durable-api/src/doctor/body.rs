//! What kind of body an answer has: the pages that platforms, gateways and sign-ins give instead of the host's answer.

/// What a body is, by its beginning and a few sentences that are known.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum BodyKind {
    /// Nothing.
    Empty,
    /// JSON, or what begins like it.
    Json,
    /// A web page that says nothing known.
    Html,
    /// Plain text that says nothing known.
    Text,
    /// App Service's page of an app that is stopped, over its quota or its billing limit.
    Stopped,
    /// App Service's page of an access restriction.
    Restricted,
    /// The platform's sentence while the Functions host does not run.
    NotRunning,
    /// The platform's page for a name under which there is no app.
    NoSuchApp,
    /// A page to sign in on.
    SignIn,
    /// The home page of a function app that runs.
    Home,
}

/// Sentences, in lower case, and what a page with one of them is. The first that fits decides.
const KNOWN: [(&str, BodyKind); 15] = [
    ("app is stopped", BodyKind::Stopped),
    ("site stopped", BodyKind::Stopped),
    ("site is stopped", BodyKind::Stopped),
    ("site disabled", BodyKind::Stopped),
    ("ip forbidden", BodyKind::Restricted),
    ("blocked your access", BodyKind::Restricted),
    ("function host is not running", BodyKind::NotRunning),
    ("web site not found", BodyKind::NoSuchApp),
    ("up and running", BodyKind::Home),
    ("login.microsoftonline.com", BodyKind::SignIn),
    ("accounts.google.com", BodyKind::SignIn),
    ("type=\"password\"", BodyKind::SignIn),
    ("sign in", BodyKind::SignIn),
    ("signin", BodyKind::SignIn),
    ("log in", BodyKind::SignIn),
];

impl BodyKind {
    /// Reads the beginning of a body. JSON is never searched: what an instance says is not what a platform says.
    ///
    /// Source: the pages that App Service's front ends and the Functions host give, by their unchanging sentences.
    pub fn read(body: &str) -> Self {
        let body = crate::refusal::without_mark(body).trim_start();
        let own = match body.chars().next() {
            None => return Self::Empty,
            Some('{' | '[' | '"') => return Self::Json,
            Some('<') => Self::Html,
            Some(_) => Self::Text,
        };
        let lower = body.to_ascii_lowercase();
        KNOWN
            .iter()
            .find(|(sentence, _)| lower.contains(sentence))
            .map_or(own, |(_, kind)| *kind)
    }

    /// Whether it is a web page or a text, which the extension never answers with.
    pub fn is_foreign(self) -> bool {
        !matches!(self, Self::Empty | Self::Json)
    }
}

#[cfg(test)]
mod tests {
    use super::BodyKind;

    #[test]
    fn the_pages_of_platforms_are_known_by_their_sentences() {
        for (body, kind) in [
            ("", BodyKind::Empty),
            ("\u{feff} \r\n", BodyKind::Empty),
            ("[]", BodyKind::Json),
            (r#"{"Message":"the site is stopped"}"#, BodyKind::Json),
            (
                "<h1>Error 403 - This web app is stopped.</h1>",
                BodyKind::Stopped,
            ),
            ("403 Site Stopped", BodyKind::Stopped),
            ("<h2>403 - Ip Forbidden</h2>", BodyKind::Restricted),
            ("Function host is not running.", BodyKind::NotRunning),
            ("<h1>404 Web Site not found</h1>", BodyKind::NoSuchApp),
            (
                "<p>Your Functions 4.0 app is up and running</p>",
                BodyKind::Home,
            ),
            ("<title>Sign in to your account</title>", BodyKind::SignIn),
            ("<input type=\"password\">", BodyKind::SignIn),
            ("<html><h1>502 Bad Gateway</h1>", BodyKind::Html),
            ("upstream connect error", BodyKind::Text),
        ] {
            assert_eq!(BodyKind::read(body), kind, "{body}");
        }
    }
}
