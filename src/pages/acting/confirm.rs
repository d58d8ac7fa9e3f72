//! The form of an operation by how much is asked of who confirms, and what came of it.

use durable_api::act::{Grade, Operation, Verb};

use crate::browser::page;
use crate::components::{field, is_json_or_nothing};
use crate::pages::parts::inputs::{Typing, line_input};
use crate::pages::parts::lock_note::lock_note;
use crate::prelude::*;
use crate::state::App;
use crate::state::acting::Stage;
use crate::words::{Word, say, t};

use super::fields::{FIRST, fields};
use super::{Desk, effects, lines, look, told};

/// The dialog, and the button that leaves everything as it is.
const DIALOG: &str = "act-dialog";
const CANCEL: &str = "act-cancel";
/// Where the hub's name is typed.
const TYPED: &str = "act-typed";

/// Draws what is chosen, or what came of it.
pub fn desk_view(desk: Desk) -> Markup {
    dynamic(move || match desk.chosen.get() {
        Some(verb) => asked(desk, verb),
        None => told::told(desk),
    })
}

fn asked(desk: Desk, verb: Verb) -> Markup {
    untrack(|| desk.said().open(verb));
    let grade = desk.said().grade(verb, desk);
    match grade {
        Grade::Nothing => {
            // There is nothing to ask: as soon as this is drawn it is sent.
            Effect::new(move |_| untrack(|| send(desk, verb)));
            Markup::Empty
        }
        Grade::Inline => {
            page::focus_soon(FIRST);
            let body = body(desk, verb, grade);
            view! { <section class="card act" aria-label=t(look(verb).1)><div>{body}</div></section> }
        }
        Grade::Dialog | Grade::Typed => {
            page::show_modal_soon(DIALOG, CANCEL);
            let body = body(desk, verb, grade);
            view! { <dialog id=DIALOG class="act" aria-label=t(look(verb).1) on:close=move |_| desk.chosen.set(None)>{body}</dialog> }
        }
    }
}

fn body(desk: Desk, verb: Verb, grade: Grade) -> Markup {
    let about = desk.about();
    let wish = desk.said();
    let connection = StoredValue::new(about.connection.clone());
    let typed = (grade == Grade::Typed).then(|| {
        let label =
            connection.with_value(|it| say(Word::TypeToConfirm, &[("name", (&it.name).into())]));
        let hint = view! { <bdi>{label}</bdi> };
        field(
            TYPED,
            t(Word::TypeLabel),
            line_input(TYPED, wish.typed, Typing::Words),
            hint,
        )
    });
    let locked =
        Memo::new(move |_| connection.with_value(|it| App::get().connections.locks.is_locked(it)));
    let ready = Memo::new(move |_| {
        let confirmed =
            grade != Grade::Typed || connection.with_value(|it| wish.typed.get().trim() == it.name);
        !locked.get() && confirmed && is_complete(&wish.operation(verb))
    });
    let lock_note = lock_note(locked);
    let submit = move |event: Event| {
        event.prevent_default();
        if ready.get_untracked() {
            send(desk, verb);
        }
    };
    let title = view! { <h2>{t(look(verb).1)}</h2> };
    let id = about.id.get_untracked();
    view! {
        <form class="act-form" on:submit=submit>
            {title}
            <p class="mono cut"><bdi>{id}</bdi></p>
            {effects::effects(desk, verb)}
            {fields(desk, verb, (about.offers)(desk))}
            {lines(desk, verb)}
            {typed}
            {lock_note}
            <div class="row wrap">
                <button type="button" class="btn" id=CANCEL on:click=move |_| desk.chosen.set(None)>{t(Word::Cancel)}</button>
                <button type="submit" class=submit_class(verb) aria-disabled=move || (!ready.get()).then_some("true")>{t(look(verb).1)}</button>
            </div>
        </form>
    }
}

fn submit_class(verb: Verb) -> &'static str {
    match verb {
        Verb::Terminate | Verb::Purge | Verb::DeleteEntity => "btn destructive",
        _ => "btn primary",
    }
}

/// Whether what has to be said is said, and well.
fn is_complete(operation: &Operation) -> bool {
    match operation {
        Operation::RaiseEvent { event, data } => !event.is_empty() && is_json_or_nothing(data),
        Operation::Signal { operation, data } => {
            !operation.is_empty() && data.as_deref().is_none_or(is_json_or_nothing)
        }
        _ => true,
    }
}

fn send(desk: Desk, verb: Verb) {
    desk.send(untrack(|| desk.said().operation(verb)));
}

/// Whether an act is on its way, so that nothing else is asked meanwhile.
pub fn is_under_way(stage: &Stage) -> bool {
    !matches!(stage, Stage::Idle | Stage::Over(_))
}
