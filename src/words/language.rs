//! Which language speaks.

use std::cell::Cell;

use super::translate;
use crate::browser::{fetch, page};

/// The languages beside English: one for each `src/words/*.json`, listed by the build script.
const FURTHER: &[&str] = &include!(concat!(env!("OUT_DIR"), "/languages.rs"));

/// A late language file must not keep the portal from its first paint for longer than this.
const PATIENCE_MS: u32 = 3000;

thread_local! {
    static CURRENT: Cell<&'static str> = const { Cell::new("en") };
}

/// The language that speaks now, as BCP 47 has it.
pub fn current() -> &'static str {
    CURRENT.get()
}

/// Chooses the language, the user's choice before the browser's, and loads its words. English needs nothing, and speaks
/// when the file does not come.
pub async fn begin(chosen: Option<&str>) {
    let language = choose(chosen, &page::languages(), FURTHER);
    if language != "en"
        && let Some(texts) = load(language).await
    {
        translate(&texts);
        CURRENT.set(language);
    }
    page::set_root_attribute("lang", Some(current()));
}

async fn load(language: &str) -> Option<serde_json::Value> {
    let text = fetch::own_file(&format!("words/{language}.json"), PATIENCE_MS).await?;
    serde_json::from_str(&text).ok()
}

/// The first language asked for that the portal has: `de` serves a reader of `de-CH`.
fn choose<'a>(chosen: Option<&str>, preferred: &[String], further: &[&'a str]) -> &'a str {
    for wish in chosen
        .into_iter()
        .chain(preferred.iter().map(String::as_str))
    {
        let general = wish.split('-').next().unwrap_or_default();
        for it in [wish, general] {
            if it.eq_ignore_ascii_case("en") {
                return "en";
            }
            if let Some(has) = further.iter().find(|has| has.eq_ignore_ascii_case(it)) {
                return has;
            }
        }
    }
    "en"
}

#[cfg(test)]
mod tests {
    use super::choose;

    #[test]
    fn the_choice_of_the_user_goes_before_that_of_the_browser() {
        let browser = ["fr-CA".to_owned(), "de".to_owned()];
        assert_eq!(choose(Some("da"), &browser, &["da", "de"]), "da");
        assert_eq!(choose(None, &browser, &["da", "de"]), "de");
    }

    #[test]
    fn a_general_language_serves_its_regions() {
        assert_eq!(choose(None, &["de-CH".to_owned()], &["de"]), "de");
        assert_eq!(
            choose(None, &["pt-BR".to_owned()], &["pt-br", "pt"]),
            "pt-br"
        );
    }

    #[test]
    fn english_speaks_when_it_comes_first_or_nothing_fits() {
        assert_eq!(
            choose(None, &["en-GB".to_owned(), "de".to_owned()], &["de"]),
            "en"
        );
        assert_eq!(choose(Some("xx"), &["fr".to_owned()], &["de"]), "en");
    }
}
