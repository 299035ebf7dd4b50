//! Where hostile bytes come in. The fuzz targets and the test of the seeds (`seeds.rs`) call the same functions.

#![allow(dead_code, reason = "each target calls one of them")]

#[path = "entries/desk.rs"]
pub(crate) mod desk;

use madoguchi_bridge::card::face_tlv::{self, LONGEST};
use madoguchi_face::{Format, Limits, decode};

/// A picture of this format; what is of another one is passed over.
pub(crate) fn picture(format: Format, bytes: &[u8]) {
    if Format::of(bytes) != Some(format) {
        return;
    }
    let limits = if format == Format::Jpeg2000 {
        Limits::CARD_PHOTO
    } else {
        Limits::FRAME
    };
    if let Ok(image) = decode(bytes, limits) {
        assert!(image.width() * image.height() <= limits.pixels);
    }
}

/// 券面 of a card.
pub(crate) fn face_tlv(bytes: &[u8]) {
    if let Ok(face) = face_tlv::parse(bytes) {
        assert!(!face.photo.is_empty() && face.photo.len() < LONGEST);
    }
}
