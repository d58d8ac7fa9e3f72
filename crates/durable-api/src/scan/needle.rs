//! How a text that is looked for may stand in JSON.

use rows::places::Needle;

/// The ways in which a text may stand in JSON: as it is, escaped once, and escaped twice (in JSON text inside a string).
pub(crate) fn needles(what: &str) -> Vec<Needle> {
    let mut needles = vec![Needle::new(what)];
    let mut text = what.to_owned();
    for _ in 0..2 {
        let quoted = crate::RawJson::string(&text);
        let inside = quoted.text().get(1..quoted.text().len() - 1);
        text = inside.map(str::to_owned).unwrap_or_default();
        let needle = Needle::new(&text);
        if !needles.contains(&needle) {
            needles.push(needle);
        }
    }
    needles
}
