//! COMPUTE DIGITAL SIGNATURE: RSA with PKCS#1 v1.5 padding over what the terminal gives.

use rsa::{Pkcs1v15Sign, RsaPrivateKey};
use sha2::Sha256;

use crate::status::StatusWord;

/// Bytes of a 2048-bit modulus that padding takes.
const PADDING: usize = 11;
/// Bytes of a SHA-256 digest.
const DIGEST: usize = 32;

/// What the terminal has given, told by P1 (`domain.md §3.4`).
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Input {
    /// P1 `00`: padded and signed as it is, 1 to 245 bytes; usually a DigestInfo.
    Verbatim,
    /// P1 `02`: a SHA-256 digest of 32 bytes; the card makes the DigestInfo.
    Digest,
}

impl Input {
    /// `None` for a P1 this card does not know.
    pub(crate) fn from_p1(p1: u8) -> Option<Self> {
        match p1 {
            0x00 => Some(Self::Verbatim),
            0x02 => Some(Self::Digest),
            _ => None,
        }
    }
}

/// Signs; the signature has the length of the modulus, 256 bytes for RSA-2048.
pub(crate) fn sign(key: &RsaPrivateKey, input: Input, data: &[u8]) -> Result<Vec<u8>, StatusWord> {
    use rsa::traits::PublicKeyParts;
    let fits = match input {
        Input::Verbatim => !data.is_empty() && data.len() + PADDING <= key.size(),
        Input::Digest => data.len() == DIGEST,
    };
    if !fits {
        return Err(StatusWord::WRONG_LENGTH);
    }
    let padding = match input {
        Input::Verbatim => Pkcs1v15Sign::new_unprefixed(),
        Input::Digest => Pkcs1v15Sign::new::<Sha256>(),
    };
    key.sign(padding, data)
        .map_err(|_| StatusWord::CONDITIONS_NOT_SATISFIED)
}
