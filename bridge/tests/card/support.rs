//! Cards for the tests of the card path, and what is expected of their answers.

use madoguchi_bridge::card::{CardFacts, CardPhoto, CardService, CollationError, PinError, PinSignature};
use madoguchi_people::TestCa;
use madoguchi_shared::{Secret, bridge::event::Reader, date::Day, identifier::CollationNumberB};
use madoguchi_virtual_card::{CardImage, SharedCard, image::Content, my_number::*, person};
use rsa::{
    Pkcs1v15Sign, RsaPublicKey,
    pkcs8::DecodePublicKey,
    sha2::{Digest, Sha256},
};
use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    time::Duration,
};
use x509_cert::{
    Certificate,
    der::{Decode, Encode},
};

/// What the card is asked to sign.
pub(crate) const MESSAGE: &[u8] = b"madoguchi.test/1 an assertion";

/// A fresh card of a synthetic person, away from any reader.
pub(crate) fn card_of(person: &str) -> SharedCard {
    SharedCard::new(image_of(person))
}

/// What is on it. Made once: its key takes a while.
pub(crate) fn image_of(person: &str) -> CardImage {
    static IMAGES: Mutex<Option<HashMap<String, CardImage>>> = Mutex::new(None);
    let mut images = IMAGES.lock().unwrap_or_else(PoisonError::into_inner);
    images
        .get_or_insert_default()
        .entry(person.to_owned())
        .or_insert_with(|| {
            let owner = madoguchi_people::find(person).expect("a synthetic person");
            person::image(owner, TestCa::shared(), today()).expect("a card")
        })
        .clone()
}

/// 利用者証明用電子証明書 on it.
pub(crate) fn certificate_of(person: &str) -> Vec<u8> {
    let mut image = image_of(person);
    let application = image.application_mut(&JPKI_AID).expect("JPKI");
    match &application.file(AUTH_CERTIFICATE).expect("a certificate").content {
        Content::Transparent(bytes) => bytes.clone(),
        _ => panic!("the certificate is a transparent file"),
    }
}

/// Tries left of the user authentication PIN.
pub(crate) fn tries_left(card: &SharedCard) -> Option<u8> {
    card.tries_left(&JPKI_AID, AUTH_PIN)
}

/// Verifies a PIN and has [`MESSAGE`] signed.
pub(crate) async fn sign(service: &CardService, presence: &str, pin: &str) -> Result<PinSignature, PinError> {
    let message = Box::new(|_: &CardFacts| MESSAGE.to_vec());
    service
        .verify_and_sign(presence, Secret::new(pin.into()), false, message)
        .await
}

/// 照合番号B of a person's card.
pub(crate) fn number_of(person: &str) -> CollationNumberB {
    let owner = madoguchi_people::find(person).expect("a synthetic person");
    let digits = person::collation_number_b(owner, today());
    CollationNumberB::parse(&Secret::new(digits)).expect("a number")
}

/// The photo on a person's card.
pub(crate) fn portrait_of(person: &str) -> &'static [u8] {
    let owner = madoguchi_people::find(person).expect("a synthetic person");
    owner.portrait.jpeg_2000()
}

/// Tries left of 照合番号B.
pub(crate) fn collation_tries(card: &SharedCard) -> Option<u8> {
    card.tries_left(&FACE_AID, COLLATION_B)
}

/// Reads the photo with this person's 照合番号B.
pub(crate) async fn photo(
    service: &CardService,
    presence: &str,
    person: &str,
) -> Result<CardPhoto, CollationError> {
    service.read_photo(presence, number_of(person), false).await
}

fn today() -> Day {
    Day::new(2026, 11, 22).expect("a day")
}

/// Fails unless the signature over [`MESSAGE`] is that of the certificate's key.
pub(crate) fn assert_signed(signed: &PinSignature) {
    let certificate = Certificate::from_der(&signed.facts.certificate_der).expect("a certificate");
    let key = certificate
        .tbs_certificate
        .subject_public_key_info
        .to_der()
        .unwrap();
    let key = RsaPublicKey::from_public_key_der(&key).expect("an RSA key");
    key.verify(
        Pkcs1v15Sign::new::<Sha256>(),
        &Sha256::digest(MESSAGE),
        &signed.signature,
    )
    .expect("the signature holds");
}

/// The state of a reader as soon as it satisfies the condition; fails when it does not within so many milliseconds.
pub(crate) async fn reader_when(
    service: &CardService,
    name: &str,
    within_ms: u64,
    condition: impl Fn(&Reader) -> bool,
) -> Reader {
    let mut readers = service.readers();
    let wait = async {
        loop {
            let list = readers.borrow_and_update().list.clone();
            if let Some(reader) = list.into_iter().find(|reader| reader.name == name)
                && condition(&reader)
            {
                return reader;
            }
            readers.changed().await.expect("the service lives");
        }
    };
    let waited = tokio::time::timeout(Duration::from_millis(within_ms), wait).await;
    waited.unwrap_or_else(|_| panic!("{name}: not in time; {:?}", service.readers().borrow()))
}

/// Presence of the card on a reader, as soon as there is one.
pub(crate) async fn presence_on(service: &CardService, name: &str) -> String {
    let reader = reader_when(service, name, 3000, |reader| reader.card.is_some()).await;
    reader.card.expect("a card").presence
}

/// Waits until a reader is empty.
pub(crate) async fn empty(service: &CardService, name: &str) {
    reader_when(service, name, 3000, |reader| reader.card.is_none()).await;
}
