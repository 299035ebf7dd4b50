//! What is true at the desk right now: connected screens, who holds the lease, what the patient sees, readers.
//! One lock over all of it, so that a snapshot and the events after it always fit together.

mod lease;
mod step;

use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::event::{Event, Presence, Readers, Snapshot};
use madoguchi_shared::bridge::patient::PatientStep;
use std::sync::{Mutex, MutexGuard, PoisonError};
use tokio::sync::mpsc;

pub use step::{Clearing, Overlay};

/// Most screens at a time.
pub const SCREENS: usize = 32;

/// Events that may wait for a screen; one that falls further behind is dropped and has to connect anew.
const BACKLOG: usize = 256;

/// Whose screen it is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Admission {
    /// Pairing of the screen.
    pub pairing: String,
    /// Its role.
    pub role: Role,
    /// Its tab, an id of the page's own making.
    pub tab: String,
}

/// A connected screen's end of the line.
pub struct Connection {
    /// For [`Live::disconnect`].
    pub id: u64,
    /// The first thing to tell it.
    pub snapshot: Snapshot,
    /// What to tell it then; ends when the screen has to go.
    pub events: mpsc::Receiver<Event>,
}

/// The desk right now.
pub struct Live {
    now: Mutex<Now>,
}

struct Now {
    next_id: u64,
    /// In the order of their arrival.
    screens: Vec<Screen>,
    /// Pairing and tab that hold the lease.
    lease: Option<(String, String)>,
    /// The counter's step.
    step: PatientStep,
    /// Id of the reception that the step belongs to; stays until the next one's.
    turn: Option<String>,
    /// Lies over the step while a request waits for the patient.
    overlay: Option<Overlay>,
    /// Counts the ends of receptions; see [`step`].
    ending: u64,
    readers: Readers,
}

struct Screen {
    id: u64,
    owner: Admission,
    events: mpsc::Sender<Event>,
}

impl Default for Live {
    fn default() -> Self {
        Self {
            now: Mutex::new(Now {
                next_id: 0,
                screens: Vec::new(),
                lease: None,
                step: PatientStep::Idle,
                turn: None,
                overlay: None,
                ending: 0,
                readers: Readers::default(),
            }),
        }
    }
}

impl Live {
    /// Connects a screen. `None`: there are [`SCREENS`] already.
    pub fn connect(&self, owner: Admission) -> Option<Connection> {
        let mut now = self.now();
        if now.screens.len() >= SCREENS {
            return None;
        }
        let before = now.patient_screen();
        let id = now.next_id;
        now.next_id += 1;
        if owner.role == Role::Counter && now.lease.is_none() {
            now.lease = Some((owner.pairing.clone(), owner.tab.clone()));
        }
        let (sender, events) = mpsc::channel(BACKLOG);
        let role = owner.role;
        now.screens.push(Screen {
            id,
            owner,
            events: sender,
        });
        if now.patient_screen() != before {
            now.tell(&Event::PatientScreen(Presence::Present));
        }
        let snapshot = now.snapshot(role);
        Some(Connection { id, snapshot, events })
    }

    /// A screen has gone; its lease passes on.
    pub fn disconnect(&self, id: u64) {
        self.now().remove(|screen| screen.id == id);
    }

    /// Every screen of a pairing has to go.
    pub fn drop_pairing(&self, pairing: &str) {
        self.now().remove(|screen| screen.owner.pairing == pairing);
    }

    /// Every screen has to go: the bridge stops.
    pub fn drop_all(&self) {
        self.now().remove(|_| true);
    }

    /// Whether a screen of this pairing is connected.
    pub fn is_there(&self, pairing: &str) -> bool {
        self.now()
            .screens
            .iter()
            .any(|screen| screen.owner.pairing == pairing)
    }

    /// Count of connected screens.
    pub fn screens(&self) -> usize {
        self.now().screens.len()
    }

    /// Tells an event to the screens that may see it.
    pub fn tell(&self, event: &Event) {
        self.now().tell(event);
    }

    /// The readers have changed.
    pub fn set_readers(&self, readers: Readers) {
        let mut now = self.now();
        if now.readers != readers {
            now.readers = readers.clone();
            now.tell(&Event::Readers(readers));
        }
    }

    fn now(&self) -> MutexGuard<'_, Now> {
        // Nothing under the lock panics; if it ever did, each field would still be whole.
        self.now.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

impl Now {
    fn snapshot(&self, role: Role) -> Snapshot {
        let counter = role == Role::Counter;
        let patient_step = match role {
            Role::Counter | Role::Patient => self.patient_step(),
            Role::Records => PatientStep::Idle.into(),
        };
        Snapshot {
            readers: counter.then(|| self.readers.clone()),
            patient_step,
            patient_screen: counter.then(|| self.patient_screen()),
            lease: self
                .lease
                .as_ref()
                .filter(|_| counter)
                .map(|(_, tab)| tab.clone()),
        }
    }

    fn patient_screen(&self) -> Presence {
        let mut roles = self.screens.iter().map(|screen| screen.owner.role);
        if roles.any(|role| role == Role::Patient) {
            Presence::Present
        } else {
            Presence::Absent
        }
    }

    fn tell(&mut self, event: &Event) {
        let mut behind = Vec::new();
        for screen in self.screens.iter().filter(|s| may_see(s.owner.role, event)) {
            if screen.events.try_send(event.clone()).is_err() {
                behind.push(screen.id);
            }
        }
        if !behind.is_empty() {
            tracing::warn!(screens = behind.len(), "screens that fell behind are dropped");
            self.remove(|screen| behind.contains(&screen.id));
        }
    }

    fn remove(&mut self, goes: impl Fn(&Screen) -> bool) {
        let before = self.patient_screen();
        self.screens.retain(|screen| !goes(screen));
        if self.patient_screen() != before {
            self.tell(&Event::PatientScreen(Presence::Absent));
        }
        self.pass_lease_on();
    }
}

/// Topics and roles (D7): a patient screen learns its step and nothing else, a records screen that there is a consent more.
fn may_see(role: Role, event: &Event) -> bool {
    match role {
        Role::Counter => true,
        Role::Patient => matches!(event, Event::PatientStep(_)),
        Role::Records => matches!(event, Event::Consents),
    }
}
