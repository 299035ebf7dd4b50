//! Everything the bridge knows while it runs.

use crate::card::CardService;
use crate::clock::Clock;
use crate::desk::camera_test::CameraTests;
use crate::desk::face::{self, FaceDesk, FaceMatcher, PolicyStanding};
use crate::desk::identity::DeskIdentity;
use crate::desk::live::Live;
use crate::desk::pairing::Pairings;
use crate::desk::pin::{self, PinDesk};
use crate::desk::receptions::Receptions;
use crate::desk::staff::StaffList;
use crate::desk::tickets::Tickets;
use crate::guard::headers::content_security_policy;
use crate::his::Registry;
use crate::his::registry::{EmbeddedRegistry, NumberPrefix};
use axum::http::HeaderValue;
use madoguchi_shared::ErrorCode;
use sqlx::SqlitePool;
use std::path::PathBuf;
use std::sync::{Arc, Weak};

/// What is set at start and stays.
#[derive(Clone, Debug)]
pub struct Settings {
    /// Port on the loopback.
    pub port: u16,
    /// `http://127.0.0.1:PORT`: the only origin there is.
    pub origin: String,
    /// Origin of the backend, e.g. `https://example.jp`.
    pub backend: String,
    /// What the desk is called, 1–64 characters.
    pub desk_name: String,
    /// Folder with the built app. `None`: no pages, only the API.
    pub app: Option<PathBuf>,
    /// What stands before the number of every new chart.
    pub number_prefix: NumberPrefix,
    /// How sure 顔認証 has to be at the start; what it is now, [`FaceDesk`] knows.
    pub face_policy: PolicyStanding,
}

impl Settings {
    /// Settings of a desk on this port.
    pub fn new(
        port: u16,
        backend: String,
        desk_name: String,
        app: Option<PathBuf>,
        number_prefix: NumberPrefix,
        face_policy: PolicyStanding,
    ) -> Self {
        Self {
            port,
            origin: format!("http://127.0.0.1:{port}"),
            backend,
            desk_name,
            app,
            number_prefix,
            face_policy,
        }
    }
}

/// The readers of this desk, and the drawer of training cards where they are software.
#[derive(Clone)]
pub struct DeskReaders {
    /// The door to the cards.
    pub cards: CardService,
    /// `None`: real readers.
    #[cfg(feature = "simulator")]
    pub drawer: Option<crate::card::simulator::Drawer>,
}

/// The bridge's state, shared by all requests.
pub struct Bridge {
    /// What was set at start.
    pub settings: Settings,
    /// The same on every answer.
    pub content_security_policy: HeaderValue,
    /// The wall clock.
    pub clock: Arc<dyn Clock>,
    /// Readers and cards.
    pub readers: DeskReaders,
    /// Staff to choose from.
    pub staff: StaffList,
    /// Paired screens.
    pub pairing: Pairings,
    /// Tickets for WebSockets.
    pub tickets: Tickets,
    /// Connected screens, and what is true right now.
    pub live: Live,
    /// PIN requests.
    pub pins: PinDesk,
    /// Face requests.
    pub faces: FaceDesk,
    /// Tests of the patient screen's camera.
    pub camera_tests: CameraTests,
    /// The reception book.
    pub receptions: Receptions,
    /// Charts.
    pub registry: Arc<dyn Registry>,
    identity: Option<DeskIdentity>,
}

/// The bridge cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The backend's origin does not fit into a header.
    #[error("the backend's origin is not a header value")]
    Backend,
}

impl Bridge {
    /// Puts the state together and follows the readers. `identity` is `None` while the desk is not enrolled, `matcher` where
    /// there is no model.
    /// Needs a runtime.
    pub fn new(
        settings: Settings,
        clock: Arc<dyn Clock>,
        store: SqlitePool,
        readers: DeskReaders,
        staff: StaffList,
        identity: Option<DeskIdentity>,
        matcher: Option<Arc<dyn FaceMatcher>>,
    ) -> Result<Arc<Self>, StateError> {
        let policy = HeaderValue::from_str(&content_security_policy(&settings));
        let bridge = Arc::new(Self {
            content_security_policy: policy.map_err(|_| StateError::Backend)?,
            pairing: Pairings::new(store.clone(), clock.clone(), settings.origin.clone()),
            tickets: Tickets::default(),
            live: Live::default(),
            pins: PinDesk::default(),
            faces: FaceDesk::new(matcher, settings.face_policy.clone(), store.clone()),
            camera_tests: CameraTests::default(),
            receptions: Receptions::new(store.clone(), clock.clone()),
            registry: Arc::new(EmbeddedRegistry::new(
                store,
                clock.clone(),
                settings.number_prefix.clone(),
            )),
            settings,
            clock,
            readers,
            staff,
            identity,
        });
        tokio::spawn(follow_readers(
            Arc::downgrade(&bridge),
            bridge.readers.cards.clone(),
        ));
        Ok(bridge)
    }

    /// The desk towards the backend. `DESK_NOT_ENROLLED` while it is not.
    pub fn identity(&self) -> Result<&DeskIdentity, ErrorCode> {
        self.identity.as_ref().ok_or(ErrorCode::DeskNotEnrolled)
    }

    /// The training drawer exists: built in, and the reader is software (D13).
    pub fn has_training(&self) -> bool {
        #[cfg(feature = "simulator")]
        return self.readers.drawer.is_some();
        #[cfg(not(feature = "simulator"))]
        false
    }
}

/// Passes on what changes at the readers, as long as the bridge is there.
async fn follow_readers(bridge: Weak<Bridge>, cards: CardService) {
    let mut changes = cards.readers();
    loop {
        let readers = changes.borrow_and_update().clone();
        let Some(bridge) = bridge.upgrade() else { return };
        pin::readers_changed(&bridge, &readers);
        face::readers_changed(&bridge, &readers);
        bridge.live.set_readers(readers);
        drop(bridge);
        if changes.changed().await.is_err() {
            return;
        }
    }
}
