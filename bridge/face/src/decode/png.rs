//! PNG, by `png`. Of an animation the first picture.

use std::io::Cursor;

use zeroize::Zeroizing;

use super::{DecodeError, Format, Limits, channels, finish};
use crate::Image;

/// What the decoder may take for one line, a palette and the like, in bytes. Ours: far above any photo's.
const WORKING_MEMORY: usize = 1 << 20;

pub(super) fn decode(bytes: &[u8], limits: Limits) -> Result<Image, DecodeError> {
    let mut decoder = png::Decoder::new_with_limits(
        Cursor::new(bytes),
        png::Limits {
            bytes: WORKING_MEMORY,
        },
    );
    // Both are compressed and would be unpacked; neither is needed.
    decoder.set_ignore_text_chunk(true);
    decoder.set_ignore_iccp_chunk(true);
    decoder.set_transformations(png::Transformations::normalize_to_color8());
    let header = decoder.read_header_info().map_err(error)?;
    let (width, height) = (header.width as usize, header.height as usize);
    limits.check_size(width, height)?;
    let mut reader = decoder.read_info().map_err(error)?;
    let size = reader
        .output_buffer_size()
        .ok_or_else(|| DecodeError::broken(Format::Png, "size overflows"))?;
    let mut samples = Zeroizing::new(vec![0; size]);
    let info = reader.next_frame(&mut samples).map_err(error)?;
    samples.truncate(info.buffer_size());
    let rgb = channels::rgb(samples, info.color_type.samples()).ok_or(DecodeError::Unsupported {
        format: Format::Png,
        what: "an unknown number of channels",
    })?;
    finish(Format::Png, width, height, rgb)
}

fn error(error: png::DecodingError) -> DecodeError {
    match error {
        png::DecodingError::IoError(error) if error.kind() == std::io::ErrorKind::UnexpectedEof => {
            DecodeError::Truncated(Format::Png)
        }
        png::DecodingError::LimitsExceeded => DecodeError::Unsupported {
            format: Format::Png,
            what: "more working memory than any photo needs",
        },
        error => DecodeError::broken(Format::Png, &error),
    }
}
