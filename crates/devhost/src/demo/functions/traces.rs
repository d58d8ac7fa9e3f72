//! Errors in the shapes in which the language workers hand them to the extension.
//!
//! Functions of .NET in the host's process give the exception as the JSON serializer writes it (recording `failures`): exceptions that are
//! marked serializable with `ClassName` and its companions, others by the members of their class. Functions of Node.js and Python come as
//! an `RpcException` of the host within a `System.Exception` that the extension makes of it (`OutOfProcExceptionHelpers`); the blank before
//! their message is the host's. Their orchestrators then throw the reason and the details in one text.

use super::tools::object;
use crate::engine::thrown::Thrown;
use crate::json::Json;

/// What the host calls a function of its own process through.
const IN_PROCESS: &str = "
   at lambda_method84(Closure, Functions, Object[])
   at Microsoft.Azure.WebJobs.Host.Executors.MethodInvokerWithReturnValue`2.InvokeAsync(TReflected instance, Object[] arguments) in /_/src/Microsoft.Azure.WebJobs.Host/Executors/MethodInvokerWithReturnValue.cs:line 20
   at Microsoft.Azure.WebJobs.Host.Executors.FunctionInvoker`2.InvokeAsync(Object instance, Object[] arguments) in /_/src/Microsoft.Azure.WebJobs.Host/Executors/FunctionInvoker.cs:line 53
   at Microsoft.Azure.WebJobs.Host.Executors.FunctionExecutor.ExecuteWithWatchersAsync(IFunctionInstanceEx instance, ParameterHelper parameterHelper, ILogger logger, CancellationTokenSource functionCancellationTokenSource) in /_/src/Microsoft.Azure.WebJobs.Host/Executors/FunctionExecutor.cs:line 532
   at Microsoft.Azure.WebJobs.Host.Executors.FunctionExecutor.ExecuteWithLoggingAsync(IFunctionInstanceEx instance, FunctionStartedMessage message, FunctionInstanceLogEntry instanceLogEntry, ParameterHelper parameterHelper, ILogger logger, CancellationToken cancellationToken) in /_/src/Microsoft.Azure.WebJobs.Host/Executors/FunctionExecutor.cs:line 315";

