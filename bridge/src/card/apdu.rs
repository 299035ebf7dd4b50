//! Command and response APDUs of ISO/IEC 7816-4, as far as this program sends them.

use super::Unreadable;
use zeroize::Zeroizing;

/// INS of VERIFY.
pub(crate) const VERIFY: u8 = 0x20;

/// A command. Its data are wiped on drop: they may be a PIN.
pub(crate) struct Command {
    /// CLA, INS, P1, P2.
    header: [u8; 4],
    /// At most 255 bytes.
    data: Zeroizing<Vec<u8>>,
    expected: Expected,
}

/// How much answer is asked for (Le).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Expected {
    /// No answer data: no Le.
    Nothing,
    /// So many bytes, 1–256, in a short APDU; 256 is "as much as there is, up to 256".
    Short(u16),
    /// As much as there is, up to 65536, in an extended APDU.
    Everything,
}

/// An answer: data and status word. Its data are wiped on drop: they may be a photo.
pub(crate) struct Response {
    /// Bytes before the status word.
    pub(crate) data: Zeroizing<Vec<u8>>,
    /// SW1 in the high half.
    pub(crate) status: u16,
}

impl Command {
    pub(crate) fn new(header: [u8; 4]) -> Self {
        Self {
            header,
            data: Zeroizing::default(),
            expected: Expected::Nothing,
        }
    }

    /// Gives it data; only the first 255 bytes are sent, and nothing here is longer than 62.
    pub(crate) fn with(mut self, data: &[u8]) -> Self {
        debug_assert!(data.len() <= 255, "data of a short APDU");
        self.data = Zeroizing::new(data.iter().copied().take(255).collect());
        self
    }

    pub(crate) fn expecting(mut self, expected: Expected) -> Self {
        self.expected = expected;
        self
    }

    /// Whether a `6Cxx` may be followed by sending it again. Never for VERIFY, which would be a second try.
    pub(crate) fn may_be_repeated(&self) -> bool {
        self.header[1] != VERIFY && self.expected != Expected::Nothing
    }

    pub(crate) fn to_bytes(&self) -> Zeroizing<Vec<u8>> {
        // With its final capacity: growing would leave copies of a PIN behind.
        let mut bytes = Zeroizing::new(Vec::with_capacity(4 + 3 + self.data.len() + 2));
        bytes.extend_from_slice(&self.header);
        let length = u8::try_from(self.data.len()).unwrap_or(u8::MAX);
        match self.expected {
            Expected::Everything if length == 0 => bytes.extend_from_slice(&[0, 0, 0]),
            Expected::Everything => {
                bytes.extend_from_slice(&[0, 0, length]);
                bytes.extend_from_slice(&self.data);
                bytes.extend_from_slice(&[0, 0]);
            }
            Expected::Nothing | Expected::Short(_) => {
                if length > 0 {
                    bytes.push(length);
                    bytes.extend_from_slice(&self.data);
                }
                if let Expected::Short(le) = self.expected {
                    // 256 is written as 0.
                    bytes.push(u8::try_from(le).unwrap_or(0));
                }
            }
        }
        bytes
    }
}

impl Response {
    /// Splits an answer; of any bytes, those of 2 to 65538 are an answer.
    pub(crate) fn parse(bytes: Vec<u8>) -> Result<Self, Unreadable> {
        let mut bytes = Zeroizing::new(bytes);
        let length = bytes.len();
        let Some(&[high, low]) = bytes.last_chunk::<2>() else {
            return Err(Unreadable::Length(length));
        };
        if length > 65_538 {
            return Err(Unreadable::Length(length));
        }
        bytes.truncate(length - 2);
        Ok(Self {
            data: bytes,
            status: u16::from_be_bytes([high, low]),
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_four_cases_short_and_extended() {
        let bytes = |command: Command| command.to_bytes().to_vec();
        let plain = || Command::new([0, 0x20, 0, 0x98]);
        assert_eq!(bytes(plain()), [0, 0x20, 0, 0x98]);
        assert_eq!(
            bytes(plain().with(b"1234")),
            [0, 0x20, 0, 0x98, 4, 0x31, 0x32, 0x33, 0x34]
        );
        let read = || Command::new([0, 0xB0, 0x8A, 0]);
        assert_eq!(
            bytes(read().expecting(Expected::Short(256))),
            [0, 0xB0, 0x8A, 0, 0]
        );
        assert_eq!(
            bytes(read().expecting(Expected::Short(192))),
            [0, 0xB0, 0x8A, 0, 192]
        );
        assert_eq!(
            bytes(read().expecting(Expected::Everything)),
            [0, 0xB0, 0x8A, 0, 0, 0, 0]
        );
        assert_eq!(
            bytes(read().with(&[7]).expecting(Expected::Everything)),
            [0, 0xB0, 0x8A, 0, 0, 0, 1, 7, 0, 0]
        );
        assert_eq!(
            bytes(read().with(&[7]).expecting(Expected::Short(256))),
            [0, 0xB0, 0x8A, 0, 1, 7, 0]
        );
    }

    #[test]
    fn too_short_and_too_long_answers_are_none() {
        for length in [0, 1, 65_539] {
            assert_eq!(
                Response::parse(vec![0x90; length]).err(),
                Some(Unreadable::Length(length))
            );
        }
        let response = Response::parse(vec![7, 0x90, 0]).unwrap();
        assert_eq!((response.data.as_slice(), response.status), (&[7][..], 0x9000));
    }
}
