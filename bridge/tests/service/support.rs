//! A desk for one test, and ways to talk to it.

mod calls;
mod log;
mod played;
mod screen;

pub(crate) use log::log;
pub(crate) use played::{DOUBT, Photo, Played};
pub(crate) use screen::{Screen, Socket};

use axum::Router;
use madoguchi_bridge::card::CardService;
use madoguchi_bridge::card::simulator::Drawer;
use madoguchi_bridge::clock::{Clock, ManualClock, SystemClock};
use madoguchi_bridge::desk::face::{self, FaceMatcher};
use madoguchi_bridge::desk::identity::DeskIdentity;
use madoguchi_bridge::desk::key::DeskKey;
use madoguchi_bridge::desk::staff;
use madoguchi_bridge::his::registry::NumberPrefix;
use madoguchi_bridge::service::{Listeners, serve};
use madoguchi_bridge::state::{Bridge, DeskReaders, Settings};
use madoguchi_bridge::store;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::face::FacePolicy;
use serde_json::json;
use sqlx::SqlitePool;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Duration;
use tempfile::TempDir;
use tokio::sync::watch;

/// Time of the test's clock at start: 2026-11-30T10:00+09:00.
pub(crate) const MORNING_MS: i64 = 1_796_000_400_000;

pub(crate) const BACKEND: &str = "http://127.0.0.1:1";

pub(crate) struct Desk {
    pub(crate) app: Router,
    pub(crate) bridge: Arc<Bridge>,
    pub(crate) clock: Arc<ManualClock>,
    pub(crate) drawer: Drawer,
    pub(crate) store: SqlitePool,
    /// What compares faces here, whether the desk has it or not.
    pub(crate) played: Arc<Played>,
    pub(crate) origin: String,
    pub(crate) port: u16,
    data: Arc<TempDir>,
    stop: watch::Sender<bool>,
}

impl Desk {
    /// A new desk with two software readers, enrolled, with an app of three files.
    pub(crate) async fn start() -> Self {
        Self::start_in(Arc::new(tempfile::tempdir().unwrap()), true, MORNING_MS).await
    }

    /// A desk without training drawer and not enrolled.
    pub(crate) async fn start_bare() -> Self {
        Self::start_in(Arc::new(tempfile::tempdir().unwrap()), false, MORNING_MS).await
    }

    /// The desk after its process ended and began again: same data, same port, same time.
    pub(crate) async fn restart(self) -> Self {
        let (data, now_ms, port) = (self.data.clone(), self.clock.now_ms(), self.port);
        self.bridge.live.drop_all();
        self.stop.send_replace(true);
        self.store.close().await;
        // The listener's task lets go of the port.
        let listeners = loop {
            match Listeners::bind(port).await {
                Ok(listeners) => break listeners,
                Err(_) => tokio::time::sleep(Duration::from_millis(10)).await,
            }
        };
        Self::start_on(listeners, data, true, now_ms).await
    }

    /// A desk with or without a model, and with this policy.
    pub(crate) async fn start_with_face(has_model: bool, policy: FacePolicy) -> Self {
        let (data, listeners) = (
            Arc::new(tempfile::tempdir().unwrap()),
            Listeners::bind(0).await.unwrap(),
        );
        Self::start_whole(listeners, data, true, MORNING_MS, has_model, Some(policy)).await
    }

    async fn start_in(data: Arc<TempDir>, whole: bool, now_ms: i64) -> Self {
        Self::start_on(Listeners::bind(0).await.unwrap(), data, whole, now_ms).await
    }

    async fn start_on(listeners: Listeners, data: Arc<TempDir>, whole: bool, now_ms: i64) -> Self {
        Self::start_whole(listeners, data, whole, now_ms, true, None).await
    }

