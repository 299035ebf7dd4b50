//! The thread that waits for readers and cards to come and go.

use super::{registry::Registry, transport::Backend, worker::Workers};
use std::{
    sync::{Arc, Condvar, Mutex, PoisonError},
    time::Duration,
};

/// Pause before the first new try to reach a lost service; doubled up to the longest.
const FIRST_PAUSE: Duration = Duration::from_millis(50);
/// Longest pause: the service is back in use within this time, and no call goes into the void more often.
const LONGEST_PAUSE: Duration = Duration::from_millis(250);

/// Tells threads to end.
#[derive(Default)]
pub(crate) struct Stop {
    state: Mutex<StopState>,
    changed: Condvar,
}

#[derive(Clone, Copy, Default)]
struct StopState {
    wanted: bool,
    done: bool,
}

/// Body of the thread: looks, waits, and sets everything up anew when the service was lost, until told to stop.
pub(crate) fn run(backend: &dyn Backend, registry: &Registry, workers: &Workers, stop: &Stop) {
    let mut pause = FIRST_PAUSE;
    while !stop.is_wanted() {
        let mut watcher = backend.watcher();
        while let Ok(readers) = watcher.wait() {
            if stop.is_wanted() {
                break;
            }
            pause = FIRST_PAUSE;
            workers.retain(|reader| readers.iter().any(|status| status.name == reader));
            registry.update(readers);
        }
        registry.lose();
        stop.sleep(pause);
        pause = (pause * 2).min(LONGEST_PAUSE);
    }
    stop.set(|state| state.done = true);
}

impl Stop {
    pub(crate) fn is_wanted(&self) -> bool {
        self.lock().wanted
    }

    pub(crate) fn is_done(&self) -> bool {
        self.lock().done
    }

    pub(crate) fn want(&self) {
        self.set(|state| state.wanted = true);
    }

    /// Waits for so long, or until it is time to end.
    fn sleep(&self, pause: Duration) {
        let guard = self.lock();
        drop(
            self.changed
                .wait_timeout_while(guard, pause, |state| !state.wanted),
        );
    }

    fn set(&self, change: impl FnOnce(&mut StopState)) {
        change(&mut self.lock());
        self.changed.notify_all();
    }

    fn lock(&self) -> std::sync::MutexGuard<'_, StopState> {
        self.state.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

/// Starts the thread.
pub(crate) fn start(
    backend: Arc<dyn Backend>,
    registry: Arc<Registry>,
    workers: Arc<Workers>,
    stop: Arc<Stop>,
) -> std::io::Result<()> {
    std::thread::Builder::new()
        .name("card-monitor".into())
        .spawn(move || run(&*backend, &registry, &workers, &stop))?;
    Ok(())
}
