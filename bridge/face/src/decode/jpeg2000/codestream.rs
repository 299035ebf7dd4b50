//! What a codestream announces (ISO/IEC 15444-1 annex A), held to bounds before it is decoded.
//!
//! The format lets a file of a few bytes ask for thousands of channels, tiles, layers and precincts. A photo has few.
//! What the bounds depend on may stand in the main header only, each segment exactly as long as its content, so that
//! the decoder cannot read it differently.

mod reader;

use reader::Reader;

use super::unsupported;
use crate::decode::{DecodeError, Format, Limits};

/// Grey or RGB, each with alpha.
const MAX_CHANNELS: u16 = 4;
/// Bits of a sample. The format allows 38.
const MAX_BITS: u8 = 16;
/// Tiles; encoders of small pictures write one.
const MAX_TILES: u64 = 64;
/// Tile-parts. One for each resolution and tile at most is usual.
const MAX_TILE_PARTS: usize = 1024;
/// Quality layers; what the decoder takes.
const MAX_LAYERS: u16 = 32;
/// Halvings. 5 is usual; beyond 12 nothing is left of 4 megapixels.
const MAX_LEVELS: u8 = 12;
/// Log₂ of the smallest number of samples in a code-block: 16 × 16. Usual is 64 × 64.
const MIN_BLOCK: u8 = 8;
/// Log₂ of the smallest side of a precinct. Usual is 7 to 15.
const MIN_PRECINCT: u8 = 5;

/// Walks over all headers. `Ok` when sizes are within `limits` and the bounds above, and all tile-parts are there.
pub(super) fn check(stream: &[u8], limits: Limits) -> Result<(), DecodeError> {
    let mut reader = Reader(stream);
    if reader.u16()? != marker::SOC || reader.u16()? != marker::SIZ {
        return Err(DecodeError::broken(
            Format::Jpeg2000,
            "does not begin with SOC and SIZ",
        ));
    }
    let channels = size(reader.segment()?, limits)?;
    loop {
        match reader.u16()? {
            marker::COD => coding(reader.segment()?, false)?,
            marker::COC => coding(reader.segment()?, true)?,
            marker::QCD | marker::TLM | marker::COM | marker::CRG => reader.pass()?,
            marker::QCC => channel(&mut reader.segment()?, channels)?,
            marker::SOT => break,
            _ => return Err(unsupported("a marker in the main header that no photo needs")),
        }
    }
    for _ in 0..MAX_TILE_PARTS {
        if tile_part(&mut reader, channels)? {
            return Ok(());
        }
    }
    Err(unsupported("more tile-parts than any photo has"))
}

mod marker {
    pub(super) const SOC: u16 = 0xff4f;
    pub(super) const SIZ: u16 = 0xff51;
    pub(super) const COD: u16 = 0xff52;
    pub(super) const COC: u16 = 0xff53;
    pub(super) const TLM: u16 = 0xff55;
    pub(super) const PLT: u16 = 0xff58;
    pub(super) const QCD: u16 = 0xff5c;
    pub(super) const QCC: u16 = 0xff5d;
    pub(super) const CRG: u16 = 0xff63;
    pub(super) const COM: u16 = 0xff64;
    pub(super) const SOT: u16 = 0xff90;
    pub(super) const SOD: u16 = 0xff93;
    pub(super) const EOC: u16 = 0xffd9;
}

