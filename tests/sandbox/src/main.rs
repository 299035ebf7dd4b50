//! `madoguchi-sandbox`: serves, prints its contract, gives out enrolment codes.

use anyhow::{Context, Result, bail};
use clap::{ArgAction, Args, Parser, Subcommand, ValueEnum};
use madoguchi_sandbox::bulk::{MOST_ROWS, make_rows};
use madoguchi_sandbox::database::{Database, sqlite_url};
use madoguchi_sandbox::enrolment::create_code;
use madoguchi_sandbox::{Clock, Config, Institution, SyntheticNation, openapi, start};
use madoguchi_shared::Facility;
use madoguchi_shared::identifier::InstitutionCode;
use std::io::Write;
use std::net::SocketAddr;
use std::path::PathBuf;
use std::sync::Arc;
use tokio::signal::unix::{SignalKind, signal};
use tracing_subscriber::EnvFilter;

/// The qualification backend of demo and tests. Its people are synthetic.
#[derive(Debug, Parser)]
#[command(version)]
struct Cli {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Answer requests until told to stop; prints one line of JSON when ready.
    Serve(Serve),
    /// Print the contract as an OpenAPI document.
    Openapi,
    /// Make another one-time code for a desk and print it.
    EnrolmentCode(EnrolmentCode),
}

#[derive(Debug, Args)]
struct Serve {
    /// Address to listen on; port 0 takes a free one.
    #[arg(long, default_value = "127.0.0.1:7781")]
    listen: SocketAddr,
    /// Origin under which desks reach it; the address listened on when not given.
    #[arg(long)]
    origin: Option<String>,
    #[command(flatten)]
    place: Place,
    /// Exact origin of a page that may ask; may be given several times.
    #[arg(long, default_value = "http://127.0.0.1:7780")]
    allow_origin: Vec<String>,
    /// Whether training cards and simulated readers are taken.
    #[arg(long, default_value_t = true, action = ArgAction::Set)]
    accept_simulated: bool,
    /// Offer /control/… (faults, revocation, records) to this machine. For demo and tests.
    #[arg(long)]
    control: bool,
    /// Synthetic rows of 一括取得 for this institution and the present month, at most 200000. They take the place of earlier ones.
    #[arg(long, value_parser = clap::value_parser!(u32).range(0..=i64::from(MOST_ROWS)))]
    bulk_rows: Option<u32>,
    #[command(flatten)]
    institution: InstitutionArgs,
}

#[derive(Debug, Args)]
struct EnrolmentCode {
    #[command(flatten)]
    place: Place,
    #[command(flatten)]
    institution: InstitutionArgs,
}

#[derive(Debug, Args)]
struct Place {
    /// Folder of the SQLite file, made when absent.
    #[arg(long, default_value = "sandbox-data", conflicts_with = "database_url")]
    data: PathBuf,
    /// `sqlite:…` or `postgres:…` instead of a folder.
    #[arg(long, env = "MADOGUCHI_SANDBOX_DATABASE_URL", hide_env_values = true)]
    database_url: Option<String>,
}

#[derive(Debug, Args)]
struct InstitutionArgs {
    /// Kind of the institution.
    #[arg(long, value_enum, default_value = "clinic")]
    facility: FacilityArg,
    /// 医療機関コード the enrolment code is for, of that kind. Default: a synthetic one.
    #[arg(long = "institution")]
    code: Option<String>,
    /// Name of the institution. Default: a made-up one.
    #[arg(long = "institution-name")]
    name: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum FacilityArg {
    Clinic,
    Pharmacy,
}

impl Place {
    fn url(&self) -> Result<String> {
        if let Some(url) = &self.database_url {
            return Ok(url.clone());
        }
        std::fs::create_dir_all(&self.data).context("making the data folder")?;
        Ok(sqlite_url(&self.data))
    }
}

impl InstitutionArgs {
    fn read(&self) -> Result<Institution> {
        let (facility, code, name) = match self.facility {
            FacilityArg::Clinic => (Facility::Clinic, "1312345679", "まどぐち見本クリニック"),
            FacilityArg::Pharmacy => (Facility::Pharmacy, "1342345673", "まどぐち見本薬局"),
        };
        let code = InstitutionCode::parse(self.code.as_deref().unwrap_or(code))
            .context("--institution is not a 医療機関コード")?;
        if code.facility() != Some(facility) {
            bail!("--institution is the code of another kind of institution than --facility says");
        }
        Ok(Institution {
            code,
            name: self.name.as_deref().unwrap_or(name).to_owned(),
            facility,
        })
    }
}

#[tokio::main]
async fn main() -> Result<()> {
    let filter = EnvFilter::try_from_default_env().unwrap_or_else(|_| EnvFilter::new("info"));
    tracing_subscriber::fmt()
        .json()
        .with_env_filter(filter)
        .with_writer(std::io::stderr)
        .init();
    match Cli::parse().command {
        Command::Serve(options) => serve(options).await,
        Command::Openapi => print_line(&openapi::document()?),
        Command::EnrolmentCode(options) => {
            let database = Database::open(&options.place.url()?).await?;
            let institution = options.institution.read()?;
            let code = create_code(&database, &institution, Clock::system().now_ms()).await?;
            print_line(code.expose())
        }
    }
}

async fn serve(options: Serve) -> Result<()> {
    let institution = options.institution.read()?;
    let code = institution.code.clone();
    let config = Config {
        listen: options.listen,
        origin: options.origin,
        database_url: options.place.url()?,
        allow_origins: options.allow_origin,
        accept_simulated: options.accept_simulated,
        control: options.control,
        institution,
        nation: Arc::new(SyntheticNation),
        clock: Clock::system(),
    };
    // Before the ready line, so that whoever waits for it may send a signal at once.
    let mut terminate = signal(SignalKind::terminate())?;
    let url = config.database_url.clone();
    let sandbox = start(config).await?;
    if let Some(rows) = options.bulk_rows {
        let database = Database::open(&url).await?;
        let month = Clock::system().today().year_month();
        make_rows(&database, &code, month, rows).await?;
        database.close().await;
    }
    let mut ready = serde_json::json!({
        "ready": true,
        "address": sandbox.address,
        "enrolmentCode": sandbox.enrolment_code,
    });
    if let Some(key) = &sandbox.control_key {
        ready["controlKey"] = key.as_str().into();
    }
    print_line(&ready.to_string())?;
    tokio::select! {
        _ = terminate.recv() => {}
        interrupted = tokio::signal::ctrl_c() => interrupted?,
    }
    sandbox.stop().await;
    Ok(())
}

fn print_line(text: &str) -> Result<()> {
    let mut out = std::io::stdout().lock();
    writeln!(out, "{text}")?;
    out.flush()?;
    Ok(())
}
