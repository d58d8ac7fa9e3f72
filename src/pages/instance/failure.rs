//! Why it failed: the deepest cause first, then how it travelled up.

use durable_api::failure::WrapperRole;
use durable_api::{Failure, FailureStory, RuntimeStatus, Step, Sureness, failure_story, readable};

use crate::components::{Tone, note};
use crate::prelude::*;
use crate::route::{InstanceQuery, Tab};
use crate::state::instance::plain_text;
use crate::words::{Word, count, say, t};

use super::view::View;

/// Draws the story of a failed instance: at once from its output, and better once its history is here.
pub fn failure(view: View) -> Markup {
    let output = Memo::new(move |_| {
        let data = view.status.data()?;
        let failed = data.status.runtime_status == RuntimeStatus::Failed;
        failed.then(|| (!data.status.output.is_null()).then(|| plain_text(&data.status.output)))
    });
    dynamic(move || {
        let output = output.get()?;
        let here = view.here();
        let story = match &here {
            Some(here) => {
                failure_story(&here.model, output.as_deref(), &|at| here.history.event(at))
            }
            None => None,
        };
        let body = match (story, output) {
            (Some(story), _) => told(view, &story),
            (None, Some(output)) => cause(Failure::read(&output).deepest()),
            (None, None) => view! { <b>{t(Word::FailedNoText)}</b> },
        };
        Some(view! { <div role="alert">{note(Tone::Bad, body)}</div> })
    })
}

fn told(view: View, story: &FailureStory) -> Markup {
    let steps: Vec<Markup> = story
        .path
        .iter()
        .enumerate()
        .map(|(at, step)| self::step(view, at, step))
        .collect();
    let inferred = (story.sure != Sureness::Known && story.path.len() > 1)
        .then(|| view! { <span class="faint">{t(Word::FailedInferred)}</span> });
    let whole = (!story.said.is_empty() && story.said != story.cause.message).then(|| {
        view! {
            <details>
                <summary>{t(Word::FailedSaid)}</summary>
                <pre class="message" tabindex="0">{story.said.clone()}</pre>
            </details>
        }
    });
    view! {
        {cause(&story.cause)}
        <p class="travelled" aria-label=t(Word::FailedPath)>{steps} {inferred}</p>
        {whole}
    }
}

/// One function that the error went through.
fn step(view: View, at: usize, step: &Step) -> Markup {
    let joint = t(if at == 0 {
        Word::FailedIn
    } else {
        Word::FailedAndSo
    });
    let word = match step.role {
        WrapperRole::Orchestrator => Word::FailedOrchestrator,
        WrapperRole::Activity => Word::FailedActivity,
        WrapperRole::Entity => Word::FailedEntity,
        WrapperRole::Task => Word::FailedTask,
    };
    let name = say(word, &[("name", (&step.name).into())]);
    let query = match (step.span, step.event) {
        (Some(span), _) => Some(InstanceQuery {
            span: Some(span),
            ..InstanceQuery::of_tab(Tab::Timeline)
        }),
        (None, Some(event)) => Some(InstanceQuery {
            event: Some(event),
            ..InstanceQuery::of_tab(Tab::Events)
        }),
        (None, None) => None,
    };
    let name = if let Some(query) = query {
        view! { <a href=view.href(query)><bdi>{name}</bdi></a> }
    } else {
        view! { <bdi>{name}</bdi> }
    };
    let child = step.instance_id.as_deref().map(|id| {
        view! { " (" <a class="mono" href=view.instance_href(id)><bdi>{id.to_owned()}</bdi></a> ")" }
    });
    let tries =
        (step.tries > 1).then(|| view! { ", " {count(Word::FailedTries, u64::from(step.tries))} });
    view! { <span class="step">{joint} " " {name} {child} {tries}</span> " " }
}

/// An error: its type, what it says, and its frames, the app's own first. Long texts open in place.
pub fn cause(error: &Failure) -> Markup {
    let kind = error.short_kind().map(str::to_owned);
    let full = error.kind.clone().unwrap_or_default();
    let message = readable(&error.message);
    let (first, rest) = match message.split_once('\n') {
        Some((first, rest)) => (first.to_owned(), rest.to_owned()),
        None => (message, String::new()),
    };
    let colon = if kind.is_some() && !first.is_empty() {
        ": "
    } else {
        ""
    };
    let rest =
        (!rest.trim().is_empty()).then(|| view! { <pre class="message" tabindex="0">{rest}</pre> });
    view! {
        <div class="cause"><b title=full>{kind}</b>{colon}<bdi>{first}</bdi></div>
        {rest}
        {frames(error)}
    }
}

fn frames(error: &Failure) -> Option<Markup> {
    if error.frames.is_empty() {
        return None;
    }
    let own = error.frames.iter().filter(|frame| frame.is_own);
    let own: Vec<Markup> = own
        .map(|frame| {
            let code = frame.code.clone().map(|code| view! { "\n    " {code} });
            view! { <li><code>{frame.text.clone()}{code}</code></li> }
        })
        .collect();
    let foreign = error.frames.iter().filter(|frame| !frame.is_own);
    let foreign: Vec<Markup> = foreign
        .map(|frame| view! { <li><code>{frame.text.clone()}</code></li> })
        .collect();
    let foreign = (!foreign.is_empty()).then(|| {
        view! {
            <details>
                <summary>{count(Word::FailedFrames, foreign.len() as u64)}</summary>
                <ol class="frames">{foreign}</ol>
            </details>
        }
    });
    let own = (!own.is_empty())
        .then(|| view! { <ol class="frames own" aria-label=t(Word::FailedOwnFrames)>{own}</ol> });
    Some(view! { {own} {foreign} })
}
