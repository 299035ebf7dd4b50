//! The CA that issued the certificates of the synthetic persons: same profile as the national one, another name
//! (`O=JPKI-TEST`, `domain.md §4.1`) and keys that anybody can derive.

mod certificate;
mod name;
mod revocation;

use std::sync::OnceLock;

use madoguchi_shared::date::Day;
use rsa::{RsaPrivateKey, pkcs1v15::SigningKey};
use sha2::Sha256;
use x509_cert::{builder, der};

use crate::{
    card::{Card, CertificateState},
    key,
    person::Person,
};

/// Certificate policy of user authentication certificates (`domain.md §4.1`).
pub const POLICY_OID: &str = "1.2.392.200149.8.5.1.3.30";

/// The trusted test CA, and beside it one of the same name whose signatures nobody should take.
pub struct TestCa {
    signer: SigningKey<Sha256>,
    certificate_der: Vec<u8>,
}

/// A user authentication certificate and its key.
#[derive(Clone)]
pub struct IssuedCertificate {
    /// The certificate, DER.
    pub der: Vec<u8>,
    /// Serial number: lower-case hex without leading zeros; [`Person::certificate_serial`].
    pub serial: String,
    /// RSA-2048 key of the certificate.
    pub key: RsaPrivateKey,
    /// Certificate of the CA that signed it, DER; for [`CertificateState::UnknownIssuer`] not the trusted one.
    pub issuer_der: Vec<u8>,
}

/// Why a certificate or CRL was not made.
#[derive(Debug, thiserror::Error)]
pub enum CaError {
    /// This person's card has no certificate.
    #[error("the card of {id} has no certificate")]
    NoCertificate {
        /// Id of the person.
        id: &'static str,
    },
    /// A key could not be made.
    #[error("making a key")]
    Key(#[from] rsa::Error),
    /// A certificate could not be built.
    #[error("building a certificate")]
    Certificate(#[from] builder::Error),
    /// Something could not be encoded.
    #[error("encoding")]
    Encoding(#[from] der::Error),
    /// A public key could not be encoded.
    #[error("encoding a public key")]
    PublicKey(#[from] x509_cert::spki::Error),
}

impl TestCa {
    /// The trusted test CA. Making its key takes some tenths of a second; [`TestCa::shared`] does it once.
    pub fn new() -> Result<Self, CaError> {
        Self::from_label("trusted CA", 1)
    }

    /// The trusted test CA of this process, made at the first call.
    ///
    /// # Panics
    ///
    /// Never: everything it is made of is constant.
    pub fn shared() -> &'static Self {
        static CA: OnceLock<TestCa> = OnceLock::new();
        CA.get_or_init(|| Self::new().expect("the test CA follows from constants"))
    }

    /// Its self-signed certificate, DER, valid 2020 to 2045: the trust anchor.
    pub fn certificate_der(&self) -> &[u8] {
        &self.certificate_der
    }

    /// Issues the user authentication certificate on this person's card as it is on `today`.
    ///
    /// Serial and key are the same every day; the dates of validity follow `today`. Takes some tenths of a second for the
    /// key. Fails with [`CaError::NoCertificate`] for a card that has none.
    pub fn issue(&self, person: &Person, today: Day) -> Result<IssuedCertificate, CaError> {
        let state = person
            .card
            .certificate()
            .ok_or(CaError::NoCertificate { id: person.id })?;
        if state == CertificateState::UnknownIssuer {
            Self::from_label("unknown CA", 2)?.sign(person, state, today)
        } else {
            self.sign(person, state, today)
        }
    }

    /// The CRL of `today`, DER: serials of all persons whose certificate is revoked. Its next update is two days later.
    pub fn crl_der(&self, today: Day) -> Result<Vec<u8>, CaError> {
        let revoked = |person: &&Person| {
            matches!(
                person.card,
                Card::MyNumber {
                    certificate: CertificateState::Revoked,
                    ..
                }
            )
        };
        revocation::list(&self.signer, crate::all().iter().filter(revoked), today)
    }

    fn sign(
        &self,
        person: &Person,
        state: CertificateState,
        today: Day,
    ) -> Result<IssuedCertificate, CaError> {
        let key = key::derive(person.id)?;
        Ok(IssuedCertificate {
            der: certificate::end_entity(&self.signer, person, &key, state, today)?,
            serial: person.certificate_serial(),
            key,
            issuer_der: self.certificate_der.clone(),
        })
    }

    fn from_label(label: &str, serial: u8) -> Result<Self, CaError> {
        let signer = SigningKey::new(key::derive(label)?);
        let certificate_der = certificate::authority(&signer, serial)?;
        Ok(Self {
            signer,
            certificate_der,
        })
    }
}
