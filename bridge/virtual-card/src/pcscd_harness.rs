//! A pcscd with virtual readers for one test, apart from the machine's own.
//!
//! The path of pcscd's socket and the ports of vpcd are fixed, so each test gets a mount and a network namespace of its
//! own ([`in_namespace`]) and starts its pcscd there ([`Pcscd::start`]). Needs `pcscd`, `vsmartcard-vpcd`, `unshare` and
//! `ip`; when something is missing the test fails. Works as root and, where user namespaces are allowed, without.

use std::{
    env,
    ffi::OsStr,
    fs, io,
    net::{Ipv4Addr, SocketAddr},
    os::unix::net::UnixStream,
    path::{Path, PathBuf},
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use tempfile::TempDir;

use crate::vpcd::DEFAULT_ADDRESS;

/// Tells the test inside the namespace that it is there; its value is the file that marks the end of the test.
const INSIDE: &str = "MADOGUCHI_TEST_NAMESPACE";
const SOCKET: &str = "/run/pcscd/pcscd.comm";
const DRIVER: &str = "/usr/lib/pcsc/drivers/serial/libifdvpcd.so";
const START_DEADLINE: Duration = Duration::from_secs(10);
/// How long one test may take.
const LIMIT_SECONDS: &str = "180";
const POLL: Duration = Duration::from_millis(5);
/// Readers that one copy of the driver has.
const SLOTS: u16 = 2;

/// Runs `body` in namespaces of its own: an empty `/run`, and a loopback interface that nobody else uses. What hangs in
/// there is ended after 3 min and has failed.
///
/// `test` is the full name of the calling test as `cargo test` prints it: the test binary starts itself once more for it.
///
/// # Panics
///
/// When the namespaces cannot be made, when `test` names no test, or when the test fails inside.
pub fn in_namespace(test: &str, body: impl FnOnce()) {
    if let Some(marker) = env::var_os(INSIDE) {
        body();
        fs::write(marker, "done").expect("the marker of a finished test can be written");
        return;
    }
    let folder = TempDir::new().expect("a temporary folder");
    let marker = folder.path().join("done");
    let status = enter(test, &marker).expect("timeout can be started");
    assert!(
        status,
        "the test failed in its namespace, took too long, or the namespace could not be made (see above)"
    );
    assert!(
        marker.exists(),
        "{test:?} is not the full name of the calling test"
    );
}

fn enter(test: &str, marker: &Path) -> io::Result<bool> {
    let namespaces = if rustix::process::geteuid().is_root() {
        "-mn"
    } else {
        "-Urmn"
    };
    let script = "PATH=$PATH:/usr/sbin:/sbin; mount -t tmpfs tmpfs /run && mkdir /run/pcscd && \
                  ip link set lo up && exec \"$@\"";
    let status = Command::new("timeout")
        .args(["--kill-after=5", LIMIT_SECONDS, "unshare"])
        .args([namespaces, "sh", "-c", script, "sh"])
        .arg(env::current_exe()?)
        .args(["--exact", test, "--nocapture", "--test-threads=1"])
        .env(INSIDE, marker)
        .stdin(Stdio::null())
        .status()?;
    Ok(status.success())
}

/// How many virtual readers there are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Readers {
    /// `Virtual PCD 00 00` and `Virtual PCD 00 01`, as Debian's package sets them up.
    Two,
    /// Two more from a second copy of the driver, `Second PCD 00 00` and `Second PCD 00 01`.
    Four,
}

/// A running pcscd; dropping it ends it.
pub struct Pcscd {
    configuration: TempDir,
    process: Option<Child>,
}

impl Pcscd {
    /// Starts pcscd and waits until it and its readers can be reached.
    ///
    /// # Panics
    ///
    /// Outside [`in_namespace`], and when pcscd does not come up within 10 s.
    pub fn start(readers: Readers) -> Self {
        assert!(
            env::var_os(INSIDE).is_some(),
            "pcscd is started inside in_namespace only"
        );
        let configuration = TempDir::new().expect("a temporary folder");
        configure(configuration.path(), readers).expect("the readers can be configured");
        let mut pcscd = Self {
            configuration,
            process: None,
        };
        pcscd.restart();
        pcscd
    }

    /// Kills pcscd as a crash would; its socket file stays behind. Does nothing when it is not running.
    pub fn kill(&mut self) {
        if let Some(mut process) = self.process.take() {
            // Fails only when it has ended by itself.
            let _ = process.kill();
            let _ = process.wait();
        }
    }

    /// Starts pcscd again with the same readers, killing it first when it runs.
    ///
    /// # Panics
    ///
    /// When pcscd does not come up within 10 s.
    pub fn restart(&mut self) {
        self.kill();
        let log = fs::File::create(self.log_path()).expect("a log file");
        let process = Command::new("/usr/sbin/pcscd")
            .args([
                OsStr::new("--foreground"),
                OsStr::new("--config"),
                self.readers_path().as_os_str(),
            ])
            .stdin(Stdio::null())
            .stderr(log.try_clone().expect("a second handle of the log file"))
            .stdout(log)
            .spawn()
            .expect("pcscd is installed");
        self.process = Some(process);
        self.wait_until_up();
    }

    /// Where a card connects for reader `number`, 0 to 3.
    pub fn address(number: u16) -> SocketAddr {
        SocketAddr::from((Ipv4Addr::LOCALHOST, DEFAULT_ADDRESS.port() + number))
    }

    // Only pcscd's own socket is tried: a connection to a reader's port would be a card.
    fn wait_until_up(&self) {
        let deadline = Instant::now() + START_DEADLINE;
        while UnixStream::connect(SOCKET).is_err() {
            let log = fs::read_to_string(self.log_path()).unwrap_or_default();
            assert!(Instant::now() < deadline, "pcscd did not come up: {log}");
            thread::sleep(POLL);
        }
    }

    fn readers_path(&self) -> PathBuf {
        self.configuration.path().join("readers")
    }

    fn log_path(&self) -> PathBuf {
        self.configuration.path().join("pcscd.log")
    }
}

impl Drop for Pcscd {
    fn drop(&mut self) {
        self.kill();
    }
}

/// Writes one reader file per copy of the driver: a driver loaded twice from one path would share its state.
fn configure(folder: &Path, readers: Readers) -> io::Result<()> {
    let names: &[&str] = match readers {
        Readers::Two => &["Virtual PCD"],
        Readers::Four => &["Virtual PCD", "Second PCD"],
    };
    let files = folder.join("readers");
    fs::create_dir(&files)?;
    let mut port = DEFAULT_ADDRESS.port();
    for name in names {
        let driver = folder.join(format!("{}.so", name.replace(' ', "-")));
        fs::copy(DRIVER, &driver)?;
        let entry = format!(
            "FRIENDLYNAME \"{name}\"\nDEVICENAME /dev/null:{port:#06X}\nLIBPATH {}\nCHANNELID {port:#06X}\n",
            driver.display()
        );
        fs::write(files.join(name.replace(' ', "-")), entry)?;
        port += SLOTS;
    }
    Ok(())
}
