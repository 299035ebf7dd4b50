//! `serve`: puts the desk together and runs it.

use super::{address, print_line};
use anyhow::Context as _;
use clap::{Args, ValueEnum};
use madoguchi_bridge::card::CardService;
use madoguchi_bridge::clock::{Clock, SystemClock};
use madoguchi_bridge::desk::enrolment::{self, ANSWER_TIME, Application};
use madoguchi_bridge::desk::face::{self, FaceMatcher};
use madoguchi_bridge::desk::identity::DeskIdentity;
use madoguchi_bridge::desk::key::DeskKey;
use madoguchi_bridge::desk::staff;
use madoguchi_bridge::face::NetMatcher;
use madoguchi_bridge::his::registry::NumberPrefix;
use madoguchi_bridge::service::{Listeners, serve};
use madoguchi_bridge::state::{Bridge, DeskReaders, Settings};
use madoguchi_bridge::store;
use madoguchi_shared::Secret;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::face::FacePolicy;
use serde_json::{Value, json};
use sqlx::SqlitePool;
use std::path::PathBuf;
use std::sync::Arc;
use std::time::Duration;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;
use tokio::time::timeout;

/// Longest time that stopping waits for the card path; connections have had 2 s by then.
const CARDS_TIME: Duration = Duration::from_millis(500);

/// Longest time that stopping waits for the database.
const STORE_TIME: Duration = Duration::from_millis(300);

/// Options of `serve`.
#[derive(Args)]
pub(super) struct ServeArguments {
    /// Folder with the desk's data; made when absent.
    #[arg(long)]
    data: PathBuf,
    /// Folder with the built app. Without it there are no pages, only the API.
    #[arg(long)]
    app: Option<PathBuf>,
    /// Port on 127.0.0.1 and ::1; 0 takes a free one.
    #[arg(long, default_value_t = 7780)]
    port: u16,
    /// Origin of the qualification backend, e.g. https://example.jp
    #[arg(long)]
    backend: String,
    /// One-time code that enrols this desk at the backend if it is not enrolled there yet.
    #[arg(long)]
    enrolment_code: Option<String>,
    /// Which readers.
    #[arg(long, value_enum, default_value_t = ReaderKind::Pcsc)]
    reader: ReaderKind,
    /// How many software readers.
    #[arg(long, default_value_t = 1, value_parser = clap::value_parser!(u8).range(1..=8))]
    simulated_readers: u8,
    /// What the desk is called.
    #[arg(long, default_value = "1番窓口")]
    desk_name: String,
    /// Photos for the training cards: a folder with files `<person>.jp2` (JPEG 2000, at most 30000 bytes). Who has none there
    /// keeps the drawn one. For readers in software only.
    #[cfg(feature = "simulator")]
    #[arg(long, value_name = "FOLDER")]
    training_photos: Option<PathBuf>,
    /// Stands before the patient number (診察券番号, 照会番号) of every new chart: at most 8 letters, digits and
    /// hyphens, the last one no digit, e.g. `2-`. Kept until another is given. Every further desk of an institution needs one of its own.
    #[arg(long, value_name = "PREFIX")]
    number_prefix: Option<NumberPrefix>,
    /// Folder with the nets of 顔認証. Without it the desk offers PIN and 目視.
    #[arg(long, value_name = "DIR")]
    face_models: Option<PathBuf>,
    /// How sure 顔認証 has to be. Kept until another is given, here or on the settings screen.
    #[arg(long, value_enum)]
    face_policy: Option<PolicyArgument>,
    /// Prints an address that pairs a counter screen also where one is paired already.
    #[arg(long)]
    print_address: bool,
}

/// Which readers.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReaderKind {
    /// The PC/SC service of this machine.
    Pcsc,
    /// Readers in software, for training.
    Simulated,
}

/// How sure 顔認証 has to be, by its name on the command line.
#[derive(Clone, Copy, ValueEnum)]
pub(super) enum PolicyArgument {
    /// The closer threshold, and nearly all pictures.
    Strict,
    /// The model's threshold for everyday use, and most pictures.
    Standard,
    /// No camera: PIN and 目視 only.
    ByEyeAlways,
}

impl From<PolicyArgument> for FacePolicy {
    fn from(policy: PolicyArgument) -> Self {
        match policy {
            PolicyArgument::Strict => Self::Strict,
            PolicyArgument::Standard => Self::Standard,
            PolicyArgument::ByEyeAlways => Self::ByEyeAlways,
        }
    }
}

