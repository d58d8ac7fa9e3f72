//! One line of a stack, and whose it is.

/// A call on the stack.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Frame {
    /// The whole line without the words around it: `Functions.Charge(JObject order)`,
    /// `fetchPage (/home/site/wwwroot/dist/fetchPage.js:14:20)`.
    pub text: String,
    /// The file, where the line names one.
    pub file: Option<String>,
    /// The line in the file.
    pub line: Option<u32>,
    /// The source beside it, which Python gives.
    pub code: Option<String>,
    /// Whether it is the app's own code and not a framework's, a library's or the host's.
    pub is_own: bool,
}

/// Namespaces of .NET's frameworks and of the host.
const DOTNET: &[&str] = &[
    "System.",
    "Microsoft.",
    "DurableTask.",
    "Newtonsoft.",
    "Grpc.",
    "Google.",
    "Azure.",
    "lambda_method",
    "InvokeStub_",
    "DynamicClass.",
];

/// Packages of Java's frameworks and of the host.
const JAVA: &[&str] = &[
    "java.",
    "javax.",
    "jakarta.",
    "jdk.",
    "sun.",
    "com.sun.",
    "com.microsoft.",
    "com.azure.",
    "io.grpc.",
    "io.netty.",
    "reactor.",
    "kotlin.",
    "org.springframework.",
    "com.fasterxml.",
    "com.google.",
];

/// Parts of paths below which nobody's own code lies.
const FOREIGN_PATHS: &[&str] = &[
    "node_modules",
    "node:",
    "internal/",
    "azure-functions-host",
    "azure-functions-core-tools",
    "azure_functions_worker",
    "worker-bundle",
    "site-packages",
    "dist-packages",
    "/lib/python",
    "\\lib\\python",
    "<frozen",
    "<anonymous>",
];

impl Frame {
    /// `at Functions.Charge(JObject order) in /src/Charge.cs:line 12`
    pub(super) fn dotnet(line: &str) -> Option<Self> {
        let text = line.trim().strip_prefix("at ")?.trim();
        let (call, place) = match text.rsplit_once(" in ") {
            Some((call, place)) if place.contains(":line ") => (call, Some(place)),
            _ => (text, None),
        };
        if !call.contains('(') {
            return None;
        }
        let (file, line) = match place.and_then(|place| place.rsplit_once(":line ")) {
            Some((file, line)) => (Some(file.to_owned()), line.trim().parse().ok()),
            None => (None, None),
        };
        Some(Self {
            text: text.to_owned(),
            file,
            line,
            code: None,
            is_own: !DOTNET.iter().any(|prefix| call.starts_with(prefix)),
        })
    }

    /// `at com.example.Charge.run(Charge.java:12)`
    pub(super) fn java(line: &str) -> Option<Self> {
        let text = line.trim().strip_prefix("at ")?.trim();
        let (call, place) = text.strip_suffix(')')?.rsplit_once('(')?;
        let is_source = |file: &str| {
            [".java", ".kt", ".scala", ".groovy"]
                .iter()
                .any(|end| file.ends_with(end))
        };
        let (file, line) = match place.rsplit_once(':') {
            Some((file, line)) => (file, line.parse().ok()),
            None => (place, None),
        };
        if !is_source(file) && !matches!(place, "Native Method" | "Unknown Source" | "<generated>")
        {
            return None;
        }
        // `java.base/java.lang.Thread.run`: the module goes before the slash.
        let class = call.rsplit_once('/').map_or(call, |(_, class)| class);
        Some(Self {
            text: text.to_owned(),
            file: is_source(file).then(|| file.to_owned()),
            line,
            code: None,
            is_own: !JAVA.iter().any(|prefix| class.starts_with(prefix)),
        })
    }

    /// `at async fetchPage (/home/site/wwwroot/dist/fetchPage.js:14:20)`, `at /home/x.js:1:2`
    pub(super) fn javascript(line: &str) -> Option<Self> {
        let text = line.trim().strip_prefix("at ")?.trim();
        let place = match text
            .strip_suffix(')')
            .and_then(|text| text.rsplit_once('('))
        {
            Some((_, place)) => place,
            None => text.trim_start_matches("async "),
        };
        let mut parts = place.rsplitn(3, ':');
        let (_, line, file) = (parts.next(), parts.next(), parts.next());
        let line: Option<u32> = line.and_then(|line| line.parse().ok());
        if line.is_none() && place != "<anonymous>" && place != "native" {
            return None;
        }
        Some(Self {
            text: text.to_owned(),
            file: line.and(file).map(str::to_owned),
            line,
            code: None,
            is_own: line.is_some() && !is_foreign(place),
        })
    }

    /// `File "/home/site/wwwroot/function_app.py", line 88, in fit_model`
    pub(super) fn python(line: &str) -> Option<Self> {
        let text = line.trim();
        let (file, rest) = text.strip_prefix("File \"")?.split_once("\", line ")?;
        let number = rest.split([',', ' ']).next()?;
        Some(Self {
            text: text.to_owned(),
            file: Some(file.to_owned()),
            line: number.parse().ok(),
            code: None,
            is_own: !is_foreign(file),
        })
    }
}

fn is_foreign(path: &str) -> bool {
    FOREIGN_PATHS.iter().any(|part| path.contains(part))
}
