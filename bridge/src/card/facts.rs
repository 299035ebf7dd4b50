//! What comes out of a card.

use madoguchi_shared::bridge::card::PinAvailability;
use madoguchi_shared::date::Day;
use std::fmt;
use zeroize::Zeroizing;

/// A My Number card is there.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Inspected {
    /// Whether the PIN way is open.
    pub pin: PinAvailability,
}

/// The certificate and where it was read. `Debug` does not show the certificate: its serial number names a person.
#[derive(Clone, PartialEq, Eq)]
pub struct CardFacts {
    /// 利用者証明用電子証明書, DER, exactly as long as it says. Untrusted: only its outer length was looked at.
    pub certificate_der: Vec<u8>,
    /// PC/SC name of the reader.
    pub reader: String,
    /// The reader is software.
    pub simulated_reader: bool,
}

/// The PIN was right and the card signed.
#[derive(Clone, PartialEq, Eq)]
pub struct PinSignature {
    /// The card that signed.
    pub facts: CardFacts,
    /// RSASSA-PKCS1-v1_5 with SHA-256 over the message, 256 bytes.
    pub signature: Vec<u8>,
}

/// What 照合番号B has opened. `Debug` shows neither. Untrusted: the photo has not been decoded.
#[derive(PartialEq, Eq)]
pub struct CardPhoto {
    /// The photo, JPEG 2000 and greyscale as far as is known, 1 to 32768 bytes; wiped when dropped.
    pub photo: Zeroizing<Vec<u8>>,
    /// Last day of the card. `None`: the card tells none, or not as `YYYYMMDD`; its form is not public.
    pub expiry: Option<Day>,
}

/// Makes the message to be signed once the certificate is known. Called at most once, inside the card's transaction,
/// so it has to be quick and must not wait for anything.
pub type MessageMaker = Box<dyn FnOnce(&CardFacts) -> Vec<u8> + Send>;

impl fmt::Debug for CardFacts {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardFacts")
            .field("certificate_length", &self.certificate_der.len())
            .field("reader", &self.reader)
            .field("simulated_reader", &self.simulated_reader)
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for CardPhoto {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("CardPhoto")
            .field("photo_length", &self.photo.len())
            .finish_non_exhaustive()
    }
}

impl fmt::Debug for PinSignature {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("PinSignature")
            .field("facts", &self.facts)
            .finish_non_exhaustive()
    }
}
