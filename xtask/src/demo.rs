//! Everything on this machine: sandbox backend, bridge, app.

mod photos;
mod service;

use std::fs;
use std::io::ErrorKind;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::time::Duration;

use anyhow::{Context, Result, bail};
use pico_args::Arguments;

use self::photos::Photos;
use self::service::Service;
use crate::app::{self, App};
use crate::places::Places;
use crate::process::run as run_command;
use crate::setup;

/// How often it is looked whether a program has ended by itself.
const WATCH: Duration = Duration::from_millis(500);

/// What the command line says.
#[derive(Debug)]
pub(crate) struct Options {
    /// The bridge's port, default 7780; the sandbox takes the next one.
    port: u16,
    /// `simulated` (default) or `pcsc`.
    reader: String,
    /// `clinic` (default) or `pharmacy`: each with data of its own.
    facility: String,
    /// Where both programs keep their data; `None`: `demo-data` in the build output, `demo-data-pharmacy`.
    data: Option<PathBuf>,
    /// Start from empty data.
    reset: bool,
    /// Pictures that take the place of the drawn photos on the training cards.
    photos: Option<PathBuf>,
}

impl Options {
    /// Takes its options out of `args`.
    pub(crate) fn parse(args: &mut Arguments) -> Result<Self> {
        let port = args.opt_value_from_str("--port")?.unwrap_or(7780);
        let reader: String = args
            .opt_value_from_str("--reader")?
            .unwrap_or_else(|| "simulated".to_owned());
        if !["simulated", "pcsc"].contains(&reader.as_str()) {
            bail!("--reader takes simulated or pcsc, not `{reader}`");
        }
        let facility: String = args
            .opt_value_from_str("--facility")?
            .unwrap_or_else(|| "clinic".to_owned());
        if !["clinic", "pharmacy"].contains(&facility.as_str()) {
            bail!("--facility takes clinic or pharmacy, not `{facility}`");
        }
        if port == 0 || port == u16::MAX {
            bail!("--port takes 1 to 65534");
        }
        let photos = args.opt_value_from_os_str("--photos", |dir| std::path::absolute(dir))?;
        if photos.is_some() && reader != "simulated" {
            bail!("--photos are for the training cards: --reader simulated");
        }
        Ok(Self {
            port,
            reader,
            facility,
            data: args.opt_value_from_os_str("--data", |dir| std::path::absolute(dir))?,
            reset: args.contains("--reset"),
            photos,
        })
    }
}

/// Builds what has changed, starts both programs, prints one address, and stops both at Ctrl-C or SIGTERM.
pub(crate) fn run(places: &Places, options: &Options) -> Result<()> {
    setup::ensure(places, setup::DEMO)?;
    if options.photos.is_some() {
        setup::ensure(places, setup::PHOTOS)?;
    }
    build(places)?;
    app::build(places, App::Training)?;
    let data = options.data.clone();
    let data = data.unwrap_or_else(|| {
        let name = match options.facility.as_str() {
            "clinic" => "demo-data".to_owned(),
            other => format!("demo-data-{other}"),
        };
        places.target.join(name)
    });
    for folder in ["bridge", "sandbox"].map(|program| data.join(program)) {
        if options.reset {
            drop_data(&folder)?;
        }
    }
    // The programs make their own, with the rights that they need.
    fs::create_dir_all(&data)?;
    let stop = stop_signal()?;
    let photos = options
        .photos
        .as_deref()
        .map(|folder| Photos::take(places, folder, &data));
    let photos = photos.transpose()?;
    let sandbox = Service::start("sandbox", sandbox_command(places, options, &data), &data)?;
    let mut command = bridge_command(places, options, &data, &sandbox)?;
    if let Some(photos) = &photos {
        command.arg("--training-photos").arg(photos.folder());
    }
    let bridge = Service::start("bridge", command, &data)?;
    println!(
        "\nface match: {}\n\n  {}\n\nCtrl-C stops it. Logs: {}",
        bridge.ready.face.as_deref().unwrap_or("not told"),
        bridge.ready.address,
        data.display()
    );
    // The bridge goes first: it talks to the sandbox.
    let mut services = [bridge, sandbox];
    let outcome = watch(&mut services, &stop);
    for service in &mut services {
        service.stop()?;
    }
    outcome
}

