//! Why bytes are no picture.

/// A format that is understood.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// ISO/IEC 15444-1, as JP2 or as a bare codestream.
    Jpeg2000,
    /// ITU-T T.81, baseline or progressive.
    Jpeg,
    /// ISO/IEC 15948.
    Png,
}

impl Format {
    /// From the first bytes; `None` for anything else.
    pub fn of(bytes: &[u8]) -> Option<Self> {
        const JP2: &[u8] = b"\0\0\0\x0cjP  \r\n\x87\n";
        const CODESTREAM: &[u8] = b"\xff\x4f\xff\x51";
        const JPEG: &[u8] = b"\xff\xd8\xff";
        const PNG: &[u8] = b"\x89PNG\r\n\x1a\n";
        if bytes.starts_with(JP2) || bytes.starts_with(CODESTREAM) {
            Some(Self::Jpeg2000)
        } else if bytes.starts_with(JPEG) {
            Some(Self::Jpeg)
        } else if bytes.starts_with(PNG) {
            Some(Self::Png)
        } else {
            None
        }
    }
}

/// Why there is no picture. Nothing in it tells what the picture shows.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
pub enum DecodeError {
    /// The file is longer than is allowed.
    #[error("{bytes} bytes, {limit} are allowed")]
    TooManyBytes {
        /// Length of the file.
        bytes: usize,
        /// What is allowed.
        limit: usize,
    },
    /// Neither JPEG 2000 nor JPEG nor PNG.
    #[error("neither JPEG 2000 nor JPEG nor PNG")]
    UnknownFormat,
    /// The header announces a side of 0.
    #[error("a picture without pixels")]
    NoPixels,
    /// The header announces more pixels than are allowed.
    #[error("{width} × {height} pixels, {limit} are allowed")]
    TooManyPixels {
        /// As announced.
        width: usize,
        /// As announced.
        height: usize,
        /// What is allowed, width × height.
        limit: usize,
    },
    /// The file ends early.
    #[error("{0:?} ends early")]
    Truncated(Format),
    /// Allowed by the format, not here: a part that no photo needs, or whose work has no bound.
    #[error("{format:?} with {what}")]
    Unsupported {
        /// Format of the file.
        format: Format,
        /// What it has.
        what: &'static str,
    },
    /// Against the format.
    #[error("{format:?} is broken: {detail}")]
    Broken {
        /// Format of the file.
        format: Format,
        /// In the words of the decoder; numbers of the file's structure at most.
        detail: String,
    },
}

impl DecodeError {
    pub(super) fn broken(format: Format, detail: &(impl ToString + ?Sized)) -> Self {
        Self::Broken {
            format,
            detail: detail.to_string(),
        }
    }
}
