//! 初回登録 (F01): whoever was identified by face or PIN is handed on to マイナポータル, and its result comes back.

use crate::body::{JsonBody, JsonText};
use crate::desk::Desk;
use crate::pools::myna_portal;
use crate::presented;
use crate::problem::Refusal;
use crate::record::{self, Findings};
use crate::state::App;
use crate::store;
use axum::Extension;
use axum::extract::State;
use madoguchi_shared::backend::{CardLink, CardLinkResult, Operation};
use madoguchi_shared::identity::IdentityMethod;
use madoguchi_shared::{ErrorCode, Problem};

/// Links the card to what covers its holder. The same evidence may have been used for a query, and may be used for
/// one again. Recorded, refused or not; the answer is シリアル番号 and 紐付け処理結果 only.
#[utoipa::path(post, path = "/v1/links/card", tag = "qualification", request_body = CardLink,
    security(("deskToken" = [])),
    responses(
        (status = 200, description = "シリアル番号＋紐付け処理結果", body = CardLinkResult),
        (status = 400, description = "`BODY_INVALID`", body = Problem),
        (status = 401, description = "`DESK_TOKEN_MISSING`, `DESK_TOKEN_INVALID`", body = Problem),
        (status = 403, description = "`DESK_REVOKED`, `INSTITUTION_MISMATCH`, `SIMULATED_REFUSED`", body = Problem),
        (status = 409, description = "`NONCE_INVALID`", body = Problem),
        (status = 413, description = "`BODY_TOO_LARGE`", body = Problem),
        (status = 415, description = "`CONTENT_TYPE_NOT_JSON`", body = Problem),
        (status = 422, description = "`ASSERTION_INVALID`, `LINK_BY_EYE_REFUSED`, `CERTIFICATE_REVOKED`, \
            `CERTIFICATE_EXPIRED`, `CERTIFICATE_UNKNOWN`, `CERTIFICATE_UNKNOWN_ISSUER`, `CERTIFICATE_INVALID`", body = Problem),
        (status = 503, description = "`BACKEND_UNAVAILABLE`, `MYNA_PORTAL_UNAVAILABLE`, `JLIS_UNAVAILABLE`, \
            `INTERMEDIATE_SERVER_UNAVAILABLE`", body = Problem),
    ))]
pub(crate) async fn link(
    State(app): State<App>,
    Extension(desk): Extension<Desk>,
    JsonBody(link): JsonBody<CardLink>,
) -> Result<JsonText, Refusal> {
    let mut findings = Findings::default();
    let outcome = ask(&app, &desk, &link, &mut findings).await;
    record::keep(&app, &desk, Operation::CardLink, &findings, &link, &outcome).await
}

async fn ask(
    app: &App,
    desk: &Desk,
    link: &CardLink,
    findings: &mut Findings,
) -> Result<CardLinkResult, Refusal> {
    let presented = presented::check(app, desk, &link.institution_code, &link.evidence, findings).await?;
    match presented.method {
        IdentityMethod::Face | IdentityMethod::Pin => {}
        IdentityMethod::ByEye => {
            return Err(Refusal::new(
                ErrorCode::LinkByEyeRefused,
                "F01 draws face and PIN only",
            ));
        }
    }
    app.bring_up_to_date().await?;
    let serial = presented.certificate.serial();
    let person = store::by_certificate(&app.database, &desk.institution, serial).await?;
    findings.person_id = person.map(|person| person.id);
    let done = myna_portal::register(
        app,
        myna_portal::Registration {
            certificate_serial: serial.to_owned(),
        },
    )
    .await?;
    Ok(CardLinkResult {
        certificate_serial: done.certificate_serial,
        outcome: done.outcome,
    })
}
