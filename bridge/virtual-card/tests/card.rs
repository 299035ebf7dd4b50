//! The card by its bytes: what a terminal sends and gets, as in `domain.md §3.4` and `§3.5`.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use std::{sync::OnceLock, time::Duration};

use madoguchi_virtual_card::{
    CardImage, CardReply, Fault, FaultPlan, LogEntry, MyNumberCard, SharedCard,
    image::Pin,
    my_number::{AUTH_PIN, COMMON_AID, FACE_AID, JPKI_AID, TEXT_AID},
    profile::{CardProfile, ResponseStyle, ShortRead},
    status::StatusWord,
};
use proptest::prelude::*;
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use sha2::{Digest, Sha256};

const COLLATION_NUMBER_B: &str = "55021720352285";

#[test]
fn the_certificate_is_read_without_a_pin_in_every_form() {
    let card = present(profile());
    select(&card, &JPKI_AID);
    assert_eq!(send(&card, "00 A4 02 0C 02 00 0A"), (vec![], 0x9000));
    assert_eq!(
        send(&card, "00 B0 00 00 07"),
        (certificate()[..7].to_vec(), 0x9000)
    );
    assert_eq!(
        send(&card, "00 B0 01 00 00"),
        (certificate()[256..512].to_vec(), 0x9000)
    );
    assert_eq!(send(&card, "00 B0 00 00 00 00 00"), (certificate(), 0x9000));
    assert_eq!(
        send(&card, "00 B0 8A 10 10"),
        (certificate()[16..32].to_vec(), 0x9000)
    );
}

#[test]
fn the_end_of_a_file_is_told_as_the_profile_says() {
    let rest = certificate().len() - 0x0500;
    let plain = present(profile());
    select(&plain, &JPKI_AID);
    send(&plain, "00 A4 02 0C 02 00 0A");
    assert_eq!(
        send(&plain, "00 B0 05 00 FF"),
        (vec![], 0x6C00 | u16::try_from(rest).unwrap())
    );
    assert_eq!(
        send(&plain, "00 B0 05 00 00"),
        (certificate()[0x0500..].to_vec(), 0x9000)
    );
    assert_eq!(
        send(&plain, "00 B0 05 64 10"),
        (vec![], 0x6282),
        "offset at the very end"
    );
    assert_eq!(send(&plain, "00 B0 05 65 10"), (vec![], 0x6B00));
    let warning = present(CardProfile {
        short_read: ShortRead::EndOfFile,
        ..profile()
    });
    select(&warning, &JPKI_AID);
    send(&warning, "00 A4 02 0C 02 00 0A");
    assert_eq!(
        send(&warning, "00 B0 05 00 FF"),
        (certificate()[0x0500..].to_vec(), 0x6282)
    );
}

#[test]
fn a_card_without_extended_length_refuses_it_and_a_small_le_limit_holds() {
    let card = present(CardProfile {
        extended_length: false,
        max_le: 192,
        ..profile()
    });
    select(&card, &JPKI_AID);
    send(&card, "00 A4 02 0C 02 00 0A");
    assert_eq!(send(&card, "00 B0 00 00 00 00 00"), (vec![], 0x6700));
    assert_eq!(send(&card, "00 B0 00 00 00"), (vec![], 0x6700));
    assert_eq!(
        send(&card, "00 B0 00 00 C0"),
        (certificate()[..192].to_vec(), 0x9000)
    );
}

#[test]
fn pin_counter_runs_down_to_blocked() {
    let card = present(profile());
    select(&card, &JPKI_AID);
    send(&card, "00 A4 02 0C 02 00 18");
    assert_eq!(send(&card, "00 20 00 80").1, 0x63C3);
    assert_eq!(send(&card, "00 20 00 80 04 30 30 30 30").1, 0x63C2);
    assert_eq!(
        send(&card, "00 20 00 98").1,
        0x63C2,
        "the SFI form asks the same counter"
    );
    assert_eq!(send(&card, "00 20 00 98 04 30 30 30 30").1, 0x63C1);
    assert_eq!(send(&card, "00 20 00 80 04 30 30 30 30").1, 0x63C0);
    assert_eq!(send(&card, "00 20 00 80 04 31 32 33 34").1, 0x6984);
    assert_eq!(send(&card, "00 20 00 80").1, 0x6984);
    assert_eq!(card.tries_left(&JPKI_AID, AUTH_PIN), Some(0));
    assert_eq!(card.log().verify_attempts(), 4);
}

