//! 照会番号: the institution's own patient number, kept per institution and qualification (`domain.md` §1.5).
//!
//! It comes back on the very result it was registered for; for 併用 the desk registers it under the health
//! insurance. Sending the same again gives the first receipt again; another number takes the place of the old one,
//! which stays in the history.

use crate::body::{JsonBody, JsonText};
use crate::database::retrying;
use crate::desk::Desk;
use crate::problem::Refusal;
use crate::record::{self, Findings};
use crate::state::App;
use crate::store;
use axum::Extension;
use axum::extract::State;
use madoguchi_shared::backend::{InquiryNumberReceipt, InquiryNumberRegistration, Operation};
use madoguchi_shared::qualification::Personal;
use madoguchi_shared::{ErrorCode, Problem};
use sqlx::Row;
use uuid::Uuid;

/// Longest 照会番号, characters.
pub(crate) const MAX_REFERENCE_CHARS: usize = 50;

/// Length of 保険者番号 on the wire, characters.
const INSURER_CHARS: usize = 8;

/// Longest 記号 and longest 番号, characters.
const MAX_SYMBOL_OR_NUMBER_CHARS: usize = 20;

/// Registers a 照会番号. The registration and its refusal are recorded.
#[utoipa::path(post, path = "/v1/inquiry-numbers", tag = "qualification",
    request_body = InquiryNumberRegistration, security(("deskToken" = [])),
    responses(
        (status = 200, description = "Registered, now or before", body = InquiryNumberReceipt),
        (status = 400, description = "`BODY_INVALID`", body = Problem),
        (status = 401, description = "`DESK_TOKEN_MISSING`, `DESK_TOKEN_INVALID`", body = Problem),
        (status = 403, description = "`DESK_REVOKED`, `INSTITUTION_MISMATCH`", body = Problem),
        (status = 413, description = "`BODY_TOO_LARGE`", body = Problem),
        (status = 415, description = "`CONTENT_TYPE_NOT_JSON`", body = Problem),
        (status = 422, description = "`INQUIRY_NUMBER_REFUSED`", body = Problem),
        (status = 503, description = "`BACKEND_UNAVAILABLE`", body = Problem),
    ))]
pub(crate) async fn register(
    State(app): State<App>,
    Extension(desk): Extension<Desk>,
    JsonBody(request): JsonBody<InquiryNumberRegistration>,
) -> Result<JsonText, Refusal> {
    let outcome = accept(&app, &desk, &request).await;
    let findings = Findings::default();
    record::keep(
        &app,
        &desk,
        Operation::InquiryNumber,
        &findings,
        &request,
        &outcome,
    )
    .await
}

async fn accept(
    app: &App,
    desk: &Desk,
    request: &InquiryNumberRegistration,
) -> Result<InquiryNumberReceipt, Refusal> {
    desk.speaks_for(&request.institution_code)?;
    check_lengths(request)?;
    app.bring_up_to_date().await?;
    let now_ms = app.clock.now_ms();
    let registered_at_ms = retrying(|| replace(app, desk, request, now_ms)).await?;
    let registered_at_ms = registered_at_ms.ok_or(Refusal::new(
        ErrorCode::InquiryNumberRefused,
        "no such qualification",
    ))?;
    Ok(InquiryNumberReceipt {
        reference_number: request.reference_number.clone(),
        registered_at_ms,
    })
}

fn check_lengths(request: &InquiryNumberRegistration) -> Result<(), Refusal> {
    let chars = |text: &Personal| text.expose().chars().count();
    let reference = chars(&request.reference_number);
    let symbol = request.insured_card_symbol.as_ref().map_or(0, chars);
    let fits = (1..=MAX_REFERENCE_CHARS).contains(&reference)
        && !request.reference_number.expose().trim().is_empty()
        && chars(&request.insurer_number) == INSURER_CHARS
        && symbol <= MAX_SYMBOL_OR_NUMBER_CHARS
        && (1..=MAX_SYMBOL_OR_NUMBER_CHARS).contains(&chars(&request.insured_identification_number));
    if fits {
        Ok(())
    } else {
        Err(Refusal::new(
            ErrorCode::InquiryNumberRefused,
            "an element is empty or too long",
        ))
    }
}

/// One transaction: when the number was registered, `None` when there is no such qualification.
async fn replace(
    app: &App,
    desk: &Desk,
    request: &InquiryNumberRegistration,
    now_ms: i64,
) -> sqlx::Result<Option<i64>> {
    let text = |part: &'_ Option<Personal>| part.as_ref().map_or(String::new(), |text| text.expose().clone());
    let insurer_number = request.insurer_number.expose();
    let symbol = text(&request.insured_card_symbol);
    let number = request.insured_identification_number.expose();
    let branch = text(&request.insured_branch_number);
    let reference = request.reference_number.expose();
    let mut tx = app.database.begin().await?;
    if !store::qualification_exists(&mut tx, [insurer_number, &symbol, number, &branch]).await? {
        return Ok(None);
    }
    let row = sqlx::query(
        "SELECT reference_number, registered_at_ms FROM inquiry_number \
         WHERE institution_code = $1 AND insurer_number = $2 AND symbol = $3 AND number = $4 AND branch = $5",
    )
    .bind(&desk.institution)
    .bind(insurer_number)
    .bind(&symbol)
    .bind(number)
    .bind(&branch)
    .fetch_optional(&mut *tx)
    .await?;
    if let Some(row) = row {
        let old: String = row.try_get("reference_number")?;
        let at_ms: i64 = row.try_get("registered_at_ms")?;
        if old == *reference {
            return Ok(Some(at_ms));
        }
        sqlx::query(
            "INSERT INTO inquiry_number_history (id, institution_code, insurer_number, symbol, number, branch, \
             reference_number, registered_at_ms, replaced_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9)",
        )
        .bind(Uuid::now_v7().to_string())
        .bind(&desk.institution)
        .bind(insurer_number)
        .bind(&symbol)
        .bind(number)
        .bind(&branch)
        .bind(old)
        .bind(at_ms)
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
    }
    sqlx::query(
        "INSERT INTO inquiry_number (institution_code, insurer_number, symbol, number, branch, reference_number, \
         registered_at_ms) VALUES ($1, $2, $3, $4, $5, $6, $7) \
         ON CONFLICT (institution_code, insurer_number, symbol, number, branch) \
         DO UPDATE SET reference_number = excluded.reference_number, registered_at_ms = excluded.registered_at_ms",
    )
    .bind(&desk.institution)
    .bind(insurer_number)
    .bind(&symbol)
    .bind(number)
    .bind(&branch)
    .bind(reference)
    .bind(now_ms)
    .execute(&mut *tx)
    .await?;
    tx.commit().await?;
    Ok(Some(now_ms))
}
