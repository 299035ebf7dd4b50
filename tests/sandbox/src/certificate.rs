//! 利用者証明用電子証明書: parsing, chain, profile and dates. Without IO. Source: `domain.md` §4.1.
//!
//! All generations of the CA share one subject name, so an issuer is chosen by its verified signature and
//! never by its name alone.

use madoguchi_shared::identity::card_signing_input;
use rsa::RsaPublicKey;
use rsa::pkcs1v15::{Signature, VerifyingKey};
use rsa::pkcs8::DecodePublicKey;
use rsa::signature::Verifier;
use sha2::Sha256;
use thiserror::Error;
use x509_cert::Certificate;
use x509_cert::der::asn1::{BitString, ObjectIdentifier};
use x509_cert::der::{Decode, Encode};
use x509_cert::ext::Extension;
use x509_cert::ext::pkix::{BasicConstraints, CertificatePolicies, KeyUsage};
use x509_cert::spki::AlgorithmIdentifierOwned;

/// Policy of the user authentication certificate (`domain.md` §4.1).
pub const USER_AUTHENTICATION_POLICY: ObjectIdentifier =
    ObjectIdentifier::new_unwrap("1.2.392.200149.8.5.1.3.30");

/// sha256WithRSAEncryption, the only signature algorithm of the profile.
const SHA256_WITH_RSA: ObjectIdentifier = ObjectIdentifier::new_unwrap("1.2.840.113549.1.1.11");

/// Critical extensions this program acts on; any other makes a certificate unusable (RFC 5280 §4.2).
const UNDERSTOOD: [ObjectIdentifier; 3] = [
    ObjectIdentifier::new_unwrap("2.5.29.15"),
    ObjectIdentifier::new_unwrap("2.5.29.19"),
    ObjectIdentifier::new_unwrap("2.5.29.32"),
];

/// organizationName of the test issuer.
const TEST_ISSUER: &str = "O=JPKI-TEST";

/// Why a certificate is not accepted.
#[derive(Clone, Copy, Debug, Error, PartialEq, Eq)]
pub enum CertificateError {
    /// Not a certificate, or with a key or encoding that cannot be.
    #[error("certificate cannot be parsed")]
    Malformed,
    /// No trust anchor made the signature.
    #[error("certificate is signed by no trust anchor")]
    UnknownIssuer,
    /// Not a user authentication certificate; says what is missing.
    #[error("certificate does not fit the profile: {0}")]
    Profile(&'static str),
    /// Begins later.
    #[error("certificate is not valid yet")]
    NotYetValid,
    /// Has ended.
    #[error("certificate has expired")]
    Expired,
}

/// A CA certificate that is trusted because it is configured.
#[derive(Debug)]
pub struct TrustAnchor {
    certificate: Certificate,
    key: RsaPublicKey,
}

impl TrustAnchor {
    /// Takes a CA certificate in DER.
    pub fn parse(der: &[u8]) -> Result<Self, CertificateError> {
        let (certificate, key) = parse(der)?;
        let constraints = extension::<BasicConstraints>(&certificate)?;
        if !constraints.is_some_and(|constraints| constraints.ca) {
            return Err(CertificateError::Profile("a trust anchor is a CA"));
        }
        Ok(Self { certificate, key })
    }

    /// Whether this anchor's key made a signature over `signed`.
    pub(crate) fn signed(
        &self,
        algorithm: &AlgorithmIdentifierOwned,
        signed: &[u8],
        signature: &BitString,
    ) -> bool {
        algorithm.oid == SHA256_WITH_RSA
            && signature
                .as_bytes()
                .is_some_and(|signature| verify_rsa(&self.key, signed, signature))
    }
}

/// A parsed certificate of a card.
#[derive(Debug)]
pub struct UserCertificate {
    certificate: Certificate,
    key: RsaPublicKey,
    serial: String,
}

impl UserCertificate {
    /// Parses strict DER with an RSA key.
    pub fn parse(der: &[u8]) -> Result<Self, CertificateError> {
        let (certificate, key) = parse(der)?;
        let serial = serial_hex(certificate.tbs_certificate.serial_number.as_bytes());
        Ok(Self {
            certificate,
            key,
            serial,
        })
    }

    /// Serial number, lower-case hex without leading zeros.
    pub fn serial(&self) -> &str {
        &self.serial
    }

    /// Whether the issuer's name is that of the test CA. The name is not trusted for anything but refusing.
    pub fn names_test_issuer(&self) -> bool {
        let issuer = self.certificate.tbs_certificate.issuer.to_string();
        issuer.split([',', '+']).any(|part| part == TEST_ISSUER)
    }

