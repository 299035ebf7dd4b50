//! Certificates with the extensions of `domain.md §4.1`.

use madoguchi_shared::date::Day;
use rsa::{
    RsaPrivateKey,
    pkcs1v15::{Signature, SigningKey},
    signature::Keypair,
};
use sha2::Sha256;
use x509_cert::{
    builder::{Builder, CertificateBuilder, Profile},
    der::{Encode, asn1::ObjectIdentifier, referenced::OwnedToRef},
    ext::pkix::{
        AuthorityKeyIdentifier, BasicConstraints, CertificatePolicies, CrlDistributionPoints, KeyUsage,
        KeyUsages, SubjectKeyIdentifier, certpolicy::PolicyInformation, crl::dp::DistributionPoint,
        name::DistributionPointName,
    },
    serial_number::SerialNumber,
    spki::SubjectPublicKeyInfoOwned,
    time::Validity,
};

use super::{CaError, POLICY_OID, name};
use crate::{card::CertificateState, moment::Moment, person::Person};

type Signer = SigningKey<Sha256>;

/// First and last day of the CA certificates.
const CA_VALIDITY: (Moment, Moment) = (Moment::On(2020, 1, 1), Moment::On(2045, 12, 31));

/// A self-signed CA certificate, DER.
pub(super) fn authority(signer: &Signer, serial: u8) -> Result<Vec<u8>, CaError> {
    // Both ends are fixed days: any "today" gives the same.
    let (first, last) = (
        CA_VALIDITY.0.on(Day::in_tokyo(0)),
        CA_VALIDITY.1.on(Day::in_tokyo(0)),
    );
    let key = SubjectPublicKeyInfoOwned::from_key(signer.verifying_key())?;
    let mut builder = CertificateBuilder::new(
        Profile::Manual { issuer: None },
        SerialNumber::from(serial),
        Validity {
            not_before: name::start_of(first)?,
            not_after: name::end_of(last)?,
        },
        name::issuer()?,
        key.clone(),
        signer,
    )?;
    builder.add_extension(&SubjectKeyIdentifier::try_from(key.owned_to_ref())?)?;
    builder.add_extension(&BasicConstraints {
        ca: true,
        path_len_constraint: Some(0),
    })?;
    builder.add_extension(&KeyUsage(KeyUsages::KeyCertSign | KeyUsages::CRLSign))?;
    builder.add_extension(&crl_distribution_points()?)?;
    Ok(builder.build::<Signature>()?.to_der()?)
}

/// A user authentication certificate, DER.
pub(super) fn end_entity(
    signer: &Signer,
    person: &Person,
    key: &RsaPrivateKey,
    state: CertificateState,
    today: Day,
) -> Result<Vec<u8>, CaError> {
    let issuer_key = SubjectPublicKeyInfoOwned::from_key(signer.verifying_key())?;
    let own_key = SubjectPublicKeyInfoOwned::from_key(key.to_public_key())?;
    let (first, last) = validity(state);
    let mut builder = CertificateBuilder::new(
        Profile::Manual {
            issuer: Some(name::issuer()?),
        },
        SerialNumber::new(&person.serial_bytes())?,
        Validity {
            not_before: name::start_of(first.on(today))?,
            not_after: name::end_of(last.on(today))?,
        },
        name::subject(&person.certificate_serial())?,
        own_key.clone(),
        signer,
    )?;
    let policy = PolicyInformation {
        policy_identifier: ObjectIdentifier::new_unwrap(POLICY_OID),
        policy_qualifiers: None,
    };
    builder.add_extension(&KeyUsage(KeyUsages::DigitalSignature.into()))?;
    builder.add_extension(&CertificatePolicies(vec![policy]))?;
    builder.add_extension(&crl_distribution_points()?)?;
    builder.add_extension(&AuthorityKeyIdentifier::try_from(issuer_key.owned_to_ref())?)?;
    builder.add_extension(&SubjectKeyIdentifier::try_from(own_key.owned_to_ref())?)?;
    Ok(builder.build::<Signature>()?.to_der()?)
}

/// First and last day of a certificate.
fn validity(state: CertificateState) -> (Moment, Moment) {
    match state {
        CertificateState::Good | CertificateState::Revoked | CertificateState::UnknownIssuer => {
            (Moment::Years(-2), Moment::Years(3))
        }
        CertificateState::Expired => (Moment::Years(-6), Moment::Years(-1)),
    }
}

fn crl_distribution_points() -> Result<CrlDistributionPoints, CaError> {
    let location = DistributionPointName::FullName(vec![name::crl_location()?]);
    Ok(CrlDistributionPoints(vec![DistributionPoint {
        distribution_point: Some(location),
        reasons: None,
        crl_issuer: None,
    }]))
}