fn build(places: &Places) -> Result<()> {
    let mut cargo = Command::new("cargo");
    cargo.args([
        "build",
        "--package",
        "madoguchi-sandbox",
        "--package",
        "madoguchi-bridge",
        "--package",
        "madoguchi-played-camera",
    ]);
    // Not `madoguchi-bridge/simulator`: beside a second package cargo takes that for nothing and says nothing.
    cargo.args(["--features", "simulator"]);
    run_command(cargo.current_dir(&places.root))
}

/// Only what the demo itself has made: the folder above may be anybody's.
fn drop_data(folder: &Path) -> Result<()> {
    let databases = ["bridge.sqlite", "sandbox.sqlite"];
    let is_ours = databases.iter().any(|name| folder.join(name).is_file());
    let is_empty = fs::read_dir(folder).is_ok_and(|mut files| files.next().is_none());
    if folder.exists() && !is_ours && !is_empty {
        bail!("{} holds other things than a demo's data", folder.display());
    }
    match fs::remove_dir_all(folder) {
        Err(error) if error.kind() != ErrorKind::NotFound => Err(error).context("dropping the demo's data"),
        _ => Ok(()),
    }
}

/// Receives once for each Ctrl-C, SIGTERM or SIGHUP.
fn stop_signal() -> Result<Receiver<()>> {
    let (sender, receiver) = channel();
    ctrlc::set_handler(move || {
        // A closed channel means that stopping is under way.
        let _ = sender.send(());
    })?;
    Ok(receiver)
}

fn sandbox_command(places: &Places, options: &Options, data: &Path) -> Command {
    let mut command = Command::new(places.bin().join("madoguchi-sandbox"));
    command.args(["serve", "--listen", &format!("127.0.0.1:{}", options.port + 1)]);
    command.arg("--data").arg(data.join("sandbox"));
    command.args(["--facility", &options.facility]);
    command.args(["--allow-origin", &format!("http://127.0.0.1:{}", options.port)]);
    command
}

fn bridge_command(places: &Places, options: &Options, data: &Path, sandbox: &Service) -> Result<Command> {
    let mut command = Command::new(places.bin().join("madoguchi-bridge"));
    command
        .arg("serve")
        .arg("--data")
        .arg(data.join("bridge"))
        .arg("--app")
        .arg(places.app(App::Training));
    command.args(["--port", &options.port.to_string(), "--reader", &options.reader]);
    command.args(["--backend", &sandbox.ready.address, "--print-address"]);
    command.arg("--face-models").arg(setup::models_folder(places)?);
    if let Some(code) = &sandbox.ready.enrolment_code {
        command.args(["--enrolment-code", code]);
    }
    Ok(command)
}

/// Returns when told to stop; an error when a program ends by itself.
fn watch(services: &mut [Service], stop: &Receiver<()>) -> Result<()> {
    loop {
        match stop.recv_timeout(WATCH) {
            Ok(()) | Err(RecvTimeoutError::Disconnected) => return Ok(()),
            Err(RecvTimeoutError::Timeout) => services.iter_mut().try_for_each(Service::check)?,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn only_a_demos_data_is_dropped() {
        let dir = tempfile::tempdir().unwrap();
        let [sources, data, missing] = ["sources", "data", "missing"].map(|name| dir.path().join(name));
        fs::create_dir(&sources).unwrap();
        fs::write(sources.join("Cargo.toml"), "").unwrap();
        fs::create_dir(&data).unwrap();
        fs::write(data.join("bridge.sqlite"), "").unwrap();
        assert!(drop_data(&sources).is_err());
        assert!(sources.join("Cargo.toml").is_file());
        drop_data(&data).unwrap();
        assert!(!data.exists());
        drop_data(&missing).unwrap();
    }
}
