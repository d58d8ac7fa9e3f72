//! What an orchestrator can await, and the ways to await several at once.

use std::future::Future;
use std::pin::Pin;
use std::task::{Context, Poll};

use super::registry::Outcome;
use super::script::Ctx;
use crate::json::Json;

/// An activity, a child or a timer that was scheduled. It runs whether it is awaited or not.
#[must_use = "it runs anyhow, but its outcome is lost"]
pub struct Task {
    ctx: Ctx,
    task: u64,
}

impl Task {
    pub(super) fn new(ctx: Ctx, task: u64) -> Self {
        Self { ctx, task }
    }
}

impl Future for Task {
    type Output = Outcome;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Outcome> {
        let mut shared = self.ctx.lock();
        match shared.done.iter().position(|(task, _)| *task == self.task) {
            Some(at) => Poll::Ready(shared.done.swap_remove(at).1),
            None => Poll::Pending,
        }
    }
}

/// Waits for one event. Waits of the same name are served in the order they were made.
#[must_use = "an event is only received where it is awaited"]
pub struct EventWait {
    ctx: Ctx,
    wait: u64,
}

impl EventWait {
    pub(super) fn new(ctx: Ctx, name: &str) -> Self {
        let mut shared = ctx.lock();
        let wait = shared.next_wait;
        shared.next_wait += 1;
        match shared
            .raised
            .iter()
            .position(|(raised, _)| same_name(raised, name))
        {
            Some(at) => {
                let (_, payload) = shared.raised.remove(at);
                shared.met.push((wait, payload));
            }
            None => shared.waits.push((wait, name.to_owned())),
        }
        drop(shared);
        Self { ctx, wait }
    }
}

/// Whether two event names are one: they match in any case (recording `events-by-name`).
pub(super) fn same_name(a: &str, b: &str) -> bool {
    a.to_lowercase() == b.to_lowercase()
}

impl Future for EventWait {
    type Output = Json;

    fn poll(self: Pin<&mut Self>, _: &mut Context<'_>) -> Poll<Json> {
        let mut shared = self.ctx.lock();
        match shared.met.iter().position(|(wait, _)| *wait == self.wait) {
            Some(at) => Poll::Ready(shared.met.swap_remove(at).1),
            None => Poll::Pending,
        }
    }
}

impl Drop for EventWait {
    fn drop(&mut self) {
        let wait = self.wait;
        self.ctx.lock().waits.retain(|(other, _)| *other != wait);
    }
}

/// Which of two came first.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Either<A, B> {
    /// The first one.
    Left(A),
    /// The second one.
    Right(B),
}

/// Waits for the first of two.
pub async fn either<A, B>(left: A, right: B) -> Either<A::Output, B::Output>
where
    A: Future,
    B: Future,
{
    let (mut left, mut right) = (Box::pin(left), Box::pin(right));
    std::future::poll_fn(move |cx| {
        if let Poll::Ready(value) = left.as_mut().poll(cx) {
            return Poll::Ready(Either::Left(value));
        }
        right.as_mut().poll(cx).map(Either::Right)
    })
    .await
}

/// Waits for all, and gives their outcomes in the order they were given.
pub async fn all<F: Future>(tasks: Vec<F>) -> Vec<F::Output> {
    let mut waiting: Vec<(usize, Pin<Box<F>>)> =
        tasks.into_iter().map(Box::pin).enumerate().collect();
    let mut done: Vec<(usize, F::Output)> = Vec::with_capacity(waiting.len());
    std::future::poll_fn(|cx| {
        waiting.retain_mut(|(index, task)| match task.as_mut().poll(cx) {
            Poll::Ready(value) => {
                done.push((*index, value));
                false
            }
            Poll::Pending => true,
        });
        if waiting.is_empty() {
            Poll::Ready(())
        } else {
            Poll::Pending
        }
    })
    .await;
    done.sort_by_key(|(index, _)| *index);
    done.into_iter().map(|(_, value)| value).collect()
}

/// Waits for all; the first error in the order they were given is the outcome.
pub async fn all_ok(tasks: Vec<Task>) -> Result<Vec<Json>, super::thrown::Thrown> {
    all(tasks).await.into_iter().collect()
}
