//! What the identity assertion says about a certificate. It is not verified here: the backend does that (D5).

use crate::digest;
use madoguchi_shared::ErrorCode;
use x509_cert::Certificate;
use x509_cert::der::Decode as _;
use x509_cert::der::asn1::ObjectIdentifier;

/// 組織名 of the test issuer (`domain.md` §4).
const TEST_ISSUER: &str = "JPKI-TEST";

/// `organizationName`, X.520.
const ORGANIZATION: ObjectIdentifier = ObjectIdentifier::new_unwrap("2.5.4.10");

/// Facts about a certificate.
#[derive(Clone, PartialEq, Eq)]
pub struct CertificateFacts {
    /// SHA-256 of its DER, lower-case hex.
    pub sha256: String,
    /// Serial number, lower-case hex without leading zeros.
    pub serial: String,
    /// Its issuer is the test issuer: whatever it proves is simulated (D13).
    pub test_issuer: bool,
}

/// Takes a certificate apart. `CERTIFICATE_INVALID` when it is none.
pub fn facts(der: &[u8]) -> Result<CertificateFacts, ErrorCode> {
    let certificate = Certificate::from_der(der).map_err(|_| ErrorCode::CertificateInvalid)?;
    let body = certificate.tbs_certificate;
    let hex = digest::hex(body.serial_number.as_bytes());
    let parts = body.issuer.0.iter().flat_map(|part| part.0.iter());
    let test_issuer = parts
        .filter(|part| part.oid == ORGANIZATION)
        .any(|part| part.value.value() == TEST_ISSUER.as_bytes());
    Ok(CertificateFacts {
        sha256: digest::sha256(der),
        serial: match hex.trim_start_matches('0') {
            "" => "0".to_owned(),
            serial => serial.to_owned(),
        },
        test_issuer,
    })
}