#[test]
fn signing_needs_the_pin_and_gives_a_true_signature() {
    let card = present(profile());
    let digest = Sha256::digest(b"nonce").to_vec();
    let info = hex("30 31 30 0D 06 09 60 86 48 01 65 03 04 02 01 05 00 04 20");
    let verbatim = [hex("80 2A 00 80 33"), info, digest.clone(), vec![0]].concat();
    let hashed = [hex("80 2A 02 97 20"), digest.clone(), vec![0]].concat();
    select(&card, &JPKI_AID);
    send(&card, "00 A4 02 0C 02 00 17");
    assert_eq!(transmit(&card, &verbatim), (vec![], 0x6982));
    assert_eq!(send(&card, "00 20 00 98 04 31 32 33 34").1, 0x9000);
    assert_eq!(
        send(&card, "00 20 00 98").1,
        0x9000,
        "a verified PIN answers 9000 to the counter query"
    );
    send(&card, "00 A4 02 0C 02 00 17");
    for command in [&verbatim, &hashed] {
        let (signature, status) = transmit(&card, command);
        assert_eq!(status, 0x9000);
        key()
            .to_public_key()
            .verify(Pkcs1v15Sign::new::<Sha256>(), &digest, &signature)
            .unwrap();
    }
    assert_eq!(send(&card, "80 2A 05 97 01 00 00").1, 0x6A86);
    card.reset();
    select(&card, &JPKI_AID);
    assert_eq!(transmit(&card, &hashed).1, 0x6982, "a reset forgets the PIN");
}

#[test]
fn another_application_forgets_the_pin() {
    let card = present(profile());
    select(&card, &JPKI_AID);
    assert_eq!(send(&card, "00 20 00 98 04 31 32 33 34").1, 0x9000);
    select(&card, &TEXT_AID);
    select(&card, &JPKI_AID);
    assert_eq!(send(&card, "00 20 00 98").1, 0x63C3);
}

#[test]
fn texts_and_photo_open_with_their_own_codes() {
    let card = present(profile());
    select(&card, &TEXT_AID);
    send(&card, "00 A4 02 0C 02 00 02");
    assert_eq!(send(&card, "00 B0 00 00 00").1, 0x6982);
    assert_eq!(send(&card, "00 20 00 91 04 35 36 37 38").1, 0x9000);
    let (text, status) = send(&card, "00 B0 82 00 00");
    assert_eq!(status, 0x9000);
    assert!(text.starts_with(&[0xFF, 0x20]) && contains(&text, "模擬　花子".as_bytes()));
    assert_eq!(
        send(&card, "00 A4 02 0C 02 00 01").1,
        0x6A82,
        "there is no 個人番号"
    );

    select(&card, &FACE_AID);
    send(&card, "00 A4 02 0C 02 00 02");
    assert_eq!(send(&card, "00 B0 00 00 00").1, 0x6982);
    let verify = [hex("00 20 00 92 0E"), COLLATION_NUMBER_B.as_bytes().to_vec()].concat();
    assert_eq!(transmit(&card, &verify).1, 0x9000);
    assert!(contains(
        &send(&card, "00 B0 82 00 00 00 00").0,
        b"\xDF\x27\x05photo"
    ));

    select(&card, &COMMON_AID);
    let (record, status) = send(&card, "00 B2 01 0C 00");
    assert_eq!(
        (record[..2].to_vec(), record.len(), status),
        (vec![0x01, 0x1C], 30, 0x9000)
    );
    assert_eq!(send(&card, "00 B2 02 0C 00").1, 0x6A83);
}

