//! Drawing and redrawing in a document in memory.

use any_spawner::Executor;

use super::{
    Markup, NodeRef, keyed,
    live::{Live, build},
    node::{Node, writes},
};
use crate::prelude::{Owner, RwSignal, on_cleanup, view};

/// A page with something drawn on it.
struct Page {
    body: Node,
    owner: Owner,
    live: Option<Live>,
}

impl Page {
    fn of(draw: impl FnOnce() -> Markup) -> Self {
        // An error says that another test was first.
        let _ = Executor::init_futures_executor();
        let body = Node::element("body", false);
        let owner = Owner::new();
        let live = owner.with(|| build(draw()));
        live.insert(&body, None);
        writes();
        Self {
            body,
            owner,
            live: Some(live),
        }
    }

    /// What the page shows once all effects have run.
    fn html(&self) -> String {
        settle();
        self.body.children().iter().map(Node::html).collect()
    }

    fn remove(&mut self) {
        self.owner.cleanup();
        if let Some(live) = self.live.take() {
            live.remove();
        }
    }
}

fn settle() {
    Executor::poll_local();
}

#[test]
fn a_view_is_drawn_as_it_is_written() {
    let page = Page::of(|| {
        view! {
            <p class="dim" hidden title=String::from("t")>"a " <b>{7usize}</b> {None::<Markup>}</p>
            <svg viewBox="0 0 1 1"><path d="M0 0"></path></svg>
            "end"
        }
    });
    assert_eq!(
        page.html(),
        "<p class=dim hidden= title=t>a <b>7</></><svg:svg viewBox=0 0 1 1><svg:path d=M0 0></></>end"
    );
}

#[test]
fn text_is_text_and_never_markup() {
    let page = Page::of(|| view! { <p>{"<b>".to_owned()}</p> });
    assert_eq!(page.body.children()[0].children().len(), 1);
    assert_eq!(page.html(), "<p><b></>");
}

#[test]
fn what_follows_a_signal_changes_alone_and_in_place() {
    let count = RwSignal::global(0);
    let page = Page::of(|| {
        view! {
            <p title=move || count.get().to_string() class:many=move || 5 < count.get()>"n: " {move || count.get().to_string()}</p>
        }
    });
    let paragraph = page.body.children()[0].clone();
    count.set(1);
    assert_eq!(page.html(), "<p title=1>n: 1</>");
    assert_eq!(writes(), 2, "the title and the text");
    count.set(6);
    assert_eq!(page.html(), "<p class:many= title=6>n: 6</>");
    assert!(page.body.children()[0] == paragraph);
}

#[test]
fn drawing_the_same_again_writes_nothing() {
    let turn = RwSignal::global(0);
    let page = Page::of(|| {
        let draw = move || {
            turn.get();
            view! {
                <section class="card">
                    <h2 title=String::from("t") hidden=true>{String::from("title")}</h2>
                    <input prop:value=String::from("typed") prop:checked=true />
                    {move || view! { <i>{Some("inner")}</i> }}
                    {vec![view! { <b>"1"</b> }, view! { <b>"2"</b> }]}
                    <For each=move || vec![1u32, 2] key=|it| *it let(it)><u>{it as usize}</u></For>
                </section>
            }
        };
        view! { <main>{draw}</main> }
    });
    let before = page.html();
    turn.set(1);
    assert_eq!(page.html(), before);
    assert_eq!(writes(), 0);
}

#[test]
fn another_shape_takes_the_place_of_the_old_one() {
    let which = RwSignal::global(0);
    let page = Page::of(|| {
        let draw = move || match which.get() {
            0 => view! { <b>"one"</b> },
            1 => view! { <i>"two"</i> "and" <u>"three"</u> },
            _ => Markup::Empty,
        };
        view! { "before" {draw} "behind" }
    });
    assert_eq!(page.html(), "before<b>one</>behind");
    which.set(1);
    assert_eq!(page.html(), "before<i>two</>and<u>three</>behind");
    which.set(2);
    assert_eq!(page.html(), "beforebehind");
    which.set(0);
    assert_eq!(page.html(), "before<b>one</>behind");
}

#[test]
fn what_is_new_keeps_no_element_of_what_looked_the_same() {
    let turn = RwSignal::global(0);
    let page = Page::of(|| {
        let draw = move || {
            turn.get();
            Markup::New(Box::new(view! { <details>"more"</details> }))
        };
        view! { {draw} }
    });
    let before = page.body.children()[0].clone();
    turn.set(1);
    assert_eq!(page.html(), "<details>more</>");
    assert!(page.body.children()[0] != before);
}

#[test]
fn several_things_side_by_side_grow_and_shrink() {
    let count = RwSignal::global(2usize);
    let page = Page::of(|| {
        let draw = move || {
            (0..count.get())
                .map(|it| view! { <i>{it}</i> })
                .collect::<Vec<_>>()
        };
        view! { {draw} "end" }
    });
    for (count_now, html) in [
        (2, "<i>0</><i>1</>end"),
        (4, "<i>0</><i>1</><i>2</><i>3</>end"),
        (0, "end"),
        (1, "<i>0</>end"),
    ] {
        count.set(count_now);
        assert_eq!(page.html(), html);
    }
}

