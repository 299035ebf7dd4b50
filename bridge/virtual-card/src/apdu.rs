//! Command APDUs of ISO/IEC 7816-4 (cases 1 to 4, short and extended) and their answers.

use crate::status::StatusWord;

/// Offset of the body: CLA, INS, P1 and P2 come before it.
const HEADER_LENGTH: usize = 4;
/// Greatest answer a short APDU can ask for, bytes.
const SHORT_MAXIMUM: usize = 256;
/// Greatest answer an extended APDU can ask for, bytes.
const EXTENDED_MAXIMUM: usize = 65_536;

/// A command as the card sees it, borrowed from the bytes received.
#[derive(Clone, Copy, PartialEq, Eq)]
pub struct Command<'a> {
    /// Class byte.
    pub class: u8,
    /// Instruction byte.
    pub instruction: u8,
    /// First parameter.
    pub p1: u8,
    /// Second parameter.
    pub p2: u8,
    /// Command data, 0 to 65535 bytes; empty in cases 1 and 2.
    pub data: &'a [u8],
    /// Greatest length of the answer that the sender takes; `None` in cases 1 and 3.
    pub expected: Option<Expected>,
    /// Whether lengths were written in the extended form.
    pub extended: bool,
}

/// The Le field.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Expected {
    /// Bytes asked for: 1 to 256 (short) or 1 to 65536 (extended).
    pub length: usize,
    /// Whether Le was written as zero, which means "as much as there is, up to `length`".
    pub maximum: bool,
}

/// Why bytes are no command.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum ApduError {
    /// Fewer than four bytes.
    #[error("command of {length} bytes, at least 4 are needed")]
    TooShort {
        /// Bytes received.
        length: usize,
    },
    /// The length fields do not agree with the number of bytes received.
    #[error("length fields do not fit a command of {length} bytes")]
    WrongLength {
        /// Bytes received.
        length: usize,
    },
}

impl<'a> Command<'a> {
    /// Reads a command from the bytes of one APDU.
    pub fn parse(bytes: &'a [u8]) -> Result<Self, ApduError> {
        let &[class, instruction, p1, p2, ref body @ ..] = bytes else {
            return Err(ApduError::TooShort { length: bytes.len() });
        };
        let (data, expected, extended) = parse_body(body).ok_or(ApduError::WrongLength {
            length: HEADER_LENGTH + body.len(),
        })?;
        Ok(Self {
            class,
            instruction,
            p1,
            p2,
            data,
            expected,
            extended,
        })
    }
}

/// The answer: data, then the status word.
#[derive(Clone, PartialEq, Eq)]
pub struct Answer {
    /// Answer data; may be longer than a short Le allows, the dispatcher cuts it.
    pub data: Vec<u8>,
    /// Status word.
    pub status: StatusWord,
}

impl Answer {
    /// An answer with data and `9000`.
    pub fn data(data: Vec<u8>) -> Self {
        Self {
            data,
            status: StatusWord::SUCCESS,
        }
    }

    /// The bytes on the wire.
    pub fn into_bytes(self) -> Vec<u8> {
        let mut bytes = self.data;
        bytes.extend_from_slice(&self.status.to_bytes());
        bytes
    }
}

impl From<StatusWord> for Answer {
    fn from(status: StatusWord) -> Self {
        Self {
            data: Vec::new(),
            status,
        }
    }
}

type Body<'a> = (&'a [u8], Option<Expected>, bool);

fn parse_body(body: &[u8]) -> Option<Body<'_>> {
    match body {
        [] => Some((&[], None, false)),
        [le] => Some((&[], Some(short_expected(*le)), false)),
        [0, high, low] => Some((&[], Some(extended_expected(*high, *low)), true)),
        [0, high, low, rest @ ..] => parse_extended(usize::from(u16::from_be_bytes([*high, *low])), rest),
        [length, rest @ ..] => parse_short(usize::from(*length), rest),
    }
}

fn parse_short(length: usize, rest: &[u8]) -> Option<Body<'_>> {
    // A short Lc of zero has no meaning.
    let (data, le) = rest.split_at_checked(length).filter(|_| length > 0)?;
    match le {
        [] => Some((data, None, false)),
        [le] => Some((data, Some(short_expected(*le)), false)),
        _ => None,
    }
}

fn parse_extended(length: usize, rest: &[u8]) -> Option<Body<'_>> {
    let (data, le) = rest.split_at_checked(length).filter(|_| length > 0)?;
    match le {
        [] => Some((data, None, true)),
        [high, low] => Some((data, Some(extended_expected(*high, *low)), true)),
        _ => None,
    }
}

fn short_expected(le: u8) -> Expected {
    match le {
        0 => Expected {
            length: SHORT_MAXIMUM,
            maximum: true,
        },
        length => Expected {
            length: usize::from(length),
            maximum: false,
        },
    }
}

fn extended_expected(high: u8, low: u8) -> Expected {
    match u16::from_be_bytes([high, low]) {
        0 => Expected {
            length: EXTENDED_MAXIMUM,
            maximum: true,
        },
        length => Expected {
            length: usize::from(length),
            maximum: false,
        },
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Data length, Le, extended.
    type Parts = Option<(usize, Option<usize>, bool)>;

    fn parts(bytes: &[u8]) -> Parts {
        let command = Command::parse(bytes).ok()?;
        Some((
            command.data.len(),
            command.expected.map(|expected| expected.length),
            command.extended,
        ))
    }

    #[test]
    fn every_case_is_told_apart() {
        let rows: [(&[u8], Parts); 12] = [
            (&[0, 0x20, 0, 0x80], Some((0, None, false))),
            (&[0, 0xB0, 0, 0, 0], Some((0, Some(256), false))),
            (&[0, 0xB0, 0, 0, 7], Some((0, Some(7), false))),
            (&[0, 0xA4, 2, 12, 2, 0, 10], Some((2, None, false))),
            (&[0, 0xA4, 2, 12, 2, 0, 10, 0], Some((2, Some(256), false))),
            (&[0, 0xB0, 0, 0, 0, 0, 0], Some((0, Some(65_536), true))),
            (&[0, 0xB0, 0, 0, 0, 8, 0], Some((0, Some(2048), true))),
            (&[0, 0xA4, 2, 12, 0, 0, 2, 0, 10], Some((2, None, true))),
            (
                &[0, 0xA4, 2, 12, 0, 0, 2, 0, 10, 1, 0],
                Some((2, Some(256), true)),
            ),
            (&[0, 0xA4, 2, 12, 3, 0, 10], None),
            (&[0, 0xA4, 2, 12, 2, 0, 10, 0, 0], None),
            (&[0, 0xA4, 2], None),
        ];
        for (bytes, expected) in rows {
            assert_eq!(parts(bytes), expected, "{bytes:02X?}");
        }
    }
}
