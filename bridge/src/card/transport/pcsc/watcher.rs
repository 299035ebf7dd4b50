//! Waiting for readers and cards to come and go: one blocking call for all of them.

use super::{
    super::{CardStatus, ReaderStatus, ServiceLost, Watcher},
    Shared,
};
use pcsc::{Context, Error, PNP_NOTIFICATION, ReaderState, Scope, State};
use std::{
    ffi::CString,
    sync::{Arc, atomic::Ordering},
    time::Duration,
};

/// See [`Watcher`].
pub(super) struct PcscWatcher {
    shared: Arc<Shared>,
    context: Option<Context>,
    /// The readers, and last the pseudo-reader that tells of new ones.
    states: Vec<ReaderState>,
}

impl PcscWatcher {
    pub(super) fn new(shared: Arc<Shared>) -> Self {
        Self {
            shared,
            context: None,
            states: Vec::new(),
        }
    }

    fn establish(&mut self) -> Result<Context, Error> {
        if let Some(context) = &self.context {
            return Ok(context.clone());
        }
        let context = Context::establish(Scope::System)?;
        self.context = Some(context.clone());
        self.shared.set_context(Some(context.clone()));
        Ok(context)
    }

    fn look(&mut self) -> Result<Vec<ReaderStatus>, Error> {
        let context = self.establish()?;
        let woken = self.shared.poked.swap(false, Ordering::SeqCst);
        let first = self.states.is_empty();
        let other_readers = self.take_readers(context.list_readers_owned()?, woken);
        let timeout = (woken || first || other_readers).then_some(Duration::ZERO);
        match context.get_status_change(timeout, &mut self.states) {
            // UnknownReader: one was unplugged between the two calls; the next look sees it.
            Ok(()) | Err(Error::Timeout | Error::Cancelled | Error::UnknownReader) => {}
            Err(error) => return Err(error),
        }
        for state in &mut self.states {
            // Empty after a call that ended before it looked at this reader.
            if !state.event_state().is_empty() {
                state.sync_current_state();
            }
        }
        Ok(self.readers())
    }

    /// Takes over the list of readers; whether it has changed. What is known of the others stays, unless `anew`.
    fn take_readers(&mut self, names: Vec<CString>, anew: bool) -> bool {
        let mut known = std::mem::take(&mut self.states);
        let before = known.len();
        if anew {
            known.retain(|state| state.name() == PNP_NOTIFICATION());
        }
        let mut take = |name: CString| {
            let position = known.iter().position(|state| state.name() == name.as_c_str());
            position.map_or_else(
                || ReaderState::new(name, State::UNAWARE),
                |position| known.swap_remove(position),
            )
        };
        let mut states: Vec<_> = names.into_iter().map(&mut take).collect();
        states.push(take(PNP_NOTIFICATION().to_owned()));
        let changed = !known.is_empty() || states.len() != before;
        self.states = states;
        changed
    }

    fn readers(&self) -> Vec<ReaderStatus> {
        let real = |state: &&ReaderState| {
            state.name() != PNP_NOTIFICATION()
                && !state.event_state().intersects(State::UNKNOWN | State::IGNORE)
        };
        self.states.iter().filter(real).map(status).collect()
    }
}

impl Watcher for PcscWatcher {
    fn wait(&mut self) -> Result<Vec<ReaderStatus>, ServiceLost> {
        self.look().map_err(|error| {
            tracing::debug!(%error, "PC/SC service lost");
            self.context = None;
            self.shared.set_context(None);
            ServiceLost
        })
    }
}

impl Drop for PcscWatcher {
    fn drop(&mut self) {
        self.shared.set_context(None);
    }
}

fn status(state: &ReaderState) -> ReaderStatus {
    let flags = state.event_state();
    ReaderStatus {
        name: state.name().to_string_lossy().into_owned(),
        card: flags.contains(State::PRESENT).then(|| CardStatus {
            event_count: state.event_count(),
            in_use: flags.contains(State::EXCLUSIVE),
        }),
    }
}
