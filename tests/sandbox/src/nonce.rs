//! Nonces: one assertion each, by the desk that asked.

use crate::body::JsonBody;
use crate::database::retrying;
use crate::desk::{Desk, forget_expired};
use crate::problem::Refusal;
use crate::state::App;
use crate::token::hex;
use axum::extract::State;
use axum::{Extension, Json};
use base64::Engine;
use base64::engine::general_purpose::URL_SAFE_NO_PAD;
use madoguchi_shared::Problem;
use madoguchi_shared::backend::{Nonce, NonceRequest};
use madoguchi_shared::identity::IdentityEvidence;
use rand::RngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};

/// How long a nonce can be used, ms: five minutes.
pub(crate) const NONCE_LIFE_MS: i64 = 5 * 60 * 1000;

/// Random bytes of a nonce: 192 bits, 32 characters.
const NONCE_BYTES: usize = 24;

/// Gives out a nonce, and with it the news that this backend lives.
#[utoipa::path(post, path = "/v1/nonces", tag = "qualification", request_body = NonceRequest,
    security(("deskToken" = [])),
    responses(
        (status = 200, description = "Good for one assertion within five minutes", body = Nonce),
        (status = 400, description = "`BODY_INVALID`", body = Problem),
        (status = 401, description = "`DESK_TOKEN_MISSING`, `DESK_TOKEN_INVALID`", body = Problem),
        (status = 403, description = "`DESK_REVOKED`, `INSTITUTION_MISMATCH`", body = Problem),
        (status = 413, description = "`BODY_TOO_LARGE`", body = Problem),
        (status = 415, description = "`CONTENT_TYPE_NOT_JSON`", body = Problem),
        (status = 503, description = "`BACKEND_UNAVAILABLE`", body = Problem),
    ))]
pub(crate) async fn issue(
    State(app): State<App>,
    Extension(desk): Extension<Desk>,
    JsonBody(request): JsonBody<NonceRequest>,
) -> Result<Json<Nonce>, Refusal> {
    desk.speaks_for(&request.institution_code)?;
    forget_expired(&app).await?;
    let mut bytes = [0_u8; NONCE_BYTES];
    OsRng.fill_bytes(&mut bytes);
    let nonce = URL_SAFE_NO_PAD.encode(bytes);
    let expires_at_ms = app.clock.now_ms() + NONCE_LIFE_MS;
    retrying(|| {
        sqlx::query("INSERT INTO nonce (nonce, desk_id, expires_at_ms) VALUES ($1, $2, $3)")
            .bind(&nonce)
            .bind(&desk.id)
            .bind(expires_at_ms)
            .execute(app.database.pool())
    })
    .await?;
    Ok(Json(Nonce {
        nonce,
        expires_at_ms,
        accept_simulated: app.accept_simulated,
    }))
}

/// Uses a nonce up for this evidence; `false` when it is unknown, expired, another desk's or used with other
/// evidence. The very same evidence may ask again while the nonce lives: an answer that was lost on its way
/// must not cost the patient another identity check. Of many different ones at once one wins.
pub(crate) async fn consume(
    app: &App,
    nonce: &str,
    desk_id: &str,
    evidence: &IdentityEvidence,
) -> sqlx::Result<bool> {
    let parts = [
        &evidence.assertion,
        &evidence.certificate,
        evidence.card_signature.as_deref().unwrap_or(""),
    ];
    let evidence_sha256 = hex(&Sha256::digest(parts.join("\n")));
    let now_ms = app.clock.now_ms();
    let done = retrying(|| {
        sqlx::query(
            "UPDATE nonce SET used_at_ms = $1, evidence_sha256 = $2 \
             WHERE nonce = $3 AND desk_id = $4 AND expires_at_ms > $5 \
             AND (evidence_sha256 IS NULL OR evidence_sha256 = $6)",
        )
        .bind(now_ms)
        .bind(&evidence_sha256)
        .bind(nonce)
        .bind(desk_id)
        .bind(now_ms)
        .bind(&evidence_sha256)
        .execute(app.database.pool())
    })
    .await?;
    Ok(done.rows_affected() == 1)
}
