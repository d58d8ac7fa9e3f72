//! Errors of functions, and how the framework wraps them (recordings `failures`, `rewind`).

use crate::json::Json;

/// How an error's details stand in a `TaskFailed` row.
#[derive(Debug, Clone, PartialEq, Eq, Default)]
pub enum Details {
    /// As the JSON text of a .NET exception: functions that run in the host's own process.
    #[default]
    Exception,
    /// As this text: plain, mostly a stack trace, or an exception's JSON that is kept as it is.
    Plain(String),
}

/// An error that a function threw.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Thrown {
    /// The .NET class with its namespace.
    pub class: Box<str>,
    /// The assembly that the class is from.
    pub assembly: Box<str>,
    /// The message.
    pub message: String,
    /// The stack trace, lines split by a line feed.
    pub stack: String,
    /// The error within.
    pub inner: Option<Box<Thrown>>,
    /// How it is put down in a history.
    pub details: Details,
}

const FAILED: &str = "Microsoft.Azure.WebJobs.Extensions.DurableTask.FunctionFailedException";
const EXTENSION: &str = "Microsoft.Azure.WebJobs.Extensions.DurableTask";

const UNHANDLED: &str = "Unhandled exception while executing orchestration:";
const NON_DETERMINISTIC: &str =
    "DurableTask.Core.Exceptions.NonDeterministicOrchestrationException";

impl Thrown {
    /// A .NET exception of the core library, such as `System.InvalidOperationException`.
    pub fn new(class: &str, message: impl Into<String>) -> Self {
        Self {
            class: class.into(),
            assembly: "System.Private.CoreLib".into(),
            message: message.into(),
            stack: String::new(),
            inner: None,
            details: Details::Exception,
        }
    }

    /// An error whose details are this text: of a function in another language, or a .NET exception of a shape of its own.
    pub fn plain(message: impl Into<String>, details: impl Into<String>) -> Self {
        Self {
            details: Details::Plain(details.into()),
            ..Self::new("System.Exception", message)
        }
    }

    /// The same with a stack trace.
    #[must_use]
    pub fn at(mut self, stack: &str) -> Self {
        stack.clone_into(&mut self.stack);
        self
    }

    /// What an orchestrator catches when `kind` (`activity` or `orchestrator`) `name` threw this.
    #[must_use]
    pub fn failed_function(self, kind: &str, name: &str) -> Self {
        let message = format!(
            "The {kind} function '{name}' failed: \"{}\". See the function execution logs for additional details.",
            self.message
        );
        Self {
            class: FAILED.into(),
            assembly: EXTENSION.into(),
            message,
            stack: format!(
                "   at {EXTENSION}.DurableOrchestrationContext.CallDurableTaskFunctionAsync[TResult]()"
            ),
            inner: Some(Box::new(self)),
            details: Details::Exception,
        }
    }

    /// The text of `Details` in a history row.
    pub fn details_text(&self) -> String {
        match &self.details {
            Details::Exception => self.exception().to_string(),
            Details::Plain(text) => text.clone(),
        }
    }

    /// The error that a failed row of a function tells of. `reason` is the row's message, which begins with who failed.
    pub fn of_row(reason: &str, details: Option<&str>) -> Self {
        let Some(details) = details else {
            return Self::plain(reason, "");
        };
        if let Some(thrown) = Self::of_exception(details) {
            return thrown;
        }
        if details.starts_with(UNHANDLED) {
            return Self::new(
                "System.Exception",
                format!("Failed to deserialize exception from TaskActivity: {details}"),
            );
        }
        let message = reason
            .split_once(" failed: ")
            .map_or(reason, |(_, message)| message);
        Self::plain(message, details)
    }

    /// The error that the JSON of an exception tells of. The JSON stays as it is: serializable exceptions have `ClassName`, others the
    /// members of their class, and both carry inner ones of either kind.
    fn of_exception(details: &str) -> Option<Self> {
        let json = Json::parse(details).ok()?;
        let text = |name: &str| json.get(name).and_then(Json::as_str);
        let (class, assembly) = text("$type")?.split_once(", ")?;
        Some(Self {
            class: text("ClassName").unwrap_or(class).into(),
            assembly: assembly.into(),
            message: text("Message").unwrap_or_default().to_owned(),
            stack: text("StackTraceString")
                .or_else(|| text("StackTrace"))
                .unwrap_or_default()
                .to_owned(),
            inner: None,
            details: Details::Plain(details.to_owned()),
        })
    }

    /// What ends an orchestration whose replay does not fit its history (recording `rewind`). Its message is the output as it is.
    pub fn non_deterministic(message: String) -> Self {
        let stack = "   at DurableTask.Core.TaskOrchestrationContext()\n   at DurableTask.Core.TaskOrchestrationExecutor()";
        let details = format!("{UNHANDLED} {NON_DETERMINISTIC}: {message}\n{stack}\n\t{stack}");
        Self {
            class: NON_DETERMINISTIC.into(),
            details: Details::Plain(details),
            ..Self::new("", message)
        }
    }

    /// The output text of an orchestration that ended by this.
    pub fn output_of(&self, name: &str) -> String {
        if &*self.class == NON_DETERMINISTIC {
            return self.message.clone();
        }
        format!("Orchestrator function '{name}' failed: {}", self.message)
    }

    fn exception(&self) -> Json {
        if let Details::Plain(text) = &self.details
            && let Ok(json @ Json::Object(_)) = Json::parse(text)
        {
            return json;
        }
        let source = if &*self.assembly == EXTENSION {
            EXTENSION
        } else {
            "RecordingHost"
        };
        Json::object([
            (
                "$type",
                Json::from(format!("{}, {}", self.class, self.assembly)),
            ),
            ("ClassName", Json::from(&*self.class)),
            ("Message", Json::from(self.message.as_str())),
            ("Data", Json::Null),
            (
                "InnerException",
                self.inner.as_ref().map(|inner| inner.exception()).into(),
            ),
            ("HelpURL", Json::Null),
            ("StackTraceString", Json::from(self.stack.as_str())),
            ("RemoteStackTraceString", Json::Null),
            ("RemoteStackIndex", Json::from(0)),
            ("ExceptionMethod", Json::Null),
            ("HResult", Json::from(self.hresult())),
            ("Source", Json::from(source)),
            ("WatsonBuckets", Json::Null),
        ])
    }

    /// .NET's number for the class.
    fn hresult(&self) -> i64 {
        match &*self.class {
            "System.InvalidOperationException" => -2_146_233_079,
            "System.ArgumentException" => -2_147_024_809,
            "System.ArgumentNullException" | "System.NullReferenceException" => -2_147_467_261,
            "System.TimeoutException" => -2_146_233_083,
            "System.FormatException" => -2_146_233_033,
            "System.OperationCanceledException"
            | "System.Threading.Tasks.TaskCanceledException" => -2_146_233_029,
            _ => -2_146_233_088,
        }
    }
}
