//! The codestream inside JP2 (ISO/IEC 15444-1 annex I).

use super::unsupported;
use crate::decode::{DecodeError, Format};

/// Enumerated colour spaces that need no conversion (table I.10): sRGB, greyscale.
const KNOWN_COLOURS: [u32; 2] = [16, 17];

/// The codestream: `bytes` themselves when they are one, else the first of the file. A palette or a colour space other
/// than grey, sRGB and ICC is refused.
pub(super) fn codestream(bytes: &[u8]) -> Result<&[u8], DecodeError> {
    if bytes.starts_with(&[0xff, 0x4f]) {
        return Ok(bytes);
    }
    let mut rest = bytes;
    while let Some(found) = next(&mut rest)? {
        match &found.kind {
            b"jp2h" => header(found.content)?,
            b"jp2c" => return Ok(found.content),
            _ => {}
        }
    }
    Err(DecodeError::Truncated(Format::Jpeg2000))
}

struct Found<'a> {
    kind: [u8; 4],
    content: &'a [u8],
}

fn header(mut rest: &[u8]) -> Result<(), DecodeError> {
    while let Some(found) = next(&mut rest)? {
        match (&found.kind, found.content) {
            (b"pclr" | b"cmap", _) => return Err(unsupported("a palette")),
            // Method 1: enumerated. Precedence and approximation follow.
            (b"colr", [1, _, _, a, b, c, d, ..])
                if !KNOWN_COLOURS.contains(&u32::from_be_bytes([*a, *b, *c, *d])) =>
            {
                return Err(unsupported("a colour space that is neither grey nor sRGB"));
            }
            _ => {}
        }
    }
    Ok(())
}

/// The next box; `None` at the end.
fn next<'a>(rest: &mut &'a [u8]) -> Result<Option<Found<'a>>, DecodeError> {
    if rest.is_empty() {
        return Ok(None);
    }
    let truncated = DecodeError::Truncated(Format::Jpeg2000);
    let Some(([a, b, c, d, kind @ ..], mut after)) = rest.split_first_chunk::<8>() else {
        return Err(truncated);
    };
    let length = match u32::from_be_bytes([*a, *b, *c, *d]) {
        // To the end of the file.
        0 => after.len(),
        // A length of 8 bytes follows: files of 4 GB and more.
        1 => {
            let (length, content) = after.split_first_chunk::<8>().ok_or(truncated.clone())?;
            after = content;
            usize::try_from(u64::from_be_bytes(*length).saturating_sub(16)).unwrap_or(usize::MAX)
        }
        length => (length as usize).checked_sub(8).ok_or(DecodeError::broken(
            Format::Jpeg2000,
            "a box of less than 8 bytes",
        ))?,
    };
    let (content, next) = after.split_at_checked(length).ok_or(truncated)?;
    *rest = next;
    Ok(Some(Found { kind: *kind, content }))
}