/// A list of letters; the rows have numbers that tell which drawing made them.
fn letters(letters: RwSignal<Vec<(char, u32)>>) -> Page {
    Page::of(|| {
        let list = keyed(
            move || letters.get(),
            |it| String::from(it.0),
            |(letter, number)| view! { <i id=letter.to_string()>{number as usize}</i> },
        );
        view! { <ul>{list}"end"</ul> }
    })
}

#[test]
fn rows_move_with_their_elements_and_change_in_place() {
    let all = RwSignal::global(vec![('a', 1), ('b', 1), ('c', 1)]);
    let page = letters(all);
    let rows = page.body.children()[0].children();
    assert_eq!(
        page.html(),
        "<ul><i id=a>1</><i id=b>1</><i id=c>1</>end</>"
    );

    all.set(vec![('c', 1), ('a', 2), ('b', 1), ('d', 1)]);
    assert_eq!(
        page.html(),
        "<ul><i id=c>1</><i id=a>2</><i id=b>1</><i id=d>1</>end</>"
    );
    let now = page.body.children()[0].children();
    assert!(now[0] == rows[2] && now[1] == rows[0] && now[2] == rows[1]);

    all.set(Vec::new());
    assert_eq!(page.html(), "<ul>end</>");
    all.set(vec![('e', 3)]);
    assert_eq!(page.html(), "<ul><i id=e>3</>end</>");
}

#[test]
fn rows_that_stay_are_not_written() {
    let all = RwSignal::global(vec![('a', 1), ('b', 1), ('c', 1), ('d', 1)]);
    let page = letters(all);
    all.set(vec![('a', 1), ('c', 1), ('d', 1)]);
    page.html();
    assert_eq!(writes(), 1, "one row is taken out");
    all.set(vec![('d', 1), ('a', 1), ('c', 1)]);
    page.html();
    assert_eq!(writes(), 2, "one row is taken out and put in front");
}

#[test]
fn what_a_part_acquired_is_given_back_before_it_is_drawn_again_and_when_it_goes() {
    let turn = RwSignal::global(0);
    let released = RwSignal::global(0);
    let mut page = Page::of(|| {
        view! {
            <p>{move || {
                on_cleanup(move || released.update(|it| *it += 1));
                turn.get().to_string()
            }}</p>
        }
    });
    turn.set(1);
    settle();
    assert_eq!(released.get_untracked(), 1);
    page.remove();
    assert_eq!(released.get_untracked(), 2);
    assert_eq!(page.html(), "");
}

#[test]
fn what_a_row_acquired_is_given_back_when_the_row_goes() {
    let all = RwSignal::global(vec![1u32, 2]);
    let released = RwSignal::global(Vec::new());
    let page = Page::of(|| {
        keyed(
            move || all.get(),
            |it| *it,
            move |it| {
                on_cleanup(move || released.update(|all| all.push(it)));
                it as usize
            },
        )
    });
    all.set(vec![2]);
    assert_eq!(page.html(), "2");
    assert_eq!(released.get_untracked(), [1]);
}

#[test]
fn what_was_removed_follows_nothing_any_more() {
    let shown = RwSignal::global(true);
    let text = RwSignal::global("a");
    let drawn = RwSignal::global(0);
    let page = Page::of(|| {
        let inner = move || {
            drawn.update(|it| *it += 1);
            text.get()
        };
        view! { {move || shown.get().then(|| view! { <p>{inner}</p> })} }
    });
    shown.set(false);
    assert_eq!(page.html(), "");
    text.set("b");
    settle();
    assert_eq!(drawn.get_untracked(), 1);
}

#[test]
fn what_hangs_on_a_part_that_goes_does_not_run_once_more() {
    let shown = RwSignal::global(true);
    let drawn = RwSignal::global(0);
    let page = Page::of(|| {
        let part = move || {
            let own = RwSignal::new(0);
            // As a query does that is told that nobody needs it any more.
            on_cleanup(move || own.set(1));
            let inner = move || {
                drawn.update(|it| *it += 1);
                own.get().to_string()
            };
            view! { <p>{move || view! { <b>{inner}</b> }}<For each=move || vec![1u32] key=|it| *it let(_it)>{inner}</For></p> }
        };
        view! { {move || shown.get().then(part)} }
    });
    assert_eq!(page.html(), "<p><b>0</>0</>");
    shown.set(false);
    assert_eq!(page.html(), "");
    assert_eq!(drawn.get_untracked(), 2);
}

#[test]
fn a_reference_names_its_element_while_that_is_there() {
    let shown = RwSignal::global(true);
    let owner = Owner::new();
    let reference = owner.with(NodeRef::new);
    let page = Page::of(|| {
        let input = move || {
            let typed = String::from("typed");
            shown
                .get()
                .then(|| view! { <input node_ref=reference prop:value=typed /> })
        };
        view! { {input} }
    });
    assert_eq!(reference.value(), "typed");
    shown.set(false);
    page.html();
    assert_eq!(reference.value(), "");
}

#[test]
fn properties_are_set_once_the_children_are_there() {
    let page = Page::of(|| {
        view! {
            <select prop:value=String::from("b") on:change=|_| () on:wheel:passive=|_| ()>
                <option value="b">"B"</option>
            </select>
        }
    });
    assert_eq!(
        page.html(),
        "<select .value=b on:change= on:wheel=passive><option value=b>B</></>"
    );
}
