//! What is special about a person's card.

/// The card a person puts down.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Card {
    /// A My Number card.
    MyNumber {
        /// Its user authentication PIN.
        pin: PinState,
        /// Its user authentication certificate (利用者証明用電子証明書).
        certificate: CertificateState,
    },
    /// Some other contactless card: it answers to reset, but has no application of a My Number card.
    NotMyNumber,
}

/// The user authentication PIN of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum PinState {
    /// [`PIN`] with so many tries left: 0 (blocked) to 3.
    Set {
        /// Tries left.
        tries_left: u8,
    },
    /// None was ever set: 顔認証マイナンバーカード.
    NotSet,
}

/// The user authentication certificate of a card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum CertificateState {
    /// Valid for three more years.
    Good,
    /// On the CRL since 30 days ago.
    Revoked,
    /// Ended a year ago.
    Expired,
    /// Signed by a CA that has the name of the test CA and another key.
    UnknownIssuer,
}

/// PIN of every card that has one, both for the certificate (`0018`) and for the text application (`0011`).
pub const PIN: &str = "1234";

/// Tries of a PIN that nobody has mistyped.
pub const PIN_TRIES: u8 = 3;

impl Card {
    /// A card with its PIN set, all tries left and a good certificate.
    pub const ORDINARY: Self = Self::with_certificate(CertificateState::Good);

    /// An ordinary card but for its certificate.
    pub const fn with_certificate(certificate: CertificateState) -> Self {
        Self::MyNumber {
            pin: PinState::Set {
                tries_left: PIN_TRIES,
            },
            certificate,
        }
    }

    /// An ordinary card but for its PIN.
    pub const fn with_pin(pin: PinState) -> Self {
        Self::MyNumber {
            pin,
            certificate: CertificateState::Good,
        }
    }

    /// State of the certificate; `None` for a card that has none.
    pub fn certificate(self) -> Option<CertificateState> {
        match self {
            Self::MyNumber { certificate, .. } => Some(certificate),
            Self::NotMyNumber => None,
        }
    }
}
