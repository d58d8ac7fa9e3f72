//! Errors as the languages write them.

use durable_api::Failure;

fn own(failure: &Failure) -> Vec<&str> {
    let own = failure.frames.iter().filter(|frame| frame.is_own);
    own.map(|frame| frame.text.as_str()).collect()
}

fn quoted(text: &str) -> String {
    durable_api::RawJson::string(text).text().to_owned()
}

#[test]
fn a_dotnet_exception_as_json_has_type_message_frames_and_causes() {
    let text = r#"{"$type":"System.AggregateException, System.Private.CoreLib","ClassName":"System.AggregateException","Message":"One or more errors occurred.",
        "InnerException":{"ClassName":"Shop.OutOfStock","Message":"No lamps.\r\nNone at all.","StackTraceString":"   at Shop.Stock.Take(Int32 n) in C:\\src\\Stock.cs:line 40\r\n   at System.Threading.Tasks.Task.Run()"},
        "InnerExceptions":[{"ClassName":"Shop.OutOfStock","Message":"No lamps.\r\nNone at all.","StackTraceString":"   at Shop.Stock.Take(Int32 n) in C:\\src\\Stock.cs:line 40\r\n   at System.Threading.Tasks.Task.Run()"},
            {"$type":"Shop.Late, Shop","Message":"Too late.","StackTrace":null}],
        "StackTraceString":"   at Shop.Functions.Run()"}"#;
    let failure = Failure::read(text);
    assert_eq!(
        failure.headline(),
        "AggregateException: One or more errors occurred."
    );
    assert_eq!(failure.causes.len(), 2);
    assert_eq!(failure.causes[1].headline(), "Late: Too late.");
    let deepest = failure.deepest();
    assert_eq!(deepest.kind.as_deref(), Some("Shop.OutOfStock"));
    assert_eq!(deepest.message, "No lamps.\nNone at all.");
    assert_eq!(
        own(deepest),
        [r"Shop.Stock.Take(Int32 n) in C:\src\Stock.cs:line 40"]
    );
    let frame = &deepest.frames[0];
    assert_eq!(
        (frame.file.as_deref(), frame.line),
        (Some(r"C:\src\Stock.cs"), Some(40))
    );
    assert!(!deepest.frames[1].is_own);
}

#[test]
fn a_dotnet_exception_as_text_names_its_cause_within() {
    let failure = Failure::read(
        "Shop.CartException: The cart broke.\r\n ---> System.TimeoutException: Too slow.\r\n   at Shop.Bank.Ask() in /src/Bank.cs:line 7\r\n   --- End of inner exception stack trace ---\r\n   at Shop.Cart.Pay()",
    );
    assert_eq!(failure.headline(), "CartException: The cart broke.");
    assert_eq!(own(&failure), ["Shop.Cart.Pay()"]);
    assert_eq!(failure.deepest().headline(), "TimeoutException: Too slow.");
    assert_eq!(
        own(failure.deepest()),
        ["Shop.Bank.Ask() in /src/Bank.cs:line 7"]
    );
}

#[test]
fn failure_details_of_the_newer_workers_are_read_with_their_inner_failures() {
    let failure = Failure::read(
        r#"{"ErrorType":"Microsoft.DurableTask.TaskFailedException","ErrorMessage":"Task 'Charge' (#0) failed with an unhandled exception: No.","StackTrace":"   at Shop.Orders.Run()","InnerFailure":{"ErrorType":"System.InvalidOperationException","ErrorMessage":"No.","StackTrace":"   at Shop.Charge.Run()","InnerFailure":null,"IsNonRetriable":false}}"#,
    );
    assert_eq!(
        failure.deepest().headline(),
        "InvalidOperationException: No."
    );
    assert_eq!(own(failure.deepest()), ["Shop.Charge.Run()"]);
}

const NODE: &str = "TypeError: Cannot read properties of undefined (reading 'price')\n    at toProduct (/home/site/wwwroot/dist/fetchPage.js:31:37)\n    at Array.map (<anonymous>)\n    at async /home/site/wwwroot/node_modules/durable-functions/lib/src/app.js:61:28\n    at process.processTicksAndRejections (node:internal/process/task_queues:95:5)";

