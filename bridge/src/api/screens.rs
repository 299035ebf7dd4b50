//! Health and pairing.

use super::PROTOCOL;
use super::input::Input;
use crate::desk::pairing::Caller;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::extract::State;
use axum::{Extension, Json};
use madoguchi_shared::bridge::desk::Health;
use madoguchi_shared::bridge::pairing::{
    PairedScreen, PairedScreens, Pairing, PairingCode, PairingCodeRequest, PairingRequest, RevocationRequest,
    Seen,
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

pub(super) async fn list(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
) -> Result<Json<PairedScreens>, Failure> {
    let screens = bridge.pairing.screens().await?.into_iter();
    let here = screens.filter(|screen| screen.origin == bridge.settings.origin);
    let list = here.map(|screen| PairedScreen {
        seen: if bridge.live.is_there(&screen.pairing) {
            Seen::Now
        } else {
            let last = bridge.pairing.last_seen(&screen.pairing);
            last.map_or(Seen::NotSinceStart, Seen::Until)
        },
        own: screen.pairing == caller.pairing,
        pairing_id: screen.pairing,
        role: screen.role,
        paired_at_ms: screen.paired_at_ms,
        expires_at_ms: screen.expires_at_ms,
    });
    Ok(Json(PairedScreens { list: list.collect() }))
}

/// `{}`
pub(super) fn nothing() -> Json<Value> {
    Json(json!({}))
}
