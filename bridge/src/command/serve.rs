//! `serve`: puts the desk together and runs it.

use super::{address, print_line};
use anyhow::{Context as _, bail};
use clap::{Args, ValueEnum};
use madoguchi_bridge::card::CardService;
use madoguchi_bridge::clock::SystemClock;
use madoguchi_bridge::service::{Listeners, serve};
use madoguchi_bridge::state::{Bridge, Readers, Settings};
use madoguchi_bridge::store;
use madoguchi_shared::bridge::Role;
use serde_json::json;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};
use tokio::sync::watch;

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
}

/// Which readers.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum ReaderKind {
    /// The PC/SC service of this machine.
    Pcsc,
    /// Readers in software, for training.
    Simulated,
}

/// Serves until SIGINT or SIGTERM.
pub(super) async fn run(arguments: ServeArguments) -> anyhow::Result<()> {
    let listeners = Listeners::bind(arguments.port).await?;
    let store = store::open(&arguments.data).await?;
    let readers = readers(&arguments)?;
    let cards = readers.cards.clone();
    let settings = Settings::new(
        listeners.port,
        arguments.backend,
        arguments.desk_name,
        arguments.app,
    );
    store::set_setting(&store, store::ORIGIN, &settings.origin).await?;
    let bridge = Bridge::new(settings, Arc::new(SystemClock), store.clone(), readers)?;
    let code = bridge.pairing.make_code(Role::Counter).await?;
    let address = address(&bridge.settings.origin, Role::Counter, code.code.expose());
    let (stop, stopped) = watch::channel(false);
    let serving = tokio::spawn(serve(listeners, madoguchi_bridge::app(bridge), stopped));
    print_line(&json!({ "ready": true, "address": address }).to_string())?;
    drop(address);
    until_told_to_stop().await?;
    tracing::info!("stopping");
    stop.send_replace(true);
    serving.await.context("serving")?;
    cards.shutdown().await;
    store.close().await;
    Ok(())
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

fn readers(arguments: &ServeArguments) -> anyhow::Result<Readers> {
    match arguments.reader {
        ReaderKind::Pcsc => Ok(Readers {
            cards: CardService::start_pcsc(),
            #[cfg(feature = "simulator")]
            drawer: None,
        }),
        ReaderKind::Simulated => simulated(arguments.simulated_readers),
    }
}

#[cfg(not(feature = "simulator"))]
fn simulated(_count: u8) -> anyhow::Result<Readers> {
    bail!("this program was built without the simulator: use --reader pcsc")
}