    /// Last second of validity, ms since 1970.
    pub fn ends_at_ms(&self) -> i64 {
        let end = self.certificate.tbs_certificate.validity.not_after;
        seconds(end).saturating_mul(1000)
    }

    /// Checks chain, dates and profile, in this order; gives the anchor that signed.
    pub fn check<'a>(
        &self,
        anchors: &'a [TrustAnchor],
        now_ms: i64,
    ) -> Result<&'a TrustAnchor, CertificateError> {
        let tbs = &self.certificate.tbs_certificate;
        let signed = tbs.to_der().map_err(|_| CertificateError::Malformed)?;
        let anchor = anchors
            .iter()
            .find(|anchor| {
                anchor.certificate.tbs_certificate.subject == tbs.issuer
                    && tbs.signature == self.certificate.signature_algorithm
                    && anchor.signed(&tbs.signature, &signed, &self.certificate.signature)
            })
            .ok_or(CertificateError::UnknownIssuer)?;
        check_dates(&anchor.certificate, now_ms).map_err(|_| CertificateError::UnknownIssuer)?;
        check_dates(&self.certificate, now_ms)?;
        self.check_profile()?;
        Ok(anchor)
    }

    /// Whether the card's key signed an assertion's canonical bytes under the domain tag.
    pub(crate) fn card_signed(&self, canonical: &[u8], signature: &[u8]) -> bool {
        verify_rsa(&self.key, &card_signing_input(canonical), signature)
    }

    fn check_profile(&self) -> Result<(), CertificateError> {
        let extensions = self.certificate.tbs_certificate.extensions.as_deref();
        if extensions.unwrap_or_default().iter().any(
            |Extension {
                 extn_id, critical, ..
             }| *critical && !UNDERSTOOD.contains(extn_id),
        ) {
            return Err(CertificateError::Profile(
                "a critical extension is not understood",
            ));
        }
        let usage = extension::<KeyUsage>(&self.certificate)?;
        if !usage.is_some_and(|usage| usage.digital_signature() && !usage.key_cert_sign()) {
            return Err(CertificateError::Profile("key usage is not digitalSignature"));
        }
        if extension::<BasicConstraints>(&self.certificate)?.is_some_and(|constraints| constraints.ca) {
            return Err(CertificateError::Profile("it is a CA"));
        }
        let policies = extension::<CertificatePolicies>(&self.certificate)?;
        if !policies.is_some_and(|policies| {
            policies
                .0
                .iter()
                .any(|policy| policy.policy_identifier == USER_AUTHENTICATION_POLICY)
        }) {
            return Err(CertificateError::Profile("policy is not user authentication"));
        }
        Ok(())
    }
}

/// Lower-case hex without leading zeros; zero is `0`.
pub(crate) fn serial_hex(bytes: &[u8]) -> String {
    let text = crate::token::hex(bytes);
    let trimmed = text.trim_start_matches('0');
    if trimmed.is_empty() { "0" } else { trimmed }.to_owned()
}

/// Seconds since 1970.
pub(crate) fn seconds(time: x509_cert::time::Time) -> i64 {
    i64::try_from(time.to_unix_duration().as_secs()).unwrap_or(i64::MAX)
}

fn parse(der: &[u8]) -> Result<(Certificate, RsaPublicKey), CertificateError> {
    let certificate = Certificate::from_der(der).map_err(|_| CertificateError::Malformed)?;
    let spki = certificate
        .tbs_certificate
        .subject_public_key_info
        .to_der()
        .map_err(|_| CertificateError::Malformed)?;
    let key = RsaPublicKey::from_public_key_der(&spki).map_err(|_| CertificateError::Malformed)?;
    Ok((certificate, key))
}

fn extension<'a, T>(certificate: &'a Certificate) -> Result<Option<T>, CertificateError>
where
    T: Decode<'a> + x509_cert::der::oid::AssociatedOid,
{
    certificate
        .tbs_certificate
        .get::<T>()
        .map(|found| found.map(|(_, value)| value))
        .map_err(|_| CertificateError::Malformed)
}

fn check_dates(certificate: &Certificate, now_ms: i64) -> Result<(), CertificateError> {
    let validity = &certificate.tbs_certificate.validity;
    let now = now_ms.div_euclid(1000);
    if now < seconds(validity.not_before) {
        return Err(CertificateError::NotYetValid);
    }
    if now > seconds(validity.not_after) {
        return Err(CertificateError::Expired);
    }
    Ok(())
}

fn verify_rsa(key: &RsaPublicKey, signed: &[u8], signature: &[u8]) -> bool {
    let verifier = VerifyingKey::<Sha256>::new(key.clone());
    Signature::try_from(signature).is_ok_and(|signature| verifier.verify(signed, &signature).is_ok())
}
