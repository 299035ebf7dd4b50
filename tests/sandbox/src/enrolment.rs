//! Enrolment of a desk with a one-time code.

use crate::body::JsonBody;
use crate::config::Institution;
use crate::database::{Database, retrying};
use crate::desk::{facility_text, read_facility};
use crate::jws::read_public_key;
use crate::problem::Refusal;
use crate::state::App;
use crate::token::hex;
use axum::Json;
use axum::extract::State;
use madoguchi_shared::backend::{Enrolment, EnrolmentRequest};
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::{ErrorCode, Problem, Secret};
use rand::RngCore;
use rand::rngs::OsRng;
use sha2::{Digest, Sha256};
use sqlx::Row;
use uuid::Uuid;

/// How long a code can be used, ms: 24 hours.
pub const CODE_LIFE_MS: i64 = 24 * 60 * 60 * 1000;

/// Longest name of a desk, characters.
const MAX_DESK_NAME_CHARS: usize = 64;

/// Crockford's base 32: nothing that is misread.
const ALPHABET: &[u8; 32] = b"0123456789ABCDEFGHJKMNPQRSTVWXYZ";

/// Makes a code of 100 random bits for an institution, which is made or renamed as told. The code itself is not
/// stored, only its hash.
pub async fn create_code(
    database: &Database,
    institution: &Institution,
    now_ms: i64,
) -> sqlx::Result<Secret> {
    let code = random_code();
    let code_hash = hash(code.expose());
    retrying(|| async {
        let mut tx = database.begin().await?;
        sqlx::query(
            "INSERT INTO institution (code, name, facility) VALUES ($1, $2, $3) \
             ON CONFLICT (code) DO UPDATE SET name = excluded.name, facility = excluded.facility",
        )
        .bind(institution.code.as_str())
        .bind(&institution.name)
        .bind(facility_text(institution.facility))
        .execute(&mut *tx)
        .await?;
        sqlx::query(
            "INSERT INTO enrolment_code (code_hash, institution_code, expires_at_ms) VALUES ($1, $2, $3)",
        )
        .bind(&code_hash)
        .bind(institution.code.as_str())
        .bind(now_ms + CODE_LIFE_MS)
        .execute(&mut *tx)
        .await?;
        tx.commit().await
    })
    .await?;
    Ok(code)
}

/// Enrols a desk. The code is used up together with the making of the desk, or not at all.
#[utoipa::path(post, path = "/v1/desks/enrolment", tag = "desk", request_body = EnrolmentRequest,
    responses(
        (status = 200, description = "The desk is known from now on", body = Enrolment),
        (status = 400, description = "`BODY_INVALID`", body = Problem),
        (status = 401, description = "`ENROLMENT_CODE_INVALID`", body = Problem),
        (status = 413, description = "`BODY_TOO_LARGE`", body = Problem),
        (status = 415, description = "`CONTENT_TYPE_NOT_JSON`", body = Problem),
        (status = 503, description = "`BACKEND_UNAVAILABLE`", body = Problem),
    ))]
pub(crate) async fn enrol(
    State(app): State<App>,
    JsonBody(request): JsonBody<EnrolmentRequest>,
) -> Result<Json<Enrolment>, Refusal> {
    let name = request.desk_name.trim();
    if name.is_empty() || name.chars().count() > MAX_DESK_NAME_CHARS {
        return Err(Refusal::new(
            ErrorCode::BodyInvalid,
            "desk name is empty or too long",
        ));
    }
    if read_public_key(&request.public_key).is_err() {
        return Err(Refusal::new(
            ErrorCode::BodyInvalid,
            "public key is not P-256 in PEM",
        ));
    }
    let desk_id = Uuid::now_v7().to_string();
    let code_hash = hash(request.code.expose());
    let now_ms = app.clock.now_ms();
    let institution = retrying(|| async {
        let mut tx = app.database.begin().await?;
        let used = sqlx::query(
            "UPDATE enrolment_code SET used_at_ms = $1 \
             WHERE code_hash = $2 AND used_at_ms IS NULL AND expires_at_ms > $3",
        )
        .bind(now_ms)
        .bind(&code_hash)
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
        if used.rows_affected() != 1 {
            return Ok(None);
        }
        let row = sqlx::query(
            "SELECT i.code, i.name, i.facility FROM enrolment_code c \
             JOIN institution i ON i.code = c.institution_code WHERE c.code_hash = $1",
        )
        .bind(&code_hash)
        .fetch_one(&mut *tx)
        .await?;
        let institution: (String, String, String) =
            (row.try_get("code")?, row.try_get("name")?, row.try_get("facility")?);
        sqlx::query(
            "INSERT INTO desk (id, institution_code, name, public_key, enrolled_at_ms) VALUES ($1, $2, $3, $4, $5)",
        )
        .bind(&desk_id)
        .bind(&institution.0)
        .bind(name)
        .bind(&request.public_key)
        .bind(now_ms)
        .execute(&mut *tx)
        .await?;
        tx.commit().await?;
        Ok(Some(institution))
    })
    .await?;
    let (code, institution_name, facility) = institution.ok_or(Refusal::new(
        ErrorCode::EnrolmentCodeInvalid,
        "code is unknown, used or expired",
    ))?;
    Ok(Json(Enrolment {
        desk_id,
        institution_code: InstitutionCode::parse(&code)
            .map_err(|_| Refusal::new(ErrorCode::Internal, "stored institution code is not one"))?,
        institution_name,
        facility: read_facility(&facility),
    }))
}

fn random_code() -> Secret {
    let mut bytes = [0_u8; 20];
    OsRng.fill_bytes(&mut bytes);
    let mut code = String::with_capacity(23);
    for (position, byte) in bytes.iter().enumerate() {
        if position > 0 && position % 5 == 0 {
            code.push('-');
        }
        code.push(char::from(ALPHABET[usize::from(byte % 32)]));
    }
    Secret::new(code)
}

/// SHA-256 of the code without hyphens and spaces, in upper case: forgiving to those who type it.
fn hash(code: &str) -> String {
    let normal: String = code
        .chars()
        .filter(char::is_ascii_alphanumeric)
        .map(|c| c.to_ascii_uppercase())
        .collect();
    hex(&Sha256::digest(normal))
}
