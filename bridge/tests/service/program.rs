//! `serve` as a program of its own: what it prints when it is ready.

use crate::support::BACKEND;
use madoguchi_bridge::clock::SystemClock;
use madoguchi_bridge::desk::pairing::Pairings;
use madoguchi_bridge::store;
use madoguchi_shared::bridge::Role;
use serde_json::{Value, json};
use std::io::{BufRead as _, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::Arc;

#[tokio::test]
async fn an_address_is_printed_when_needed_or_asked_for() {
    let data = tempfile::tempdir().unwrap();
    let first = Program::ready(data.path(), "0", &[]);
    let origin = first
        .address()
        .unwrap()
        .split_once("/#pair=")
        .unwrap()
        .0
        .to_owned();
    let port = origin.rsplit_once(':').unwrap().1.to_owned();
    drop(first);

    // A patient screen cannot pair a counter screen, nor can a counter screen of another port be used.
    pair(data.path(), &origin, Role::Patient).await;
    pair(data.path(), "http://127.0.0.1:1", Role::Counter).await;
    assert!(Program::ready(data.path(), &port, &[]).address().is_some());

    pair(data.path(), &origin, Role::Counter).await;
    assert_eq!(
        Program::ready(data.path(), &port, &[]).line,
        json!({ "ready": true, "face": "notInstalled" })
    );
    let asked = Program::ready(data.path(), &port, &["--print-address"]);
    assert!(asked.address().unwrap().starts_with(&format!("{origin}/#pair=")));
}

struct Program {
    child: Child,
    line: Value,
}

impl Program {
    fn ready(data: &Path, port: &str, more: &[&str]) -> Self {
        let mut command = Command::new(env!("CARGO_BIN_EXE_madoguchi-bridge"));
        command.args([
            "serve",
            "--reader",
            "simulated",
            "--backend",
            BACKEND,
            "--port",
            port,
        ]);
        command.arg("--data").arg(data).args(more);
        let mut child = command
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let mut line = String::new();
        BufReader::new(child.stdout.take().unwrap())
            .read_line(&mut line)
            .unwrap();
        Self {
            child,
            line: serde_json::from_str(&line).unwrap(),
        }
    }

    fn address(&self) -> Option<&str> {
        self.line["address"].as_str()
    }
}

impl Drop for Program {
    fn drop(&mut self) {
        self.child.kill().unwrap();
        self.child.wait().unwrap();
    }
}

async fn pair(data: &Path, origin: &str, role: Role) {
    let store = store::open(data).await.unwrap();
    let pairings = Pairings::new(store.clone(), Arc::new(SystemClock), origin.to_owned());
    let code = pairings.make_code(role).await.unwrap();
    pairings.exchange(&code.code).await.unwrap();
    store.close().await;
}
