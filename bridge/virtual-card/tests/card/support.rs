//! A card, and how a test talks to it.

use madoguchi_virtual_card::image::Pin;
use madoguchi_virtual_card::profile::CardProfile;
use madoguchi_virtual_card::{CardImage, CardReply, MyNumberCard, SharedCard};
use rand_chacha::{ChaCha20Rng, rand_core::SeedableRng};
use rsa::RsaPrivateKey;
use std::sync::OnceLock;

pub(crate) const COLLATION_NUMBER_B: &str = "55021720352285";

pub(crate) fn present(profile: CardProfile) -> SharedCard {
    let card = SharedCard::new(image(profile));
    card.insert();
    card
}

pub(crate) fn image(profile: CardProfile) -> CardImage {
    MyNumberCard {
        profile,
        ..contents()
    }
    .into_image()
}

pub(crate) fn profile() -> CardProfile {
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
pub(crate) fn certificate() -> Vec<u8> {
    (0..1380_u16)
        .map(|index| u8::try_from((index * 7 + index / 256) % 256).unwrap())
        .collect()
}

pub(crate) fn key() -> &'static RsaPrivateKey {
    static KEY: OnceLock<RsaPrivateKey> = OnceLock::new();
    KEY.get_or_init(|| RsaPrivateKey::new(&mut ChaCha20Rng::from_seed([1; 32]), 2048).unwrap())
}

pub(crate) fn select(card: &SharedCard, aid: &[u8; 10]) {
    assert_eq!(
        transmit(card, &[&hex("00 A4 04 0C 0A")[..], aid].concat()).1,
        0x9000
    );
}

pub(crate) fn send(card: &SharedCard, command: &str) -> (Vec<u8>, u16) {
    transmit(card, &hex(command))
}

pub(crate) fn transmit(card: &SharedCard, command: &[u8]) -> (Vec<u8>, u16) {
    match card.transmit(command) {
        CardReply::Answer(answer) => {
            let (data, status) = answer.split_at(answer.len() - 2);
            (data.to_vec(), u16::from_be_bytes([status[0], status[1]]))
        }
        CardReply::Mute => panic!("mute"),
        CardReply::Removed => panic!("removed"),
    }
}

pub(crate) fn hex(text: &str) -> Vec<u8> {
    text.split(' ')
        .map(|byte| u8::from_str_radix(byte, 16).unwrap())
        .collect()
}
