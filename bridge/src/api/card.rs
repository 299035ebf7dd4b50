//! The card at the counter: a look at it, 目視, PIN requests.

use super::input::Input;
use super::screens::nothing;
use crate::desk::identity::check_nonce;
use crate::desk::{face, pin};
use crate::problem::Failure;
use crate::state::Bridge;
use axum::Json;
use axum::extract::State;
use madoguchi_shared::bridge::card::{
    ByEyeRequest, Inspection, InspectionRequest, PinRequest, PinRequestOpening, PinRequestReference,
    PinRequestState,
};
use madoguchi_shared::identity::{IdentityEvidence, IdentityMethod};
use serde_json::Value;
use std::sync::Arc;

pub(super) async fn inspect(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<InspectionRequest>,
) -> Result<Json<Inspection>, Failure> {
    let inspected = bridge.readers.cards.inspect(&request.presence).await?;
    Ok(Json(Inspection {
        face: bridge.faces.way(),
        pin: inspected.pin,
    }))
}

/// The certificate comes out only now, after the named member of staff has confirmed (D6).
pub(super) async fn by_eye(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<ByEyeRequest>,
) -> Result<Json<IdentityEvidence>, Failure> {
    bridge.staff.require(&request.staff_id)?;
    check_nonce(&request.nonce)?;
    let identity = bridge.identity()?;
    let (cards, staff) = (&bridge.readers.cards, Some(request.staff_id));
    let (presence, nonce) = (&request.presence, &request.nonce);
    let evidence = identity
        .statement(cards, IdentityMethod::ByEye, presence, nonce, staff)
        .await?;
    // The pictures have been compared.
    face::leave(&bridge);
    Ok(Json(evidence))
}

pub(super) async fn open_pin_request(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<PinRequestOpening>,
) -> Result<Json<PinRequest>, Failure> {
    pin::open(&bridge, request).await.map(Json)
}

pub(super) async fn cancel_pin_request(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<PinRequestReference>,
) -> Json<Value> {
    pin::cancel(&bridge, &request.pin_request);
    nothing()
}

pub(super) async fn pin_request_state(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<PinRequestReference>,
) -> Json<PinRequestState> {
    Json(pin::state(&bridge, &request.pin_request))
}
