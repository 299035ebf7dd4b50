//! JPEG, baseline and progressive, by `zune-jpeg`.

use zeroize::Zeroizing;
use zune_core::bytestream::ZCursor;
use zune_core::colorspace::ColorSpace;
use zune_core::options::DecoderOptions;
use zune_jpeg::JpegDecoder;
use zune_jpeg::errors::DecodeErrors;

use super::{DecodeError, Format, Limits, finish};
use crate::Image;

/// Scans of a progressive picture: each walks over all of it, however short it is in the file. libjpeg writes 10 and
/// mozjpeg 12 at most for three channels.
const MAX_SCANS: usize = 32;

pub(super) fn decode(bytes: &[u8], limits: Limits) -> Result<Image, DecodeError> {
    // Strict, so that a file that ends early is an error and not filled with grey.
    let options = DecoderOptions::new_safe()
        .set_strict_mode(true)
        .set_max_width(limits.pixels)
        .set_max_height(limits.pixels)
        .jpeg_set_max_scans(MAX_SCANS)
        .jpeg_set_out_colorspace(ColorSpace::RGB);
    let mut decoder = JpegDecoder::new_with_options(ZCursor::new(bytes), options);
    decoder.decode_headers().map_err(|error| name(&error))?;
    let info = decoder
        .info()
        .ok_or_else(|| DecodeError::broken(Format::Jpeg, "no frame header"))?;
    let (width, height) = (usize::from(info.width), usize::from(info.height));
    limits.check_size(width, height)?;
    let size = decoder
        .output_buffer_size()
        .ok_or_else(|| DecodeError::broken(Format::Jpeg, "no frame header"))?;
    if size != width * height * 3 {
        return Err(DecodeError::Unsupported {
            format: Format::Jpeg,
            what: "channels that are no colours",
        });
    }
    if !ends(bytes) {
        return Err(DecodeError::Truncated(Format::Jpeg));
    }
    let mut rgb = Zeroizing::new(vec![0; size]);
    decoder.decode_into(&mut rgb).map_err(|error| name(&error))?;
    finish(Format::Jpeg, width, height, std::mem::take(&mut *rgb))
}

/// Whether the last scan is followed by the end of the picture, which the decoder does not ask for in the last rows.
/// Some cameras write more behind it. Neither marker can stand within a scan.
fn ends(bytes: &[u8]) -> bool {
    const SOS: [u8; 2] = [0xff, 0xda];
    const EOI: [u8; 2] = [0xff, 0xd9];
    let scan = bytes.windows(2).rposition(|pair| pair == SOS).unwrap_or(0);
    bytes[scan..].windows(2).any(|pair| pair == EOI)
}

fn name(error: &DecodeErrors) -> DecodeError {
    match error {
        DecodeErrors::ExhaustedData
        | DecodeErrors::IoErrors(_)
        | DecodeErrors::FormatStatic("Premature end of buffer") => DecodeError::Truncated(Format::Jpeg),
        DecodeErrors::ZeroError => DecodeError::NoPixels,
        error => DecodeError::broken(Format::Jpeg, &format!("{error:?}")),
    }
}
