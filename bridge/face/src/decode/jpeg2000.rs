//! JPEG 2000, by `hayro-jpeg2000`.
//!
//! The decoder is given the bare codestream only, after [`codestream::check`] has bounded what its work depends on. The
//! boxes of JP2 around it are looked at just far enough to refuse what would change the meaning of the samples.

mod codestream;
mod container;

use hayro_jpeg2000::{DecodeSettings, DecoderContext};
use zeroize::Zeroizing;

use super::{DecodeError, Format, Limits, channels, finish};
use crate::Image;

pub(super) fn decode(bytes: &[u8], limits: Limits) -> Result<Image, DecodeError> {
    let stream = container::codestream(bytes)?;
    codestream::check(stream, limits)?;
    let settings = DecodeSettings {
        strict: true,
        ..DecodeSettings::default()
    };
    let image = hayro_jpeg2000::Image::new(stream, &settings).map_err(error)?;
    let (width, height) = (image.width() as usize, image.height() as usize);
    limits.check_size(width, height)?;
    let mut context = DecoderContext::default();
    let decoded = image.decode(&mut context).map_err(error)?;
    let count = decoded.components().len();
    if decoded
        .components()
        .iter()
        .any(|channel| channel.samples().len() != width * height)
    {
        return Err(DecodeError::broken(Format::Jpeg2000, "size and samples differ"));
    }
    // Grey, grey and alpha, RGB, RGB and alpha: the boxes that could say otherwise have been refused.
    let mut samples = Zeroizing::new(vec![0; width * height * count]);
    decoded.store_u8_into(&mut samples);
    let rgb = channels::rgb(samples, count).ok_or_else(|| unsupported("an unknown number of channels"))?;
    finish(Format::Jpeg2000, width, height, rgb)
}

fn unsupported(what: &'static str) -> DecodeError {
    DecodeError::Unsupported {
        format: Format::Jpeg2000,
        what,
    }
}

fn error(error: hayro_jpeg2000::DecodeError) -> DecodeError {
    DecodeError::broken(Format::Jpeg2000, &error)
}