/// Serves until SIGINT or SIGTERM.
pub(super) async fn run(arguments: ServeArguments) -> anyhow::Result<()> {
    enrolment::check_origin(&arguments.backend)?;
    if let Some(app) = &arguments.app
        && !app.join("index.html").is_file()
    {
        tracing::warn!("there is no index.html in the app's folder: pages will not be found");
    }
    let listeners = Listeners::bind(arguments.port).await?;
    let store = store::open(&arguments.data).await?;
    if store::is_open_to_others(&arguments.data) {
        tracing::warn!("others than its owner may enter the data folder");
    }
    let clock: Arc<dyn Clock> = Arc::new(SystemClock);
    let identity = identity(&store, &arguments, &clock).await?;
    let staff = staff::load_or_make(&arguments.data, arguments.reader == ReaderKind::Simulated)?;
    let readers = readers(&arguments, &clock)?;
    let cards = readers.cards.clone();
    let settings = Settings::new(
        listeners.port,
        arguments.backend,
        arguments.desk_name,
        arguments.app,
        NumberPrefix::keep(&store, arguments.number_prefix).await?,
        face::keep_policy(&store, arguments.face_policy.map(FacePolicy::from)).await?,
    );
    store::set_setting(&store, store::ORIGIN, &settings.origin).await?;
    #[cfg(feature = "simulator")]
    if readers.drawer.is_some() {
        let offices = madoguchi_bridge::card::simulator::SyntheticPeople::offices();
        madoguchi_bridge::his::calls::preload(&store, &offices).await?;
    }
    let matcher = matcher(arguments.face_models).await?;
    let bridge = Bridge::new(settings, clock, store.clone(), readers, staff, identity, matcher)?;
    bridge.receptions.finish_old().await?;
    let ready = ready(&bridge, arguments.print_address).await?;
    let (stop, stopped) = watch::channel(false);
    let serving = tokio::spawn(serve(listeners, madoguchi_bridge::app(bridge.clone()), stopped));
    print_line(&ready.to_string())?;
    until_told_to_stop().await?;
    tracing::info!("stopping");
    bridge.live.drop_all();
    stop.send_replace(true);
    serving.await.context("serving")?;
    let _ = timeout(CARDS_TIME, cards.shutdown()).await;
    drop(bridge);
    let _ = timeout(STORE_TIME, store.close()).await;
    Ok(())
}

/// What is printed when the desk can be used. An address that pairs a screen gets into the system's log at every
/// start, so there is none where it is neither asked for nor needed.
async fn ready(bridge: &Bridge, address_wanted: bool) -> anyhow::Result<Value> {
    let face = bridge.faces.way();
    if !address_wanted && bridge.pairing.has_screen(Role::Counter).await? {
        return Ok(json!({ "ready": true, "face": face }));
    }
    let code = bridge.pairing.make_code(Role::Counter).await?;
    let address = address(&bridge.settings.origin, Role::Counter, code.code.expose());
    Ok(json!({ "ready": true, "face": face, "address": address }))
}

/// The enrolled desk; enrols it first where a code is given and it is not enrolled at this backend.
async fn identity(
    store: &SqlitePool,
    arguments: &ServeArguments,
    clock: &Arc<dyn Clock>,
) -> anyhow::Result<Option<DeskIdentity>> {
    let backend = &arguments.backend;
    let mut enrolment = enrolment::load(store, backend).await?;
    let key = DeskKey::load_or_make(&arguments.data)?;
    if let (None, Some(code)) = (&enrolment, &arguments.enrolment_code) {
        let application = Application {
            backend: backend.clone(),
            code: Secret::new(code.clone()),
            desk_name: arguments.desk_name.clone(),
            answer_time: ANSWER_TIME,
        };
        enrolment = Some(enrolment::enrol(store, &key, application, clock.now_ms()).await?);
    }
    if enrolment.is_none() {
        tracing::warn!("this desk is not enrolled at its backend");
    }
    Ok(enrolment.map(|enrolment| DeskIdentity::new(enrolment, key, backend.clone(), clock.clone())))
}

/// What compares faces. `None`, said once in the log, where there is no model that can be used: the desk works without.
async fn matcher(models: Option<PathBuf>) -> anyhow::Result<Option<Arc<dyn FaceMatcher>>> {
    let Some(folder) = models else {
        tracing::warn!("no face model: PIN and by eye only");
        return Ok(None);
    };
    let loaded = tokio::task::spawn_blocking(move || NetMatcher::load(&folder)).await?;
    Ok(match loaded {
        Ok(matcher) => Some(Arc::new(matcher)),
        Err(error) => {
            tracing::error!(%error, "the face model cannot be used: PIN and by eye only");
            None
        }
    })
}

async fn until_told_to_stop() -> anyhow::Result<()> {
    let mut interrupt = signal(SignalKind::interrupt())?;
    let mut terminate = signal(SignalKind::terminate())?;
    tokio::select! {
        _ = interrupt.recv() => {}
        _ = terminate.recv() => {}
    }
    Ok(())
}

fn readers(arguments: &ServeArguments, clock: &Arc<dyn Clock>) -> anyhow::Result<DeskReaders> {
    match arguments.reader {
        ReaderKind::Pcsc => Ok(DeskReaders {
            cards: CardService::start_pcsc(),
            #[cfg(feature = "simulator")]
            drawer: None,
        }),
        ReaderKind::Simulated => simulated(arguments, clock),
    }
}

#[cfg(feature = "simulator")]
fn simulated(arguments: &ServeArguments, clock: &Arc<dyn Clock>) -> anyhow::Result<DeskReaders> {
    use madoguchi_bridge::card::simulator::{Drawer, SyntheticPeople};
    if let Some(folder) = &arguments.training_photos {
        SyntheticPeople::check_photos(folder).with_context(|| folder.display().to_string())?;
    }
    let drawer = Drawer::with_photos(
        arguments.simulated_readers.into(),
        clock.clone(),
        arguments.training_photos.clone(),
    );
    Ok(DeskReaders {
        cards: CardService::start_simulated(drawer.clone()),
        drawer: Some(drawer),
    })
}

#[cfg(not(feature = "simulator"))]
fn simulated(_arguments: &ServeArguments, _clock: &Arc<dyn Clock>) -> anyhow::Result<DeskReaders> {
    anyhow::bail!("this program was built without the simulator: use --reader pcsc")
}
