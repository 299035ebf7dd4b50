//! The query by card: evidence, certificate, CRL, person, answer, record.

use crate::answer::{self, Asked, Told};
use crate::body::{JsonBody, JsonText};
use crate::certificate::{TrustAnchor, UserCertificate};
use crate::desk::Desk;
use crate::pools::link_register;
use crate::population::Person;
use crate::presented::{self, Presented};
use crate::problem::Refusal;
use crate::record::{self, CrlOutcome, Findings};
use crate::revocation::CheckedCrl;
use crate::state::App;
use crate::store;
use axum::Extension;
use axum::extract::State;
use madoguchi_shared::backend::{CardQuery, Operation};
use madoguchi_shared::date::Day;
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::identity::IdentityEvidence;
use madoguchi_shared::qualification::QualificationAnswer;
use madoguchi_shared::{ErrorCode, Problem};

/// Answers what covers the person whose card it is. The query and its answer are recorded, refused or not.
#[utoipa::path(post, path = "/v1/qualifications/card", tag = "qualification", request_body = CardQuery,
    security(("deskToken" = [])),
    responses(
        (status = 200, description = "資格照会回答情報", body = QualificationAnswer),
        (status = 400, description = "`BODY_INVALID`", body = Problem),
        (status = 401, description = "`DESK_TOKEN_MISSING`, `DESK_TOKEN_INVALID`", body = Problem),
        (status = 403, description = "`DESK_REVOKED`, `INSTITUTION_MISMATCH`, `SIMULATED_REFUSED`", body = Problem),
        (status = 409, description = "`NONCE_INVALID`, `NOT_LINKED`", body = Problem),
        (status = 413, description = "`BODY_TOO_LARGE`", body = Problem),
        (status = 415, description = "`CONTENT_TYPE_NOT_JSON`", body = Problem),
        (status = 422, description = "`ASSERTION_INVALID`, `CERTIFICATE_REVOKED`, `CERTIFICATE_EXPIRED`, \
            `CERTIFICATE_UNKNOWN_ISSUER`, `CERTIFICATE_INVALID`", body = Problem),
        (status = 503, description = "`BACKEND_UNAVAILABLE`", body = Problem),
    ))]
pub(crate) async fn query(
    State(app): State<App>,
    Extension(desk): Extension<Desk>,
    JsonBody(query): JsonBody<CardQuery>,
) -> Result<JsonText, Refusal> {
    let mut findings = Findings::default();
    let outcome = ask(&app, &desk, &query, &mut findings).await;
    record::keep(&app, &desk, Operation::CardQuery, &findings, &query, &outcome).await
}

async fn ask(
    app: &App,
    desk: &Desk,
    query: &CardQuery,
    findings: &mut Findings,
) -> Result<QualificationAnswer, Refusal> {
    let Holder {
        person,
        certificate,
        now_ms,
    } = holder(app, desk, &query.institution_code, &query.evidence, findings).await?;
    let asked = Asked {
        certificate_ends_at_ms: Some(certificate.ends_at_ms()),
        ..Asked::at(desk, now_ms)
    };
    let told = Told::by_card(person, asked.today);
    Ok(answer::build(&asked, told.into_iter().collect()))
}

/// Whose card it is.
pub(crate) struct Holder {
    /// The person whom the card is linked to.
    pub(crate) person: Person,
    /// The card's certificate.
    pub(crate) certificate: UserCertificate,
    /// When it was presented, ms since 1970.
    pub(crate) now_ms: i64,
}

/// The person at the desk: evidence, certificate, CRL and link hold; `NOT_LINKED` and what they refuse with otherwise.
pub(crate) async fn holder(
    app: &App,
    desk: &Desk,
    institution: &InstitutionCode,
    evidence: &IdentityEvidence,
    findings: &mut Findings,
) -> Result<Holder, Refusal> {
    let Presented {
        certificate,
        issuer,
        now_ms,
        ..
    } = presented::check(app, desk, institution, evidence, findings).await?;
    check_revocation(app, issuer, certificate.serial(), now_ms).await?;
    app.bring_up_to_date().await?;
    let person = store::by_certificate(&app.database, &desk.institution, certificate.serial()).await?;
    let person = person.ok_or(Refusal::new(
        ErrorCode::NotLinked,
        "no person has this certificate",
    ))?;
    findings.person_id = Some(person.id.clone());
    if !link_register::is_linked(app, certificate.serial()).await? {
        return Err(Refusal::new(
            ErrorCode::NotLinked,
            "the card is not linked to a qualification",
        ));
    }
    Ok(Holder {
        person,
        certificate,
        now_ms,
    })
}

/// Looks into today's CRL and keeps that it did. Without a CRL to rely on nobody is called valid.
async fn check_revocation(app: &App, issuer: &TrustAnchor, serial: &str, now_ms: i64) -> Result<(), Refusal> {
    match CheckedCrl::parse(&app.crl(Day::in_tokyo(now_ms)), issuer, now_ms) {
        Err(error) => {
            record::keep_crl_check(app, serial, None, CrlOutcome::Unusable).await?;
            Err(Refusal::new(ErrorCode::BackendUnavailable, error.to_string()))
        }
        Ok(crl) if crl.revokes(serial) => {
            record::keep_crl_check(app, serial, Some(&crl), CrlOutcome::Revoked).await?;
            Err(Refusal::new(
                ErrorCode::CertificateRevoked,
                "serial is on the CRL",
            ))
        }
        Ok(crl) => record::keep_crl_check(app, serial, Some(&crl), CrlOutcome::Good).await,
    }
}