/// SIZ (A.5.1). The number of channels.
fn size(mut segment: Reader<'_>, limits: Limits) -> Result<u16, DecodeError> {
    let broken = |what: &str| DecodeError::broken(Format::Jpeg2000, what);
    segment.u16()?;
    let mut numbers = [0; 8];
    for number in &mut numbers {
        *number = segment.u32()?;
    }
    let [
        right,
        bottom,
        left,
        top,
        tile_width,
        tile_height,
        tiles_left,
        tiles_top,
    ] = numbers;
    let (Some(width), Some(height)) = (right.checked_sub(left), bottom.checked_sub(top)) else {
        return Err(broken("an area of less than nothing"));
    };
    // On the grid of reference, which is never coarser than the samples.
    limits.check_size(width as usize, height as usize)?;
    if tile_width == 0 || tile_height == 0 || tiles_left > left || tiles_top > top {
        return Err(broken("tiles outside the picture"));
    }
    let across = u64::from(right - tiles_left).div_ceil(tile_width.into());
    let down = u64::from(bottom - tiles_top).div_ceil(tile_height.into());
    if across.saturating_mul(down) > MAX_TILES {
        return Err(unsupported("more tiles than any photo has"));
    }
    let channels = segment.u16()?;
    if channels == 0 || channels > MAX_CHANNELS {
        return Err(unsupported("an unknown number of channels"));
    }
    for _ in 0..channels {
        let (bits, across, down) = (segment.u8()?, segment.u8()?, segment.u8()?);
        // The upper bit says signed.
        if bits & 0x7f >= MAX_BITS {
            return Err(unsupported("samples of more than 16 bits"));
        }
        if ![1, 2, 4].contains(&across) || ![1, 2, 4].contains(&down) {
            return Err(unsupported("unusual subsampling"));
        }
    }
    segment.end()?;
    Ok(channels)
}

/// COD (A.6.1), or COC (A.6.2) for one channel.
fn coding(mut segment: Reader<'_>, one_channel: bool) -> Result<(), DecodeError> {
    if one_channel {
        channel(&mut segment, MAX_CHANNELS)?;
    }
    let precincts = segment.u8()? & 1 == 1;
    if !one_channel {
        let (_order, layers, _transform) = (segment.u8()?, segment.u16()?, segment.u8()?);
        if layers > MAX_LAYERS {
            return Err(unsupported("more layers than any photo has"));
        }
    }
    let levels = segment.u8()?;
    if levels > MAX_LEVELS {
        return Err(unsupported("more resolutions than any photo has"));
    }
    let (width, height) = (segment.u8()?, segment.u8()?);
    // Both are less 2; their sum is that of the logarithms.
    if width > 8 || height > 8 || width + height + 4 < MIN_BLOCK {
        return Err(unsupported("code-blocks of an unusual size"));
    }
    let (_style, _wavelet) = (segment.u8()?, segment.u8()?);
    if precincts {
        for _ in 0..=levels {
            let sides = segment.u8()?;
            if sides & 0xf < MIN_PRECINCT || sides >> 4 < MIN_PRECINCT {
                return Err(unsupported("precincts smaller than any photo has"));
            }
        }
    }
    segment.end()
}

/// The channel that a segment is about, one byte as there are fewer than 257.
fn channel(segment: &mut Reader<'_>, channels: u16) -> Result<(), DecodeError> {
    if u16::from(segment.u8()?) < channels {
        Ok(())
    } else {
        Err(DecodeError::broken(
            Format::Jpeg2000,
            "a segment about a channel that is not there",
        ))
    }
}

/// One tile-part after its SOT marker (A.4.2), and the marker behind it. True when that is the end.
fn tile_part(reader: &mut Reader<'_>, channels: u16) -> Result<bool, DecodeError> {
    // The part begins at its marker, 2 bytes back.
    let begin = reader.0.len() + 2;
    let mut segment = reader.segment()?;
    let (_tile, length, _index, _parts) = (segment.u16()?, segment.u32()?, segment.u8()?, segment.u8()?);
    segment.end()?;
    loop {
        match reader.u16()? {
            marker::QCD | marker::PLT | marker::COM => reader.pass()?,
            marker::QCC => channel(&mut reader.segment()?, channels)?,
            marker::SOD => break,
            _ => return Err(unsupported("a marker in a tile-part that no photo needs")),
        }
    }
    if length == 0 {
        // To the end of the codestream.
        return if reader.0.ends_with(&marker::EOC.to_be_bytes()) {
            Ok(true)
        } else {
            Err(DecodeError::Truncated(Format::Jpeg2000))
        };
    }
    let header = begin - reader.0.len();
    let Some(data) = (length as usize).checked_sub(header) else {
        return Err(DecodeError::broken(
            Format::Jpeg2000,
            "a tile-part shorter than its header",
        ));
    };
    reader.skip(data)?;
    match reader.u16()? {
        marker::SOT => Ok(false),
        marker::EOC => Ok(true),
        _ => Err(DecodeError::broken(
            Format::Jpeg2000,
            "no marker behind a tile-part",
        )),
    }
}