#[test]
fn what_is_not_there_is_refused() {
    let card = present(profile());
    let rows = [
        ("00 A4 04 0C 05 A0 00 00 00 03", 0x6A82),
        ("00 B0 00 00 00", 0x6986),
        ("00 20 00 80", 0x6986),
        ("00 24 01 80 04 31 32 33 34", 0x6D00),
        ("01 B0 00 00 00", 0x6881),
        ("A0 B0 00 00 00", 0x6E00),
        ("00 B0 00", 0x6700),
        ("00 C0 00 00 00", 0x6985),
    ];
    for (command, status) in rows {
        assert_eq!(send(&card, command), (vec![], status), "{command}");
    }
    let other = SharedCard::new(CardImage::default());
    other.insert();
    let command = [hex("00 A4 04 0C 0A"), JPKI_AID.to_vec()].concat();
    assert_eq!(transmit(&other, &command).1, 0x6A82, "no My Number card");
}

#[test]
fn get_response_hands_out_what_61xx_announced() {
    let card = present(CardProfile {
        responses: ResponseStyle::GetResponse,
        ..profile()
    });
    select(&card, &JPKI_AID);
    send(&card, "00 A4 02 0C 02 00 0A");
    assert_eq!(send(&card, "00 B0 00 00 20"), (vec![], 0x6120));
    assert_eq!(send(&card, "00 C0 00 00 30"), (vec![], 0x6C20));
    assert_eq!(
        send(&card, "00 C0 00 00 18"),
        (certificate()[..24].to_vec(), 0x6108)
    );
    assert_eq!(
        send(&card, "00 C0 00 00 00"),
        (certificate()[24..32].to_vec(), 0x9000)
    );
    assert_eq!(send(&card, "00 C0 00 00 00"), (vec![], 0x6985));
    assert_eq!(send(&card, "00 B0 00 00 00").1, 0x6100);
    assert_eq!(
        send(&card, "00 C0 00 00 00"),
        (certificate()[..256].to_vec(), 0x9000)
    );
}

#[test]
fn faults_come_at_the_apdu_asked_for() {
    let read = hex("00 B0 8A 00 10");
    let ready = |plan: FaultPlan| {
        let card = present(profile());
        select(&card, &JPKI_AID);
        card.set_faults(plan);
        card
    };
    let card = ready(FaultPlan::once(Fault::PullBefore { at: 2 }));
    assert_eq!(transmit(&card, &read).1, 0x9000);
    assert!(card.transmit(&read) == CardReply::Removed && !card.is_present());
    card.insert();
    assert_eq!(
        transmit(&card, &read).1,
        0x6986,
        "back on the reader, nothing is selected"
    );

    let card = ready(FaultPlan::once(Fault::PullAfter { at: 1 }));
    assert_eq!(transmit(&card, &read).1, 0x9000);
    assert!(!card.is_present());

    let card = ready(FaultPlan::once(Fault::MuteFrom { from: 2 }));
    assert_eq!(transmit(&card, &read).1, 0x9000);
    assert!(card.transmit(&read) == CardReply::Mute && card.transmit(&read) == CardReply::Mute);

    let plan = FaultPlan::once(Fault::WrongStatus {
        at: 1,
        status: StatusWord(0x6F00),
    })
    .and(Fault::Truncated { at: 2, keep: 1 })
    .and(Fault::Oversized { at: 3, extra: 300 });
    let card = ready(plan);
    assert_eq!(transmit(&card, &read), (vec![], 0x6F00));
    assert!(card.transmit(&read) == CardReply::Answer(vec![certificate()[0]]));
    assert_eq!(transmit(&card, &read).0.len(), 316);
    assert_eq!(transmit(&card, &read), (certificate()[..16].to_vec(), 0x9000));

    let card = ready(FaultPlan::slow(Duration::from_millis(30)));
    let start = std::time::Instant::now();
    transmit(&card, &read);
    assert!(start.elapsed() >= Duration::from_millis(30));
}

#[test]
fn the_log_tells_sessions_and_watchers_hear_of_a_pull() {
    let card = present(profile());
    let (sender, heard) = std::sync::mpsc::channel();
    card.watch(move || sender.send(()).unwrap());
    select(&card, &JPKI_AID);
    send(&card, "00 20 00 98 04 31 32 33 34");
    card.reset();
    assert!(card.log().ends_reset());
    card.remove();
    assert_eq!(heard.try_iter().count(), 1);
    let log = card.log();
    assert_eq!(log.sessions().iter().map(Vec::len).collect::<Vec<_>>(), [2]);
    assert_eq!(log.entries().last(), Some(&LogEntry::Removed));
    assert!(
        log.entries()
            .all(|entry| !entry.to_string().contains("31 32 33 34"))
    );
}

