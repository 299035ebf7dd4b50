//! One thread per reader, so that a reader whose card does not answer holds up no other.

use super::transport::{Backend, Connector};
use std::{
    collections::HashMap,
    sync::{
        Arc, Mutex, MutexGuard, PoisonError,
        mpsc::{self, Sender},
    },
    thread,
};

/// What a worker is given: run on its thread with its connector.
pub(crate) type Job = Box<dyn FnOnce(&mut dyn Connector) + Send>;

/// The workers, by reader. A worker ends when its queue is given up and empty.
pub(crate) struct Workers {
    backend: Arc<dyn Backend>,
    queues: Mutex<HashMap<String, Sender<Job>>>,
}

impl Workers {
    pub(crate) fn new(backend: Arc<dyn Backend>) -> Self {
        Self {
            backend,
            queues: Mutex::default(),
        }
    }

    /// Queues a job for a reader, whose worker is started when there is none.
    pub(crate) fn send(&self, reader: &str, job: Job) {
        let mut queues = self.lock();
        let sent = match queues.get(reader) {
            Some(queue) => queue.send(job),
            None => Err(mpsc::SendError(job)),
        };
        // No worker yet, or one whose thread has ended by a panic.
        if let Err(mpsc::SendError(job)) = sent {
            let queue = self.start();
            // A thread that could not be started drops the job, which its sender notices.
            let _ = queue.send(job);
            queues.insert(reader.to_owned(), queue);
        }
    }

    /// Gives a worker up as stuck: later jobs get a new thread, the old one ends when its call returns.
    pub(crate) fn replace(&self, reader: &str) {
        self.lock().remove(reader);
    }

    /// Ends the workers of readers that are not there.
    pub(crate) fn retain(&self, is_there: impl Fn(&str) -> bool) {
        self.lock().retain(|reader, _| is_there(reader));
    }

    fn start(&self) -> Sender<Job> {
        let (queue, jobs) = mpsc::channel::<Job>();
        let backend = Arc::clone(&self.backend);
        let started = thread::Builder::new().name("card-reader".into()).spawn(move || {
            let mut connector = backend.connector();
            for job in jobs {
                job(&mut *connector);
            }
        });
        if let Err(error) = started {
            tracing::error!(%error, "no thread for a reader");
        }
        queue
    }

    fn lock(&self) -> MutexGuard<'_, HashMap<String, Sender<Job>>> {
        self.queues.lock().unwrap_or_else(PoisonError::into_inner)
    }
}
