//! 同意有無・同意日 (F02): registered per institution, person and kind of information; looked at by every query for records.

use crate::body::{JsonBody, JsonText};
use crate::card_query::{Holder, holder};
use crate::database::retrying;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::record::{self, Findings};
use crate::state::App;
use axum::Extension;
use axum::extract::State;
use madoguchi_shared::backend::Operation;
use madoguchi_shared::backend::records::{ConsentReceipt, ConsentRegistration};
use madoguchi_shared::date::Day;
use madoguchi_shared::{ErrorCode, Problem};
use sqlx::Row;

/// What a consent is about.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Kind {
    /// 薬剤情報
    Medications,
    /// 健診情報
    Checkups,
}

impl Kind {
    /// As it is kept: 情報種別 of OQSCD029.
    fn as_str(self) -> &'static str {
        match self {
            Self::Medications => "YZK",
            Self::Checkups => "TKK",
        }
    }
}

/// Registers what the patient chose, with today's Tokyo day. The same evidence may have been used for a query. Recorded,
/// refused or not.
#[utoipa::path(post, path = "/v1/consents", operation_id = "register_consent", tag = "records",
    request_body = ConsentRegistration, security(("deskToken" = [])),
    responses(
        (status = 200, description = "同意情報登録完了", body = ConsentReceipt),
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
pub(crate) async fn register(
    State(app): State<App>,
    Extension(desk): Extension<Desk>,
    JsonBody(request): JsonBody<ConsentRegistration>,
) -> Result<JsonText, Refusal> {
    let mut findings = Findings::default();
    let outcome = accept(&app, &desk, &request, &mut findings).await;
    record::keep(&app, &desk, Operation::Consent, &findings, &request, &outcome).await
}

/// The day of a consent that opens records today. `CONSENT_NONE`: never asked here; `CONSENT_REFUSED`: 同意有無 is 「無」;
/// `CONSENT_NOT_TODAY`: 「有」, and 同意日 is not the day of the query in Tokyo.
pub(crate) async fn require(app: &App, desk: &Desk, person_id: &str, kind: Kind) -> Result<Day, Refusal> {
    let row = sqlx::query(
        "SELECT given, consent_date FROM consent \
         WHERE institution_code = $1 AND person_id = $2 AND kind = $3",
    )
    .bind(&desk.institution)
    .bind(person_id)
    .bind(kind.as_str())
    .fetch_optional(app.database.pool())
    .await?;
    let Some(row) = row else {
        return Err(Refusal::new(ErrorCode::ConsentNone, "no consent is registered"));
    };
    if row.try_get::<i64, _>("given")? == 0 {
        return Err(Refusal::new(ErrorCode::ConsentRefused, "the consent says no"));
    }
    let today = app.clock.today();
    if row.try_get::<String, _>("consent_date")? != today.to_string() {
        return Err(Refusal::new(
            ErrorCode::ConsentNotToday,
            "the consent is of another day",
        ));
    }
    Ok(today)
}

/// Moves every consent so many days into the past; for `/control/consent-ages`.
pub(crate) async fn make_older(app: &App, days: u16) -> Result<(), Refusal> {
    retrying(|| async {
        let mut tx = app.database.begin().await?;
        let days_known: Vec<String> =
            sqlx::query_scalar("SELECT DISTINCT consent_date FROM consent ORDER BY consent_date")
                .fetch_all(&mut *tx)
                .await?;
        // Oldest first: none is moved onto one that is still to be moved.
        for known in days_known {
            let Ok(day) = Day::parse(&known) else { continue };
            sqlx::query("UPDATE consent SET consent_date = $1 WHERE consent_date = $2")
                .bind(day.plus_days(-i64::from(days)).to_string())
                .bind(&known)
                .execute(&mut *tx)
                .await?;
        }
        tx.commit().await
    })
    .await?;
    Ok(())
}

async fn accept(
    app: &App,
    desk: &Desk,
    request: &ConsentRegistration,
    findings: &mut Findings,
) -> Result<ConsentReceipt, Refusal> {
    let Holder { person, now_ms, .. } =
        holder(app, desk, &request.institution_code, &request.evidence, findings).await?;
    let consent_date = Day::in_tokyo(now_ms);
    let kinds = [
        (Kind::Medications, request.choice.medications),
        (Kind::Checkups, request.choice.checkups),
    ];
    retrying(|| async {
        let mut tx = app.database.begin().await?;
        for (kind, given) in kinds {
            sqlx::query(
                "INSERT INTO consent (institution_code, person_id, kind, given, consent_date, registered_at_ms) \
                 VALUES ($1, $2, $3, $4, $5, $6) \
                 ON CONFLICT (institution_code, person_id, kind) DO UPDATE SET given = excluded.given, \
                 consent_date = excluded.consent_date, registered_at_ms = excluded.registered_at_ms",
            )
            .bind(&desk.institution)
            .bind(&person.id)
            .bind(kind.as_str())
            .bind(i64::from(given))
            .bind(consent_date.to_string())
            .bind(now_ms)
            .execute(&mut *tx)
            .await?;
        }
        tx.commit().await
    })
    .await?;
    Ok(ConsentReceipt {
        choice: request.choice,
        consent_date,
    })
}
