//! Plans in words.

use durable_api::act::{Kind, Operation, Risk};
use durable_api::plan::{Found, Plan, Recipe, Verdict};

use crate::browser::database::DatabaseError;
use crate::components::{Icon, badge};
use crate::pages::acting::{look, why_word};
use crate::prelude::*;
use crate::state::plans::record::Phase;
use crate::words::{Word, count, say, t};

/// What a recipe is called.
pub fn recipe_word(recipe: Recipe) -> Word {
    match recipe {
        Recipe::Terminate => Word::ActTerminate,
        Recipe::Suspend => Word::ActSuspend,
        Recipe::Resume => Word::ActResume,
        Recipe::Raise => Word::ActRaise,
        Recipe::Rewind => Word::ActRewind,
        Recipe::Restart => Word::ActRestart,
        Recipe::Mend => Word::PlanMend,
        Recipe::Purge => Word::ActPurge,
    }
}

/// What it does to each.
pub fn effect_word(recipe: Recipe) -> Word {
    match recipe {
        Recipe::Terminate => Word::EffectTerminate,
        Recipe::Suspend => Word::EffectSuspend,
        Recipe::Resume => Word::EffectResume,
        Recipe::Raise => Word::EffectRaise,
        Recipe::Rewind => Word::EffectRewind,
        Recipe::Restart => Word::EffectRestart,
        Recipe::Mend => Word::PlanMendEffect,
        Recipe::Purge => Word::EffectPurge,
    }
}

/// "Terminate: 37 instances".
pub fn title_of(plan: &Plan) -> String {
    let (recipe, _) = Recipe::of(plan);
    let values = [
        ("what", t(recipe_word(recipe)).into()),
        ("n", plan.targets.len().into()),
    ];
    say(Word::PlanDoes, &values)
}

/// What is done to one, in a word.
pub fn operation_word(operation: &Operation) -> &'static str {
    t(look(operation.verb()).1)
}

/// How far a plan is.
pub fn phase_badge(phase: Phase) -> Markup {
    let (class, shape, word) = match phase {
        Phase::Draft | Phase::Asked => ("pending", Icon::Pencil, Word::PhaseDraft),
        Phase::Reviewed => ("pending", Icon::List, Word::PhaseReviewed),
        Phase::Begun => ("suspended", Icon::Pause, Word::PhaseHalfDone),
        Phase::Over => ("completed", Icon::Check, Word::PhaseOver),
        Phase::Aborted => ("terminated", Icon::Stop, Word::PhaseAborted),
    };
    badge(class, shape, t(word).to_owned())
}

/// The kinds of what a look finds, by which its table is narrowed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sort {
    Eligible,
    AtRisk,
    Skipped,
    Gone,
    Unknown,
}

impl Sort {
    pub const ALL: [Self; 5] = [
        Self::Eligible,
        Self::AtRisk,
        Self::Skipped,
        Self::Gone,
        Self::Unknown,
    ];

    pub fn of(found: Option<&Found>) -> Self {
        match found.map(|it| &it.verdict) {
            Some(Verdict::Eligible) => Self::Eligible,
            Some(Verdict::AtRisk(_)) => Self::AtRisk,
            Some(Verdict::Skipped(_) | Verdict::NotWaiting) => Self::Skipped,
            Some(Verdict::Gone) => Self::Gone,
            Some(Verdict::Unread(_)) | None => Self::Unknown,
        }
    }

    pub fn word(self) -> Word {
        match self {
            Self::Eligible => Word::SortEligible,
            Self::AtRisk => Word::SortAtRisk,
            Self::Skipped => Word::SortSkipped,
            Self::Gone => Word::SortGone,
            Self::Unknown => Word::SortUnknown,
        }
    }
}

/// Why a target is found so; nothing where there is nothing to say.
pub fn why(found: &Found) -> String {
    match &found.verdict {
        Verdict::Eligible if found.is_other => t(Word::PlanOtherWhy).to_owned(),
        Verdict::Eligible => String::new(),
        Verdict::AtRisk(risks) => {
            let each: Vec<String> = risks.iter().map(risk_text).collect();
            each.join(" ")
        }
        Verdict::Skipped(why) => t(why_word(*why)).to_owned(),
        Verdict::NotWaiting => t(Word::PlanNotWaiting).to_owned(),
        Verdict::Gone => t(Word::PlanGone).to_owned(),
        Verdict::Unread(said) => say(Word::PlanUnread, &[("said", said.as_str().into())]),
    }
}

fn risk_text(risk: &Risk) -> String {
    match risk {
        Risk::ChildrenGoOn(ids) => {
            let said = count(Word::RiskChildrenGoOn, ids.len() as u64);
            format!("{said} {}", ids.join(", "))
        }
        Risk::Timers => t(Word::RiskTimers).to_owned(),
        Risk::Retries => t(Word::RiskRetries).to_owned(),
        Risk::MayBeSwallowed => t(Word::RiskMayBeSwallowed).to_owned(),
        Risk::PurgeOfRunning => t(Word::RiskPurgeOfRunning).to_owned(),
        _ => t(Word::RiskHistoryUnknown).to_owned(),
    }
}

/// What came of a target: class, shape, word.
pub fn kind_look(kind: Kind) -> (&'static str, Icon, Word) {
    match kind {
        Kind::Done => ("completed", Icon::Check, Word::KindDone),
        Kind::NotYet => ("running", Icon::Clock, Word::KindNotYet),
        Kind::Skipped => ("pending", Icon::Minus, Word::KindSkipped),
        Kind::Gone => ("pending", Icon::Ring, Word::KindGone),
        Kind::Rejected => ("failed", Icon::Slash, Word::KindRejected),
        Kind::Failed => ("failed", Icon::Cross, Word::KindFailed),
        Kind::Unknown => ("suspended", Icon::Unknown, Word::KindUnknown),
        Kind::Would => ("completed", Icon::Right, Word::KindWould),
        Kind::LeftOut => ("other", Icon::Minus, Word::KindLeftOut),
    }
}

/// Why nothing is kept.
pub fn database_text(error: DatabaseError) -> &'static str {
    t(match error {
        DatabaseError::Denied => Word::PlanStoreDenied,
        DatabaseError::Full => Word::PlanStoreFull,
        DatabaseError::Blocked => Word::PlanStoreBlocked,
        DatabaseError::Newer => Word::PlanStoreNewer,
        DatabaseError::Closed => Word::PlanStoreClosed,
    })
}
