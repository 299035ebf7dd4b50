//! Big-endian numbers and segments out of bytes.

use crate::decode::{DecodeError, Format};

/// What has not been read yet.
pub(super) struct Reader<'a>(pub(super) &'a [u8]);

const TRUNCATED: DecodeError = DecodeError::Truncated(Format::Jpeg2000);

impl<'a> Reader<'a> {
    pub(super) fn u8(&mut self) -> Result<u8, DecodeError> {
        self.take().map(|[byte]| byte)
    }

    pub(super) fn u16(&mut self) -> Result<u16, DecodeError> {
        self.take().map(u16::from_be_bytes)
    }

    pub(super) fn u32(&mut self) -> Result<u32, DecodeError> {
        self.take().map(u32::from_be_bytes)
    }

    /// The content of a segment, whose length, itself included, stands before it.
    pub(super) fn segment(&mut self) -> Result<Reader<'a>, DecodeError> {
        let length = usize::from(self.u16()?);
        let content = length
            .checked_sub(2)
            .ok_or_else(|| DecodeError::broken(Format::Jpeg2000, "a segment of less than 2 bytes"))?;
        self.skip(content).map(Reader)
    }

    /// Leaves out a segment.
    pub(super) fn pass(&mut self) -> Result<(), DecodeError> {
        self.segment().map(|_| ())
    }

    pub(super) fn skip(&mut self, bytes: usize) -> Result<&'a [u8], DecodeError> {
        let (skipped, rest) = self.0.split_at_checked(bytes).ok_or(TRUNCATED)?;
        self.0 = rest;
        Ok(skipped)
    }

    /// `Ok` when everything has been read.
    pub(super) fn end(&self) -> Result<(), DecodeError> {
        if self.0.is_empty() {
            Ok(())
        } else {
            Err(DecodeError::broken(
                Format::Jpeg2000,
                "a segment longer than its content",
            ))
        }
    }

    fn take<const N: usize>(&mut self) -> Result<[u8; N], DecodeError> {
        let (number, rest) = self.0.split_first_chunk::<N>().ok_or(TRUNCATED)?;
        self.0 = rest;
        Ok(*number)
    }
}
