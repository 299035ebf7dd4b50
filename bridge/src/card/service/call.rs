//! One operation seen from the waiting side.

use super::{
    super::{
        CardError,
        control::Control,
        operation::{self, Surroundings},
        session::{Fault, Session},
        transport::{Connector, Place},
    },
    CardService, DEADLINE, Inner,
};
use std::sync::Arc;
use tokio::{sync::oneshot, time};

impl CardService {
    /// Has an operation done by the thread of the card's reader and waits for it until the deadline.
    pub(super) async fn perform<T: Send + 'static>(
        &self,
        presence: &str,
        body: impl FnOnce(&Surroundings, &Place, &mut Session<'_>) -> Result<T, Fault> + Send + 'static,
    ) -> Result<T, CardError> {
        let Inner {
            backend,
            workers,
            around,
            ..
        } = &*self.inner;
        let place = around.registry.find(presence)?;
        let waiting = Waiting(Arc::new(Control::default()));
        let (answer, outcome) = oneshot::channel();
        let job = {
            let (around, place, backend) = (around.clone(), place.clone(), Arc::clone(backend));
            let control = Arc::clone(&waiting.0);
            move |connector: &mut dyn Connector| {
                if control.is_abandoned() {
                    return;
                }
                let result = operation::run(&around, connector, &place, &control, |session| {
                    body(&around, &place, session)
                });
                let in_use = matches!(result, Err(CardError::InUse));
                // Before the answer: as long as it lives, the card counts as busy with it.
                drop(control);
                if in_use {
                    around.registry.mark_in_use(&place.presence);
                }
                // Nobody may be waiting any more.
                let _ = answer.send(result);
                if in_use {
                    // The watcher has to see that it is held to see when it is let go.
                    backend.wake();
                }
            }
        };
        workers.send(&place.reader, Box::new(job));
        match time::timeout(DEADLINE, outcome).await {
            Ok(Ok(result)) => result,
            // Its thread could not be started or has ended.
            Ok(Err(_)) => Err(CardError::PcscDown),
            Err(_) => {
                workers.replace(&place.reader);
                if waiting.0.waits_for_reader() {
                    return Err(CardError::InUse);
                }
                around.registry.mark_stuck(presence, &waiting.0);
                Err(CardError::Timeout)
            }
        }
    }
}

/// The waiting side of an operation. Dropped early, by the deadline or because the caller has gone, it abandons the rest.
struct Waiting(Arc<Control>);

impl Drop for Waiting {
    fn drop(&mut self) {
        self.0.abandon();
    }
}
