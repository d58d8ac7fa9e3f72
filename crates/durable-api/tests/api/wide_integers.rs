//! Numbers that no JavaScript number holds.

use durable_api::RawJson;
use durable_api::decode::status_answer;
use durable_api::json_tree::{Hint, JsonTree, Layout, PathStep, hints};

#[test]
fn tripwire_27_integers_of_64_bits_survive_wherever_they_stand() {
    const WIDE: [&str; 3] = [
        "9007199254740993",
        "-9223372036854775808",
        "12345678901234567890",
    ];
    for number in WIDE {
        let inside = RawJson::string(&format!(r#"{{"id":{number}}}"#));
        let event = format!(
            r#"{{"EventType":"TaskCompleted","FunctionName":"A","Input":{inside},"Result":[{number}],"Later":{number}}}"#,
            inside = inside.text()
        );
        let body = format!(
            r#"{{"instanceId":"x","runtimeStatus":"Running","input":{{"id":{number}}},"output":{number},"customStatus":[{number}],"historyEvents":[{event}]}}"#
        );
        for status in [
            status_answer(200, &body).unwrap(),
            durable_api::scan_status(200, body.clone()).unwrap().status,
        ] {
            assert_eq!(status.input.text(), format!(r#"{{"id":{number}}}"#));
            assert_eq!(status.output.text(), number);
            assert_eq!(status.custom_status.text(), format!("[{number}]"));
        }
        let history = durable_api::scan_status(200, body)
            .unwrap()
            .history
            .unwrap();
        let event = history.event(0).unwrap();
        assert_eq!(event.input_json().text(), format!(r#"{{"id":{number}}}"#));
        assert_eq!(event.result.text(), format!("[{number}]"));
        assert_eq!(event.extra[0].1.text(), number);
        assert!(event.to_json().contains(&format!(r#""Later":{number}"#)));
        let tree = JsonTree::new(event.input_json().text().to_owned()).unwrap();
        let node = tree.at(&[PathStep::Name("id".to_owned())]).unwrap();
        assert_eq!(tree.said(&node), number);
        assert!(hints(node.kind, number).contains(&Hint::BeyondDouble));
        let mut laid_out = Layout::default();
        while !laid_out.step(event.to_json().as_str(), 1 << 20) {}
        assert!(laid_out.into_text().contains(number));
    }
}
