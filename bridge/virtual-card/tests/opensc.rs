//! The card before a client that this project did not write: the JPKI driver of OpenSC, through pcscd and vpcd.
//! Needs Debian's `opensc`.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{
    fs,
    path::Path,
    process::{Command, Output},
    time::{Duration, Instant},
};

use madoguchi_people::{IssuedCertificate, TestCa, find};
use madoguchi_shared::date::Day;
use madoguchi_virtual_card::{
    SharedCard,
    my_number::{AUTH_PIN, JPKI_AID},
    pcscd_harness::{Pcscd, Readers, in_namespace},
    person,
    vpcd::VpcdCard,
};
use pcsc::{Context, Error, ReaderState, Scope, State};
use rsa::Pkcs1v15Sign;
use sha2::{Digest, Sha256};

/// Id that OpenSC's JPKI driver gives to the PIN, key and certificate of user authentication.
const AUTH_ID: &str = "01";
/// How long pcscd may take to see a card; it looks every 400 ms.
const SEEN_DEADLINE: Duration = Duration::from_secs(10);

#[test]
fn opensc_finds_the_card_and_reads_our_certificate() {
    in_namespace("opensc_finds_the_card_and_reads_our_certificate", || {
        let _pcscd = Pcscd::start(Readers::Two);
        let (slot, issued) = insert("tandoku-valid");
        let dump = succeed("pkcs15-tool", &["--dump"]);
        assert!(text(&dump).contains("JPKI"), "{}", text(&dump));
        let folder = tempfile::tempdir().unwrap();
        let file = folder.path().join("certificate.der");
        let read = [
            "--read-object",
            "--type",
            "cert",
            "--id",
            AUTH_ID,
            "--output-file",
            path(&file),
        ];
        succeed("pkcs11-tool", &read);
        assert_eq!(fs::read(&file).unwrap(), issued.der);
        assert_eq!(
            slot.card().log().verify_attempts(),
            0,
            "no PIN is needed to read it"
        );
    });
}

#[test]
fn opensc_verifies_the_pin_and_a_wrong_one_costs_a_try() {
    in_namespace("opensc_verifies_the_pin_and_a_wrong_one_costs_a_try", || {
        let _pcscd = Pcscd::start(Readers::Two);
        let (slot, _) = insert("heiyo-both-valid");
        let tries = || slot.card().tries_left(&JPKI_AID, AUTH_PIN);
        succeed(
            "pkcs15-tool",
            &["--verify-pin", "--auth-id", AUTH_ID, "--pin", "1234"],
        );
        assert_eq!((slot.card().log().verify_attempts(), tries()), (1, Some(3)));
        // OpenSC leaves the PIN verified and then takes the 9000 to its counter query for an error.
        slot.card().reset();
        let wrong = run(
            "pkcs15-tool",
            &["--verify-pin", "--auth-id", AUTH_ID, "--pin", "9999"],
        );
        assert!(!wrong.status.success());
        assert_eq!((slot.card().log().verify_attempts(), tries()), (2, Some(2)));
        succeed(
            "pkcs15-tool",
            &["--verify-pin", "--auth-id", AUTH_ID, "--pin", "1234"],
        );
        assert_eq!(tries(), Some(3));
    });
}

#[test]
fn opensc_signs_with_our_key() {
    in_namespace("opensc_signs_with_our_key", || {
        let _pcscd = Pcscd::start(Readers::Two);
        let (_slot, issued) = insert("tandoku-valid");
        let folder = tempfile::tempdir().unwrap();
        let (message, signature) = (folder.path().join("message"), folder.path().join("signature"));
        fs::write(&message, b"to be signed").unwrap();
        succeed("pkcs15-tool", &["--list-keys"]);
        let sign = [
            "--sign",
            "--mechanism",
            "SHA256-RSA-PKCS",
            "--id",
            AUTH_ID,
            "--login",
            "--pin",
            "1234",
        ];
        let files = ["--input-file", path(&message), "--output-file", path(&signature)];
        succeed("pkcs11-tool", &[&sign[..], &files].concat());
        let digest = Sha256::digest(b"to be signed");
        let signature = fs::read(&signature).unwrap();
        issued
            .key
            .to_public_key()
            .verify(Pkcs1v15Sign::new::<Sha256>(), &digest, &signature)
            .unwrap();
    });
}

