//! The user's word on a large answer, waited for in the middle of a load.

use std::{
    cell::RefCell,
    future::poll_fn,
    rc::Rc,
    task::{Poll, Waker},
};

/// What to do with an answer that is large.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Answer {
    /// Load all of it.
    All,
    /// Ask for it anew without inputs and results.
    Summary,
    /// Load all of it, into a file.
    Download,
}

/// Nobody will answer: the load was given up.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct NoAnswer;

/// Where a load waits for an answer. Copies are the same place.
#[derive(Clone, Default)]
pub struct Consent(Rc<RefCell<Asked>>);

#[derive(Default)]
struct Asked {
    answer: Option<Result<Answer, NoAnswer>>,
    waker: Option<Waker>,
}

impl Consent {
    /// Gives an answer, or says that there will be none. Only who waits hears it.
    pub fn give(&self, answer: Result<Answer, NoAnswer>) {
        let waker = {
            let mut asked = self.0.borrow_mut();
            asked.answer = Some(answer);
            asked.waker.take()
        };
        if let Some(waker) = waker {
            waker.wake();
        }
    }

    /// Waits for the next answer.
    pub async fn wait(&self) -> Result<Answer, NoAnswer> {
        self.0.borrow_mut().answer = None;
        poll_fn(|context| {
            let mut asked = self.0.borrow_mut();
            if let Some(answer) = asked.answer.take() {
                return Poll::Ready(answer);
            }
            asked.waker = Some(context.waker().clone());
            Poll::Pending
        })
        .await
    }
}
