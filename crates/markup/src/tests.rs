//! What is refused, and what a view becomes.

use crate::expand;
use quote::quote;

fn error(view: proc_macro2::TokenStream) -> String {
    expand(view).expect_err("it is refused").to_string()
}

#[test]
fn what_runs_a_text_as_code_is_refused() {
    for (view, why) in [
        (quote!(<p inner_html=text />), "never set as HTML"),
        (quote!(<p prop:innerHTML=text />), "never set as HTML"),
        (quote!(<iframe srcdoc=text />), "never set as HTML"),
        (quote!(<p onclick="x()" />), "on:event"),
        (quote!(<p style="color: red" />), "style:name"),
    ] {
        let error = error(view);
        assert!(error.contains(why), "{error}");
    }
}

#[test]
fn a_computed_class_beside_a_switched_one_is_refused() {
    let error = error(quote!(<p class=name class:bad=true />));
    assert!(error.contains("overwrite"), "{error}");
}

#[test]
fn a_list_needs_its_key() {
    let error = error(quote!(<For each=all let(it)>{it}</For>));
    assert!(error.contains("`key`"), "{error}");
}

#[test]
fn constants_become_one_text_and_the_rest_slots_in_its_order() {
    let expanded = expand(quote! {
        <label r#for="a" aria-label=name>"x" {text} <input prop:value=it type="text" /></label>
    })
    .expect("a view")
    .to_string();
    let shape = "\u{1}label\u{3}for\u{4}a\u{5}aria-label\u{f}x\u{10}\
                 \u{1}input\u{3}type\u{4}text\u{6}value\u{11}\u{11}";
    assert!(expanded.contains(&quote!(#shape).to_string()), "{expanded}");
    let order = ["value (name)", "child (text)", "value (it)"];
    let places: Vec<_> = order.iter().map(|it| expanded.find(it)).collect();
    assert!(places.is_sorted() && places[0].is_some(), "{expanded}");
}
