//! The two pictures of 目視, for the counter.

use super::Face;
use crate::desk::request::Kind as _;
use crate::problem::Failure;
use crate::state::Bridge;
use madoguchi_face::Image;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::face::{FacePicture, FacePictureRequest, FaceRequestState};
use std::sync::Arc;
use zeroize::Zeroizing;

/// A picture as PNG. `FACE_REQUEST_ENDED`, or `FACE_PICTURE_NONE` when the request has none, not yet or not any more.
pub async fn picture(bridge: &Bridge, wanted: FacePictureRequest) -> Result<Zeroizing<Vec<u8>>, Failure> {
    let image = {
        let open = Face::desk(bridge).open();
        let request = open.as_ref().filter(|request| {
            request.id == wanted.face_request && !matches!(request.state, FaceRequestState::Ended(_))
        });
        let parts = &request.ok_or(ErrorCode::FaceRequestEnded)?.parts;
        let image = match wanted.picture {
            FacePicture::Card => &parts.card,
            FacePicture::Live => &parts.live,
        };
        Arc::clone(image.as_ref().ok_or(ErrorCode::FacePictureNone)?)
    };
    let png = bridge.faces.thread.run(move || png(&image)).await;
    png.flatten()
        .ok_or_else(|| Failure::internal("a picture was not written"))
}

/// As PNG, wiped when it is dropped. `None`: it cannot be written.
pub fn png(image: &Image) -> Option<Zeroizing<Vec<u8>>> {
    let (width, height) = (
        u32::try_from(image.width()).ok()?,
        u32::try_from(image.height()).ok()?,
    );
    // Room for all of it and its frame: growing would leave copies behind.
    let mut bytes = Zeroizing::new(Vec::with_capacity(image.pixels().len() + image.height() + 4096));
    let mut encoder = png::Encoder::new(&mut *bytes, width, height);
    encoder.set_color(png::ColorType::Rgb);
    encoder.set_depth(png::BitDepth::Eight);
    encoder.set_compression(png::Compression::Fastest);
    let mut writer = encoder.write_header().ok()?;
    writer.write_image_data(image.pixels()).ok()?;
    writer.finish().ok()?;
    Some(bytes)
}
