//! Configuration, desk tokens, the lease.

use super::input::Input;
use crate::desk::pairing::Caller;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::extract::State;
use axum::{Extension, Json};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::Role;
use madoguchi_shared::bridge::desk::{Configuration, DeskToken, DeskTokenRequest, Lease, LeaseRequest};
use std::sync::Arc;

pub(super) async fn configuration(State(bridge): State<Arc<Bridge>>) -> Json<Configuration> {
    let settings = &bridge.settings;
    let enrolment = bridge.identity().ok().map(|identity| &identity.enrolment);
    Json(Configuration {
        desk_id: enrolment.map(|enrolment| enrolment.desk_id.clone()),
        desk_name: settings.desk_name.clone(),
        institution_code: enrolment.map(|enrolment| enrolment.institution_code.clone()),
        institution_name: enrolment.map_or_else(String::new, |enrolment| enrolment.institution_name.clone()),
        facility: enrolment.map(|enrolment| enrolment.facility).unwrap_or_default(),
        backend: settings.backend.clone(),
        staff: bridge.staff.all(),
        simulated: bridge.has_training(),
        face: bridge.faces.setup(&bridge.staff),
        now_ms: bridge.clock.now_ms(),
    })
}

pub(super) async fn token(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(request): Input<DeskTokenRequest>,
) -> Result<Json<DeskToken>, Failure> {
    if request.operation.is_for_records() != (caller.role == Role::Records) {
        return Err(ErrorCode::RoleNotAllowed.into());
    }
    let identity = bridge.identity()?;
    identity.token(request.operation, &request.body_sha256).map(Json)
}

pub(super) async fn lease(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(request): Input<LeaseRequest>,
) -> Result<Json<Lease>, Failure> {
    Ok(Json(bridge.live.take_lease(&caller.pairing, &request.tab)?))
}
