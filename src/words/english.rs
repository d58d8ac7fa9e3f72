//! The English words. One line a word: its name (`PascalCase`) and its text.

/// Makes [`Word`] and the table of its texts, in the same order.
macro_rules! words {
    ($($name:ident = $text:literal;)*) => {
        /// A sentence, label or title of the portal, by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[repr(u16)]
        pub enum Word { $(
            #[doc = $text]
            $name,
        )* }

        /// Name and text of each word, by its number.
        pub(super) const TEXTS: &[(&str, &str)] = &[$((stringify!($name), $text),)*];
    };
}

impl Word {
    /// Its place in the table of texts.
    pub(super) fn number(self) -> u16 {
        self as u16
    }

    /// Its text as it is built in.
    pub(super) fn english(self) -> &'static str {
        TEXTS[usize::from(self.number())].1
    }
}

words! {
    // The portal itself
    ProductName = "Durable Portal";
    TitleOf = "{page} · Durable Portal";
    SkipToContent = "Skip to the content";
    Stopped = "The page stopped. Its data is safe on the host; reload to go on.";
    Reload = "Reload";
    NavigationLabel = "Sections";
    StatusLineLabel = "Status";

    // Top bar
    HubSwitch = "Task hub";
    NoConnection = "No connection";
    OtherHubs = "Connections";
    ConnectAnother = "Connect to another hub";
    EnvironmentDev = "DEV";
    EnvironmentTest = "TEST";
    EnvironmentProd = "PROD";
    OmniboxLabel = "Go to an instance id, or paste a link";
    OmniboxHint = "Go to an id, or paste a link";
    ThemeSystem = "Theme: as the system";
    ThemeLight = "Theme: light";
    ThemeDark = "Theme: dark";
    ZoneLocal = "Local time";
    ZoneUtc = "UTC";
    ZoneSwitch = "Times are shown in {zone}. Change";

    // Rail
    RailConnections = "Hubs";
    RailInstances = "Instances";

    // Status line
    UpdatedAgo = "Updated {ago}";
    Cost = "{n, plural, one {# request} other {# requests}} · {size}";
    CostTitle = "Requests sent and answers received since this page was opened";
    Offline = "Offline: the browser reports no network. What is here stays usable.";

    // Components
    Copy = "Copy";
    CopyThis = "Copy {what}";
    Copied = "Copied";
    CopyRefused = "The browser did not allow copying. Select the text and copy it by hand.";
    Dismiss = "Dismiss";
    Close = "Close";
    Loading = "Loading";
    Retry = "Try again";
    ShowAll = "Show all {size}";
    ShowLess = "Show less";
    ShownPart = "Shown: the first {shown} of {size}. Copying takes it whole.";
    Null = "null";
    NoTime = "–";

    // Time and size
    JustNow = "just now";
}
