//! 券面, the file that holds the photo (`domain.md §3.3`), and what can be wrong with it on request.

use crate::{
    image::{CardImage, Content},
    my_number::{FACE_AID, FACE_FILE},
    tlv,
};

/// Tag of the photo.
pub const PHOTO: u16 = 0xDF27;
/// Tag of the last day of validity.
pub const EXPIRY: u16 = 0xDF29;

const OUTER: u16 = 0xFF20;
/// Longer than READ BINARY can reach with its 15-bit offset.
const TOO_LARGE: usize = 40_000;

/// What is wrong with 券面.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FaceDefect {
    /// The file begins with another tag.
    WrongTag,
    /// All is there but the photo.
    PhotoMissing,
    /// The photo is 40000 bytes long.
    PhotoTooLarge,
    /// The file ends in the middle of the photo.
    Truncated,
    /// The photo says that it is longer than what holds it.
    LengthOverrun,
}

/// 券面 of these parts, in this order.
pub fn file(parts: &[(u16, Vec<u8>)]) -> Vec<u8> {
    tlv::with_offsets(OUTER, parts)
}

/// Spoils 券面. Does nothing to a card that has none.
pub fn spoil(image: &mut CardImage, defect: FaceDefect) {
    let expiry = (EXPIRY, b"20311231".to_vec());
    let photo = |length| (PHOTO, vec![0x6A; length]);
    let mut bytes = match defect {
        FaceDefect::WrongTag => tlv::with_offsets(0xFF10, &[photo(8000), expiry]),
        FaceDefect::PhotoMissing => file(&[expiry]),
        FaceDefect::PhotoTooLarge => file(&[photo(TOO_LARGE), expiry]),
        FaceDefect::Truncated | FaceDefect::LengthOverrun => file(&[photo(8000)]),
    };
    match defect {
        FaceDefect::Truncated => bytes.truncate(4000),
        FaceDefect::LengthOverrun => {
            // FF20 82 xx xx | DF21 02 xx xx | DF27 82 xx xx
            if let Some(high) = bytes.get_mut(5 + 5 + 3) {
                *high = 0x7F;
            }
        }
        _ => {}
    }
    replace(image, bytes);
}

fn replace(image: &mut CardImage, bytes: Vec<u8>) {
    let application = image.application_mut(&FACE_AID);
    if let Some(file) = application.and_then(|application| application.file_mut(FACE_FILE)) {
        file.content = Content::Transparent(bytes);
    }
}
