//! What a counter changes of its desk, in the name of someone on the list, and what it tries out: the tab with the lease.

use super::input::Input;
use super::screens::nothing;
use crate::desk::face::{self, PolicyStanding, SetBy};
use crate::desk::pairing::Caller;
use crate::desk::{camera_test, staff};
use crate::problem::Failure;
use crate::state::Bridge;
use axum::extract::State;
use axum::{Extension, Json};
use madoguchi_shared::bridge::settings::{
    CameraTest, CameraTestState, FaceModelTest, FacePolicyChange, SelfTestRequest, StaffChange,
};
use serde_json::Value;
use std::sync::Arc;

pub(super) async fn face_policy(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(change): Input<FacePolicyChange>,
) -> Result<Json<Value>, Failure> {
    bridge.live.require_lease(&caller.pairing, &change.tab)?;
    bridge.staff.require(&change.staff_id)?;
    let standing = PolicyStanding {
        policy: change.policy,
        set_by: Some(SetBy {
            staff_id: change.staff_id,
            at_ms: bridge.clock.now_ms(),
        }),
    };
    face::set_policy(&bridge, standing).await?;
    Ok(nothing())
}

pub(super) async fn staff(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(change): Input<StaffChange>,
) -> Result<Json<Value>, Failure> {
    bridge.live.require_lease(&caller.pairing, &change.tab)?;
    staff::change(&bridge, change).await?;
    Ok(nothing())
}

pub(super) async fn test_model(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(request): Input<SelfTestRequest>,
) -> Result<Json<FaceModelTest>, Failure> {
    bridge.live.require_lease(&caller.pairing, &request.tab)?;
    Ok(Json(face::test_model(&bridge).await?))
}

pub(super) async fn open_camera_test(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(request): Input<SelfTestRequest>,
) -> Result<Json<CameraTest>, Failure> {
    bridge.live.require_lease(&caller.pairing, &request.tab)?;
    Ok(Json(camera_test::open(&bridge)?))
}

pub(super) async fn cancel_camera_test(
    State(bridge): State<Arc<Bridge>>,
    Input(test): Input<CameraTest>,
) -> Json<Value> {
    camera_test::cancel(&bridge, &test.camera_test);
    nothing()
}

pub(super) async fn camera_test_state(
    State(bridge): State<Arc<Bridge>>,
    Input(test): Input<CameraTest>,
) -> Json<CameraTestState> {
    Json(camera_test::state(&bridge, &test.camera_test))
}