proptest! {
    #[test]
    fn any_bytes_get_an_answer(commands in prop::collection::vec(command(), 1..20)) {
        let card = present(profile());
        for bytes in commands {
            match card.transmit(&bytes) {
                CardReply::Answer(answer) => prop_assert!(answer.len() >= 2),
                _ => prop_assert!(false, "no answer"),
            }
        }
    }

    #[test]
    fn nothing_but_the_pin_opens_the_key(commands in prop::collection::vec(command(), 1..20)) {
        let card = present(profile());
        let sign = [hex("80 2A 02 97 20"), vec![7; 32], vec![0]].concat();
        for bytes in commands.iter().filter(|bytes| !bytes.ends_with(b"1234")) {
            card.transmit(bytes);
        }
        select(&card, &JPKI_AID);
        prop_assert_eq!(transmit(&card, &sign).1, 0x6982);
    }
}

/// Any bytes, or bytes that look like a command this card knows.
fn command() -> impl Strategy<Value = Vec<u8>> {
    let instruction = prop::sample::select(vec![0xA4, 0xB0, 0xB2, 0x20, 0x2A, 0xC0]);
    let known = (
        any::<bool>(),
        instruction,
        any::<[u8; 2]>(),
        prop::collection::vec(any::<u8>(), 0..40),
    )
        .prop_map(|(vendor, instruction, parameters, body)| {
            [
                vec![if vendor { 0x80 } else { 0 }, instruction],
                parameters.to_vec(),
                body,
            ]
            .concat()
        });
    let select = Just([hex("00 A4 04 0C 0A"), JPKI_AID.to_vec()].concat());
    prop_oneof![prop::collection::vec(any::<u8>(), 0..300), known, select]
}

fn present(profile: CardProfile) -> SharedCard {
    let card = SharedCard::new(
        MyNumberCard {
            profile,
            ..contents()
        }
        .into_image(),
    );
    card.insert();
    card
}

fn profile() -> CardProfile {
    CardProfile::default()
}

fn contents() -> MyNumberCard {
    MyNumberCard {
        profile: profile(),
        auth_certificate: certificate(),
        auth_ca: vec![0x30, 0x00],
        auth_key: key().clone(),
        auth_pin: Pin::new("1234", 3),
        name: "模擬　花子".into(),
        address: "東京都架空区一丁目".into(),
        birth_date: "19800101".into(),
        sex: '2',
        photo: b"photo".to_vec(),
        expiry: "20350217".into(),
        collation_number_b: COLLATION_NUMBER_B.into(),
        text_pin: Pin::new("5678", 3),
        manufacture_number: "0".repeat(28),
    }
}

/// Stands for a certificate: 1380 bytes, each pair different from its neighbours.
fn certificate() -> Vec<u8> {
    (0..1380_u16)
        .map(|index| u8::try_from((index * 7 + index / 256) % 256).unwrap())
        .collect()
}

fn key() -> &'static RsaPrivateKey {
    static KEY: OnceLock<RsaPrivateKey> = OnceLock::new();
    KEY.get_or_init(|| RsaPrivateKey::new(&mut ChaCha20Rng::from_seed([1; 32]), 2048).unwrap())
}

fn select(card: &SharedCard, aid: &[u8; 10]) {
    assert_eq!(
        transmit(card, &[&hex("00 A4 04 0C 0A")[..], aid].concat()).1,
        0x9000
    );
}

fn send(card: &SharedCard, command: &str) -> (Vec<u8>, u16) {
    transmit(card, &hex(command))
}

fn transmit(card: &SharedCard, command: &[u8]) -> (Vec<u8>, u16) {
    match card.transmit(command) {
        CardReply::Answer(answer) => {
            let (data, status) = answer.split_at(answer.len() - 2);
            (data.to_vec(), u16::from_be_bytes([status[0], status[1]]))
        }
        CardReply::Mute => panic!("mute"),
        CardReply::Removed => panic!("removed"),
    }
}

fn hex(text: &str) -> Vec<u8> {
    text.split(' ')
        .map(|byte| u8::from_str_radix(byte, 16).unwrap())
        .collect()
}

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
