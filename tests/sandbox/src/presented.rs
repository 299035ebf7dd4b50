//! Who stands at the desk: what 資格照会 and 初回登録 by card check alike before anybody is looked up.

use crate::certificate::{CertificateError, TrustAnchor, UserCertificate};
use crate::desk::Desk;
use crate::evidence::{EvidenceError, Expected, SignedEvidence};
use crate::nonce;
use crate::problem::Refusal;
use crate::record::Findings;
use crate::state::App;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::identity::{IdentityEvidence, IdentityMethod};

/// A card whose certificate is the one that was used for 本人確認. Whether it was revoked is not known yet.
pub(crate) struct Presented<'a> {
    /// 利用者証明用電子証明書, its chain, dates and profile checked.
    pub(crate) certificate: UserCertificate,
    /// Who signed it.
    pub(crate) issuer: &'a TrustAnchor,
    /// How its holder was identified.
    pub(crate) method: IdentityMethod,
    /// When this was checked, ms since 1970.
    pub(crate) now_ms: i64,
}

impl From<EvidenceError> for Refusal {
    fn from(error: EvidenceError) -> Self {
        Self::new(ErrorCode::AssertionInvalid, error.to_string())
    }
}

impl From<CertificateError> for Refusal {
    fn from(error: CertificateError) -> Self {
        let code = match error {
            CertificateError::UnknownIssuer => ErrorCode::CertificateUnknownIssuer,
            CertificateError::Expired => ErrorCode::CertificateExpired,
            CertificateError::Malformed | CertificateError::Profile(_) | CertificateError::NotYetValid => {
                ErrorCode::CertificateInvalid
            }
        };
        Self::new(code, error.to_string())
    }
}

/// Checks body, evidence, nonce, assertion, issuer and certificate, in this order, and keeps in `findings` what becomes known.
pub(crate) async fn check<'a>(
    app: &'a App,
    desk: &Desk,
    institution: &InstitutionCode,
    evidence: &IdentityEvidence,
    findings: &mut Findings,
) -> Result<Presented<'a>, Refusal> {
    desk.speaks_for(institution)?;
    let signed = SignedEvidence::open(evidence, &desk.id, &desk.key)?;
    let method = signed.assertion.method;
    findings.method = Some(method);
    // Used up before anything else is looked at: a nonce is good for one evidence, not for one success.
    if !nonce::consume(app, &signed.assertion.nonce, &desk.id, evidence).await? {
        return Err(Refusal::new(
            ErrorCode::NonceInvalid,
            "nonce is unknown, used, expired or another desk's",
        ));
    }
    let now_ms = app.clock.now_ms();
    signed.check_claims(&Expected {
        origin: &app.origin,
        institution: &desk.institution,
        now_ms,
    })?;
    let certificate = UserCertificate::parse(&signed.certificate)?;
    findings.certificate_serial = Some(certificate.serial().to_owned());
    let simulated = signed.assertion.simulated || certificate.names_test_issuer();
    findings.simulated = Some(simulated);
    if simulated && !app.accept_simulated {
        return Err(Refusal::new(
            ErrorCode::SimulatedRefused,
            "simulated reader or test issuer",
        ));
    }
    let issuer = certificate.check(&app.anchors, now_ms)?;
    signed.check_certificate(&certificate)?;
    Ok(Presented {
        certificate,
        issuer,
        method,
        now_ms,
    })
}
