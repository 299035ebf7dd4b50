//! The one thread that computes: pictures are never worked on where requests are answered, and never two at a time.

use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::mpsc::{self, Sender};
use std::sync::{Mutex, PoisonError};
use tokio::sync::oneshot;

type Job = Box<dyn FnOnce() + Send>;

/// Starts with its first work; a panic ends that work only. Ends when it is dropped and its queue is empty.
#[derive(Default)]
pub(super) struct Thread {
    queue: Mutex<Option<Sender<Job>>>,
}

impl Thread {
    /// Has something done. `None`: there is no thread to be had, or it panicked.
    pub(super) async fn run<T: Send + 'static>(
        &self,
        work: impl FnOnce() -> T + Send + 'static,
    ) -> Option<T> {
        let (answer, done) = oneshot::channel();
        let job = Box::new(move || {
            // Nobody may be waiting any more.
            let _ = answer.send(work());
        });
        self.send(job);
        done.await.ok()
    }

    fn send(&self, job: Job) {
        let mut queue = self.queue.lock().unwrap_or_else(PoisonError::into_inner);
        let sent = match queue.as_ref() {
            Some(queue) => queue.send(job),
            None => Err(mpsc::SendError(job)),
        };
        if let Err(mpsc::SendError(job)) = sent {
            let started = start();
            // A thread that could not be started drops the job, which its sender notices.
            let _ = started.send(job);
            *queue = Some(started);
        }
    }
}

fn start() -> Sender<Job> {
    let (queue, jobs) = mpsc::channel::<Job>();
    let started = std::thread::Builder::new().name("face".into()).spawn(move || {
        for job in jobs {
            // What it held is dropped, and whoever waits for it learns that there is no answer.
            let _ = catch_unwind(AssertUnwindSafe(job));
        }
    });
    if let Err(error) = started {
        tracing::error!(%error, "no thread for faces");
    }
    queue
}

#[cfg(test)]
mod tests {
    use super::*;

    #[tokio::test]
    async fn a_panic_ends_one_job_and_not_the_next() {
        let thread = Thread::default();
        assert_eq!(thread.run(|| 1).await, Some(1));
        assert_eq!(thread.run(|| -> u8 { panic!("of a test") }).await, None);
        assert_eq!(thread.run(|| 2).await, Some(2));
    }
}
