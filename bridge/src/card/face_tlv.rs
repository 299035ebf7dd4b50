//! 券面 as bytes (`domain.md §3.3`): one object with tag FF20 whose parts stand side by side. Hostile input: any bytes
//! give an answer, in one pass, with nothing allocated; a part never reaches beyond the object, and no part is looked into.
//!
//! DF21 lists where the parts begin; from where it counts is not public, so the tags are walked instead and DF21 is
//! passed over like every other part that is not used: birth date, sex, keys, pictures of name and address, signature.

use madoguchi_shared::date::Day;

/// Longest object, header included, bytes. As far as READ BINARY reaches with its 15-bit offset.
pub const LONGEST: usize = 32_768;

const OUTER: [u8; 2] = [0xFF, 0x20];
const PHOTO: [u8; 2] = [0xDF, 0x27];
const EXPIRY: [u8; 2] = [0xDF, 0x29];

/// What is used of 券面.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Face<'a> {
    /// DF27: JPEG 2000, as far as is known; not empty, not looked at.
    pub photo: &'a [u8],
    /// DF29. `None`: missing, or not `YYYYMMDD`, which is what the card in software writes; the form is not public.
    pub expiry: Option<Day>,
}

/// Why bytes are no 券面. No content is quoted.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum FaceFault {
    /// It does not begin with FF20.
    #[error("another tag")]
    OtherTag,
    /// A length in a form that is not used here: indefinite, or of more than three bytes.
    #[error("length malformed")]
    LengthForm,
    /// Longer than [`LONGEST`].
    #[error("too long")]
    TooLong,
    /// It ends before it says it does.
    #[error("cut off")]
    Cut,
    /// A part reaches beyond the end of the object.
    #[error("part overruns")]
    Overrun,
    /// A tag of more than two bytes.
    #[error("tag malformed")]
    TagForm,
    /// Photo or expiry is there twice.
    #[error("part repeated")]
    Repeated,
    /// There is no photo, or an empty one.
    #[error("no photo")]
    NoPhoto,
}

/// One part and what comes after it.
struct Part<'a> {
    /// A tag of one byte has a leading zero.
    tag: [u8; 2],
    value: &'a [u8],
    after: &'a [u8],
}

impl std::fmt::Debug for Face<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Face")
            .field("photo_length", &self.photo.len())
            .finish_non_exhaustive()
    }
}

/// Length of the object that begins here, header included: 3 to [`LONGEST`] bytes.
pub fn length(bytes: &[u8]) -> Result<usize, FaceFault> {
    let (header, value) = outer(bytes)?;
    Ok(header + value)
}

/// Reads 券面. Bytes after the object are passed over: a file may be longer than what is in it.
pub fn parse(bytes: &[u8]) -> Result<Face<'_>, FaceFault> {
    let (header, value) = outer(bytes)?;
    let mut rest = bytes.get(header..header + value).ok_or(FaceFault::Cut)?;
    let (mut photo, mut expiry) = (None, None);
    while !rest.is_empty() {
        let Part { tag, value, after } = part(rest)?;
        let place = match tag {
            PHOTO => &mut photo,
            EXPIRY => &mut expiry,
            _ => &mut None,
        };
        if place.replace(value).is_some() {
            return Err(FaceFault::Repeated);
        }
        rest = after;
    }
    Ok(Face {
        photo: photo
            .filter(|photo| !photo.is_empty())
            .ok_or(FaceFault::NoPhoto)?,
        expiry: expiry.and_then(day),
    })
}

/// Lengths of header and value of the outer object, together at most [`LONGEST`].
fn outer(bytes: &[u8]) -> Result<(usize, usize), FaceFault> {
    match *bytes {
        [first, second, ..] if [first, second] == OUTER => {}
        [first] if first == OUTER[0] => return Err(FaceFault::Cut),
        [] => return Err(FaceFault::Cut),
        _ => return Err(FaceFault::OtherTag),
    }
    let (written, value) = length_field(bytes.get(2..).unwrap_or_default(), FaceFault::Cut)?;
    let header = 2 + written;
    if value > LONGEST - header {
        return Err(FaceFault::TooLong);
    }
    Ok((header, value))
}

/// The part that begins here.
fn part(bytes: &[u8]) -> Result<Part<'_>, FaceFault> {
    // ISO/IEC 7816-4: five low bits set say that the tag goes on; bit 8 of the next byte, that it goes on once more.
    let (tag, tagged) = match *bytes {
        [first, second, ..] if first & 0x1F == 0x1F && second & 0x80 == 0 => ([first, second], 2),
        [first, _, ..] if first & 0x1F == 0x1F => return Err(FaceFault::TagForm),
        [first] if first & 0x1F == 0x1F => return Err(FaceFault::Overrun),
        [first, ..] => ([0, first], 1),
        [] => return Err(FaceFault::Overrun),
    };
    let rest = bytes.get(tagged..).unwrap_or_default();
    let (written, length) = length_field(rest, FaceFault::Overrun)?;
    let value = rest.get(written..).ok_or(FaceFault::Overrun)?;
    let (value, after) = value.split_at_checked(length).ok_or(FaceFault::Overrun)?;
    Ok(Part { tag, value, after })
}

/// Bytes that a length takes, and the length, at most 2^24 - 1. `short`: what it is called when it is not all there.
fn length_field(bytes: &[u8], short: FaceFault) -> Result<(usize, usize), FaceFault> {
    let (first, rest) = bytes.split_first().ok_or(short)?;
    let count = match first {
        0..=0x7F => return Ok((1, usize::from(*first))),
        0x81..=0x83 => usize::from(first & 0x03),
        _ => return Err(FaceFault::LengthForm),
    };
    let digits = rest.get(..count).ok_or(short)?;
    let length = digits
        .iter()
        .fold(0_usize, |length, byte| (length << 8) | usize::from(*byte));
    Ok((1 + count, length))
}

fn day(bytes: &[u8]) -> Option<Day> {
    Day::parse(std::str::from_utf8(bytes).ok()?).ok()
}

#[cfg(test)]
mod tests;
