//! Puts the card of a synthetic person into pcscd by way of vpcd, and takes it away at Ctrl-C.

use std::{
    fs::{self, File, OpenOptions},
    io::{self, Write},
    net::SocketAddr,
    path::{Path, PathBuf},
    process::ExitCode,
    sync::mpsc::{self, RecvTimeoutError},
    time::{Duration, SystemTime, UNIX_EPOCH},
};

use clap::Parser;
use madoguchi_people::{CaError, TestCa};
use madoguchi_shared::date::Day;
use madoguchi_virtual_card::{
    Fault, FaultPlan, SharedCard, person,
    profile::LinkModel,
    status::StatusWord,
    vpcd::{DEFAULT_ADDRESS, VpcdCard},
};

/// How often new entries of the log are written.
const LOG_INTERVAL: Duration = Duration::from_millis(200);

/// A My Number card in software, put on a virtual reader of pcscd (vpcd). Its PIN is 1234.
#[derive(Parser)]
#[command(version)]
struct Options {
    /// Whose card: an id from --list.
    #[arg(long, value_name = "NAME", required_unless_present = "list")]
    person: Option<String>,
    /// Name the persons and stop.
    #[arg(long)]
    list: bool,
    /// Where vpcd listens; its second reader has the next port.
    #[arg(long, default_value_t = DEFAULT_ADDRESS)]
    address: SocketAddr,
    /// Put this photo (JPEG 2000) on the card in place of the drawn one.
    #[arg(long, value_name = "FILE")]
    photo: Option<PathBuf>,
    /// Take the time of a contactless link: 3 ms for each APDU and 25 µs for each byte.
    #[arg(long)]
    link: bool,
    /// Append every APDU to this file, PINs hidden.
    #[arg(long, value_name = "FILE")]
    log: Option<PathBuf>,
    #[command(flatten)]
    faults: Faults,
}

/// Misbehaviour; APDUs are counted from 1.
#[derive(clap::Args)]
struct Faults {
    /// Take the card away before APDU K.
    #[arg(long, value_name = "K")]
    pull_before: Option<u32>,
    /// Take the card away after the answer to APDU K.
    #[arg(long, value_name = "K")]
    pull_after: Option<u32>,
    /// Answer nothing from APDU K on.
    #[arg(long, value_name = "K")]
    mute_from: Option<u32>,
    /// Answer APDU K with a status word of four hex digits.
    #[arg(long, value_name = "K=SW", value_parser = status_at)]
    status: Option<(u32, StatusWord)>,
    /// Cut the answer to APDU K to so many bytes.
    #[arg(long, value_name = "K=BYTES", value_parser = bytes_at)]
    truncate: Option<(u32, u16)>,
    /// Put so many bytes too many into the answer to APDU K.
    #[arg(long, value_name = "K=BYTES", value_parser = bytes_at)]
    oversize: Option<(u32, u16)>,
    /// Wait so long before each answer.
    #[arg(long, value_name = "MS", default_value_t = 0)]
    delay_ms: u64,
}

#[derive(Debug)]
enum Failure {
    NoSuchPerson(String),
    Card(CaError),
    Photo(PathBuf, io::Error),
    Reader(SocketAddr, io::Error),
    Log(PathBuf, io::Error),
    Output(io::Error),
    Signal(ctrlc::Error),
}

fn main() -> ExitCode {
    match run(&Options::parse()) {
        Ok(()) => ExitCode::SUCCESS,
        Err(failure) => {
            eprintln!("{failure}");
            ExitCode::FAILURE
        }
    }
}

fn run(options: &Options) -> Result<(), Failure> {
    let Some(name) = options.person.as_deref().filter(|_| !options.list) else {
        return list().map_err(Failure::Output);
    };
    let person = madoguchi_people::find(name).ok_or_else(|| Failure::NoSuchPerson(name.to_owned()))?;
    let photo = options.photo.as_deref().map(read_photo).transpose()?;
    let photo = photo.as_deref().unwrap_or(person.portrait.jpeg_2000());
    let mut image =
        person::image_with_photo(person, TestCa::shared(), today(), photo).map_err(Failure::Card)?;
    if options.link {
        image.profile.link = LinkModel::CONTACTLESS;
    }
    let card = SharedCard::new(image);
    card.set_faults(options.faults.plan());
    let mut log = options.log.as_deref().map(Log::open).transpose()?;
    let (stop, stopped) = mpsc::channel();
    let handler = move || {
        // The second Ctrl-C may find nobody listening.
        let _ = stop.send(());
    };
    ctrlc::set_handler(handler).map_err(Failure::Signal)?;
    let mut slot = VpcdCard::new(card.clone(), options.address);
    slot.insert()
        .map_err(|error| Failure::Reader(options.address, error))?;
    eprintln!(
        "{} ({}) lies on {}; Ctrl-C takes it away",
        person.id, person.title_en, options.address
    );
    while stopped.recv_timeout(LOG_INTERVAL) == Err(RecvTimeoutError::Timeout) && card.is_present() {
        write_log(log.as_mut(), &card)?;
    }
    slot.remove();
    write_log(log.as_mut(), &card)
}

