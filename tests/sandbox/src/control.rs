//! `/control/…`: faults, revocation and a look at what was recorded. Exists only with `--control`; for demo and
//! tests. Taken from this machine only, with the exact Host and the key printed at start, and from no page.

mod messages;
mod records;

pub use messages::{
    BulkRowsRequest, CodeAnswer, CodeRequest, ConsentAgeRequest, CrlRecord, ExchangeRecord, FaultRequest,
    FaultRoute, InquiryNumberRecord, QueryRecord, Records, RevokeRequest, TicketRequest,
};

use crate::body::JsonBody;
use crate::bulk::{MOST_ROWS, make_rows};
use crate::config::Institution;
use crate::consent;
use crate::desk;
use crate::enrolment::create_code;
use crate::faults::{Fault, Place};
use crate::pools::Pool;
use crate::problem::Refusal;
use crate::state::App;
use crate::store;
use axum::extract::{ConnectInfo, Request, State};
use axum::http::{HeaderValue, header};
use axum::middleware::Next;
use axum::response::Response;
use axum::routing::{get, post};
use axum::{Json, Router, middleware};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::backend::Operation;
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

/// The routes behind the guard.
pub(crate) fn routes(guard: ControlGuard) -> Router<App> {
    Router::new()
        .route("/control/faults", post(set_fault))
        .route("/control/desks/revoke", post(revoke))
        .route("/control/records", get(records::records))
        .route("/control/enrolment-codes", post(enrolment_code))
        .route("/control/bulk-rows", post(bulk_rows))
        .route("/control/consent-ages", post(age_consents))
        .route("/control/tickets", post(register_ticket))
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
) -> Result<Json<serde_json::Value>, Refusal> {
    let places = match request.route {
        FaultRoute::Nonce => vec![Place::Route(Operation::Nonce)],
        FaultRoute::CardQuery => vec![Place::Route(Operation::CardQuery)],
        FaultRoute::NumberQuery => vec![Place::Route(Operation::NumberQuery)],
        FaultRoute::CardLink => vec![Place::Route(Operation::CardLink)],
        FaultRoute::InquiryNumber => vec![Place::Route(Operation::InquiryNumber)],
        FaultRoute::BulkQuery => vec![Place::Route(Operation::BulkQuery)],
        FaultRoute::Consent => vec![Place::Route(Operation::Consent)],
        FaultRoute::Medications => vec![Place::Route(Operation::Medications)],
        FaultRoute::Checkups => vec![Place::Route(Operation::Checkups)],
        FaultRoute::MynaPortal => vec![Place::Pool(Pool::MynaPortal)],
        FaultRoute::Jlis => vec![Place::Pool(Pool::Jlis)],
        FaultRoute::IntermediateServer => vec![Place::Pool(Pool::IntermediateServer)],
        FaultRoute::LinkRegister => vec![Place::Pool(Pool::LinkRegister)],
        FaultRoute::All => {
            let routes = Operation::ALL.into_iter().map(Place::Route);
            routes.chain(Pool::ALL.into_iter().map(Place::Pool)).collect()
        }
    };
    if let Some(kind) = request.fault
        && !places.iter().all(|place| kind.is_of(*place))
    {
        return Err(Refusal::new(ErrorCode::BodyInvalid, "no such fault there"));
    }
    for place in places {
        let fault = request.fault.map(|kind| Fault {
            kind,
            delay_ms: request.delay_ms,
            times: request.times,
        });
        app.faults.set(place, fault);
    }
    Ok(Json(serde_json::json!({})))
}

async fn bulk_rows(
    State(app): State<App>,
    JsonBody(request): JsonBody<BulkRowsRequest>,
) -> Result<Json<serde_json::Value>, Refusal> {
    if request.rows > MOST_ROWS {
        return Err(Refusal::new(ErrorCode::BodyInvalid, "too many rows"));
    }
    let month = request.month.unwrap_or_else(|| app.clock.today().year_month());
    make_rows(&app.database, &request.institution_code, month, request.rows).await?;
    Ok(Json(serde_json::json!({})))
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

async fn age_consents(
    State(app): State<App>,
    JsonBody(request): JsonBody<ConsentAgeRequest>,
) -> Result<Json<serde_json::Value>, Refusal> {
    consent::make_older(&app, request.days).await?;
    Ok(Json(serde_json::json!({})))
}

async fn register_ticket(
    State(app): State<App>,
    JsonBody(request): JsonBody<TicketRequest>,
) -> Result<Json<serde_json::Value>, Refusal> {
    app.bring_up_to_date().await?;
    if store::entrust(&app.database, &request.person_id).await? {
        Ok(Json(serde_json::json!({})))
    } else {
        Err(Refusal::new(ErrorCode::NotFound, "nobody has such a ticket"))
    }
}