/// What the host calls a function of another process through.
const OUT_OF_PROCESS: &str = "   at Microsoft.Azure.WebJobs.Script.Description.WorkerFunctionInvoker.InvokeCore(Object[] parameters, FunctionInvocationContext context) in /_/src/WebJobs.Script.Grpc/WorkerFunctionInvoker.cs:line 103
   at Microsoft.Azure.WebJobs.Script.Description.FunctionInvokerBase.Invoke(Object[] parameters) in /_/src/WebJobs.Script/Description/FunctionInvokerBase.cs:line 82
   at Microsoft.Azure.WebJobs.Script.Description.FunctionGenerator.Coerce[T](Task`1 src) in /_/src/WebJobs.Script/Description/FunctionGenerator.cs:line 225
   at Microsoft.Azure.WebJobs.Host.Executors.FunctionInvoker`2.InvokeAsync(Object instance, Object[] arguments) in /_/src/Microsoft.Azure.WebJobs.Host/Executors/FunctionInvoker.cs:line 53
   at Microsoft.Azure.WebJobs.Host.Executors.FunctionExecutor.InvokeWithTimeoutAsync(IFunctionInvoker invoker, ParameterHelper parameterHelper, CancellationTokenSource timeoutTokenSource, CancellationTokenSource functionCancellationTokenSource, Boolean throwOnTimeout, TimeSpan timerInterval, IFunctionInstance instance) in /_/src/Microsoft.Azure.WebJobs.Host/Executors/FunctionExecutor.cs:line 590
   at Microsoft.Azure.WebJobs.Host.Executors.FunctionExecutor.ExecuteWithWatchersAsync(IFunctionInstanceEx instance, ParameterHelper parameterHelper, ILogger logger, CancellationTokenSource functionCancellationTokenSource) in /_/src/Microsoft.Azure.WebJobs.Host/Executors/FunctionExecutor.cs:line 536
   at Microsoft.Azure.WebJobs.Host.Executors.FunctionExecutor.ExecuteWithLoggingAsync(IFunctionInstanceEx instance, FunctionStartedMessage message, FunctionInstanceLogEntry instanceLogEntry, ParameterHelper parameterHelper, ILogger logger, CancellationToken cancellationToken) in /_/src/Microsoft.Azure.WebJobs.Host/Executors/FunctionExecutor.cs:line 315";

const HRESULT: i64 = -2_146_233_088;

/// A .NET exception before it is thrown out of a function.
pub struct Exception {
    class: &'static str,
    assembly: &'static str,
    message: String,
    frames: String,
    members: Vec<(String, Json)>,
    inner: Option<Json>,
}

/// A .NET exception of a class that is not marked serializable, as those of an app mostly are: the members of the class come first.
pub fn exception(
    class: &'static str,
    assembly: &'static str,
    message: impl Into<String>,
    frames: &str,
) -> Exception {
    Exception {
        class,
        assembly,
        message: message.into(),
        frames: frames.to_owned(),
        members: Vec::new(),
        inner: None,
    }
}

impl Exception {
    /// With a member of its class.
    pub fn member(mut self, name: &str, value: impl Into<Json>) -> Self {
        self.members.push((name.to_owned(), value.into()));
        self
    }

    /// With the exception that caused it.
    pub fn caused_by(mut self, inner: &Exception) -> Self {
        self.inner = Some(inner.json(""));
        self
    }

    /// Thrown by a function that runs in the host's process.
    pub fn thrown(self) -> Thrown {
        let details = self.json(IN_PROCESS).to_string();
        Thrown::plain(self.message, details)
    }

    /// The same from a host on Windows, whose lines end with `\r\n`.
    pub fn thrown_on_windows(mut self) -> Thrown {
        self.frames = self.frames.replace('\n', "\r\n");
        let details = self.json(&IN_PROCESS.replace('\n', "\r\n")).to_string();
        Thrown::plain(self.message, details)
    }

    fn json(&self, below: &str) -> Json {
        let kind = Json::from(format!("{}, {}", self.class, self.assembly));
        let stack = format!("{}{below}", self.frames);
        let source = self.frames.trim_start().trim_start_matches("at ");
        let source: Vec<&str> = source.split('.').take(2).collect();
        if self.class.starts_with("System.") && !self.class.contains("HttpRequest") {
            return object! {
                "$type": kind,
                "ClassName": self.class,
                "Message": self.message.as_str(),
                "Data": Json::Null,
                "InnerException": self.inner.clone(),
                "HelpURL": Json::Null,
                "StackTraceString": stack,
                "RemoteStackTraceString": Json::Null,
                "RemoteStackIndex": 0,
                "ExceptionMethod": Json::Null,
                "HResult": hresult(self.class),
                "Source": source.join("."),
                "WatsonBuckets": Json::Null,
            };
        }
        let mut members = vec![("$type".to_owned(), kind)];
        members.extend(self.members.iter().cloned());
        let last = object! {
            "Message": self.message.as_str(),
            "Data": object! { "$type": "System.Collections.ListDictionaryInternal, System.Private.CoreLib" },
            "InnerException": self.inner.clone(),
            "HelpLink": Json::Null,
            "Source": source.join("."),
            "HResult": HRESULT,
            "StackTrace": stack,
        };
        if let Json::Object(last) = last {
            members.extend(last);
        }
        Json::Object(members)
    }
}

/// .NET's number for a class.
fn hresult(class: &str) -> i64 {
    match class {
        "System.InvalidOperationException" => -2_146_233_079,
        "System.TimeoutException" => -2_146_233_083,
        "System.Net.Sockets.SocketException" => -2_147_467_259,
        _ => HRESULT,
    }
}

/// An error that the worker of another language reports: its message as that worker words it, and its stack trace.
pub fn remote(message: &str, stack: &str) -> Thrown {
    let rpc = object! {
        "$type": "Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException, Microsoft.Azure.WebJobs.Script",
        "IsUserException": false,
        "RemoteStackTrace": stack,
        "RemoteMessage": message,
        "RemoteTypeName": Json::Null,
        "Message": format!("Result: Failure\nType: \nException: {message}\nStack: {stack}"),
        "Data": object! { "$type": "System.Collections.ListDictionaryInternal, System.Private.CoreLib" },
        "InnerException": Json::Null,
        "HelpLink": Json::Null,
        "Source": "System.Private.CoreLib",
        "HResult": HRESULT,
        "StackTrace": OUT_OF_PROCESS,
    };
    let message = format!(" {message}");
    let details = object! {
        "$type": "System.Exception, System.Private.CoreLib",
        "ClassName": "System.Exception",
        "Message": message.as_str(),
        "Data": Json::Null,
        "InnerException": rpc,
        "HelpURL": Json::Null,
        "StackTraceString": Json::Null,
        "RemoteStackTraceString": Json::Null,
        "RemoteStackIndex": 0,
        "ExceptionMethod": Json::Null,
        "HResult": HRESULT,
        "Source": Json::Null,
        "WatsonBuckets": Json::Null,
    };
    Thrown::plain(message, details.to_string())
}

/// What an orchestrator of Node.js or Python throws when it does not catch the error of an activity: reason and details in one text.
pub fn uncaught(activity: &str, caught: &Thrown, prefix: &str) -> Thrown {
    let inner = caught.inner.as_deref().unwrap_or(caught);
    Thrown::plain(
        format!(
            "{prefix}Activity function '{activity}' failed: {} \n {}",
            inner.message,
            inner.details_text()
        ),
        "",
    )
}
