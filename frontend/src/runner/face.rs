//! Requests of 顔認証. Only a desk that has it makes any: they come with the piece that draws it.

use crate::api::{Bridge, Fault};
use madoguchi_flow::{Answer, Request};
use madoguchi_shared::bridge::face::{FaceRequestOpening, FaceRequestReference};
use std::pin::Pin;

/// A request under way; `None`: nobody awaits its answer.
pub(super) type Asking = Pin<Box<dyn Future<Output = Option<Answer>>>>;

/// Makes one. An error when the piece cannot be loaded.
#[allow(
    clippy::unnecessary_wraps,
    reason = "whoever cuts the piece out may fail to load it"
)]
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(face, fallible, wasm_split_path = leptos::wasm_split)
)]
pub(super) fn ask(bridge: Bridge, request: Request) -> Result<Asking, Fault> {
    Ok(Box::pin(async move {
        match request {
            Request::OpenFace { presence, nonce } => {
                let opening = FaceRequestOpening { presence, nonce };
                let opened = bridge.open_face_request(&opening).await;
                Some(Answer::FaceOpened(opened.map_err(|fault| fault.code)))
            }
            Request::FetchFaceState { face_request } => {
                let reference = FaceRequestReference { face_request };
                let now = bridge.face_request_state(&reference).await;
                Some(Answer::FaceState(now.map_err(|fault| fault.code)))
            }
            Request::CancelFace { face_request } => {
                // It may have ended by itself.
                let _ = bridge
                    .cancel_face_request(&FaceRequestReference { face_request })
                    .await;
                None
            }
            // The others are not sent here.
            _ => None,
        }
    }))
}
