//! Files as they are read, in every form that cards and readers differ in.

use crate::support::*;
use madoguchi_virtual_card::my_number::JPKI_AID;
use madoguchi_virtual_card::profile::{CardProfile, ResponseStyle, ShortRead};
use madoguchi_virtual_card::{CardImage, SharedCard};

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