    async fn start_whole(
        listeners: Listeners,
        data: Arc<TempDir>,
        whole: bool,
        now_ms: i64,
        has_model: bool,
        policy: Option<FacePolicy>,
    ) -> Self {
        log();
        let clock = Arc::new(ManualClock::at(now_ms));
        let store = store::open(data.path()).await.unwrap();
        let drawer = Drawer::of_synthetic_people(2, Arc::new(SystemClock));
        let readers = DeskReaders {
            cards: CardService::start_simulated(drawer.clone()),
            drawer: whole.then(|| drawer.clone()),
        };
        let port = listeners.port;
        let settings = Settings::new(
            port,
            BACKEND.to_owned(),
            "1番窓口".to_owned(),
            Some(app_folder(&data)),
            NumberPrefix::keep(&store, None).await.unwrap(),
            face::keep_policy(&store, policy).await.unwrap(),
        );
        let staff = staff::load_or_make(data.path(), true).unwrap();
        let identity = whole.then(|| identity(&data, clock.clone()));
        let played = Arc::new(Played::default());
        let matcher = has_model.then(|| played.clone() as Arc<dyn FaceMatcher>);
        let bridge = Bridge::new(
            settings,
            clock.clone(),
            store.clone(),
            readers,
            staff,
            identity,
            matcher,
        )
        .unwrap();
        let app = madoguchi_bridge::app(bridge.clone());
        let (stop, stopped) = watch::channel(false);
        tokio::spawn(serve(listeners, app.clone(), stopped));
        Self {
            app,
            origin: bridge.settings.origin.clone(),
            bridge,
            clock,
            drawer,
            store,
            played,
            port,
            data,
            stop,
        }
    }

    /// The folder with its data.
    pub(crate) fn data(&self) -> &Path {
        self.data.path()
    }

    /// A token of a newly paired screen.
    pub(crate) async fn pair(&self, role: Role) -> String {
        let code = self.bridge.pairing.make_code(role).await.unwrap();
        let pairing = self.bridge.pairing.exchange(&code.code).await.unwrap();
        pairing.token.expose().to_owned()
    }

    /// Puts a person's card on the first reader and says its presence.
    pub(crate) async fn put_card(&self, person: &str) -> String {
        let act = serde_json::from_value(json!({ "act": { "insert": person } })).unwrap();
        let drawer = self.drawer.clone();
        tokio::task::spawn_blocking(move || drawer.act(&act).unwrap())
            .await
            .unwrap();
        let mut readers = self.bridge.readers.cards.readers();
        let there = readers.wait_for(|readers| readers.list.iter().any(|reader| reader.card.is_some()));
        let there = tokio::time::timeout(Duration::from_secs(5), there).await.unwrap();
        let there = there.unwrap();
        let mut cards = there.list.iter().filter_map(|reader| reader.card.as_ref());
        cards.next().unwrap().presence.clone()
    }

    pub(crate) fn take_card(&self) {
        let act = serde_json::from_value(json!({ "act": "remove" })).unwrap();
        self.drawer.act(&act).unwrap();
    }
}

impl Drop for Desk {
    fn drop(&mut self) {
        self.bridge.live.drop_all();
        self.stop.send_replace(true);
    }
}

fn identity(data: &TempDir, clock: Arc<dyn Clock>) -> DeskIdentity {
    let enrolment = json!({
        "deskId": "01934b2c-0000-7000-8000-000000000001",
        "institutionCode": "1312345679",
        "institutionName": "見本クリニック",
        "facility": "clinic",
    });
    DeskIdentity::new(
        serde_json::from_value(enrolment).unwrap(),
        DeskKey::load_or_make(data.path()).unwrap(),
        BACKEND.to_owned(),
        clock,
    )
}

fn app_folder(data: &TempDir) -> PathBuf {
    let app = data.path().join("app");
    std::fs::create_dir_all(&app).unwrap();
    std::fs::write(app.join("index.html"), "<!doctype html><title>app</title>").unwrap();
    std::fs::write(app.join("patient.html"), "<!doctype html><title>patient</title>").unwrap();
    std::fs::write(app.join("records.html"), "<!doctype html><title>records</title>").unwrap();
    std::fs::write(app.join("app-0123456789abcdef.js"), "export {}").unwrap();
    std::fs::write(app.join("manifest.json"), "{}").unwrap();
    app
}
