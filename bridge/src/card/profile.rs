//! What a My Number card is: the constants of its 公的個人認証AP and 券面事項確認AP, with their sources in `domain.md`.

/// An application of the card that is used here.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Application {
    /// 公的個人認証AP.
    Jpki,
    /// 券面事項確認AP (券面AP).
    Face,
}

/// 利用者証明用電子証明書; free to read on the card (§3.2).
pub(crate) const AUTH_CERTIFICATE: File = File::new(Application::Jpki, 0x0A);

/// Its private key, opened by [`AUTH_PIN`] (§3.2).
pub(crate) const AUTH_KEY: File = File::new(Application::Jpki, 0x17);

/// Its PIN: 4 digits, 3 tries (§3.2).
pub(crate) const AUTH_PIN: File = File::new(Application::Jpki, 0x18);

/// 券面 with photo and expiry, opened by [`COLLATION_B`]; secure messaging is not used (§3.3).
pub(crate) const FACE: File = File::new(Application::Face, 0x02);

/// 照合番号B: 14 digits, 10 tries (§3.3). Whether it shares its counter with the one of the 券面事項入力補助AP, and who can
/// restore a counter that has run out, is not public.
pub(crate) const COLLATION_B: File = File::new(Application::Face, 0x12);

/// Digits of [`AUTH_PIN`].
pub(crate) const PIN_LENGTH: usize = 4;

/// Longest certificate that is read, bytes. Real ones have about 1500; the bound is ours.
pub(crate) const LONGEST_CERTIFICATE: usize = 16 * 1024;

/// Bytes of a signature: the key is RSA-2048 (§4.1).
pub(crate) const SIGNATURE_LENGTH: usize = 256;

/// DER of a DigestInfo for SHA-256 up to the digest itself (§3.4).
pub(crate) const DIGEST_INFO_SHA256: [u8; 19] = [
    0x30, 0x31, 0x30, 0x0D, 0x06, 0x09, 0x60, 0x86, 0x48, 0x01, 0x65, 0x03, 0x04, 0x02, 0x01, 0x05, 0x00,
    0x04, 0x20,
];

/// An elementary file.
#[derive(Clone, Copy)]
pub(crate) struct File {
    /// The application that it is in.
    pub(crate) application: Application,
    /// File id.
    pub(crate) id: [u8; 2],
}

impl Application {
    /// Application identifier (§3.1).
    pub(crate) const fn aid(self) -> [u8; 10] {
        match self {
            Self::Jpki => [0xD3, 0x92, 0xF0, 0x00, 0x26, 0x01, 0x00, 0x00, 0x00, 0x01],
            Self::Face => [0xD3, 0x92, 0x10, 0x00, 0x31, 0x00, 0x01, 0x01, 0x04, 0x02],
        }
    }
}

impl File {
    /// Every file used here has an id of one byte with a leading zero.
    const fn new(application: Application, id: u8) -> Self {
        Self {
            application,
            id: [0x00, id],
        }
    }

    /// The short form in P1 or P2: bit 8 and the low five bits of the id (§3.4).
    pub(crate) const fn short(self) -> u8 {
        0x80 | self.id[1]
    }
}

/// Status words (§3.5).
pub(crate) mod status {
    /// Done; to a counter query: the PIN stands verified.
    pub(crate) const SUCCESS: u16 = 0x9000;
    /// The file ended before as many bytes as asked for.
    pub(crate) const END_OF_FILE: u16 = 0x6282;
    /// No try left, or no PIN was ever set.
    pub(crate) const PIN_UNUSABLE: u16 = 0x6984;
    /// The same in the words of ISO 7816-4; this card is not known to use it.
    pub(crate) const PIN_BLOCKED: u16 = 0x6983;
    /// Wrong length: Le is too great, or extended APDUs are not taken.
    pub(crate) const WRONG_LENGTH: u16 = 0x6700;

    /// Tries left, 0–15, of a `63Cx`.
    pub(crate) const fn tries_left(status: u16) -> Option<u8> {
        if status & 0xFFF0 == 0x63C0 {
            Some((status & 0x0F) as u8)
        } else {
            None
        }
    }

    /// The card does not take the form of a command: length, P1, P2, or what they refer to.
    pub(crate) const fn refuses_form(status: u16) -> bool {
        matches!(
            status,
            WRONG_LENGTH | 0x6981 | 0x6986 | 0x6A80..=0x6A8F | 0x6B00 | 0x6D00
        )
    }

    /// The card does not have the application: not found, or it does not even know SELECT in this form.
    pub(crate) const fn refuses_application(status: u16) -> bool {
        refuses_form(status) || matches!(status, 0x6E00 | 0x6985 | 0x6999 | 0x6881..=0x6884)
    }
}