#[test]
fn the_program_names_the_persons_and_puts_a_card_down() {
    in_namespace("the_program_names_the_persons_and_puts_a_card_down", || {
        let program = env!("CARGO_BIN_EXE_madoguchi-virtual-card");
        let list = text(&succeed(program, &["--list"]));
        assert_eq!(list.lines().count(), madoguchi_people::all().len());
        assert!(!run(program, &["--person", "nobody"]).status.success());

        let _pcscd = Pcscd::start(Readers::Two);
        let folder = tempfile::tempdir().unwrap();
        let log = folder.path().join("log");
        // The last APDU of the PIN check takes the card away, and with it the program ends by itself.
        let mut card = Command::new(program)
            .args([
                "--person",
                "tandoku-valid",
                "--status",
                "1=6F00",
                "--pull-after",
                "1",
                "--log",
                path(&log),
            ])
            .spawn()
            .unwrap();
        wait_until_seen();
        let dump = run(
            "opensc-tool",
            &[
                "--card-driver",
                "default",
                "--send-apdu",
                "00A4040C0AD392F000260100000001",
            ],
        );
        assert!(card.wait().unwrap().success());
        assert!(text(&dump).contains("SW1=0x6F, SW2=0x00"), "{}", text(&dump));
        let log = fs::read_to_string(log).unwrap();
        assert!(
            log.contains("00 A4 04 0C 0A D3 92 F0 00 26 01 00 00 00 01 -> 0 bytes, 6F00"),
            "{log}"
        );
        assert!(log.ends_with("removed\n"), "{log}");
    });
}

fn insert(id: &str) -> (VpcdCard, IssuedCertificate) {
    let (person, today) = (find(id).unwrap(), Day::new(2026, 11, 22).unwrap());
    let issued = TestCa::shared().issue(person, today).unwrap();
    let card = SharedCard::new(person::image(person, TestCa::shared(), today).unwrap());
    let mut slot = VpcdCard::new(card, Pcscd::address(0));
    slot.insert().unwrap();
    wait_until_seen();
    (slot, issued)
}

/// Waits until pcscd shows a card. OpenSC's own `--wait` at times waits for ever for one that is there from the start.
fn wait_until_seen() {
    let deadline = Instant::now() + SEEN_DEADLINE;
    let context = Context::establish(Scope::User).unwrap();
    let mut states = [ReaderState::new(c"Virtual PCD 00 00", State::UNAWARE)];
    loop {
        match context.get_status_change(Duration::from_millis(200), &mut states) {
            // The reader itself may be a little later than pcscd.
            Ok(()) | Err(Error::Timeout | Error::UnknownReader) => {}
            Err(error) => panic!("pcscd: {error}"),
        }
        if states[0].event_state().contains(State::PRESENT) {
            return;
        }
        assert!(Instant::now() < deadline, "pcscd does not see the card");
        states[0].sync_current_state();
    }
}

fn succeed(program: &str, arguments: &[&str]) -> Output {
    let output = run(program, arguments);
    assert!(
        output.status.success(),
        "{program} {arguments:?}: {}",
        text(&output)
    );
    output
}

fn run(program: &str, arguments: &[&str]) -> Output {
    Command::new(program)
        .args(arguments)
        .output()
        .unwrap_or_else(|error| panic!("{program}: {error}"))
}

fn text(output: &Output) -> String {
    String::from_utf8_lossy(&[&output.stdout[..], &output.stderr].concat()).into_owned()
}

fn path(path: &Path) -> &str {
    path.to_str().unwrap()
}
