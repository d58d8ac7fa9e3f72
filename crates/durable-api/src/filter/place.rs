//! Where clauses run, and what of a filter the host can be asked.

use super::{Clause, Filter, Pattern, Test, Window, Zone};
use crate::calls::ListQuery;
use crate::status::RuntimeStatus;
use crate::walk::{Asked, Way};
use chrono::{DateTime, Utc};
use rows::Field;
use rows::order::store_order;
use rows::time::SECOND;

/// Where a clause runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Place {
    /// The host filters what it reads: a parameter of the query. The store still reads everything.
    Host,
    /// The host reads only this part of the store: a prefix, or a range by positions.
    HostSeeks,
    /// Here, over what was read.
    Here,
    /// Here, over each instance's details: one request for each.
    Details,
}

impl Clause {
    /// Where this clause can run at best. Source: the wire contract, section 3.
    pub fn place(&self) -> Place {
        match &self.test {
            Test::Has(Field::Input, _) => Place::Details,
            Test::Exists(path) | Test::Value(path, ..) if path.field == Field::Input => {
                Place::Details
            }
            _ if self.not => Place::Here,
            Test::Status(statuses) if !statuses.iter().any(is_unknown) => Place::Host,
            Test::Created(_) => Place::Host,
            Test::Id(patterns) if !common_beginning(patterns).is_empty() => Place::HostSeeks,
            Test::IdFrom(_) | Test::IdBefore(_) => Place::HostSeeks,
            _ => Place::Here,
        }
    }
}

impl Clause {
    /// Where this clause runs in a walk that goes this way: a walk reads whole parts of a store, and what it does not ask of the host is
    /// decided here. `asked`: what the host was asked for alone, if it was.
    pub fn place_in(&self, way: Option<Way>, asked: Option<&Asked>) -> Place {
        let place = self.place();
        if matches!(place, Place::Here | Place::Details) {
            return place;
        }
        match &self.test {
            Test::Status(statuses) => {
                let all = |it: &Asked| statuses.iter().all(|status| it.statuses.contains(status));
                if asked.is_some_and(all) {
                    place
                } else {
                    Place::Here
                }
            }
            Test::Created(_) => match way {
                Some(Way::Position(_)) if asked.is_none() => Place::Here,
                _ => place,
            },
            Test::IdFrom(_) | Test::IdBefore(_) => Place::Here,
            _ if way == Some(Way::Creation) => Place::Host,
            _ => place,
        }
    }
}

/// What all ids that look like one of these begin with; empty where nothing is.
fn common_beginning(patterns: &[Pattern]) -> &str {
    let beginning = |it: &Pattern| matches!(it, Pattern::Is(_) | Pattern::Begins(_));
    if !patterns.iter().all(beginning) {
        return "";
    }
    let mut texts = patterns.iter().map(Pattern::text);
    let first = texts.next().unwrap_or_default();
    texts.fold(first, |common, text| {
        let same = common.char_indices().zip(text.chars());
        let end = same.take_while(|((_, a), b)| a == b).last();
        let length = end.map_or(0, |((at, char), _)| at + char.len_utf8());
        common.get(..length).unwrap_or_default()
    })
}

/// A status the host would drop from its filter, and with the last one the filter itself.
fn is_unknown(status: &RuntimeStatus) -> bool {
    matches!(status, RuntimeStatus::Other(_))
}

/// What of a filter the host can be asked. It lets through all that the filter does, and mostly more.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct HostPart {
    /// Only ids that begin with this.
    pub prefix: Option<String>,
    /// Only ids at or behind this one in the store's order: the first position.
    pub id_from: Option<String>,
    /// Only ids before this one: where to stop.
    pub id_before: Option<String>,
    /// Created at or after.
    pub created_from: Option<DateTime<Utc>>,
    /// Created at or before.
    pub created_to: Option<DateTime<Utc>>,
    /// One of these; empty means any.
    pub statuses: Vec<RuntimeStatus>,
    /// Nothing can match: two clauses exclude each other, and there is nothing to ask.
    pub is_nothing: bool,
}

impl HostPart {
    /// The query for a page of it, without a position.
    pub fn query(&self, top: u16) -> ListQuery {
        ListQuery {
            prefix: self.prefix.clone(),
            created_from: self.created_from,
            created_to: self.created_to,
            statuses: self.statuses.clone(),
            show_input: false,
            top,
            position: None,
        }
    }

    fn narrow_prefix(&mut self, prefix: &str) {
        match &self.prefix {
            _ if prefix.is_empty() => {}
            Some(now) if now.starts_with(prefix) => {}
            Some(now) if !prefix.starts_with(now.as_str()) => self.is_nothing = true,
            _ => self.prefix = Some(prefix.to_owned()),
        }
    }

    fn narrow_statuses(&mut self, statuses: &[RuntimeStatus]) {
        if self.statuses.is_empty() {
            self.statuses = statuses.to_vec();
        } else {
            self.statuses.retain(|it| statuses.contains(it));
        }
        self.is_nothing |= self.statuses.is_empty();
    }

    /// Lists show whole seconds, the host compares what it really has: the second of the end is let through.
    fn narrow_created(&mut self, window: Window, now: i64, zone: &dyn Zone) {
        let (from, to) = window.ticks(now, zone);
        self.is_nothing |= from >= to;
        if let Some(from) = moment(from) {
            self.created_from = Some(self.created_from.map_or(from, |it| it.max(from)));
        }
        let end = to.saturating_add(SECOND - 1).div_euclid(SECOND);
        if let Some(to) = moment(end.saturating_mul(SECOND)) {
            self.created_to = Some(self.created_to.map_or(to, |it| it.min(to)));
        }
    }
}

/// A moment of the years 1 to 9999.
fn moment(ticks: i64) -> Option<DateTime<Utc>> {
    let nanos = u32::try_from(ticks.rem_euclid(SECOND) * 100).ok()?;
    let moment = DateTime::from_timestamp(ticks.div_euclid(SECOND), nanos)?;
    (1..=9999)
        .contains(&chrono::Datelike::year(&moment))
        .then_some(moment)
}

impl Filter {
    /// What the host can be asked, when it is `now` (in ticks).
    pub fn host_part(&self, now: i64, zone: &dyn Zone) -> HostPart {
        let mut part = HostPart::default();
        for clause in self.clauses.iter().filter(|clause| !clause.not) {
            match &clause.test {
                Test::Id(patterns) => part.narrow_prefix(common_beginning(patterns)),
                Test::IdFrom(id) => {
                    let is_later = |it: &String| store_order(it, id).is_lt();
                    if part.id_from.as_ref().is_none_or(is_later) {
                        part.id_from = Some(id.clone());
                    }
                }
                Test::IdBefore(id) => {
                    let is_earlier = |it: &String| store_order(it, id).is_gt();
                    if part.id_before.as_ref().is_none_or(is_earlier) {
                        part.id_before = Some(id.clone());
                    }
                }
                Test::Created(window) => part.narrow_created(*window, now, zone),
                Test::Status(statuses) if clause.place() == Place::Host => {
                    part.narrow_statuses(statuses);
                }
                _ => {}
            }
        }
        if let (Some(from), Some(before)) = (&part.id_from, &part.id_before) {
            part.is_nothing |= !store_order(from, before).is_lt();
        }
        part
    }

    /// Whether a clause needs each instance's details: to be said, with what it costs, before they are asked for.
    pub fn needs_details(&self) -> bool {
        self.clauses.iter().any(|it| it.place() == Place::Details)
    }
}
