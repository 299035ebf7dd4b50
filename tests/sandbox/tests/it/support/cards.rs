//! Cards of the synthetic persons, each made once per day.

use madoguchi_people::{IssuedCertificate, TestCa, find};
use madoguchi_sandbox::test_desk::CardInHand;
use madoguchi_shared::date::Day;
use rsa::RsaPrivateKey;
use std::collections::HashMap;
use std::sync::{LazyLock, Mutex};

/// A card in the hand.
#[derive(Clone)]
pub(crate) struct TestCard {
    pub(crate) certificate: Vec<u8>,
    pub(crate) serial: String,
    pub(crate) key: RsaPrivateKey,
}

static MADE: LazyLock<Mutex<HashMap<(String, Day), TestCard>>> = LazyLock::new(Mutex::default);

impl TestCard {
    /// The card of a person as it is on a day.
    pub(crate) fn of(person: &str, today: Day) -> Self {
        let mut made = MADE.lock().unwrap();
        made.entry((person.to_owned(), today))
            .or_insert_with(|| {
                TestCa::shared()
                    .issue(find(person).unwrap(), today)
                    .unwrap()
                    .into()
            })
            .clone()
    }

    pub(crate) fn in_hand(&self) -> CardInHand<'_> {
        CardInHand {
            certificate: &self.certificate,
            serial: &self.serial,
            key: &self.key,
        }
    }
}

impl From<IssuedCertificate> for TestCard {
    fn from(issued: IssuedCertificate) -> Self {
        Self {
            certificate: issued.der,
            serial: issued.serial,
            key: issued.key,
        }
    }
}
