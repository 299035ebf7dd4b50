//! 顔認証: requests of the counter, 照合番号B from either screen, pictures of the patient screen.

use super::input::{Input, Picture};
use super::screens::nothing;
use crate::desk::pairing::Caller;
use crate::desk::{camera_test, face};
use crate::guard::only;
use crate::problem::Failure;
use crate::state::Bridge;
use axum::body::{Body, Bytes};
use axum::extract::State;
use axum::http::header::CONTENT_TYPE;
use axum::http::{HeaderMap, HeaderName};
use axum::response::{IntoResponse as _, Response};
use axum::{Extension, Json};
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::face::{
    CameraFault, CameraMissing, CollationEntry, CollationOutcome, FACE_REQUEST_HEADER, FaceInstruction,
    FacePictureRequest, FaceRequest, FaceRequestOpening, FaceRequestReference, FaceRequestState,
};
use serde_json::Value;
use std::sync::Arc;

pub(super) async fn open(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<FaceRequestOpening>,
) -> Result<Json<FaceRequest>, Failure> {
    face::open(&bridge, request).await.map(Json)
}

pub(super) async fn cancel(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<FaceRequestReference>,
) -> Json<Value> {
    face::cancel(&bridge, &request.face_request);
    nothing()
}

pub(super) async fn state(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<FaceRequestReference>,
) -> Json<FaceRequestState> {
    Json(face::state(&bridge, &request.face_request))
}

pub(super) async fn enter_number(
    State(bridge): State<Arc<Bridge>>,
    Input(entry): Input<CollationEntry>,
) -> Result<Json<CollationOutcome>, Failure> {
    face::enter(&bridge, entry).await.map(Json)
}

/// The bytes wipe themselves when the answer has been written.
pub(super) async fn picture(
    State(bridge): State<Arc<Bridge>>,
    Input(request): Input<FacePictureRequest>,
) -> Result<Response, Failure> {
    let png = face::picture(&bridge, request).await?;
    let body = Body::from(Bytes::from_owner(png));
    Ok(([(CONTENT_TYPE, "image/png")], body).into_response())
}

pub(super) async fn frame(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    headers: HeaderMap,
    Picture(jpeg): Picture,
) -> Result<Json<FaceInstruction>, Failure> {
    let request = only(&headers, &HeaderName::from_static(FACE_REQUEST_HEADER));
    let request = request.and_then(|value| value.to_str().ok());
    let request = request.ok_or(ErrorCode::BodyInvalid)?;
    let said = if camera_test::is_test(&bridge, request) {
        camera_test::show(&bridge, &caller.pairing, request, jpeg).await
    } else {
        face::show(&bridge, &caller.pairing, request, jpeg).await
    };
    said.map(Json)
}

pub(super) async fn camera_missing(
    State(bridge): State<Arc<Bridge>>,
    Extension(caller): Extension<Caller>,
    Input(request): Input<CameraMissing>,
) -> Result<Json<Value>, Failure> {
    let (pairing, id) = (&caller.pairing, &request.face_request);
    if camera_test::is_test(&bridge, id) {
        let fault = request.fault.unwrap_or(CameraFault::Silent);
        camera_test::camera_missing(&bridge, pairing, id, fault);
    } else {
        face::camera_missing(&bridge, pairing, id)?;
    }
    Ok(nothing())
}
