//! Error bodies, in the words of the wire.

use super::Call;
use crate::json::{Json, quote};
use crate::wire::Response;

/// `Message` of what went wrong inside.
pub const WENT_WRONG: &str = "Something went wrong while processing your request";
/// `Message` of a wrong argument.
pub const BAD_ARGUMENT: &str = "One or more of the arguments submitted is incorrect";
/// `Message` of a body that is no JSON.
pub const INVALID_JSON: &str = "Invalid JSON content";

/// An error with the exception behind it.
pub fn exception(status: u16, message: &str, exception: &str, class: &str) -> Response {
    let handler =
        "Microsoft.Azure.WebJobs.Extensions.DurableTask.HttpApiHandler.HandleRequestAsync";
    let body = Json::object([
        ("Message", Json::from(message)),
        ("ExceptionMessage", Json::from(exception)),
        ("ExceptionType", Json::from(class)),
        (
            "StackTrace",
            Json::from(format!("   at {handler}(HttpRequestMessage request)")),
        ),
    ]);
    Response::json(status, body.to_string())
}

/// 400 for a wrong argument.
pub fn argument(message: &str) -> Response {
    exception(400, BAD_ARGUMENT, message, "System.ArgumentException")
}

/// 500 for what the instance's state forbids.
pub fn invalid_operation(message: &str) -> Response {
    exception(500, WENT_WRONG, message, "System.InvalidOperationException")
}

/// 400 for a body that is no JSON.
pub fn invalid_json(message: &str) -> Response {
    exception(
        400,
        INVALID_JSON,
        message,
        "Newtonsoft.Json.JsonReaderException",
    )
}

/// An error that is a message alone.
pub fn message(status: u16, message: &str) -> Response {
    Response::json(status, format!(r#"{{"Message":{}}}"#, quote(message)))
}

impl Call<'_> {
    /// 500 for a connection name that the app has no setting for (recording `refusals`).
    pub(super) fn unknown_connection(&self) -> Response {
        invalid_operation(&format!(
            "Unable to resolve the Azure Storage connection named '{}'.",
            self.connection
        ))
    }
}
