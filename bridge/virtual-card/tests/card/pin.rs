//! PINs, what they open, and when they are forgotten.

use crate::support::*;
use madoguchi_virtual_card::my_number::{AUTH_PIN, COMMON_AID, FACE_AID, JPKI_AID, TEXT_AID};
use rsa::Pkcs1v15Sign;
use sha2::{Digest, Sha256};

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
fn collation_number_b_has_ten_tries_of_its_own() {
    let card = present(profile());
    select(&card, &FACE_AID);
    assert_eq!(send(&card, "00 20 00 92").1, 0x63CA);
    for left in (0..10).rev() {
        assert_eq!(send(&card, "00 20 00 92 01 30").1, 0x63C0 | left);
    }
    let right = [hex("00 20 00 92 0E"), COLLATION_NUMBER_B.as_bytes().to_vec()].concat();
    assert_eq!(transmit(&card, &right).1, 0x6984);
    assert_eq!(send(&card, "00 20 00 92").1, 0x6984);
    assert_eq!(card.tries_left(&JPKI_AID, AUTH_PIN), Some(3));
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

fn contains(bytes: &[u8], part: &[u8]) -> bool {
    bytes.windows(part.len()).any(|window| window == part)
}
