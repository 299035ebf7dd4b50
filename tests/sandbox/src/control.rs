//! `/control/…`: faults, revocation and a look at what was recorded. Exists only with `--control`; for demo and
//! tests. Taken from this machine only, with the exact Host and the key printed at start, and from no page.

use crate::body::JsonBody;
use crate::config::Institution;
use crate::desk;
use crate::enrolment::create_code;
use crate::faults::{Fault, FaultKind};
use crate::problem::Refusal;
use crate::state::App;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use madoguchi_shared::backend::Operation;
use madoguchi_shared::identifier::InstitutionCode;
use madoguchi_shared::{ErrorCode, Facility};
use serde::{Deserialize, Serialize};
use sqlx::Row;
use std::net::SocketAddr;
use std::sync::Arc;
use subtle::ConstantTimeEq;

/// Header that carries the control key.
pub const CONTROL_KEY_HEADER: &str = "x-control-key";

/// Who may use the control routes.
#[derive(Clone)]
pub struct ControlGuard {
    /// The only Host taken, e.g. `127.0.0.1:7781`.
    pub host: String,
    /// The key.
    pub key: Arc<str>,
}

/// Body of `POST /control/faults`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct FaultRequest {
    /// Which route.
    pub route: FaultRoute,
    /// What goes wrong; `None` takes it back.
    pub fault: Option<FaultKind>,
    /// Wait, ms, default 0.
    #[serde(default)]
    pub delay_ms: u64,
    /// For how many requests of each route; `None`: until taken back.
    #[serde(default)]
    pub times: Option<u32>,
}

/// Routes of a fault.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum FaultRoute {
    /// `POST /v1/nonces`.
    Nonce,
    /// `POST /v1/qualifications/card`.
    CardQuery,
    /// `POST /v1/inquiry-numbers`.
    InquiryNumber,
    /// All three, each counted for itself.
    All,
}

/// Body of `POST /control/desks/revoke`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct RevokeRequest {
    /// Desk id.
    pub desk_id: String,
}

/// Body of `POST /control/enrolment-codes`.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase", deny_unknown_fields)]
pub struct CodeRequest {
    /// 医療機関コード
    pub institution_code: InstitutionCode,
    /// Its name.
    pub institution_name: String,
    /// Clinic or pharmacy, default clinic.
    #[serde(default)]
    pub facility: Facility,
}

/// Answer to a [`CodeRequest`].
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CodeAnswer {
    /// The one-time code.
    pub enrolment_code: String,
}

/// Answer of `GET /control/records`. Names and answers of persons are not in it.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Records {
    /// Queries and registrations, oldest first.
    pub queries: Vec<QueryRecord>,
    /// Looks into the CRL, oldest first.
    pub crl_checks: Vec<CrlRecord>,
    /// 照会番号 in force.
    pub inquiry_numbers: Vec<InquiryNumberRecord>,
    /// 照会番号 that were replaced.
    pub replaced_inquiry_numbers: i64,
}

/// One query in [`Records`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct QueryRecord {
    /// Id of the record.
    pub id: String,
    /// When, ms since 1970.
    pub at_ms: i64,
    /// Path of the route.
    pub operation: String,
    /// 医療機関コード
    pub institution_code: String,
    /// Desk id.
    pub desk_id: String,
    /// `pin`, `byEye` or `face`; `None` when it did not become known.
    pub method: Option<String>,
    /// Whether it was simulated; `None` when it did not become known.
    pub simulated: Option<bool>,
    /// Serial number of the certificate.
    pub certificate_serial: Option<String>,
    /// Case of the person.
    pub person_id: Option<String>,
    /// `ANSWERED` or an error's code.
    pub outcome: String,
    /// Whether the answer is kept.
    pub answer_kept: bool,
}

/// One look into the CRL in [`Records`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct CrlRecord {
    /// Serial number asked for.
    pub certificate_serial: String,
    /// `good`, `revoked` or `unusable`.
    pub outcome: String,
}

/// One 照会番号 in [`Records`].
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct InquiryNumberRecord {
    /// 医療機関コード
    pub institution_code: String,
    /// 保険者番号 or 公費負担者番号, padded.
    pub insurer_number: String,
    /// 照会番号
    pub reference_number: String,
}

/// The routes behind the guard.
pub(crate) fn routes(guard: ControlGuard) -> Router<App> {
    Router::new()
        .route("/control/faults", post(set_fault))
        .route("/control/desks/revoke", post(revoke))
        .route("/control/records", get(records))
        .route("/control/enrolment-codes", post(enrolment_code))
        .route_layer(middleware::from_fn_with_state(guard, check))
}

