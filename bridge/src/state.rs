//! Everything the bridge knows while it runs.

use crate::card::CardService;
use crate::clock::Clock;
use crate::desk::pairing::Pairings;
use crate::guard::headers::content_security_policy;
use axum::http::HeaderValue;
use sqlx::SqlitePool;
use std::path::PathBuf;
use std::sync::Arc;

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
}

impl Settings {
    /// Settings of a desk on this port.
    pub fn new(port: u16, backend: String, desk_name: String, app: Option<PathBuf>) -> Self {
        Self {
            port,
            origin: format!("http://127.0.0.1:{port}"),
            backend,
            desk_name,
            app,
        }
    }
}

/// The readers of this desk, and the drawer of training cards where they are software.
#[derive(Clone)]
pub struct Readers {
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
    /// The database.
    pub store: SqlitePool,
    /// Readers and cards.
    pub readers: Readers,
    /// Paired screens.
    pub pairing: Pairings,
}

/// The bridge cannot be put together.
#[derive(Debug, thiserror::Error)]
pub enum StateError {
    /// The backend's origin does not fit into a header.
    #[error("the backend's origin is not a header value")]
    Backend,
}

impl Bridge {
    /// Puts the state together.
    pub fn new(
        settings: Settings,
        clock: Arc<dyn Clock>,
        store: SqlitePool,
        readers: Readers,
    ) -> Result<Arc<Self>, StateError> {
        let policy = HeaderValue::from_str(&content_security_policy(&settings));
        Ok(Arc::new(Self {
            content_security_policy: policy.map_err(|_| StateError::Backend)?,
            pairing: Pairings::new(store.clone(), clock.clone(), settings.origin.clone()),
            settings,
            clock,
            store,
            readers,
        }))
    }

    /// The training drawer exists: built in, and the reader is software (D13).
    pub fn has_training(&self) -> bool {
        #[cfg(feature = "simulator")]
        return self.readers.drawer.is_some();
        #[cfg(not(feature = "simulator"))]
        false
    }
}
