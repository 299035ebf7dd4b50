//! Bytes to a picture: JPEG 2000 (the card's photo), JPEG (the camera's frames) and PNG.
//!
//! In: the bytes of one file, told apart by their first bytes, never by a name. Out: an [`Image`], upright RGB; grey is
//! spread over the three channels, CMYK is converted, alpha is dropped, 16 bits become 8, ICC profiles and the
//! orientation in EXIF are ignored.
//!
//! The bytes are hostile until proved otherwise. [`Limits`] are held before memory is taken: the length first, then the
//! size that the header announces, then the structure on which time and memory depend. A file that ends early is an
//! error, not a picture with a grey rest. The decoders are `hayro-jpeg2000`, `zune-jpeg` and `png`, without their SIMD
//! code: the first two then forbid `unsafe` in themselves, `png` has none.
//!
//! What is made here is wiped when it is let go. The decoders' own coefficients are not: they have no way in for it.

mod channels;
mod error;
mod jpeg;
mod jpeg2000;
mod png;

pub use error::{DecodeError, Format};

use crate::Image;

/// What is refused before memory is taken.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Limits {
    /// Largest file in bytes.
    pub bytes: usize,
    /// Largest picture in pixels, width × height. Never more than [`MAX_PIXELS`](crate::MAX_PIXELS).
    pub pixels: usize,
}

impl Limits {
    /// The photo on a card. Ours, with room: no public text gives its size; drawn ones of 240 × 320 have 9 kB, and the
    /// file that holds it is read with two-byte lengths, thus has less than 64 KiB.
    pub const CARD_PHOTO: Self = Self {
        bytes: 64 << 10,
        pixels: 1_000_000,
    };
    /// A frame of the camera, or a picture given by hand. Ours: a 1920 × 1080 JPEG at the browsers' quality has
    /// 0.2–0.8 MB.
    pub const FRAME: Self = Self {
        bytes: 2 << 20,
        pixels: 4_000_000,
    };

    fn check_size(self, width: usize, height: usize) -> Result<(), DecodeError> {
        let limit = self.pixels.min(crate::MAX_PIXELS);
        match width.checked_mul(height) {
            Some(0) => Err(DecodeError::NoPixels),
            Some(pixels) if pixels <= limit => Ok(()),
            _ => Err(DecodeError::TooManyPixels { width, height, limit }),
        }
    }
}

/// The picture in `bytes`. Never panics, and takes memory in proportion to `limits.pixels`, for JPEG 2000 at most
/// about 60 bytes a pixel and channel.
pub fn decode(bytes: &[u8], limits: Limits) -> Result<Image, DecodeError> {
    if bytes.len() > limits.bytes {
        return Err(DecodeError::TooManyBytes {
            bytes: bytes.len(),
            limit: limits.bytes,
        });
    }
    match Format::of(bytes).ok_or(DecodeError::UnknownFormat)? {
        Format::Jpeg2000 => jpeg2000::decode(bytes, limits),
        Format::Jpeg => jpeg::decode(bytes, limits),
        Format::Png => png::decode(bytes, limits),
    }
}

/// The finished picture.
fn finish(format: Format, width: usize, height: usize, rgb: Vec<u8>) -> Result<Image, DecodeError> {
    Image::new(width, height, rgb).ok_or(DecodeError::broken(format, "size and samples differ"))
}

#[cfg(test)]
mod tests;
