//! The management addresses a start answers with.

use crate::json::{Extra, object, take_text};
use crate::refusal::Undecodable;
use crate::write::ObjectWriter;

/// The addresses of one instance, as the host wrote them. They hold the key, so they are not shown as they are.
///
/// Source: the wire contract, section 1; any subset is accepted. Fields that are missing are empty.
#[derive(Clone, Default, PartialEq, Eq)]
pub struct ManagementPayload {
    /// The instance id, exactly: the links beside it write a space as `+`.
    pub id: String,
    /// `statusQueryGetUri`.
    pub status_query_get_uri: String,
    /// `sendEventPostUri`, with a literal `{eventName}`.
    pub send_event_post_uri: String,
    /// `terminatePostUri`, with a literal `{text}`.
    pub terminate_post_uri: String,
    /// `suspendPostUri`, with a literal `{text}`.
    pub suspend_post_uri: String,
    /// `resumePostUri`, with a literal `{text}`.
    pub resume_post_uri: String,
    /// `rewindPostUri`, with a literal `{text}`; not in the answer of a start over HTTP.
    pub rewind_post_uri: String,
    /// `purgeHistoryDeleteUri`.
    pub purge_history_delete_uri: String,
    /// `restartPostUri`.
    pub restart_post_uri: String,
    /// Fields that have no place above, in their order.
    pub extra: Extra,
}

impl std::fmt::Debug for ManagementPayload {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("ManagementPayload")
            .field("id", &self.id)
            .finish_non_exhaustive()
    }
}

impl ManagementPayload {
    /// Name and address of each link there is, the status link first.
    pub fn links(&self) -> impl Iterator<Item = (&'static str, &str)> {
        [
            ("statusQueryGetUri", &self.status_query_get_uri),
            ("sendEventPostUri", &self.send_event_post_uri),
            ("terminatePostUri", &self.terminate_post_uri),
            ("suspendPostUri", &self.suspend_post_uri),
            ("resumePostUri", &self.resume_post_uri),
            ("rewindPostUri", &self.rewind_post_uri),
            ("purgeHistoryDeleteUri", &self.purge_history_delete_uri),
            ("restartPostUri", &self.restart_post_uri),
        ]
        .into_iter()
        .filter(|(_, link)| !link.is_empty())
        .map(|(name, link)| (name, link.as_str()))
    }

    /// The field of that name, in any case (other languages' libraries write `StatusQueryGetUri`).
    fn field(&mut self, name: &str) -> Option<&mut String> {
        const NAMES: [&str; 9] = [
            "id",
            "statusQueryGetUri",
            "sendEventPostUri",
            "terminatePostUri",
            "suspendPostUri",
            "resumePostUri",
            "rewindPostUri",
            "purgeHistoryDeleteUri",
            "restartPostUri",
        ];
        Some(
            match NAMES
                .iter()
                .position(|known| known.eq_ignore_ascii_case(name))?
            {
                0 => &mut self.id,
                1 => &mut self.status_query_get_uri,
                2 => &mut self.send_event_post_uri,
                3 => &mut self.terminate_post_uri,
                4 => &mut self.suspend_post_uri,
                5 => &mut self.resume_post_uri,
                6 => &mut self.rewind_post_uri,
                7 => &mut self.purge_history_delete_uri,
                _ => &mut self.restart_post_uri,
            },
        )
    }

    /// Writes the object again, losing nothing.
    pub fn to_json(&self) -> String {
        let mut object = ObjectWriter::new();
        object.given_text("id", &self.id);
        for (name, link) in self.links() {
            object.given_text(name, link);
        }
        object.extra(&self.extra);
        object.finish()
    }
}

/// Reads the object a starter returns. `any_case` also takes field names in another case, at the price that
/// [`ManagementPayload::to_json`] then writes them in the usual one.
pub(crate) fn read_payload(text: &str, any_case: bool) -> Result<ManagementPayload, Undecodable> {
    let fields = object(text).map_err(|error| Undecodable::json("", &error))?;
    let mut payload = ManagementPayload::default();
    for (key, value) in fields {
        let usual = any_case || key.starts_with(|c: char| c.is_ascii_lowercase());
        let taken = usual
            && payload
                .field(&key)
                .is_some_and(|slot| take_text(slot, value));
        if !taken {
            payload.extra.push((key.into_owned(), value.into()));
        }
    }
    Ok(payload)
}
