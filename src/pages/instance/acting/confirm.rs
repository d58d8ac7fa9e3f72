//! The form of an operation by how much is asked of who confirms, and what came of it.

use durable_api::act::{Act, Grade, Operation, Verb};

use crate::browser::page;
use crate::components::{Tone, field, note};
use crate::prelude::*;
use crate::state::App;
use crate::state::acting::Stage;
use crate::words::{Word, say, t};

use super::wish::Wish;
use super::{Desk, form, json_editor, lines, look, told};

/// The dialog, and the button that leaves everything as it is.
const DIALOG: &str = "act-dialog";
const CANCEL: &str = "act-cancel";
/// Where the hub's name is typed.
const TYPED: &str = "act-typed";

/// Draws what is chosen, or what came of it.
pub fn desk_view(desk: Desk) -> Markup {
    dynamic(move || match desk.chosen.get() {
        Some(verb) => asked(desk, Wish::new(verb)),
        None => told::told(desk),
    })
}

fn asked(desk: Desk, wish: Wish) -> Markup {
    let grade = wish.grade(desk);
    match grade {
        Grade::Nothing => {
            // There is nothing to ask: as soon as this is drawn it is sent.
            Effect::new(move |_| untrack(|| send(desk, wish)));
            Markup::Empty
        }
        Grade::Inline => {
            page::focus_soon(form::FIRST);
            let body = body(desk, wish, grade);
            view! { <section class="card act" aria-label=t(look(wish.verb).1)><div>{body}</div></section> }
        }
        Grade::Dialog | Grade::Typed => {
            page::show_modal_soon(DIALOG, CANCEL);
            let body = body(desk, wish, grade);
            view! { <dialog id=DIALOG class="act" aria-label=t(look(wish.verb).1) on:close=move |_| desk.chosen.set(None)>{body}</dialog> }
        }
    }
}

fn body(desk: Desk, wish: Wish, grade: Grade) -> Markup {
    let name = desk.view().connection.with_value(|it| it.name.clone());
    let typed = (grade == Grade::Typed).then(|| {
        let label = say(Word::TypeToConfirm, &[("name", (&name).into())]);
        let hint = view! { <bdi>{label}</bdi> };
        field(
            TYPED,
            t(Word::TypeLabel),
            form::text_input(TYPED, wish.typed, false),
            hint,
        )
    });
    let locked = Memo::new(move |_| {
        let connection = desk.view().connection.get_value();
        App::get().connections.locks.is_locked(&connection)
    });
    let ready = Memo::new(move |_| {
        let confirmed = grade != Grade::Typed || wish.typed.get().trim() == name;
        !locked.get() && confirmed && is_complete(&wish.operation())
    });
    let lock_note = dynamic(move || {
        locked
            .get()
            .then(|| view! { <div role="alert">{note(Tone::Careful, t(Word::ActLocked))}</div> })
    });
    let submit = move |event: Event| {
        event.prevent_default();
        if ready.get_untracked() {
            send(desk, wish);
        }
    };
    let title = view! { <h2>{t(look(wish.verb).1)}</h2> };
    let id = desk.view().id.get_value();
    view! {
        <form class="act-form" on:submit=submit>
            {title}
            <p class="mono cut"><bdi>{id}</bdi></p>
            {form::effects(desk, wish)}
            {form::fields(wish)}
            {lines::lines(desk, wish)}
            {typed}
            {lock_note}
            <div class="row wrap">
                <button type="button" class="btn" id=CANCEL on:click=move |_| desk.chosen.set(None)>{t(Word::Cancel)}</button>
                <button type="submit" class=submit_class(wish.verb) aria-disabled=move || (!ready.get()).then_some("true")>{t(look(wish.verb).1)}</button>
            </div>
        </form>
    }
}

fn submit_class(verb: Verb) -> &'static str {
    match verb {
        Verb::Terminate | Verb::Purge => "btn destructive",
        _ => "btn primary",
    }
}

/// Whether what has to be said is said, and well.
fn is_complete(operation: &Operation) -> bool {
    match operation {
        Operation::RaiseEvent { event, data } => !event.is_empty() && json_editor::is_fine(data),
        _ => true,
    }
}

fn send(desk: Desk, wish: Wish) {
    let operation = untrack(|| wish.operation());
    let generation = desk
        .view()
        .connection
        .with_value(|it| it.address.generation);
    let act = Act::new(operation, desk.view().id.get_value(), generation);
    desk.acting.begin(act);
    desk.chosen.set(None);
}

/// Whether an act is on its way, so that nothing else is asked meanwhile.
pub fn is_under_way(stage: &Stage) -> bool {
    !matches!(stage, Stage::Idle | Stage::Over(_))
}
