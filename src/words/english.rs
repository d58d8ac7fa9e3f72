//! The English words. One line a word: its name (`PascalCase`) and its text.

/// Makes [`Word`] and the table of its texts, in the same order.
macro_rules! words {
    ($($name:ident = $text:literal;)*) => {
        /// A sentence, label or title of the portal, by name.
        #[derive(Clone, Copy, Debug, PartialEq, Eq)]
        #[allow(clippy::doc_markdown, reason = "texts for readers are no code documentation")]
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
    pub(super) fn number(self) -> usize {
        self as usize
    }

    /// Its text as it is built in.
    pub(super) fn english(self) -> &'static str {
        TEXTS[self.number()].1
    }
}

words! {
    // The portal itself
    ProductName = "Durable Portal";
    TitleOf = "{page} · Durable Portal";
    SkipToContent = "Skip to the content";
    Stopped = "The page stopped. Its data is safe on the host; reload to go on.";
    Reload = "Reload";
    NotLoadedTitle = "This page could not be loaded";
    NotLoadedWhat = "The file of the portal that draws it did not arrive.";
    NotLoadedDo = "Check the network, then try again.";
    UpdatedTitle = "The portal was updated";
    MarkUpdated = "New version";
    UpdatedWhat = "A new version was published since this page was opened, and this part of the old one is gone.";
    UpdatedDo = "Reload to go on here with the new one. A key that is not kept in this tab will be asked for again.";
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

    // The read-only lock
    LockSwitch = "Read-only lock";
    LockLocked = "Locked";
    LockUnlocked = "Unlocked";
    LockAll = "All locked";
    LockNone = "Locks";
    LockWhat = "While a connection is locked, no request that would change anything leaves this portal. Reading goes on.";
    LockHubLocked = "Locked: read-only";
    LockHubUnlocked = "Unlocked: can be changed";
    LockWithAll = "Locked with all others";
    LockEverything = "All connections";
    LockAllLocked = "Everything is locked";
    LockAllUnlocked = "Each by its own lock; production starts locked";
    LockThis = "Lock {name}";
    UnlockThis = "Unlock {name}";
    LockAllAction = "Lock all";
    UnlockAll = "Unlock all";
    UnlockAsk = "Allow changes to {name}? What is done there then acts on the real hub.";
    UnlockAllAsk = "Leave each connection to its own lock again? Those that are unlocked can be changed then.";
    UnlockKeep = "Keep locked";
    UnlockConfirm = "Unlock";

    // Rail
    RailConnections = "Hubs";
    RailInstances = "Instances";

    // Status line
    UpdatedAgo = "Updated {ago}";
    Cost = "{n, plural, one {# request} other {# requests}} · {size}";
    CostTitle = "Requests sent and answers received since this page was opened";
    Offline = "Offline: the browser reports no network. What is here stays usable.";

    // Components
    CopyThis = "Copy {what}";
    Copied = "Copied";
    CopyRefused = "The browser did not allow copying. Select the text and copy it by hand.";
    Dismiss = "Dismiss";
    Loading = "Loading";
    Retry = "Try again";
    ShowAll = "Show all {size}";
    ShowLess = "Show less";
    ShownPart = "Shown: the first {shown} of {size}. Copying takes it whole.";
    NoTime = "–";

    // Time and size
    JustNow = "just now";

    // Failures: what it is, what happened, what can be done. {host} is the app, {page} this portal's origin
    UnreachableTitle = "No answer from {host}";
    UnreachableWhat = "The browser could not reach it, or withheld its answer: it does not say which.";
    UnreachableDo = "Check that the function app runs and that its address is right.";
    UnauthorizedTitle = "The key was not accepted";
    UnauthorizedNone = "A function key is needed";
    UnauthorizedWhat = "{host} asks for a function key, and got none or a wrong one.";
    UnauthorizedDo = "Give the key of the durabletask extension (a system key) or the master key. It is sent as a header to this app alone.";
    KeyLockedTitle = "The key of {host} is locked";
    KeyLockedWhat = "This device keeps it encrypted, and it was not unlocked in this tab yet. Nothing was sent.";
    KeyLockedDo = "Unlock it with its passphrase, or give the key again.";
    ReadOnlyTitle = "Locked: nothing was sent";
    ReadOnlyWhat = "This connection, or the whole portal, is locked read-only, and this would have changed something at {host}.";
    ReadOnlyDo = "Unlock it in the top bar, then do it again.";
    NotFoundTitle = "Not found";
    NotFoundWhat = "{host} knows nothing under this address.";
    NotFoundDo = "The instance may have been purged, or belong to another task hub.";
    GoneTitle = "Already finished";
    GoneWhat = "The instance has finished, so there is nothing left to act on.";
    GoneDo = "Read its status again.";
    RejectedTitle = "The host refused the request";
    RejectedWhat = "{host} understood the request and did not accept it.";
    RejectedDo = "Its own words below say what is wrong.";
    RateLimitedTitle = "Too many requests";
    RateLimitedWhat = "{host}, or a gateway before it, wants fewer requests.";
    RateLimitedDo = "It is asked again later, ever more rarely.";
    ServerTitle = "The host failed";
    ServerWhat = "{host} could not serve the request.";
    ServerDo = "Its own words below may say why; the app's logs know more.";
    NotDurableTitle = "This is not an answer of Durable Functions";
    NotDurableWhat = "Something other than the Durable Functions extension answered: a proxy, a sign-in page, another site, or an app that is stopped.";
    NotDurableDo = "Check the address, and whether the app is running.";
    NoPositionTitle = "This host's further pages cannot be reached from here";
    NoPositionWhat = "The host's continuation token is hidden from this page (CORS exposes no header), and it understood none of the positions this portal can write itself. What lies behind the first page was not looked at.";
    NoPositionDo = "Narrow the list by id prefix or time of creation until it fits one page, or have the app expose the header x-ms-continuation-token.";
    DecodeTitle = "The answer cannot be read";
    DecodeWhat = "{host} answered, but not in a form this portal understands.";
    DecodeDo = "The beginning of the answer is below. If it comes from Durable Functions, please report it.";
    CutTitle = "The answer broke off";
    CutWhat = "{host} began to answer and the connection ended before the end.";
    CutDo = "It is tried again.";
    RedirectedTitle = "{host} points elsewhere";
    RedirectedWhat = "The answer was a redirect, often to a sign-in page. It was not followed, because the key would have gone with it.";
    RedirectedDo = "Use the address that it leads to, or take this path out of the app's sign-in.";
    TimedOutTitle = "{host} took too long";
    TimedOutWhat = "No whole answer came within two minutes.";
    TimedOutDo = "A filter that matches few instances of many can take long: an id prefix narrows what the host reads.";
    AbortedTitle = "Given up";
    AbortedWhat = "The request was given up before it was answered.";
    AbortedDo = "Try again.";
    MarkNoAnswer = "No answer";
    TriedAgain = "It is tried again by itself.";
    StaleNote = "Out of date: the last attempt to renew this failed.";
    StaleWhy = "Why, and what helps";
    SlowHint = "No byte yet. The function app may be starting: after a while of rest that takes 2 to 20 seconds.";
    AskingHost = "Asking {host}";

    // The doctor: what is the matter. {host} is the app, {page} this portal's origin, {app} the app's name in Azure
    DoctorLooking = "Finding out why, with further reads that change nothing…";
    SureProven = "Proven";
    SureLikely = "Likely";
    SurePossible = "Possible";
    SureTitle = "How far this verdict can be relied on; the proofs are below";
    OfflineTitle = "This machine is offline";
    OfflineWhat = "The browser says that this machine has no network.";
    SilentTitle = "No answer from {host}";
    SilentWhat = "Nothing answered, not even a request that needs no permission: the function app is down, its name is wrong, or this machine may not reach it (a firewall, a VPN). Check that the function app runs.";
    CorsTitle = "{host} answers, but this page may not read it (CORS)";
    CorsWhat = "Something answered a request that needs no permission, and the browser withheld the answer to the real one: {page} is not on the app's list of allowed origins. Allow it once, then try again.";
    CorsUnsure = "The page of an app that is stopped, or of a sign-in before it, is withheld in the same way: look there if the origin is allowed already.";
    HeaderTitle = "{host} does not let this page send the key (CORS)";
    HeaderWhat = "It answers {page} as long as no key is sent along. Whatever answers preflights there does not allow the header x-functions-key.";
    KeyMissingWhat = "{host} asks for a function key, and got none. Give the key of the durabletask extension (a system key) or the master key. It is sent as a header to this app alone.";
    KeyWrongWhat = "{host} asks for a function key, and refused the one it got: it is mistyped, of another app, or was renewed. Nothing here is lost: give the key and it goes on.";
    KeyNotAllowedTitle = "The key is not allowed to do this";
    KeyNotAllowedWhat = "{host} answered 403 without a word. The management API takes the durabletask system key or the master key; keys of functions are not enough.";
    BaseTitle = "The API is at another address of {host}";
    BaseWhat = "Nothing is at this base path, and the extension answers at another one:";
    ExtensionTitle = "{host} runs without the Durable Functions extension";
    ExtensionWhat = "The app answers at its root, and nothing is below the base paths of any generation: the extension is not loaded. It comes with the extension bundle in host.json, or with a package in .NET.";
    NothingTitle = "Nothing of Durable Functions at {host}";
    NothingWhat = "Something answers there, with 404 to the base paths of every generation. Perhaps a path before the base path is missing, or this is another app.";
    NoAppTitle = "There is no app named {app}";
    NoAppWhat = "{host} is answered by the platform itself: it knows no app of this name, or the app was deleted.";
    MixedTitle = "The browser does not let this page call {host}";
    MixedWhat = "This portal was opened over https and the function app speaks plain http. Browsers block that, except for this machine itself.";
    PolicyTitle = "This portal's own policy does not list {host}";
    PolicyWhat = "The content security policy it is served with lets it call https addresses and this machine, and the browser refused to send the request. Whoever hosts the portal can list the host.";
    LocalRefusedTitle = "The browser may not call the local network for this page";
    LocalRefusedWhat = "{host} is nearer than the web, and the permission for it was denied to {page}.";
    LocalUnaskedTitle = "The browser wants to be asked before it calls the local network";
    LocalUnaskedWhat = "{host} is nearer than the web. The browser asks you before {page} may call it; that question was closed, or never shown. If it was answered, nobody listens there.";
    SignInTitle = "A sign-in stands before {host}";
    SignInWhat = "A redirect or a sign-in page came instead of an answer. A redirect was not followed, because the key would have gone with it.";
    ForeignTitle = "This is not an answer of Durable Functions";
    ForeignWhat = "A web page or a text came, which the extension never answers with: a proxy or another site is at this address.";
    StoppedTitle = "{host} is stopped";
    StoppedWhat = "Its platform says so. Somebody stopped the app, or it reached its quota or the subscription's spending limit.";
    StartingTitle = "{host} is starting, or fails to";
    StartingWhat = "The platform before the app answered, or nobody within the time: the app is not serving yet. A start takes seconds; one that goes on for minutes has failed, and its log says why.";
    RestrictedTitle = "{host} does not admit this network";
    RestrictedWhat = "An access restriction of the app refused the address that this machine calls from.";
    WithheldTitle = "The answer of {host} was lost on its way";
    WithheldWhat = "The app answers this page elsewhere, so neither it nor CORS is the reason: the connection broke, or a gateway answered in the app's place.";

    // The doctor: what helps
    HelpFuncStart = "Start the host on this machine with this page allowed";
    HelpLocalSettings = "Or for good, in local.settings.json";
    HelpAzCors = "Allow this page, with the app's name and resource group";
    HelpPortalCors = "In the Azure portal: the function app → API → CORS → add {page} (no slash at the end) → Save.";
    HelpNginx = "In nginx before the app: allow this page and expose the headers";
    HelpAzKey = "Read the extension's system key";
    HelpPortalKey = "In the Azure portal: the function app → Functions → App keys → System keys → durabletask_extension. func start on this machine asks for no key.";
    HelpOther = "The address that answers";
    HelpOtherGo = "Connect there";
    HelpHostJson = "In host.json, for every language but .NET";
    HelpDotnet = "In a .NET project (isolated worker)";
    HelpAzNames = "Names and addresses of your function apps";
    HelpAzState = "Whether the app runs";
    HelpAzStart = "Start the app";
    HelpAzLog = "What the app says while it starts";
    HelpAzAccess = "Who may call the app";
    HelpAzSignIn = "Take the management API out of the app's sign-in; its key protects it";
    HelpHttps = "The app's https address, if it has one";
    HelpPlainPortal = "Or open a portal that is served over http, such as one on this machine.";
    HelpPolicy = "In the portal's Content-Security-Policy";
    HelpLocalNetwork = "In Chrome or Edge: the icon before the address → Site settings → Local network access (or Apps on device) → Allow, then try again.";
    HelpSecurePortal = "The browser gives this permission to pages on https alone: open the portal over https, or from this machine.";
    HelpLook = "Check the address, and whether the app is running.";

    // The doctor: proofs
    ProofsTitle = "Proofs: what was asked, and what came";
    ProofFailed = "what was to be read";
    ProofOpaque = "needs no permission, and nothing of its answer can be read";
    ProofKeyless = "without the key";
    CameNothing = "no readable answer";
    CameSomething = "something answered";
    CameRedirect = "a redirect, not followed";
    CameTimedOut = "nothing in time";
    CameEmpty = "{status}, empty";
    CameJson = "{status}, JSON";
    CamePage = "{status}, a web page";
    CameText = "{status}, a text";
    NoteProbe = "sign of life, nothing of the answer can be read";
    NoteDoctor = "finds out why something failed, without the key";

    // What a hub's API lets this page do
    AboutTitle = "About {name}";
    AboutLink = "About this connection";
    AboutKeyTitle = "Function key";
    AboutKeyHeld = "A key is held. Another one takes its place:";
    AboutKeyNone = "No key is held.";
    ChangeKey = "Change the key";
    KeyChanged = "The key is held. What waited for it goes on.";
    CardTitle = "What its API lets this page do";
    CardLook = "Look";
    CardLookAgain = "Look again";
    CardLooking = "Looking…";
    CardNever = "Not looked at yet. It takes a few reads, six at the most.";
    CardWhen = "looked at";
    CardCost = "{n, plural, one {# request} other {# requests}}, the first answer after {time}";
    CardReach = "Reachable";
    CardReachCross = "yes, and it allows this page's origin (CORS)";
    CardReachSame = "yes, at this page's own origin: no CORS is in play";
    CardKeyAccepted = "needed, and accepted";
    CardKeyNotNeeded = "held, but the app answers without it too";
    CardKeyNone = "none is needed";
    CardKeyUnsaid = "not refused; Look again tells whether one is needed";
    CardHubLists = "lists instances";
    CardHubNothing = "lists nothing: either it is empty, or this is not the hub's name. A host says the same to both.";
    CardHubDefault = "lists nothing, but the app's default hub does: most likely this is not the hub's name.";
    CardToken = "Continuation token";
    CardTokenYes = "readable";
    CardTokenNo = "hidden from this page, as usual across origins";
    CardPosition = "Positions of our own";
    CardPositionYes = "understood: {encoding}";
    CardPositionNotNeeded = "not needed";
    CardPositionNone = "none that was tried is understood: long lists can be read in part only";
    CardPositionFew = "too few instances to tell";
    EncodingEmulator = "local storage emulator, extension 2.x";
    EncodingAzure = "Azure Storage, extension 2.x";
    EncodingNewerLocal = "local storage emulator, extension 3.x";
    EncodingNewerAzure = "Azure Storage, extension 3.x";
    EncodingPages = "page numbers, as SQL Server has them";
    CardEntities = "Entities";
    CardEntitiesSome = "there are some";
    CardEntitiesNone = "none";
    CardEntitiesNoApi = "this generation has none";
    CardUnsaid = "not to be learnt";
    CardPacking = "Answers";
    CardPackingYes = "compressed";
    CardPackingNo = "not compressed";
    CardPackingHidden = "compressed or not: not visible to this page";
    CardClock = "Clock";
    CardClockSame = "as this machine's, within {within}";
    CardClockAhead = "{gap} ahead of this machine's, within {within}";
    CardClockBehind = "{gap} behind this machine's, within {within}";
    CardClockAtLeast = "at least {gap} ahead of this machine's";
    CardClockUnknown = "unknown: no time of the host's answers can be read here";
    CardGeneration = "Extension";
    NoteCapability = "looks what the API lets this page do";

    // The key
    KeyLabel = "Function key";
    KeyReveal = "Show the key";
    KeyPlaceholder = "system key or master key";
    KeyHint = "Azure asks for one; func start asks for none.";
    KeyKeep = "Keep the key in this tab until it is closed (session storage), so that it survives a reload";
    KeyPlaceLabel = "Keep the key";
    KeyPlacePage = "In this page only.";
    KeyPlacePageWhat = "A reload forgets it.";
    KeyPlaceTab = "In this tab until it is closed.";
    KeyPlaceTabWhat = "It survives a reload (session storage, not encrypted).";
    KeyPlaceDevice = "On this device, encrypted.";
    KeyPlaceDeviceWhat = "A passphrase opens it, once for each tab and reload.";
    KeyPlaceDeviceMissing = "Not possible here: browsers encrypt only for pages served over https or from this machine.";
    Passphrase = "Passphrase";
    PassphraseAgain = "The same passphrase again";
    PassphraseHint = "several words, 12 characters or more";
    PassphraseOfKey = "the one given when the key was saved";
    PassphraseShort = "A passphrase has at least {n} characters.";
    PassphraseDiffers = "The two passphrases differ.";
    PassphraseWrong = "That did not open it: the passphrase is another one, or the record was changed. Nothing was unlocked.";
    PassphraseHow = "{cipher}; the cipher's key comes from the passphrase by {derivation} in {rounds} rounds, with a salt and an IV of its own. Each key has its own passphrase. Nobody can restore a forgotten one: give the key again then.";
    KeyUnlock = "Unlock the key";
    Unlocking = "Unlocking…";
    KeyIsLocked = "Locked: unlock";
    KeyInPage = "key in this page";
    KeyInTab = "key in this tab";
    KeyUnlocked = "key unlocked";
    KeyNew = "New function key";
    KeyUnchanged = "unchanged";
    KeyForget = "Forget the key";
    KeyOther = "Give the key again";
    KeyLockedNote = "The key is kept on this device, encrypted. To move it, or to change the task hub, unlock it first.";
    KeyNotEncrypted = "The key could not be encrypted. It is held in this page only.";
    UnlockFirst = "Unlock the key first, or type it again.";
    KeyUse = "Use this key";
    KeyNeeded = "Type or paste the key first.";
    KeyPresent = "{n, plural, one {present, # character, held in this tab only} other {present, # characters, held in this tab only}}";

    // Requests and their cost
    RequestsTitle = "Requests of this view";
    RequestsNone = "None yet.";
    RequestMethod = "Method";
    RequestTarget = "Address, without the key";
    RequestOutcome = "Answer";
    RequestTime = "Time";
    RequestSize = "Size";
    OutcomeNoAnswer = "no readable answer";
    OutcomeTimedOut = "timed out";
    OutcomeAborted = "given up";
    NotePosition = "tries whether the host understands a position of our own";
    NoteHistory = "history";
    NoteByPrefix = "looks the id up in the list";

    // Connect
    ConnectTitle = "Connect to a task hub";
    ConnectIntro = "Paste what a starter function returned, any management link, a curl line, or an app's address. Nothing is sent before you press Connect.";
    PasteLabel = "Link, starter JSON, curl line or address";
    PasteHint = "For example the statusQueryGetUri of any instance.";
    PasteEmpty = "Paste a link first.";
    PasteNotAUrl = "There is no web address in this. It should begin with http:// or https://.";
    PasteUnknownPath = "{path} is no address of the management API: those go on with /runtime/webhooks/durabletask/… (or /admin/extensions/DurableTaskExtension/… for 1.x).";
    PasteNotHttp = "{scheme} cannot be called from a browser: the address must begin with http:// or https://.";
    PasteBadJson = "This begins like JSON, but is none.";
    PasteNoLink = "This is JSON, but none of its values is a management link.";
    PasteNoHost = "This is a path without its host. Put the app's address before it.";
    PasteBadHost = "The host's name or port in this address cannot be one.";
    PasteAzurePortal = "This is a page of the Azure portal, not the function app. The app's own address is on its overview page, under Default domain.";
    PasteOpenQuote = "A quote is opened here and never closed, so where the address ends cannot be told.";
    PasteAt = "{what} (At character {at}.)";
    PasteOffer = "Take {address}";
    AddressMissing = "This is a key, and a key does not say where it belongs. Give the app's address too.";
    LinkSays = "What this says";
    LinkCurrent = "2.x or 3.x";
    LinkFirst = "1.x";
    FactKind = "Read as";
    FactAside = "Left aside";
    KindLink = "a management link";
    KindApp = "the address of an app";
    KindStarter = "what a starter returned";
    KindCommand = "a curl or wget line; it is not run";
    KindPowerShell = "a PowerShell command; it is not run";
    KindRequest = "a raw HTTP request; it is not sent";
    KindConsole = "the console of func start; the app's address was taken";
    KindKey = "a function key";
    KindText = "a text with an address in it";
    KeyInQuery = "{present}; it stood in the link";
    KeyInHeader = "{present}; it stood in a header";
    KeyBeside = "{present}; it stood beside the address";
    AsideHeader = "header {name}";
    AsideMethod = "method {name}";
    AsideArgument = "option {name}";
    AsideParameter = "parameter {name}";
    AsideField = "field {name}";
    AsideFunction = "function {name}";
    AsideBody = "the body";
    AsideText = "other text";
    AsideUser = "user name and password";
    AsideFragment = "what follows #";
    AsideOtherKey = "another key";
    AsidePlaceholder = "a place for a key without a key in it";
    WarnWrites = "Sent as it is this would act on the hub ({what}). It is not sent: connecting only reads.";
    WarnPlainHttp = "Plain http to another machine: the key would travel unencrypted.";
    WarnOtherHost = "{host} is named too and plays no part.";
    WarnOtherReading = "The id may also be meant as {id}; it is tried where the host does not know the first.";
    WarnScheme = "The text names no scheme; {scheme} was taken.";
    WarnScm = "{host} is the app's deployment site; the app itself was taken instead.";
    WarnBrokenJson = "The JSON breaks off; a link was found in it all the same.";
    CopyInvitation = "Copy link without the key";
    CopyInvitationOf = "Copy a link to {name} without the key";
    FactApp = "Function app";
    FactHub = "Task hub";
    FactConnection = "Connection";
    FactKey = "Key";
    FactInstance = "Instance";
    FactName = "Called";
    FactEnvironment = "Environment";
    DefaultPlaceholder = "the app's default";
    EnvironmentLongDev = "Development";
    EnvironmentLongTest = "Test";
    EnvironmentLongProd = "Production";
    RememberConnection = "Remember this connection on this device (address and name, never the key)";
    ConnectAction = "Connect";
    ConnectAndOpen = "Connect and open {id}";
    KnownTitle = "Connections";
    KnownNone = "None yet in this browser.";
    KnownTab = "this tab";
    KnownDevice = "this device";
    KnownPortal = "named by this portal";
    Manage = "Manage";
    KnownEdit = "Edit {name}";
    KnownReadOnly = "Locked: read-only";
    EditSave = "Save";
    EditAdd = "Add";
    Cancel = "Cancel";
    CopyOf = "{name} (copy)";
    AddressTaken = "{name} is at this address already. Name another task hub or connection.";
    MoveUp = "Move up";
    MoveDown = "Move down";
    Duplicate = "Duplicate";
    ForgetConnection = "Forget";
    Forgotten = "Forgot {name} and its key.";
    Undo = "Undo";
    ForgetAll = "Forget all";
    ForgetAllAsk = "Forget every connection and every key that this browser holds? What the portal itself names stays.";
    ForgetAllConfirm = "Forget all connections and keys";
    ForgottenAll = "All connections and keys are forgotten.";
    Export = "Export";
    ExportRefused = "The browser did not take the file.";
    Import = "Import";
    ImportWhat = "Import connections from a portal.json";
    Imported = "{n, plural, one {# connection added.} other {# connections added.}}";
    ImportedNone = "Every connection of this file is here already.";
    ImportKey = "The file was refused: it holds a key at {at}. Whoever has the file has the key.";
    ImportMalformed = "The file was not read: {why}";
    AsideWhat = "This browser keeps connections or locks in a form that this version cannot read. They are set aside, not lost.";
    AsideSave = "Save them as a file";
    AsideDiscard = "Throw them away";
    StorageDenied = "This browser lets the portal keep nothing. Everything works, and is gone with this page.";
    StorageFull = "This browser's storage for the portal is full. Everything works, and what could not be kept is gone with this page.";
    PortalFileKey = "portal.json was refused: it holds a key at {at}. Everyone who can open this portal can read that file. Take the key out of it and give the key a successor.";
    PortalFileMalformed = "portal.json was not used: {why}";
    UnknownHubTitle = "Connect to open this view";
    UnknownHubWhat = "It belongs to {hub} at {host}, which this browser does not know yet. A link never carries a key: if the app asks for one, give it here.";
    UnknownHubDefault = "the default task hub";
    LostTitle = "This address names no view";
    LostWhat = "The portal cannot read all of {address}, and does not guess: a filter that is dropped in silence would show something else.";
    LostBack = "To the connections";

    // Instances
    InstancesTitle = "Instances";
    Refresh = "Refresh";
    FilterLabel = "Filter";
    StatusChips = "Runtime status";
    AllStatuses = "All";
    PrefixLabel = "id starts with";
    PrefixPlaceholder = "any id";
    FromLabel = "created from";
    ToLabel = "created to";
    FilterApply = "Apply";
    FilterClear = "Clear filters";
    OnHost = "host";
    OnHostSeeks = "host, seeks";
    ColumnStatus = "Status";
    ColumnId = "Instance id";
    ColumnOrchestrator = "Orchestrator";
    ColumnCreated = "Created";
    ColumnDuration = "Duration";
    ColumnRemark = "Custom status, reason or error";
    SortBy = "Sort the rows on this page by {column}";
    SortedHere = "Sorted here: the rows of this page only, not the hub.";
    SortClear = "Back to the host's order";
    ReasonIs = "Reason: {reason}";
    PageComplete = "{n, plural, one {# instance} other {# instances}}: all there is";
    PageCompleteFiltered = "{n, plural, one {# instance} other {# instances}}: all that match";
    PageFirst = "{n, plural, one {The first # instance} other {The first # instances}}";
    PageLater = "{n, plural, one {# instance on this page} other {# instances on this page}}";
    PageLast = "{n, plural, one {# instance on this page} other {# instances on this page}}, the last one";
    HostOrder = "in the order of the host's store, not newest first";
    EntitiesLeftOut = "{n, plural, one {# entity left out: the host lists entities as running instances} other {# entities left out: the host lists entities as running instances}}";
    EndUnsaid = "Whether more match behind this cannot be told from the answer";
    NextPage = "Next page";
    LookFurther = "Look for more";
    FirstPage = "First page";
    LookedAt = "{n} looked at";
    UnderASecond = "< 1s";
    PagesLabel = "Pages of the list";
    StatusUnknown = "{status} is no runtime status the host filters by; it would drop the filter without a word.";
    NothingExists = "There is no instance in this task hub";
    NothingExistsWhy = "The host listed nothing at all. Start an orchestration, or check the task hub's name: a name the app does not know is no error, it just lists nothing.";
    NothingMatches = "Nothing matches";
    NothingMatchesWhy = "The host looked through the whole hub and found no instance for this filter.";
    NothingFound = "Nothing found so far";
    NothingFoundWhy = "The host found no match in what it read. Its answer does not say whether it read everything, so this is no proof that there is none.";
    NothingHere = "Nothing further";
    NothingHereWhy = "Behind the page before there is nothing more.";
    OnlyEntities = "No orchestration on this page";
    OnlyEntitiesWhy = "It holds entities only, which the host lists among the instances.";
    HubInQuestion = "Task hub: {hub}";

    // Instance
    BackToInstances = "Instances";
    InstanceIdName = "the instance id";
    ColumnCreatedLower = "created";
    ColumnUpdatedLower = "updated";
    Took = "took";
    AndRunning = "so far";
    LiveEvery = "Live";
    LiveTitle = "Asked again while it is unfinished: after 2 s, ever more rarely while nothing changes, not at all in a hidden tab";
    LiveEnded = "Finished";
    LiveNot = "Finished: no longer asked for";
    CardInput = "Input";
    CardCustomStatus = "Custom status";
    CardOutput = "Output";
    CardReason = "Reason";
    CardError = "Error";
    InputNone = "No input was given.";
    InputFromList = "Not asked for: lists never fetch inputs.";
    CustomStatusNone = "The orchestrator has set none.";
    OutputNoneYet = "None yet. An unfinished instance has no output.";
    OutputNone = "It ended without output.";
    FailedWith = "Failed";
    FailedNoText = "It failed without saying why.";
    TheValue = "the {what}";
    TabEvents = "Events";
    TabRaw = "Raw";
    TabLinks = "Links";
    TabsLabel = "Parts of the instance";
    RawTitle = "The exact answer of the host";
    LinksTitle = "Management links, without the key";
    LinksHint = "Append ?code=… or &code=… where the app asks for a key.";
    HistoryTitle = "History";
    HistoryLoading = "Loading the history";
    HistoryComing = "Loading the history: {size} in {time}";
    HistoryComingOf = "Loading the history: {size} of {all} in {time}";
    HistoryReading = "Reading the history";
    HistoryStop = "Stop";
    HistoryStopped = "The history was not loaded: it was stopped.";
    HistoryLoad = "Load the history";
    HistoryGate = "A large history";
    HistoryAbout = "The history is about {size}.";
    HistoryAtLeast = "The history is {size} so far, and goes on.";
    HistoryGateWhat = "The host sends it in one answer, whole. A summary leaves out inputs and results.";
    HistoryAll = "Load all";
    HistorySummary = "Summary";
    HistoryDownload = "Download";
    HistoryIsSummary = "This is a summary: inputs and results were left out, so calls to entities cannot be paired with their answers.";
    HistoryNone = "The host has no history for it yet: nobody has picked it up.";
    HistoryNoneFinished = "The host returned no history.";
    HistoryUnopenable = "The history cannot be read: the host does not find an id with a / by its path.";
    HistoryCount = "{n, plural, one {# event} other {# events}}";
    HistoryPending = "{n} pending";
    HistoryMore = "Show {n} more of {all}";
    HistoryLarge = "This history is {size} in one answer, so it is not read again at each change: Refresh does.";
    NeverPickedUp = "Nobody has picked it up yet: the app may be stopped or busy, or may not have this orchestrator.";
    WaitingFor = "Waiting for";
    WaitingSince = "since";
    WaitingUntil = "until";
    WaitingIn = ", in {time}";
    WaitingActivity = "activity";
    WaitingChild = "sub-orchestration";
    WaitingEntity = "the answer of entity operation";
    WaitingLock = "a lock on";
    WaitingTimer = "a timer";
    WaitingMany = "{n} × {what}";
    WaitingTry = "try {n}";
    WaitingNextTry = "whose try {n} comes";
    WaitingUsually = "usually {time}";
    WaitingNow = "now";
    WaitingPerhaps = "perhaps the pause before the next try of {name}";
    WaitingMore = "and {n} more";
    WaitingSleeping = "Sleeping";
    WaitingTimers = "the first of {n} timers";
    WaitingOrEvent = "An event may wake it earlier.";
    WaitingSuspended = "Suspended";
    WaitingThen = "Then it goes on waiting for";
    WaitingTerminating = "A terminate has arrived and takes effect when the present step ends";
    WaitingIdle = "Idle";
    WaitingIdleWhy = "no work is pending, so most likely it awaits an external event.";
    EventTime = "Time";
    EventType = "Event";
    EventWhat = "What";
    EventTook = "Took";
    EventDetails = "Data";
    EventPending = "pending";
    EventLeftBehind = "never ended";
    FiresAt = "fires at";
    EventTry = "try {n}";
    EventRetryPause = "pause before the next try";
    EventOpen = "Show the data of {event}";
    InputNotRecorded = "Not recorded by this host: it keeps activity inputs only with storeInputsInOrchestrationHistory.";
    PartInput = "Input";
    PartResult = "Result";
    PartReason = "Reason";
    PartDetails = "Details";
    PartRaw = "Raw event";
    NotFoundInstance = "No instance {id} here";
    NotFoundInstanceWhat = "{host} knows no instance of this id in {hub}. It may have been purged, or it belongs to another task hub or connection.";
    NotFoundOther = "The link may also mean another id:";
    NotFoundSlash = "An id with a / cannot be opened by its path: the host does not find it. It was looked for in the list by prefix, and is not there either.";
    NotFoundSearch = "Look for ids that start so";
    FromListNote = "Known from the list only: the host cannot open an id with a / by its path, so its input and history cannot be read from here. On a machine with the project: func durable get-history --id";
    EntityNote = "This is an entity, not an orchestration. The host lists entities as running instances; it does not run.";
    KeysHelp = "j and k: next and previous row. Enter: open. /: filter. r: refresh. ?: these keys.";
}
