//! What can be asked of the program on the command line.

mod enrol;
mod face;
mod screens;
mod serve;

use clap::{Parser, Subcommand, ValueEnum};
use madoguchi_bridge::clock::SystemClock;
use madoguchi_bridge::desk::pairing::Pairings;
use madoguchi_bridge::store;
use madoguchi_shared::bridge::Role;
use std::io::{IsTerminal as _, Write as _};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// The daemon beside the card reader.
#[derive(Parser)]
#[command(version)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Serves the desk on 127.0.0.1 and ::1 until it is told to stop.
    Serve(serve::ServeArguments),
    /// Enrols this desk at the qualification backend with a one-time code.
    Enrol(enrol::EnrolArguments),
    /// Prints the OpenAPI document of the API.
    Openapi,
    /// Prints a fresh one-time address that pairs a screen; good for ten minutes.
    Pair {
        /// Folder with the desk's data.
        #[arg(long)]
        data: PathBuf,
        /// What the screen is for.
        #[arg(long, value_enum)]
        role: RoleArgument,
    },
    /// Tries the nets of 顔認証.
    Face(face::FaceArguments),
    /// Lists the paired screens, or ends their pairing; also while the bridge runs.
    Screens(screens::ScreensArguments),
}

/// A role by its name on the command line.
#[derive(Clone, Copy, ValueEnum)]
enum RoleArgument {
    Counter,
    Patient,
    Records,
}

impl From<RoleArgument> for Role {
    fn from(role: RoleArgument) -> Self {
        match role {
            RoleArgument::Counter => Self::Counter,
            RoleArgument::Patient => Self::Patient,
            RoleArgument::Records => Self::Records,
        }
    }
}

/// Runs what was asked for; errors go to stderr.
pub(crate) fn run() -> ExitCode {
    let arguments = Arguments::parse();
    log_to_stderr();
    let outcome = match arguments.command {
        Command::Serve(arguments) => runtime().and_then(|runtime| {
            let outcome = runtime.block_on(serve::run(arguments));
            // A call stuck in a driver must not keep the process.
            runtime.shutdown_timeout(std::time::Duration::from_millis(500));
            outcome
        }),
        Command::Enrol(arguments) => runtime().and_then(|runtime| runtime.block_on(enrol::run(arguments))),
        Command::Openapi => openapi(),
        Command::Face(arguments) => face::run(arguments),
        Command::Pair { data, role } => {
            runtime().and_then(|runtime| runtime.block_on(pair(&data, role.into())))
        }
        Command::Screens(arguments) => {
            runtime().and_then(|runtime| runtime.block_on(screens::run(arguments)))
        }
    };
    match outcome {
        Ok(()) => ExitCode::SUCCESS,
        Err(error) => {
            let _ = writeln!(std::io::stderr(), "madoguchi-bridge: {error:#}");
            ExitCode::FAILURE
        }
    }
}

fn openapi() -> anyhow::Result<()> {
    let document = madoguchi_bridge::openapi::document();
    print_line(&serde_json::to_string_pretty(&document)?)
}

async fn pair(data: &Path, role: Role) -> anyhow::Result<()> {
    let (pairings, origin) = pairings(data).await?;
    let code = pairings.make_code(role).await?;
    print_line(&address(&origin, role, code.code.expose()))
}

/// Pairings of a desk that has been served, and the origin it was served at last.
async fn pairings(data: &Path) -> anyhow::Result<(Pairings, String)> {
    anyhow::ensure!(data.is_dir(), "there is no data folder {}", data.display());
    let store = store::open(data).await?;
    let origin = store::setting(&store, store::ORIGIN).await?;
    let origin = origin.ok_or_else(|| anyhow::anyhow!("this desk has not been served yet"))?;
    let pairings = Pairings::new(store, Arc::new(SystemClock), origin.clone());
    Ok((pairings, origin))
}

/// The address that pairs a screen: the code is in the fragment, which never leaves the browser.
fn address(origin: &str, role: Role, code: &str) -> String {
    let page = match role {
        Role::Counter => "/",
        Role::Patient => "/patient",
        Role::Records => "/records",
    };
    format!("{origin}{page}#pair={code}")
}

/// One line on stdout, at once.
fn print_line(line: &str) -> anyhow::Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{line}")?;
    out.flush()?;
    Ok(())
}

fn runtime() -> anyhow::Result<tokio::runtime::Runtime> {
    Ok(tokio::runtime::Builder::new_multi_thread().enable_all().build()?)
}

/// Text on a terminal, else JSON. `RUST_LOG` chooses; default `info`, where there are ids only.
fn log_to_stderr() {
    use tracing_subscriber::EnvFilter;
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    let builder = tracing_subscriber::fmt()
        .with_env_filter(filter)
        .with_writer(std::io::stderr);
    if std::io::stderr().is_terminal() {
        builder.init();
    } else {
        builder.json().init();
    }
}
