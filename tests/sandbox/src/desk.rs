//! Desks: who they are, and the check of their token in front of every route but enrolment.

use crate::body;
use crate::database::{Row, retrying};
use crate::jws::{self, read_public_key};
use crate::problem::Refusal;
use crate::state::App;
use crate::token::{self, CLOCK_LEEWAY_SECONDS, TokenError};
use axum::body::Body;
use axum::extract::{Request, State};
use axum::http::{HeaderMap, header};
use axum::middleware::Next;
use axum::response::Response;
use jsonwebtoken::DecodingKey;
use madoguchi_shared::backend::{DeskTokenClaims, Operation};
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::identity::DESK_TOKEN_TYPE;
use madoguchi_shared::{ErrorCode, Facility};

/// A desk whose token has been checked.
#[derive(Clone)]
pub(crate) struct Desk {
    /// Desk id.
    pub(crate) id: String,
    /// 医療機関コード the desk was enrolled for.
    pub(crate) institution: String,
    /// Name of that institution.
    pub(crate) institution_name: String,
    /// Clinic or pharmacy.
    pub(crate) facility: Facility,
    /// Verifies what it signs.
    pub(crate) key: DecodingKey,
}

impl Desk {
    /// Refuses a body that speaks for another institution.
    pub(crate) fn speaks_for(&self, institution: &InstitutionCode) -> Result<(), Refusal> {
        if institution.as_str() == self.institution {
            Ok(())
        } else {
            Err(Refusal::new(
                ErrorCode::InstitutionMismatch,
                "body names another institution",
            ))
        }
    }
}

impl From<TokenError> for Refusal {
    fn from(error: TokenError) -> Self {
        Self::new(ErrorCode::DeskTokenInvalid, error.to_string())
    }
}

/// Middleware: reads the body, checks the token against it, and hands the desk on.
pub(crate) async fn require_token(
    State(app): State<App>,
    request: Request,
    next: Next,
) -> Result<Response, Refusal> {
    let (mut parts, body) = request.into_parts();
    let operation = Operation::ALL
        .into_iter()
        .find(|operation| operation.path() == parts.uri.path())
        .ok_or(Refusal::new(ErrorCode::NotFound, "no operation at this path"))?;
    let bytes = body::read(&parts.headers, body).await?;
    let desk = authenticate(&app, bearer(&parts.headers)?, operation, &bytes).await?;
    parts.extensions.insert(desk);
    Ok(next.run(Request::from_parts(parts, Body::from(bytes))).await)
}

/// Revokes a desk at once; `false` when there is no such desk. A desk once revoked stays so.
pub(crate) async fn revoke(app: &App, desk_id: &str) -> Result<bool, Refusal> {
    let done = retrying(|| {
        sqlx::query("UPDATE desk SET revoked_at_ms = COALESCE(revoked_at_ms, $1) WHERE id = $2")
            .bind(app.clock.now_ms())
            .bind(desk_id)
            .execute(app.database.pool())
    })
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Forgets tokens and nonces that could not be used any more.
pub(crate) async fn forget_expired(app: &App) -> Result<(), Refusal> {
    let now_ms = app.clock.now_ms();
    for statement in [
        "DELETE FROM used_token WHERE expires_at_ms < $1",
        "DELETE FROM nonce WHERE expires_at_ms < $1",
    ] {
        retrying(|| sqlx::query(statement).bind(now_ms).execute(app.database.pool())).await?;
    }
    Ok(())
}

fn bearer(headers: &HeaderMap) -> Result<&str, Refusal> {
    headers
        .get(header::AUTHORIZATION)
        .and_then(|value| value.to_str().ok())
        .and_then(|value| value.strip_prefix("Bearer "))
        .map(str::trim)
        .filter(|token| !token.is_empty())
        .ok_or(Refusal::new(ErrorCode::DeskTokenMissing, "no bearer token"))
}

async fn authenticate(app: &App, token: &str, operation: Operation, body: &[u8]) -> Result<Desk, Refusal> {
    let desk_id = jws::claimed_desk(token).map_err(TokenError::from)?;
    let (desk, revoked) = find(app, &desk_id).await?.ok_or(TokenError::UnknownDesk)?;
    let (claims, _) =
        jws::verify::<DeskTokenClaims>(token, DESK_TOKEN_TYPE, &desk.key).map_err(TokenError::from)?;
    // Only a desk that proved its key is told that it is revoked.
    if revoked {
        return Err(Refusal::new(ErrorCode::DeskRevoked, "desk is revoked"));
    }
    let expected = token::Expected {
        desk_id: &desk.id,
        origin: &app.origin,
        operation,
        body,
        now_ms: app.clock.now_ms(),
    };
    token::check(&claims, &expected)?;
    if !use_up(app, &claims).await? {
        return Err(TokenError::Replayed.into());
    }
    Ok(desk)
}

/// The desk, and whether it is revoked.
pub(crate) async fn find(app: &App, desk_id: &str) -> Result<Option<(Desk, bool)>, Refusal> {
    let sql = "SELECT d.public_key, d.revoked_at_ms, d.institution_code, i.name, i.facility \
         FROM desk d JOIN institution i ON i.code = d.institution_code WHERE d.id = $1";
    let read = |row: &mut Row<'_>| {
        let key = read_public_key(&row.take::<String>()?);
        let revoked: Option<i64> = row.take()?;
        let institution = row.take()?;
        let institution_name = row.take()?;
        let facility = read_facility(&row.take::<String>()?);
        let desk = |key| Desk {
            id: desk_id.to_owned(),
            institution,
            institution_name,
            facility,
            key,
        };
        Ok(key.map(|key| (desk(key), revoked.is_some())))
    };
    let found = app.database.row(sql, &[desk_id], read).await?;
    Ok(found.transpose().map_err(TokenError::from)?)
}

/// Marks the token as used; `false` when it had been. The table's key makes one of many at once win.
async fn use_up(app: &App, claims: &DeskTokenClaims) -> sqlx::Result<bool> {
    let expires_at_ms = (claims.exp + CLOCK_LEEWAY_SECONDS).saturating_mul(1000);
    let done = retrying(|| {
        sqlx::query(
            "INSERT INTO used_token (desk_id, jti, expires_at_ms) VALUES ($1, $2, $3) ON CONFLICT DO NOTHING",
        )
        .bind(&claims.iss)
        .bind(&claims.jti)
        .bind(expires_at_ms)
        .execute(app.database.pool())
    })
    .await?;
    Ok(done.rows_affected() == 1)
}

/// Text in the database.
pub(crate) fn facility_text(facility: Facility) -> &'static str {
    match facility {
        Facility::Clinic => "clinic",
        Facility::Pharmacy => "pharmacy",
    }
}

/// A clinic unless it says pharmacy.
pub(crate) fn read_facility(text: &str) -> Facility {
    Facility::ALL
        .into_iter()
        .find(|facility| facility_text(*facility) == text)
        .unwrap_or_default()
}
