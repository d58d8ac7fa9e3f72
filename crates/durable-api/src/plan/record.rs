//! A plan, and what a look at it found, as rows of texts: so it is kept, and read again.

use super::review::{Found, Verdict};
use super::{Pace, Plan, Recipe, Said};
use crate::act::{Risk, WhyNot};
use crate::address::Generation;

const ASKED: &str = "asked";
const PACE: &str = "pace";
const TARGETS: &str = "targets";
const FIRST: &str = "1.x";
const YES: &str = "yes";

fn yes(is: bool) -> String {
    if is { YES.to_owned() } else { String::new() }
}

impl Plan {
    /// As rows. Which operation is for whom is told by what was found.
    pub fn to_rows(&self) -> Vec<Vec<String>> {
        let (recipe, said) = Recipe::of(self);
        let number = |it: Option<u32>| it.map(|it| it.to_string()).unwrap_or_default();
        let first = match self.generation {
            Generation::First => FIRST.to_owned(),
            Generation::Current => String::new(),
        };
        let asked = vec![
            ASKED.to_owned(),
            recipe.name().to_owned(),
            said.reason,
            said.event,
            said.data,
            yes(said.same_id),
            yes(said.only_waiting),
            first,
        ];
        let pace = vec![
            PACE.to_owned(),
            self.pace.at_once.to_string(),
            number(self.pace.per_second.map(u32::from)),
            number(self.pace.stop_after),
            yes(self.pace.look_only),
        ];
        let mut targets = vec![TARGETS.to_owned()];
        targets.extend(self.targets.iter().cloned());
        vec![asked, pace, targets]
    }

    /// Reads what [`Plan::to_rows`] wrote; `None` when a row cannot be read or is missing.
    pub fn from_rows(rows: &[Vec<String>]) -> Option<Self> {
        let row = |name: &str| {
            let mut named = rows.iter().filter_map(|row| row.split_first());
            named.find(|(first, _)| *first == name).map(|it| it.1)
        };
        let [
            recipe,
            reason,
            event,
            data,
            same_id,
            only_waiting,
            generation,
        ] = row(ASKED)?
        else {
            return None;
        };
        let said = Said {
            reason: reason.clone(),
            event: event.clone(),
            data: data.clone(),
            same_id: same_id == YES,
            only_waiting: only_waiting == YES,
        };
        let mut plan = Recipe::from_name(recipe)?.plan(&said, row(TARGETS)?.iter().cloned());
        if generation == FIRST {
            plan.generation = Generation::First;
        }
        let [at_once, per_second, stop_after, look_only] = row(PACE)? else {
            return None;
        };
        let number = |text: &String| match text.as_str() {
            "" => Some(None),
            text => text.parse::<u32>().ok().map(Some),
        };
        plan.pace = Pace {
            at_once: at_once.parse().ok()?,
            per_second: number(per_second)?.and_then(|it| u16::try_from(it).ok()),
            stop_after: number(stop_after)?,
            look_only: look_only == YES,
        };
        Some(plan)
    }
}

const ELIGIBLE: &str = "eligible";
const OTHER: &str = "other";
const AT_RISK: &str = "at risk";
const SKIPPED: &str = "skipped";
const NOT_WAITING: &str = "not waiting";
const GONE: &str = "gone";
const UNREAD: &str = "unread";
const CHILD: &str = "child ";
const TIMERS: &str = "timers";
const RETRIES: &str = "retries";
const SWALLOWED: &str = "may be swallowed";
const RUNNING: &str = "not finished";
const NO_HISTORY: &str = "no history";

impl Found {
    /// As texts: the verdict, the status, and what more there is to say.
    pub fn to_texts(&self) -> Vec<String> {
        let (name, more) = match &self.verdict {
            Verdict::Eligible if self.is_other => (OTHER, Vec::new()),
            Verdict::Eligible => (ELIGIBLE, Vec::new()),
            Verdict::AtRisk(risks) => (AT_RISK, risks.iter().flat_map(risk_texts).collect()),
            Verdict::Skipped(why) => {
                let place = WhyNot::ALL.iter().position(|it| it == why);
                (SKIPPED, vec![place.unwrap_or_default().to_string()])
            }
            Verdict::NotWaiting => (NOT_WAITING, Vec::new()),
            Verdict::Gone => (GONE, Vec::new()),
            Verdict::Unread(said) => (UNREAD, vec![said.clone()]),
        };
        let mut texts = vec![name.to_owned(), self.status.clone()];
        texts.extend(more);
        texts
    }

    /// Reads what [`Found::to_texts`] wrote.
    pub fn from_texts(texts: &[String]) -> Option<Self> {
        let [name, status, more @ ..] = texts else {
            return None;
        };
        let verdict = match (name.as_str(), more) {
            (ELIGIBLE | OTHER, []) => Verdict::Eligible,
            (AT_RISK, risks) => Verdict::AtRisk(risks_of(risks)?),
            (SKIPPED, [place]) => Verdict::Skipped(*WhyNot::ALL.get(place.parse::<usize>().ok()?)?),
            (NOT_WAITING, []) => Verdict::NotWaiting,
            (GONE, []) => Verdict::Gone,
            (UNREAD, [said]) => Verdict::Unread(said.clone()),
            _ => return None,
        };
        Some(Self {
            status: status.clone(),
            verdict,
            is_other: name == OTHER,
        })
    }
}

fn risk_texts(risk: &Risk) -> Vec<String> {
    let name = match risk {
        Risk::ChildrenGoOn(ids) => {
            return ids.iter().map(|id| format!("{CHILD}{id}")).collect();
        }
        Risk::Timers => TIMERS,
        Risk::Retries => RETRIES,
        Risk::MayBeSwallowed => SWALLOWED,
        Risk::PurgeOfRunning => RUNNING,
        _ => NO_HISTORY,
    };
    vec![name.to_owned()]
}

fn risks_of(texts: &[String]) -> Option<Vec<Risk>> {
    let mut risks = Vec::new();
    let mut children = Vec::new();
    for text in texts {
        if let Some(id) = text.strip_prefix(CHILD) {
            children.push(id.to_owned());
            continue;
        }
        risks.push(match text.as_str() {
            TIMERS => Risk::Timers,
            RETRIES => Risk::Retries,
            SWALLOWED => Risk::MayBeSwallowed,
            RUNNING => Risk::PurgeOfRunning,
            NO_HISTORY => Risk::HistoryUnknown,
            _ => return None,
        });
    }
    if !children.is_empty() {
        risks.push(Risk::ChildrenGoOn(children));
    }
    Some(risks)
}
