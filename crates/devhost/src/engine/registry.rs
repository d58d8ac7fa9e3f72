//! The functions of an app: orchestrators, activities and entities.

use std::future::Future;
use std::pin::Pin;
use std::sync::Arc;

use chrono::TimeDelta;

use super::script::Ctx;
use super::thrown::Thrown;
use crate::json::Json;

/// What a function gives back.
pub type Outcome = Result<Json, Thrown>;

/// A running orchestrator.
pub type Run = Pin<Box<dyn Future<Output = Outcome> + Send>>;

type OrchestratorFn = Arc<dyn Fn(Ctx) -> Run + Send + Sync>;
type ActivityFn = Arc<dyn Fn(&Json) -> Outcome + Send + Sync>;
type EntityFn = Arc<dyn Fn(&mut Option<Json>, &str, &Json) -> Outcome + Send + Sync>;
type DurationFn = Arc<dyn Fn(&Json) -> TimeDelta + Send + Sync>;

/// An orchestrator: an async function over its [`Ctx`]. It must be deterministic and await nothing but what the context gives.
#[derive(Clone)]
pub struct Orchestrator {
    /// The name as the app spells it.
    pub name: String,
    run: OrchestratorFn,
}

impl Orchestrator {
    /// Begins it.
    pub fn begin(&self, ctx: Ctx) -> Run {
        (self.run)(ctx)
    }
}

/// An activity: a function of its input, and how long it takes.
#[derive(Clone)]
pub struct Activity {
    /// The name as the app spells it.
    pub name: String,
    run: ActivityFn,
    takes: Option<DurationFn>,
}

impl Activity {
    /// Its outcome for an input.
    pub fn run(&self, input: &Json) -> Outcome {
        (self.run)(input)
    }

    /// How long it takes for an input; `None` for the few milliseconds of most.
    pub fn takes(&self, input: &Json) -> Option<TimeDelta> {
        self.takes.as_ref().map(|takes| takes(input))
    }
}

/// An entity: a function of its state, an operation and its input.
#[derive(Clone)]
pub struct Entity {
    /// The name as the app spells it.
    pub name: String,
    run: EntityFn,
}

impl Entity {
    /// Applies an operation; the state is only to be kept where the outcome is no error.
    pub fn apply(&self, state: &mut Option<Json>, operation: &str, input: &Json) -> Outcome {
        (self.run)(state, operation, input)
    }
}

/// Every function of an app, in the order they were added, which is the order in which the API names them in errors.
#[derive(Clone, Default)]
pub struct Registry {
    orchestrators: Vec<Orchestrator>,
    activities: Vec<Activity>,
    entities: Vec<Entity>,
}

impl Registry {
    /// No functions.
    pub fn new() -> Self {
        Self::default()
    }

    /// Adds an orchestrator: `registry.orchestrator("Hello", |ctx| async move { ctx.activity("SayHello", "Tokyo").await })`.
    pub fn orchestrator<F, R>(&mut self, name: &str, run: F) -> &mut Self
    where
        F: Fn(Ctx) -> R + Send + Sync + 'static,
        R: Future<Output = Outcome> + Send + 'static,
    {
        let run: OrchestratorFn = Arc::new(move |ctx| Box::pin(run(ctx)));
        self.orchestrators.push(Orchestrator {
            name: name.to_owned(),
            run,
        });
        self
    }

    /// Adds an activity that takes a few milliseconds.
    pub fn activity(
        &mut self,
        name: &str,
        run: impl Fn(&Json) -> Outcome + Send + Sync + 'static,
    ) -> &mut Self {
        self.activities.push(Activity {
            name: name.to_owned(),
            run: Arc::new(run),
            takes: None,
        });
        self
    }

    /// Adds an activity that takes as long as `takes` says for its input.
    pub fn slow_activity(
        &mut self,
        name: &str,
        takes: impl Fn(&Json) -> TimeDelta + Send + Sync + 'static,
        run: impl Fn(&Json) -> Outcome + Send + Sync + 'static,
    ) -> &mut Self {
        self.activities.push(Activity {
            name: name.to_owned(),
            run: Arc::new(run),
            takes: Some(Arc::new(takes)),
        });
        self
    }

    /// Adds an entity: a function of state, operation and input. The operation `delete` is the framework's own.
    pub fn entity(
        &mut self,
        name: &str,
        run: impl Fn(&mut Option<Json>, &str, &Json) -> Outcome + Send + Sync + 'static,
    ) -> &mut Self {
        self.entities.push(Entity {
            name: name.to_owned(),
            run: Arc::new(run),
        });
        self
    }

    /// The orchestrator of that name, in any case.
    pub fn find_orchestrator(&self, name: &str) -> Option<&Orchestrator> {
        self.orchestrators
            .iter()
            .find(|f| f.name.eq_ignore_ascii_case(name))
    }

    /// The activity of that name, in any case.
    pub fn find_activity(&self, name: &str) -> Option<&Activity> {
        self.activities
            .iter()
            .find(|f| f.name.eq_ignore_ascii_case(name))
    }

    /// The entity of that name, in any case.
    pub fn find_entity(&self, name: &str) -> Option<&Entity> {
        self.entities
            .iter()
            .find(|f| f.name.eq_ignore_ascii_case(name))
    }

    /// The orchestrators' names.
    pub fn orchestrator_names(&self) -> impl Iterator<Item = &str> {
        self.orchestrators.iter().map(|f| f.name.as_str())
    }

    /// The entities' names.
    pub fn entity_names(&self) -> impl Iterator<Item = &str> {
        self.entities.iter().map(|f| f.name.as_str())
    }
}
