//! The program: its ready line, its log, its end, and its other commands.

use crate::support::PHARMACY;
use crate::support::cards::TestCard;
use crate::support::client::{enrol, visit};
use madoguchi_people::find;
use madoguchi_sandbox::Clock;
use madoguchi_shared::qualification::QualificationAnswer;
use rustix::process::{Pid, Signal, kill_process};
use serde_json::Value;
use std::io::{BufRead, BufReader, Read};
use std::path::Path;
use std::process::{Child, Command, Output, Stdio};
use tempfile::TempDir;

const PERSON: &str = "heiyo-both-valid";

fn program() -> Command {
    Command::new(env!("CARGO_BIN_EXE_madoguchi-sandbox"))
}

fn run(arguments: &[&str]) -> Output {
    program().args(arguments).output().unwrap()
}

fn serve(folder: &Path) -> (Child, Value) {
    let mut child = program()
        .args(["serve", "--listen", "127.0.0.1:0", "--control", "--data"])
        .arg(folder)
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let mut line = String::new();
    BufReader::new(child.stdout.as_mut().unwrap())
        .read_line(&mut line)
        .unwrap();
    (child, serde_json::from_str(&line).unwrap())
}

#[tokio::test]
async fn it_says_when_it_is_ready_and_ends_when_told() {
    let folder = TempDir::new().unwrap();
    let (mut child, ready) = serve(&folder.path().join("a new folder"));
    assert_eq!(ready["ready"], true);
    let address = ready["address"].as_str().unwrap();
    let key = ready["controlKey"].as_str().unwrap();
    let code = ready["enrolmentCode"].as_str().unwrap();
    let desk = enrol(address, code).await;
    visit(address, &desk, PERSON).await.json::<QualificationAnswer>();

    kill_process(Pid::from_child(&child), Signal::TERM).unwrap();
    let mut log = String::new();
    child.stderr.take().unwrap().read_to_string(&mut log).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(0));
    // One line for each of the three requests, and nothing of anyone or anything secret in them.
    for path in ["/v1/desks/enrolment", "/v1/nonces", "/v1/qualifications/card"] {
        assert_eq!(log.matches(path).count(), 1, "{path}\n{log}");
    }
    let person = find(PERSON).unwrap();
    let insurance = person.insurance.as_ref().unwrap();
    let assistance = person.assistance.as_ref().unwrap();
    let card = TestCard::of(PERSON, Clock::system().today());
    let kana = person.name_kana_half_width();
    for private in [
        person.name,
        &kana,
        person.address,
        insurance.number,
        assistance.recipient_number,
        &card.serial,
        code,
        key,
        &desk.id,
    ] {
        assert!(!log.contains(private), "{private}");
    }
}

#[test]
fn it_gives_out_codes_for_other_institutions() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    let done = run(&["enrolment-code", "--data", data, "--facility", "pharmacy"]);
    assert!(done.status.success());
    let code = String::from_utf8(done.stdout).unwrap();
    assert_eq!(code.trim().len(), 23);
    // A wrong digit; a pharmacy's code for a clinic.
    for wrong in ["1311111111", PHARMACY] {
        let done = run(&["enrolment-code", "--data", data, "--institution", wrong]);
        assert!(!done.status.success(), "{wrong}");
    }
}

#[test]
fn it_prints_its_contract() {
    let printed = run(&["openapi"]);
    assert!(printed.status.success());
    let document: Value = serde_json::from_slice(&printed.stdout).unwrap();
    assert!(document["paths"]["/v1/qualifications/card"]["post"].is_object());
}

#[test]
fn it_refuses_to_start_with_an_open_door() {
    let folder = TempDir::new().unwrap();
    let data = folder.path().to_str().unwrap();
    for origin in ["*", "http://127.0.0.1:7780/"] {
        let done = run(&[
            "serve",
            "--listen",
            "127.0.0.1:0",
            "--data",
            data,
            "--allow-origin",
            origin,
        ]);
        assert_eq!(done.status.code(), Some(1), "{origin}");
        assert!(done.stdout.is_empty());
    }
}
