//! Requests of the counter that the patient screen answers: a PIN (D9), a face. Of each kind one is open at a time; of
//! both kinds together one waits for the patient. One VERIFY per human act, whatever is sent twice or at once.

mod act;

use super::live::Overlay;
use crate::state::Bridge;
use act::Acts;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::event::{Event, Readers};
use std::sync::{Mutex, MutexGuard, PoisonError};
use uuid::Uuid;

pub(super) use act::{Act, Attempt, Tried, enter};

/// What kind of request it is.
pub(super) trait Kind: Sized + Send + 'static {
    /// Where it stands.
    type State: Clone + Send;
    /// What a human act came to.
    type Outcome: Clone + Send + Sync + 'static;
    /// What a request of this kind holds besides. What must not outlive the request is dropped with it.
    type Parts: Default + Send;

    /// Of a request that is not the open one any more.
    const ENDED: ErrorCode;
    /// One try is left and using it was not confirmed.
    const CONFIRM_LAST_TRY: Self::Outcome;
    /// The card is working on an act.
    const WORKING: Self::State;

    /// The requests of this kind.
    fn desk(bridge: &Bridge) -> &Requests<Self>;
    /// It has moved.
    fn changed(id: String) -> Event;
    /// It ended without.
    fn ended(code: ErrorCode) -> Self::State;
    /// What there is to do in a state.
    fn standing(state: &Self::State) -> Standing;
    /// What the patient screen shows of a state. `wrong`: what was entered last was wrong.
    fn overlay(state: &Self::State, id: &str, wrong: bool) -> Option<Overlay>;
    /// What it holds after an act, and where it stands then.
    fn take(parts: &mut Self::Parts, new: Self::Parts, state: Self::State) -> Self::State {
        *parts = new;
        state
    }
    /// It is not awaited any more: what it came to stays, what it holds besides need not.
    fn left(parts: &mut Self::Parts);
}

/// What there is to do in a state.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Standing {
    /// An act is awaited; tries left, at least 1.
    Awaits(u8),
    /// The card is working.
    Working,
    /// Something else is awaited from the patient.
    Underway,
    /// It came to something.
    Settled,
    /// It came to nothing.
    Ended,
}

/// The one open request of a kind.
pub(super) struct Requests<K: Kind> {
    open: Mutex<Option<Open<K>>>,
}

/// A request, kept until another takes its place.
pub(super) struct Open<K: Kind> {
    pub(super) id: String,
    pub(super) presence: String,
    pub(super) nonce: String,
    pub(super) state: K::State,
    pub(super) parts: K::Parts,
    acts: Acts<K::Outcome>,
}

/// Opens a request, with what it holds from the beginning, and puts it on the patient screen. Takes the place of any
/// other of its kind. Its id.
pub(super) fn open<K: Kind>(
    bridge: &Bridge,
    presence: String,
    nonce: String,
    state: K::State,
    parts: K::Parts,
) -> String {
    let id = Uuid::new_v4().to_string();
    let before = {
        // Under the lock: a request that ends at once must not leave its overlay behind.
        let mut open = K::desk(bridge).open();
        if let Some(overlay) = K::overlay(&state, &id, false) {
            bridge.live.put_overlay(overlay);
        }
        open.replace(Open {
            id: id.clone(),
            presence,
            nonce,
            state,
            parts,
            acts: Acts::default(),
        })
    };
    if let Some(before) = before {
        bridge.live.tell(&K::changed(before.id));
    }
    bridge.live.tell(&K::changed(id.clone()));
    // The card may have gone between the look at it and now.
    look_again::<K>(bridge);
    id
}

/// Where a request stands. One that is not the last one has ended.
pub(super) fn state<K: Kind>(bridge: &Bridge, id: &str) -> K::State {
    let open = K::desk(bridge).open();
    match open.as_ref().filter(|request| request.id == id) {
        Some(request) => request.state.clone(),
        None => K::ended(K::ENDED),
    }
}

/// Ends a request. What the card may be doing for it comes to nothing.
pub(super) fn cancel<K: Kind>(bridge: &Bridge, id: &str) {
    end::<K>(bridge, |request| request.id == id, K::ENDED);
}

/// Ends a request that still waits: the counter has gone on without it. What it came to before stays.
pub(super) fn give_up<K: Kind>(bridge: &Bridge) {
    let waits = |request: &Open<K>| match K::standing(&request.state) {
        Standing::Awaits(_) | Standing::Working | Standing::Underway => true,
        Standing::Settled | Standing::Ended => false,
    };
    end::<K>(bridge, waits, K::ENDED);
}

/// The same, and of one that came to something only that stays.
pub(super) fn leave<K: Kind>(bridge: &Bridge) {
    give_up::<K>(bridge);
    if let Some(request) = K::desk(bridge).open().as_mut() {
        K::left(&mut request.parts);
    }
}

/// Pulling the card ends the request and drops what it came to; while the card is working, the card path tells.
pub(super) fn readers_changed<K: Kind>(bridge: &Bridge, readers: &Readers) {
    let lies_there = |presence: &str| {
        let mut cards = readers.list.iter().filter_map(|reader| reader.card.as_ref());
        cards.any(|card| card.presence == presence)
    };
    let gone = |request: &Open<K>| {
        let working = K::standing(&request.state) == Standing::Working;
        !working && !lies_there(&request.presence)
    };
    let code = readers.problem.unwrap_or(ErrorCode::CardRemoved);
    end::<K>(bridge, gone, code);
}

/// Moves a request on, if `step` finds it as it should be, and shows it. `step` tells the new state, or `None` to leave
/// all as it is; it is called under the lock and waits for nothing.
pub(super) fn advance<K: Kind>(
    bridge: &Bridge,
    id: &str,
    wrong: bool,
    step: impl FnOnce(&mut Open<K>) -> Option<K::State>,
) -> bool {
    {
        let mut open = K::desk(bridge).open();
        let Some(request) = open.as_mut().filter(|request| request.id == id) else {
            return false;
        };
        let Some(state) = step(request) else { return false };
        match K::overlay(&state, id, wrong) {
            Some(overlay) => bridge.live.change_overlay(overlay),
            None => bridge.live.take_overlay(id),
        }
        request.state = state;
    }
    bridge.live.tell(&K::changed(id.to_owned()));
    // A card pulled while it was working ends the request now.
    look_again::<K>(bridge);
    true
}

fn look_again<K: Kind>(bridge: &Bridge) {
    let readers = bridge.readers.cards.readers().borrow().clone();
    readers_changed::<K>(bridge, &readers);
}

fn end<K: Kind>(bridge: &Bridge, which: impl Fn(&Open<K>) -> bool, code: ErrorCode) {
    let ended = {
        let mut open = K::desk(bridge).open();
        match open.as_mut().filter(|request| which(request)) {
            Some(request) if K::standing(&request.state) != Standing::Ended => {
                request.state = K::ended(code);
                request.parts = K::Parts::default();
                bridge.live.take_overlay(&request.id);
                Some(request.id.clone())
            }
            _ => None,
        }
    };
    if let Some(id) = ended {
        bridge.live.tell(&K::changed(id));
    }
}

impl<K: Kind> Requests<K> {
    pub(super) fn open(&self) -> MutexGuard<'_, Option<Open<K>>> {
        self.open.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl<K: Kind> Default for Requests<K> {
    fn default() -> Self {
        Self {
            open: Mutex::new(None),
        }
    }
}
