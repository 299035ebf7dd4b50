//! Health and pairing.

use super::PROTOCOL;
use super::input::Input;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::Json;
use axum::extract::State;
use madoguchi_shared::bridge::desk::Health;
use madoguchi_shared::bridge::pairing::{
    Pairing, PairingCode, PairingCodeRequest, PairingRequest, RevocationRequest,
};
use serde_json::{Value, json};
use std::sync::Arc;

pub(super) async fn health() -> Json<Health> {
    Json(Health {
        version: env!("CARGO_PKG_VERSION").to_owned(),
        protocol: PROTOCOL,
    })
}

pub(super) async fn pair(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<PairingRequest>,
) -> Result<Json<Pairing>, Failure> {
    bridge.pairing.exchange(&request.code).await.map(Json)
}

pub(super) async fn make_code(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<PairingCodeRequest>,
) -> Result<Json<PairingCode>, Failure> {
    bridge.pairing.make_code(request.role).await.map(Json)
}

pub(super) async fn revoke(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<RevocationRequest>,
) -> Result<Json<Value>, Failure> {
    bridge.pairing.revoke(&request.pairing_id).await?;
    bridge.live.drop_pairing(&request.pairing_id);
    Ok(nothing())
}

/// `{}`
pub(super) fn nothing() -> Json<Value> {
    Json(json!({}))
}
