//! What can go wrong with a card, as data; the words are in the catalogue (`shared::error`).

use super::face_tlv::FaceFault;
use madoguchi_shared::ErrorCode;

/// A card operation came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CardError {
    /// The card asked for is not on any reader.
    #[error("no card")]
    Absent,
    /// The card was taken away while it was being used.
    #[error("card removed")]
    Removed,
    /// The card was put down anew or exchanged since its presence was told.
    #[error("another presence")]
    Changed,
    /// The card did not answer within [`DEADLINE`](super::DEADLINE).
    #[error("card does not answer")]
    Timeout,
    /// The card has no 公的個人認証AP.
    #[error("not a My Number card")]
    NotMyNumber,
    /// The card answered something that makes no sense.
    #[error("card unreadable: {what}")]
    Unreadable {
        /// In which way.
        what: Unreadable,
    },
    /// Another program holds the reader, or holds a transaction on it.
    #[error("reader in use by another program")]
    InUse,
    /// The PC/SC service does not answer.
    #[error("PC/SC service down")]
    PcscDown,
    /// There is no reader, or not the one that was named.
    #[error("no reader")]
    ReaderNone,
}

/// How an answer made no sense. It carries status words and lengths, never content.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum Unreadable {
    /// A status word that the command cannot have.
    #[error("status {0:04X}")]
    Status(u16),
    /// Too few or too many bytes.
    #[error("answer of {0} bytes")]
    Length(usize),
    /// The certificate is no DER SEQUENCE of 4 to 16384 bytes, or shorter than it says.
    #[error("certificate malformed")]
    Certificate,
    /// 券面 is not what it should be.
    #[error("card face: {0}")]
    Face(FaceFault),
    /// Reader or card failed to carry a command over while the card lay there.
    #[error("transmission failed")]
    Transmission,
}

/// A PIN entry came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum PinError {
    /// Wrong; so many tries are left, 1 or more.
    #[error("PIN wrong, {tries_left} tries left")]
    Wrong {
        /// Tries left, 1 or more.
        tries_left: u8,
    },
    /// Wrong, and this attempt was the last one.
    #[error("PIN wrong, no try left")]
    Blocked,
    /// No try was left, or the card has no PIN (顔認証マイナンバーカード): nothing was tried.
    #[error("PIN unusable")]
    Unusable,
    /// One try is left and using it was not confirmed: nothing was tried.
    #[error("last try not confirmed")]
    LastTryUnconfirmed,
    /// Not four ASCII digits: nothing was sent to the card.
    #[error("PIN is not four digits")]
    Format,
    /// The card failed, before or after the PIN was tried.
    #[error(transparent)]
    Card(#[from] CardError),
}

/// An entry of 照合番号B came to nothing.
#[derive(Clone, Copy, Debug, PartialEq, Eq, thiserror::Error)]
pub enum CollationError {
    /// Wrong; so many tries are left, 1 or more.
    #[error("collation number wrong, {tries_left} tries left")]
    Wrong {
        /// Tries left, 1 or more.
        tries_left: u8,
    },
    /// Wrong, and this attempt was the last one.
    #[error("collation number wrong, no try left")]
    Blocked,
    /// No try was left: nothing was tried.
    #[error("collation number unusable")]
    Unusable,
    /// One try is left and using it was not confirmed: nothing was tried.
    #[error("last try not confirmed")]
    LastTryUnconfirmed,
    /// The card failed, before or after the number was tried.
    #[error(transparent)]
    Card(#[from] CardError),
}

impl CollationError {
    /// Its entry in the catalogue.
    pub fn code(self) -> ErrorCode {
        match self {
            Self::Wrong { .. } => ErrorCode::CollationNumberWrong,
            Self::Blocked | Self::Unusable => ErrorCode::CollationNumberUnusable,
            Self::LastTryUnconfirmed => ErrorCode::CollationNumberLastTry,
            Self::Card(error) => error.code(),
        }
    }
}

impl CardError {
    /// Its entry in the catalogue.
    pub fn code(self) -> ErrorCode {
        match self {
            Self::Absent => ErrorCode::CardAbsent,
            Self::Removed => ErrorCode::CardRemoved,
            Self::Changed => ErrorCode::CardChanged,
            Self::Timeout => ErrorCode::CardTimeout,
            Self::NotMyNumber => ErrorCode::CardNotMyNumber,
            Self::Unreadable {
                what: Unreadable::Face(_),
            } => ErrorCode::CardPhotoUnreadable,
            Self::Unreadable { .. } => ErrorCode::CardUnreadable,
            Self::InUse => ErrorCode::CardInUse,
            Self::PcscDown => ErrorCode::PcscDown,
            Self::ReaderNone => ErrorCode::ReaderNone,
        }
    }
}

impl From<Unreadable> for CardError {
    fn from(what: Unreadable) -> Self {
        Self::Unreadable { what }
    }
}
