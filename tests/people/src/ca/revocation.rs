//! The certificate revocation list (RFC 5280 §5).

use madoguchi_shared::date::Day;
use rsa::{
    pkcs1v15::SigningKey,
    signature::{Keypair, SignatureEncoding, Signer},
};
use sha2::Sha256;
use x509_cert::{
    crl::{CertificateList, RevokedCert, TbsCertList},
    der::{
        Encode,
        asn1::{BitString, Uint},
        referenced::OwnedToRef,
    },
    ext::{
        AsExtension,
        pkix::{AuthorityKeyIdentifier, CrlNumber},
    },
    serial_number::SerialNumber,
    spki::{DynSignatureAlgorithmIdentifier, SubjectPublicKeyInfoOwned},
};

use super::{CaError, name};
use crate::{moment::Moment, person::Person};

/// When every revoked certificate was revoked.
const REVOKED: Moment = Moment::Days(-30);
/// When the next list comes; a day more than needed, so that a process may run past midnight.
const NEXT_UPDATE: Moment = Moment::Days(2);

/// A signed list of these persons' certificates, DER.
pub(super) fn list<'a>(
    signer: &SigningKey<Sha256>,
    revoked: impl Iterator<Item = &'a Person>,
    today: Day,
) -> Result<Vec<u8>, CaError> {
    let entries = revoked
        .map(|person| entry(person, today))
        .collect::<Result<Vec<_>, _>>()?;
    let issuer = name::issuer()?;
    let algorithm = signer.signature_algorithm_identifier()?;
    let issuer_key = SubjectPublicKeyInfoOwned::from_key(signer.verifying_key())?;
    let number = CrlNumber(Uint::new(&crl_number(today))?);
    let extensions = vec![
        AuthorityKeyIdentifier::try_from(issuer_key.owned_to_ref())?.to_extension(&issuer, &[])?,
        number.to_extension(&issuer, &[])?,
    ];
    let tbs_cert_list = TbsCertList {
        version: x509_cert::Version::V2,
        signature: algorithm.clone(),
        issuer,
        this_update: name::start_of(today)?,
        next_update: Some(name::end_of(NEXT_UPDATE.on(today))?),
        // An empty SEQUENCE is not allowed here.
        revoked_certificates: (!entries.is_empty()).then_some(entries),
        crl_extensions: Some(extensions),
    };
    let signature = signer.sign(&tbs_cert_list.to_der()?).to_vec();
    let list = CertificateList {
        tbs_cert_list,
        signature_algorithm: algorithm,
        signature: BitString::from_bytes(&signature)?,
    };
    Ok(list.to_der()?)
}

fn entry(person: &Person, today: Day) -> Result<RevokedCert, CaError> {
    Ok(RevokedCert {
        serial_number: SerialNumber::new(&person.serial_bytes())?,
        revocation_date: name::start_of(REVOKED.on(today))?,
        crl_entry_extensions: None,
    })
}

/// `yyyyMMdd` as a number: grows from day to day.
fn crl_number(today: Day) -> [u8; 4] {
    let number = today.year() * 10_000 + i32::from(today.month()) * 100 + i32::from(today.day());
    number.to_be_bytes()
}