/// Whoever may not be here learns nothing of what is here.
async fn check(State(guard): State<ControlGuard>, request: Request, next: Next) -> Result<Response, Refusal> {
    if guard.allows(&request) {
        Ok(next.run(request).await)
    } else {
        Err(Refusal::new(ErrorCode::NotFound, "control refused"))
    }
}

impl ControlGuard {
    fn allows(&self, request: &Request) -> bool {
        let header = |name: &str| request.headers().get(name).map(HeaderValue::as_bytes);
        let local = request
            .extensions()
            .get::<ConnectInfo<SocketAddr>>()
            .is_some_and(|peer| peer.0.ip().is_loopback());
        let key = header(CONTROL_KEY_HEADER).unwrap_or_default();
        local
            && header(header::HOST.as_str()) == Some(self.host.as_bytes())
            && header(header::ORIGIN.as_str()).is_none()
            && bool::from(key.ct_eq(self.key.as_bytes()))
    }
}

async fn set_fault(
    State(app): State<App>,
    JsonBody(request): JsonBody<FaultRequest>,
) -> Json<serde_json::Value> {
    let operations = match request.route {
        FaultRoute::Nonce => vec![Operation::Nonce],
        FaultRoute::CardQuery => vec![Operation::CardQuery],
        FaultRoute::InquiryNumber => vec![Operation::InquiryNumber],
        FaultRoute::All => Operation::ALL.to_vec(),
    };
    for operation in operations {
        let fault = request.fault.map(|kind| Fault {
            kind,
            delay_ms: request.delay_ms,
            times: request.times,
        });
        app.faults.set(operation, fault);
    }
    Json(serde_json::json!({}))
}

async fn revoke(
    State(app): State<App>,
    JsonBody(request): JsonBody<RevokeRequest>,
) -> Result<Json<serde_json::Value>, Refusal> {
    if desk::revoke(&app, &request.desk_id).await? {
        Ok(Json(serde_json::json!({})))
    } else {
        Err(Refusal::new(ErrorCode::NotFound, "no such desk"))
    }
}

async fn enrolment_code(
    State(app): State<App>,
    JsonBody(request): JsonBody<CodeRequest>,
) -> Result<Json<CodeAnswer>, Refusal> {
    let institution = Institution {
        code: request.institution_code,
        name: request.institution_name,
        facility: request.facility,
    };
    let code = create_code(&app.database, &institution, app.clock.now_ms()).await?;
    Ok(Json(CodeAnswer {
        enrolment_code: code.expose().to_owned(),
    }))
}

async fn records(State(app): State<App>) -> Result<Json<Records>, Refusal> {
    let pool = app.database.pool();
    let queries = sqlx::query("SELECT * FROM answer_record ORDER BY id")
        .fetch_all(pool)
        .await?;
    let checks = sqlx::query("SELECT certificate_serial, outcome FROM crl_check ORDER BY id")
        .fetch_all(pool)
        .await?;
    let numbers = sqlx::query(
        "SELECT institution_code, insurer_number, reference_number FROM inquiry_number \
         ORDER BY institution_code, registered_at_ms",
    )
    .fetch_all(pool)
    .await?;
    let replaced = sqlx::query_scalar("SELECT COUNT(*) FROM inquiry_number_history")
        .fetch_one(pool)
        .await?;
    Ok(Json(Records {
        queries: queries.iter().map(read_query).collect::<Result<_, _>>()?,
        crl_checks: checks
            .iter()
            .map(|row| {
                Ok(CrlRecord {
                    certificate_serial: row.try_get("certificate_serial")?,
                    outcome: row.try_get("outcome")?,
                })
            })
            .collect::<sqlx::Result<_>>()?,
        inquiry_numbers: numbers
            .iter()
            .map(|row| {
                Ok(InquiryNumberRecord {
                    institution_code: row.try_get("institution_code")?,
                    insurer_number: row.try_get("insurer_number")?,
                    reference_number: row.try_get("reference_number")?,
                })
            })
            .collect::<sqlx::Result<_>>()?,
        replaced_inquiry_numbers: replaced,
    }))
}

fn read_query(row: &sqlx::any::AnyRow) -> sqlx::Result<QueryRecord> {
    Ok(QueryRecord {
        id: row.try_get("id")?,
        at_ms: row.try_get("at_ms")?,
        operation: row.try_get("operation")?,
        institution_code: row.try_get("institution_code")?,
        desk_id: row.try_get("desk_id")?,
        method: row.try_get("method")?,
        simulated: row
            .try_get::<Option<i64>, _>("simulated")?
            .map(|value| value != 0),
        certificate_serial: row.try_get("certificate_serial")?,
        person_id: row.try_get("person_id")?,
        outcome: row.try_get("outcome")?,
        answer_kept: row.try_get::<Option<String>, _>("answer")?.is_some(),
    })
}
