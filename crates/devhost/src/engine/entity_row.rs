//! How an entity's state stands in its row among the instances (recording `entities`).

use std::fmt::Write as _;

use super::entity::EntityBody;
use crate::json::quote;
use crate::time;

impl EntityBody {
    /// The row's input: what the framework keeps of an entity.
    pub(super) fn scheduler_state(&self) -> String {
        let mut text = String::from("{");
        if self.exists {
            text.push_str(r#""exists":true,"#);
        }
        if let Some(state) = &self.state {
            let _ = write!(text, r#""state":{},"#, quote(state));
        }
        if let Some(holder) = &self.locked_by {
            let _ = write!(text, r#""lockedBy":{},"#, quote(holder));
        }
        text.push_str(r#""sorter":{"#);
        if !self.received.is_empty() {
            let received: Vec<String> = self
                .received
                .iter()
                .map(|(parent, stamp, execution)| {
                    format!(
                        r#"{}:{{"Last":"{}","ExecutionId":"{execution}"}}"#,
                        quote(parent),
                        stamp
                    )
                })
                .collect();
            let _ = write!(text, r#""ReceivedFromInstance":{{{}}}"#, received.join(","));
            if let Some(horizon) = self.horizon {
                let _ = write!(text, r#","ReceiveHorizon":"{}""#, time::exact(horizon));
            }
        }
        text + "}}"
    }

    pub(super) fn status(&self) -> String {
        let mut members = Vec::new();
        if self.exists {
            members.push(r#""entityExists":true"#.to_owned());
        }
        if !self.waiting.is_empty() {
            members.push(format!(r#""queueSize":{}"#, self.waiting.len()));
        }
        if let Some(holder) = &self.locked_by {
            members.push(format!(r#""lockedBy":{}"#, quote(holder)));
        }
        format!("{{{}}}", members.join(","))
    }
}
