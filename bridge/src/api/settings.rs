//! What a counter changes of its desk: the tab with the lease, in the name of someone on the list.

use super::input::Input;
use super::screens::nothing;
use crate::desk::face::{self, PolicyStanding};
use crate::desk::pairing::Caller;
use crate::desk::staff;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::extract::State;
use axum::{Extension, Json};
use madoguchi_shared::bridge::settings::FacePolicyChange;
use serde_json::Value;
use std::sync::Arc;

pub(super) async fn face_policy(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(change): Input<FacePolicyChange>,
) -> Result<Json<Value>, Failure> {
    bridge.live.require_lease(&caller.pairing, &change.tab)?;
    staff::require(&bridge.settings.staff, &change.staff_id)?;
    let standing = PolicyStanding {
        policy: change.policy,
        set_by: Some(change.staff_id),
    };
    face::set_policy(&bridge, standing).await?;
    Ok(nothing())
}
