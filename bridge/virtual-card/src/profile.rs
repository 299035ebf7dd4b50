//! How a chip behaves apart from what is stored on it: the points in which real cards and readers differ.

use std::time::Duration;

/// Behaviour of the chip. [`Default`] is a card that takes extended APDUs and answers them whole.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct CardProfile {
    /// Answer to reset. Default `3B 80 80 01 01`, as a reader makes it up for a contactless card (T=1).
    pub atr: Vec<u8>,
    /// Whether extended APDUs are taken; `false` answers them with `6700`. Default `true`.
    pub extended_length: bool,
    /// Greatest Le that READ BINARY takes, 1 to 65536 bytes; more is answered with `6700`. Default 65536.
    ///
    /// "As much as there is" (Le written as zero) asks for 256 or 65536 and is refused just so.
    pub max_le: usize,
    /// How answer data leaves the card. Default [`ResponseStyle::Direct`].
    pub responses: ResponseStyle,
    /// What READ BINARY answers when an explicit Le reaches beyond the file. Default [`ShortRead::CorrectLength`].
    pub short_read: ShortRead,
    /// Time that the way to the card takes. Default [`LinkModel::NONE`].
    pub link: LinkModel,
}

impl Default for CardProfile {
    fn default() -> Self {
        Self {
            atr: vec![0x3B, 0x80, 0x80, 0x01, 0x01],
            extended_length: true,
            max_le: 65_536,
            responses: ResponseStyle::Direct,
            short_read: ShortRead::CorrectLength,
            link: LinkModel::NONE,
        }
    }
}

/// Time that reader and contactless link take, for benchmarks: a model, not a measured card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct LinkModel {
    /// For every command, whatever its length.
    pub per_apdu: Duration,
    /// For every byte of command and answer, status word included.
    pub per_byte: Duration,
}

impl LinkModel {
    /// Takes no time.
    pub const NONE: Self = Self {
        per_apdu: Duration::ZERO,
        per_byte: Duration::ZERO,
    };
    /// 3 ms for each APDU and 25 µs for each byte (`performance.md §4.1`).
    pub const CONTACTLESS: Self = Self {
        per_apdu: Duration::from_millis(3),
        per_byte: Duration::from_micros(25),
    };

    /// Time for one command and its answer, so many bytes together.
    pub fn time(self, bytes: usize) -> Duration {
        let bytes = u32::try_from(bytes).unwrap_or(u32::MAX);
        self.per_apdu.saturating_add(self.per_byte.saturating_mul(bytes))
    }
}

/// How answer data leaves the card.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ResponseStyle {
    /// Data and status word in one answer.
    Direct,
    /// Short commands get `61xx` and no data; the data is fetched with GET RESPONSE, at most 256 bytes each time.
    GetResponse,
}

/// What READ BINARY answers when an explicit Le reaches beyond the end of the file.
///
/// Le written as zero is "as much as there is" and always gets what is left with `9000`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum ShortRead {
    /// No data and `6Cxx`; what is left but too long for `6Cxx` comes as [`ShortRead::EndOfFile`].
    CorrectLength,
    /// What is left, and `6282`.
    EndOfFile,
}
