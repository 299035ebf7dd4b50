//! A PostgreSQL server of the test's own, on a free port, gone with the test.

use rustix::process::{Pid, Signal, geteuid, kill_process};
use std::net::TcpListener;
use std::path::PathBuf;
use std::process::{Child, Command, Stdio};
use std::time::{Duration, Instant};

const READY_WITHIN: Duration = Duration::from_secs(30);

/// A server that runs until it is dropped.
pub(crate) struct Postgres {
    server: Child,
    folder: PathBuf,
    port: u16,
}

impl Postgres {
    /// Makes a cluster and starts a server on it, which need not outlive a power cut. Panics when it cannot: there is no going on without.
    pub(crate) fn start() -> Self {
        Self::with(&["-F"])
    }

    /// The same with these settings.
    pub(crate) fn with(settings: &[&str]) -> Self {
        let folder = output(as_owner("mktemp").args(["-d", "/tmp/madoguchi-pg-XXXXXX"]));
        let folder = PathBuf::from(folder.trim());
        let mut initdb = as_owner(program("initdb").to_str().unwrap());
        initdb.args([
            "--no-sync",
            "--auth=trust",
            "--username=sandbox",
            "--encoding=UTF8",
            "-D",
        ]);
        output(initdb.arg(folder.join("data")));
        let port = TcpListener::bind("127.0.0.1:0")
            .unwrap()
            .local_addr()
            .unwrap()
            .port();
        let server = as_owner(program("postgres").to_str().unwrap())
            .arg("-D")
            .arg(folder.join("data"))
            .args(["-p", &port.to_string(), "-h", "127.0.0.1", "-k"])
            .arg(&folder)
            .args(settings)
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut postgres = Self { server, folder, port };
        postgres.wait_until_ready();
        postgres
    }

    pub(crate) fn url(&self) -> String {
        format!("postgres://sandbox@127.0.0.1:{}/postgres", self.port)
    }

    fn wait_until_ready(&mut self) {
        let begun = Instant::now();
        loop {
            assert!(
                self.server.try_wait().unwrap().is_none(),
                "PostgreSQL ended by itself"
            );
            assert!(begun.elapsed() < READY_WITHIN, "PostgreSQL is not ready");
            let ready = Command::new(program("pg_isready"))
                .args(["-q", "-h", "127.0.0.1", "-p", &self.port.to_string()])
                .status();
            if ready.unwrap().success() {
                return;
            }
            std::thread::sleep(Duration::from_millis(100));
        }
    }
}

impl Drop for Postgres {
    fn drop(&mut self) {
        // INT: fast shutdown. A server that is gone already needs none.
        let _ = kill_process(Pid::from_child(&self.server), Signal::INT);
        let _ = self.server.wait();
        let _ = std::fs::remove_dir_all(&self.folder);
    }
}

/// PostgreSQL refuses to run as root, so root lends it the user `postgres`.
fn as_owner(program: &str) -> Command {
    if !geteuid().is_root() {
        return Command::new(program);
    }
    let mut command = Command::new("setpriv");
    command.args(["--reuid=postgres", "--regid=postgres", "--clear-groups", program]);
    command.current_dir("/");
    command
}

/// The newest one installed by Debian, else the one on the path.
fn program(name: &str) -> PathBuf {
    let versions = std::fs::read_dir("/usr/lib/postgresql").into_iter().flatten();
    versions
        .filter_map(|entry| Some(entry.ok()?.path().join("bin").join(name)))
        .filter(|path| path.exists())
        .max()
        .unwrap_or_else(|| PathBuf::from(name))
}

fn output(command: &mut Command) -> String {
    let done = command
        .output()
        .expect("the program of PostgreSQL can be started");
    assert!(
        done.status.success(),
        "{command:?}: {}",
        String::from_utf8_lossy(&done.stderr)
    );
    String::from_utf8(done.stdout).unwrap()
}
