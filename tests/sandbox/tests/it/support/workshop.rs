//! A second CA that a test's nation trusts, and that signs whatever it is asked to.

use madoguchi_people::TestCa;
use madoguchi_sandbox::SyntheticNation;
use madoguchi_sandbox::population::{Cardholder, Elsewhere, NationalData, Records};
use madoguchi_shared::date::Day;
use rand_chacha::ChaCha20Rng;
use rand_chacha::rand_core::SeedableRng;
use rsa::RsaPrivateKey;
use rsa::pkcs1v15::{Signature, SigningKey};
use rsa::signature::Keypair;
use sha2::Sha256;
use std::str::FromStr;
use std::sync::LazyLock;
use std::time::Duration;
use x509_cert::builder::{Builder, CertificateBuilder, Profile};
use x509_cert::der::Encode;
use x509_cert::der::asn1::{ObjectIdentifier, UtcTime};
use x509_cert::ext::pkix::certpolicy::PolicyInformation;
use x509_cert::ext::pkix::{BasicConstraints, CertificatePolicies, KeyUsage, KeyUsages, NameConstraints};
use x509_cert::name::Name;
use x509_cert::serial_number::SerialNumber;
use x509_cert::spki::SubjectPublicKeyInfoOwned;
use x509_cert::time::{Time, Validity};

use super::NOON;
use super::cards::TestCard;

/// A certificate to be; the default is a good one.
#[derive(Clone)]
pub(crate) struct Order {
    pub(crate) usage: Option<Vec<KeyUsages>>,
    pub(crate) policy: Option<&'static str>,
    pub(crate) ca: Option<bool>,
    pub(crate) critical_extra: bool,
    /// Days from the test's day.
    pub(crate) days: (i64, i64),
}

impl Default for Order {
    fn default() -> Self {
        Self {
            usage: Some(vec![KeyUsages::DigitalSignature]),
            policy: Some("1.2.392.200149.8.5.1.3.30"),
            ca: None,
            critical_extra: false,
            days: (-100, 100),
        }
    }
}

/// The synthetic nation, which trusts the workshop as well; its CRL stays that of the test CA.
pub(crate) struct Nation {
    pub(crate) crl: fn(Day) -> Vec<u8>,
}

const SERIAL: u32 = 0x00AB_CDEF;

static CA_KEY: LazyLock<RsaPrivateKey> = LazyLock::new(|| key(1));
static CARD_KEY: LazyLock<RsaPrivateKey> = LazyLock::new(|| key(2));

impl NationalData for Nation {
    fn trust_anchors(&self) -> Vec<Vec<u8>> {
        let mut anchors = SyntheticNation.trust_anchors();
        anchors.push(authority());
        anchors
    }

    fn revocation_list(&self, today: Day) -> Vec<u8> {
        (self.crl)(today)
    }

    fn persons(&self, today: Day) -> Vec<Cardholder> {
        SyntheticNation.persons(today)
    }

    fn elsewhere(&self, today: Day) -> Vec<Elsewhere> {
        SyntheticNation.elsewhere(today)
    }

    fn records(&self, today: Day) -> Vec<Records> {
        SyntheticNation.records(today)
    }
}

/// The CRL as it should be.
pub(crate) fn good_crl(today: Day) -> Vec<u8> {
    TestCa::shared().crl_der(today).unwrap()
}

/// Makes a card with such a certificate, signed by the workshop.
pub(crate) fn card(order: &Order) -> TestCard {
    card_signed_by(&CA_KEY, &issuer(), order)
}

/// The same, signed by any key in any name.
pub(crate) fn card_signed_by(signer: &RsaPrivateKey, issuer: &Name, order: &Order) -> TestCard {
    let at = |days: i64| time(NOON + days * 86_400_000);
    let validity = Validity {
        not_before: at(order.days.0),
        not_after: at(order.days.1),
    };
    let subject = Name::from_str("CN=ab cdef,O=JPKI-WORKSHOP,C=JP").unwrap();
    let signer = SigningKey::<Sha256>::new(signer.clone());
    let spki = SubjectPublicKeyInfoOwned::from_key(CARD_KEY.to_public_key()).unwrap();
    let profile = Profile::Manual {
        issuer: Some(issuer.clone()),
    };
    let serial = SerialNumber::from(SERIAL);
    let mut builder = CertificateBuilder::new(profile, serial, validity, subject, spki, &signer).unwrap();
    if let Some(usage) = &order.usage {
        let flags = usage.iter().copied().fold(None, |all, one| {
            Some(all.map_or_else(|| one.into(), |all| all | one))
        });
        builder.add_extension(&KeyUsage(flags.unwrap())).unwrap();
    }
    if let Some(policy) = order.policy {
        let policy = PolicyInformation {
            policy_identifier: ObjectIdentifier::new_unwrap(policy),
            policy_qualifiers: None,
        };
        builder.add_extension(&CertificatePolicies(vec![policy])).unwrap();
    }
    if let Some(ca) = order.ca {
        let constraints = BasicConstraints {
            ca,
            path_len_constraint: None,
        };
        builder.add_extension(&constraints).unwrap();
    }
    if order.critical_extra {
        let constraints = NameConstraints {
            permitted_subtrees: None,
            excluded_subtrees: None,
        };
        builder.add_extension(&constraints).unwrap();
    }
    TestCard {
        certificate: builder.build::<Signature>().unwrap().to_der().unwrap(),
        serial: "abcdef".to_owned(),
        key: CARD_KEY.clone(),
    }
}

/// Name of the workshop; not a test issuer's.
pub(crate) fn issuer() -> Name {
    Name::from_str("CN=Workshop,O=JPKI-WORKSHOP,C=JP").unwrap()
}

fn authority() -> Vec<u8> {
    let signer = SigningKey::<Sha256>::new(CA_KEY.clone());
    let validity = Validity {
        not_before: time(NOON - 86_400_000 * 365),
        not_after: time(NOON + 86_400_000 * 365),
    };
    let spki = SubjectPublicKeyInfoOwned::from_key(signer.verifying_key()).unwrap();
    let profile = Profile::Manual { issuer: None };
    let serial = SerialNumber::from(1_u8);
    let mut builder = CertificateBuilder::new(profile, serial, validity, issuer(), spki, &signer).unwrap();
    let constraints = BasicConstraints {
        ca: true,
        path_len_constraint: None,
    };
    builder.add_extension(&constraints).unwrap();
    builder.build::<Signature>().unwrap().to_der().unwrap()
}

fn time(epoch_ms: i64) -> Time {
    let since = Duration::from_secs(u64::try_from(epoch_ms / 1000).unwrap());
    Time::UtcTime(UtcTime::from_unix_duration(since).unwrap())
}

fn key(seed: u8) -> RsaPrivateKey {
    RsaPrivateKey::new(&mut ChaCha20Rng::from_seed([seed; 32]), 2048).unwrap()
}
