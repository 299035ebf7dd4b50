//! Drawn portraits, JPEG 2000, greyscale, 240 × 320 pixels (`domain.md §3.3`, DF27). Origin: `photos/README.md`.

/// One of the drawn faces.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Portrait {
    /// Short hair, glasses.
    ShortHairGlasses,
    /// Long hair.
    LongHair,
    /// Short hair, no glasses.
    ShortHair,
    /// Bald, beard.
    BaldBeard,
    /// White hair tied up, glasses.
    Elderly,
    /// A baby.
    Infant,
}

impl Portrait {
    /// The file's bytes (a JP2 file).
    pub fn jpeg_2000(self) -> &'static [u8] {
        match self {
            Self::ShortHairGlasses => include_bytes!("../photos/short-hair-glasses.jp2"),
            Self::LongHair => include_bytes!("../photos/long-hair.jp2"),
            Self::ShortHair => include_bytes!("../photos/short-hair.jp2"),
            Self::BaldBeard => include_bytes!("../photos/bald-beard.jp2"),
            Self::Elderly => include_bytes!("../photos/elderly.jp2"),
            Self::Infant => include_bytes!("../photos/infant.jp2"),
        }
    }
}
