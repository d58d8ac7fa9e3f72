//! The words that Durable Functions puts around an error on its way up.

/// What kind of function passed an error on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum WrapperRole {
    /// An orchestrator.
    Orchestrator,
    /// An activity.
    Activity,
    /// An entity.
    Entity,
    /// An activity or a child: the newer workers say "Task".
    Task,
}

/// One function that an error went through.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Wrapper {
    /// What it is.
    pub role: WrapperRole,
    /// Its name.
    pub name: String,
}

/// Takes the words around a message off: who passed it on, the outermost first, and the message itself.
///
/// Source: recordings failures, rewind: `Orchestrator function 'Cart' failed: The orchestrator function 'Order' failed:
/// "…". See the function execution logs for additional details.`; the newer workers' `Task 'Charge' (#0) failed with an
/// unhandled exception: …`.
pub fn unwrap_all(text: &str) -> (Vec<Wrapper>, &str) {
    let mut wrappers = Vec::new();
    let mut rest = text.trim();
    while let Some((wrapper, inside)) = unwrap_one(rest) {
        wrappers.push(wrapper);
        rest = inside;
    }
    (wrappers, rest)
}

fn unwrap_one(text: &str) -> Option<(Wrapper, &str)> {
    let text = text.strip_prefix("Exception: ").unwrap_or(text);
    let bare = text.strip_prefix("The ").unwrap_or(text);
    let named = [
        ("rchestrator function '", WrapperRole::Orchestrator),
        ("ctivity function '", WrapperRole::Activity),
        ("ntity function '", WrapperRole::Entity),
        ("ask '", WrapperRole::Task),
    ];
    // The first letter is upper or lower case.
    let rest = bare.strip_prefix(['O', 'o', 'A', 'a', 'E', 'e', 'T', 't'])?;
    let (role, rest) = named
        .into_iter()
        .find_map(|(words, role)| Some((role, rest.strip_prefix(words)?)))?;
    let (name, rest) = rest.split_once('\'')?;
    let inside = if role == WrapperRole::Task {
        let (number, inside) = rest
            .strip_prefix(" (#")?
            .split_once(") failed with an unhandled exception: ")?;
        if !number.bytes().all(|byte| byte.is_ascii_digit()) {
            return None;
        }
        inside
    } else {
        rest.strip_prefix(" failed: ")?
    };
    let wrapper = Wrapper {
        role,
        name: name.to_owned(),
    };
    Some((wrapper, without_quotes(inside.trim())))
}

fn without_quotes(text: &str) -> &str {
    let said = text
        .strip_suffix(" See the function execution logs for additional details.")
        .unwrap_or(text);
    let said = if said.len() < text.len() {
        said.strip_suffix('.').unwrap_or(said)
    } else {
        said
    };
    said.strip_prefix('"')
        .and_then(|said| said.strip_suffix('"'))
        .unwrap_or(said)
}
