//! Real readers over the PC/SC service of the machine. Every thread has a context of its own, and after any loss of the
//! service a fresh one: an old context stays dead though it calls itself valid (`bridge.md §0`, `§6d`).

mod connector;
mod watcher;

use super::{Backend, Connector, TransportError, Watcher};
use connector::PcscConnector;
use pcsc::{Context, Error};
use std::{
    sync::{
        Arc, Mutex, PoisonError,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};
use watcher::PcscWatcher;

/// How often and how long apart [`Backend::wake`] interrupts a watcher that may just not be waiting yet.
const WAKE_TRIES: u32 = 20;
const WAKE_PAUSE: Duration = Duration::from_millis(10);

/// The PC/SC service of this machine.
#[derive(Default)]
pub(crate) struct PcscBackend {
    shared: Arc<Shared>,
}

/// What the watcher and those who wake it share.
#[derive(Default)]
struct Shared {
    /// The context in which the watcher waits.
    watching: Mutex<Option<Context>>,
    /// Set by a waker, cleared by the watcher when it looks anew.
    poked: AtomicBool,
}

impl Backend for PcscBackend {
    fn is_simulated(&self) -> bool {
        false
    }

    fn watcher(&self) -> Box<dyn Watcher> {
        Box::new(PcscWatcher::new(Arc::clone(&self.shared)))
    }

    fn connector(&self) -> Box<dyn Connector> {
        Box::new(PcscConnector::default())
    }

    fn wake(&self) {
        self.shared.poked.store(true, Ordering::SeqCst);
        for _ in 0..WAKE_TRIES {
            let context = self.shared.context();
            // Nothing is lost when this fails: the service is gone and the watcher knows.
            if let Some(context) = context {
                let _ = context.cancel();
            }
            thread::sleep(WAKE_PAUSE);
            if !self.shared.poked.load(Ordering::SeqCst) {
                return;
            }
        }
    }
}

impl Shared {
    fn context(&self) -> Option<Context> {
        self.watching
            .lock()
            .unwrap_or_else(PoisonError::into_inner)
            .clone()
    }

    fn set_context(&self, context: Option<Context>) {
        *self.watching.lock().unwrap_or_else(PoisonError::into_inner) = context;
    }
}

/// Whether the service is gone, as opposed to a card or reader. Which of these codes comes depends on the call and the
/// moment (`bridge.md §6d`).
fn is_service_loss(error: Error) -> bool {
    matches!(
        error,
        Error::NoService
            | Error::ServiceStopped
            | Error::InvalidHandle
            | Error::CommError
            | Error::Shutdown
            | Error::InternalError
            | Error::SystemCancelled
    )
}

fn transport_error(error: Error) -> TransportError {
    match error {
        Error::RemovedCard | Error::NoSmartcard => TransportError::Removed,
        Error::SharingViolation => TransportError::InUse,
        Error::UnknownReader | Error::ReaderUnavailable | Error::NoReadersAvailable => {
            TransportError::ReaderGone
        }
        Error::UnresponsiveCard | Error::UnpoweredCard => TransportError::NoAnswer,
        lost if is_service_loss(lost) => TransportError::ServiceLost,
        _ => TransportError::Failed,
    }
}