fn list() -> io::Result<()> {
    let mut out = io::stdout().lock();
    for person in madoguchi_people::all() {
        writeln!(out, "{:24} {} / {}", person.id, person.title_ja, person.title_en)?;
    }
    Ok(())
}

fn read_photo(path: &Path) -> Result<Vec<u8>, Failure> {
    fs::read(path).map_err(|error| Failure::Photo(path.to_owned(), error))
}

/// The day it is in Tokyo.
fn today() -> Day {
    let since_1970 = SystemTime::now().duration_since(UNIX_EPOCH).unwrap_or_default();
    Day::in_tokyo(i64::try_from(since_1970.as_millis()).unwrap_or(i64::MAX))
}

impl Faults {
    fn plan(&self) -> FaultPlan {
        let faults = [
            self.pull_before.map(|at| Fault::PullBefore { at }),
            self.pull_after.map(|at| Fault::PullAfter { at }),
            self.mute_from.map(|from| Fault::MuteFrom { from }),
            self.status.map(|(at, status)| Fault::WrongStatus { at, status }),
            self.truncate.map(|(at, keep)| Fault::Truncated { at, keep }),
            self.oversize.map(|(at, extra)| Fault::Oversized { at, extra }),
        ];
        FaultPlan {
            faults: faults.into_iter().flatten().collect(),
            delay: Duration::from_millis(self.delay_ms),
        }
    }
}

fn status_at(text: &str) -> Result<(u32, StatusWord), String> {
    let (at, status) = text.split_once('=').ok_or("expected K=SW")?;
    let status = u16::from_str_radix(status, 16).map_err(|error| error.to_string())?;
    Ok((number(at)?, StatusWord(status)))
}

fn bytes_at(text: &str) -> Result<(u32, u16), String> {
    let (at, bytes) = text.split_once('=').ok_or("expected K=BYTES")?;
    Ok((
        number(at)?,
        bytes.parse().map_err(|error| format!("{bytes}: {error}"))?,
    ))
}

fn number(text: &str) -> Result<u32, String> {
    text.parse().map_err(|error| format!("{text}: {error}"))
}

/// A file that grows with the card's log.
struct Log {
    path: PathBuf,
    file: File,
}

impl Log {
    fn open(path: &Path) -> Result<Self, Failure> {
        let file = OpenOptions::new().create(true).append(true).open(path);
        Ok(Self {
            path: path.to_owned(),
            file: file.map_err(|error| Failure::Log(path.to_owned(), error))?,
        })
    }
}

/// Moves what the card has logged into the file.
fn write_log(log: Option<&mut Log>, card: &SharedCard) -> Result<(), Failure> {
    let Some(log) = log else {
        return Ok(());
    };
    for entry in card.take_log().entries() {
        writeln!(log.file, "{entry}").map_err(|error| Failure::Log(log.path.clone(), error))?;
    }
    Ok(())
}

impl std::fmt::Display for Failure {
    fn fmt(&self, formatter: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Self::NoSuchPerson(name) => write!(formatter, "there is no person {name:?}; --list names them"),
            Self::Card(error) => write!(formatter, "the card could not be made: {error}"),
            Self::Reader(address, error) => {
                write!(
                    formatter,
                    "no virtual reader at {address}: {error}; is pcscd running, with vsmartcard-vpcd?"
                )
            }
            Self::Photo(path, error) | Self::Log(path, error) => {
                write!(formatter, "{}: {error}", path.display())
            }
            Self::Output(error) => error.fmt(formatter),
            Self::Signal(error) => write!(formatter, "Ctrl-C cannot be caught: {error}"),
        }
    }
}
