//! The test CA: signatures, dates, extensions, CRL, and that every process makes the same.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

use madoguchi_people::{IssuedCertificate, TestCa, ca::POLICY_OID, find};
use madoguchi_shared::date::Day;
use rsa::{
    RsaPublicKey,
    pkcs1v15::{Signature, VerifyingKey},
    pkcs8::DecodePublicKey,
    signature::Verifier,
    traits::PublicKeyParts,
};
use sha2::Sha256;
use x509_cert::{
    Certificate,
    crl::CertificateList,
    der::{Decode, Encode},
    ext::pkix::{BasicConstraints, CertificatePolicies, KeyUsage},
};

#[test]
fn two_processes_would_agree() {
    let again = TestCa::new().unwrap();
    assert_eq!(again.certificate_der(), TestCa::shared().certificate_der());
    let person = find("tandoku-valid").unwrap();
    let (one, two) = (issue("tandoku-valid"), again.issue(person, today()).unwrap());
    assert_eq!((one.der, one.serial), (two.der, person.certificate_serial()));
}

#[test]
fn the_anchor_is_a_ca_of_the_test_issuer() {
    let anchor = anchor();
    assert_eq!(
        anchor.tbs_certificate.issuer.to_string(),
        "OU=Japan Agency for Local Authority Information Systems,OU=JPKI for user authentication,O=JPKI-TEST,C=JP"
    );
    assert_eq!(anchor.tbs_certificate.issuer, anchor.tbs_certificate.subject);
    let (_, constraints): (bool, BasicConstraints) = anchor.tbs_certificate.get().unwrap().unwrap();
    let (_, usage): (bool, KeyUsage) = anchor.tbs_certificate.get().unwrap().unwrap();
    assert!(constraints.ca && usage.key_cert_sign() && usage.crl_sign());
    assert!(verifies(&anchor, &anchor));
}

#[test]
fn a_good_certificate_has_the_profile_and_no_personal_data() {
    let issued = issue("heiyo-both-valid");
    let certificate = Certificate::from_der(&issued.der).unwrap();
    assert!(verifies(&certificate, &anchor()));
    let tbs = &certificate.tbs_certificate;
    let (_, usage): (bool, KeyUsage) = tbs.get().unwrap().unwrap();
    let (_, policies): (bool, CertificatePolicies) = tbs.get().unwrap().unwrap();
    assert!(usage.digital_signature() && !usage.non_repudiation());
    assert_eq!(policies.0[0].policy_identifier.to_string(), POLICY_OID);
    assert_eq!(tbs.subject.to_string(), format!("CN=TEST{},C=JP", issued.serial));
    assert_eq!(hex(tbs.serial_number.as_bytes()), issued.serial);
    let public = RsaPublicKey::from_public_key_der(&tbs.subject_public_key_info.to_der().unwrap()).unwrap();
    assert_eq!((public.n(), public.size()), (issued.key.n(), 256));
    assert!(seconds(&tbs.validity.not_before) < now() && now() < seconds(&tbs.validity.not_after));
}

#[test]
fn expired_and_unknown_certificates_are_what_they_say() {
    let expired = Certificate::from_der(&issue("cert-expired").der).unwrap();
    assert!(verifies(&expired, &anchor()));
    // A year before 22 November 2026, 23:59:59 in Tokyo.
    assert_eq!(
        seconds(&expired.tbs_certificate.validity.not_after),
        1_763_823_599
    );

    let unknown = issue("cert-unknown-issuer");
    let certificate = Certificate::from_der(&unknown.der).unwrap();
    assert_eq!(
        certificate.tbs_certificate.issuer,
        anchor().tbs_certificate.subject,
        "the name gives nothing away"
    );
    assert!(!verifies(&certificate, &anchor()));
    assert!(verifies(
        &certificate,
        &Certificate::from_der(&unknown.issuer_der).unwrap()
    ));
    assert!(
        TestCa::shared()
            .issue(find("not-my-number").unwrap(), today())
            .is_err()
    );
}

#[test]
fn the_crl_is_signed_and_lists_the_revoked_alone() {
    let der = TestCa::shared().crl_der(today()).unwrap();
    let list = CertificateList::from_der(&der).unwrap();
    assert!(signed_by(
        &list.tbs_cert_list.to_der().unwrap(),
        list.signature.raw_bytes(),
        &anchor()
    ));
    let serials: Vec<_> = list
        .tbs_cert_list
        .revoked_certificates
        .iter()
        .flatten()
        .map(|entry| hex(entry.serial_number.as_bytes()))
        .collect();
    assert_eq!(serials, [find("cert-revoked").unwrap().certificate_serial()]);
    assert!(seconds(&list.tbs_cert_list.this_update) <= now());
    assert!(now() < seconds(list.tbs_cert_list.next_update.as_ref().unwrap()));
}

fn issue(id: &str) -> IssuedCertificate {
    TestCa::shared().issue(find(id).unwrap(), today()).unwrap()
}

fn anchor() -> Certificate {
    Certificate::from_der(TestCa::shared().certificate_der()).unwrap()
}

fn verifies(certificate: &Certificate, issuer: &Certificate) -> bool {
    signed_by(
        &certificate.tbs_certificate.to_der().unwrap(),
        certificate.signature.raw_bytes(),
        issuer,
    )
}

fn signed_by(message: &[u8], signature: &[u8], issuer: &Certificate) -> bool {
    let key = issuer.tbs_certificate.subject_public_key_info.to_der().unwrap();
    let key = VerifyingKey::<Sha256>::new(RsaPublicKey::from_public_key_der(&key).unwrap());
    key.verify(message, &Signature::try_from(signature).unwrap())
        .is_ok()
}

fn today() -> Day {
    Day::new(2026, 11, 22).unwrap()
}

/// Noon of that day in Tokyo, seconds since 1970.
fn now() -> u64 {
    1_795_316_400
}

fn seconds(time: &x509_cert::time::Time) -> u64 {
    time.to_unix_duration().as_secs()
}

/// Numbers of eight bytes at most.
fn hex(bytes: &[u8]) -> String {
    format!(
        "{:x}",
        bytes
            .iter()
            .fold(0_u64, |number, byte| (number << 8) | u64::from(*byte))
    )
}