#[test]
fn a_javascript_error_is_read_however_often_it_was_wrapped() {
    let message = "Cannot read properties of undefined (reading 'price')";
    let rpc = format!(
        r#"{{"$type":"Microsoft.Azure.WebJobs.Script.Workers.Rpc.RpcException, Microsoft.Azure.WebJobs.Script","RemoteStackTrace":{},"RemoteMessage":{},"Message":"Result: Failure","StackTrace":"   at Microsoft.Azure.X.Y()"}}"#,
        quoted(NODE),
        quoted(message)
    );
    let details = format!(
        r#"{{"$type":"System.Exception, System.Private.CoreLib","ClassName":"System.Exception","Message":{},"InnerException":{rpc},"StackTraceString":null}}"#,
        quoted(&format!(" {message}"))
    );
    let uncaught = format!(
        "Activity function 'fetchPage' failed:  {message} \n {details}\n\n$OutOfProcData$:{{\"isDone\":false}}"
    );
    let reported = format!("Result: Failure\nException: {message}\nStack: {NODE}");
    for text in [
        NODE,
        &rpc,
        &details,
        &uncaught,
        &quoted(&details),
        &reported,
    ] {
        let failure = Failure::read(text);
        assert_eq!(
            failure.headline(),
            format!("TypeError: {message}"),
            "{text}"
        );
        assert_eq!(
            own(&failure),
            ["toProduct (/home/site/wwwroot/dist/fetchPage.js:31:37)"]
        );
        assert_eq!(failure.frames.len(), 4);
        assert_eq!(failure.frames[0].line, Some(31));
    }
}

#[test]
fn a_python_traceback_comes_innermost_first_with_its_lines_of_code() {
    let failure = Failure::read(
        "Traceback (most recent call last):\n  File \"/usr/local/lib/python3.11/concurrent/futures/thread.py\", line 58, in run\n    result = self.fn()\n             ^^^^^^^^^\n  File \"/home/site/wwwroot/app.py\", line 88, in fit\n    model = fit(frame)\nKeyError: 'horizon'\n\nThe above exception was the direct cause of the following exception:\n\nTraceback (most recent call last):\n  File \"/home/site/wwwroot/app.py\", line 91, in main\n    raise Broken(\"no\") from error\napp.Broken: no",
    );
    assert_eq!(failure.headline(), "Broken: no");
    let cause = failure.deepest();
    assert_eq!(cause.headline(), "KeyError: 'horizon'");
    assert_eq!(
        own(cause),
        [r#"File "/home/site/wwwroot/app.py", line 88, in fit"#]
    );
    assert_eq!(cause.frames[0].code.as_deref(), Some("model = fit(frame)"));
    assert_eq!(cause.frames[1].code.as_deref(), Some("result = self.fn()"));
}

#[test]
fn a_java_exception_names_its_causes_below() {
    let failure = Failure::read(
        "java.lang.RuntimeException: Charge failed\n\tat com.shop.Charge.run(Charge.java:12)\n\tat com.microsoft.durabletask.TaskActivityExecutor.execute(TaskActivityExecutor.java:45)\nCaused by: com.shop.DeclinedException: Declined\n\tat com.shop.Bank.ask(Bank.java:7)\n\tat java.base/java.lang.Thread.run(Thread.java:833)\n\t... 5 more",
    );
    assert_eq!(failure.headline(), "RuntimeException: Charge failed");
    assert_eq!(own(&failure), ["com.shop.Charge.run(Charge.java:12)"]);
    let cause = failure.deepest();
    assert_eq!(cause.headline(), "DeclinedException: Declined");
    assert_eq!(own(cause), ["com.shop.Bank.ask(Bank.java:7)"]);
}

#[test]
fn what_has_no_known_form_is_a_message() {
    for text in [
        "",
        "Input was not an order.",
        "note: something",
        "{\"a\":1}",
        "C:\\new\\x: y",
        "\"",
        "{",
    ] {
        let failure = Failure::read(text);
        assert_eq!(
            (failure.kind.as_deref(), failure.message.as_str()),
            (None, text),
            "{text}"
        );
    }
}

#[test]
fn deep_nesting_neither_hangs_nor_overflows() {
    let json = r#"{"Message":"m","InnerException":"#.repeat(20_000) + "null" + &"}".repeat(20_000);
    assert_eq!(Failure::read(&json).message, "m");
    let text = "a.E: x ---> ".repeat(50_000);
    assert!(Failure::read(&text).chain().len() < 100);
    let java = "x\nCaused by: ".repeat(50_000);
    assert!(Failure::read(&java).chain().len() < 100);
}
