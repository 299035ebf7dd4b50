//! A picture in memory.

use zeroize::Zeroize;

/// Largest number of pixels that is ever decoded: 4096 × 4096.
pub const MAX_PIXELS: usize = 1 << 24;

/// An upright RGB picture, 8 bits a channel, row by row from the top left, no padding. Wiped when dropped; `Debug`
/// tells its size only.
pub struct Image {
    width: usize,
    height: usize,
    rgb: Vec<u8>,
}

/// Bytes of an [`Image`]: `3 × width × height`.
pub type Pixels<'a> = &'a [u8];

impl Image {
    /// `None` when a side is 0, there are more than [`MAX_PIXELS`] pixels, or `rgb` is not `3 × width × height` bytes;
    /// the bytes are wiped then.
    pub fn new(width: usize, height: usize, mut rgb: Vec<u8>) -> Option<Self> {
        let pixels = width.checked_mul(height)?;
        if pixels == 0 || pixels > MAX_PIXELS || rgb.len() != pixels * 3 {
            rgb.zeroize();
            return None;
        }
        Some(Self { width, height, rgb })
    }

    /// In pixels, at least 1.
    pub fn width(&self) -> usize {
        self.width
    }

    /// In pixels, at least 1.
    pub fn height(&self) -> usize {
        self.height
    }

    /// All pixels.
    pub fn pixels(&self) -> Pixels<'_> {
        &self.rgb
    }

    /// Red, green, blue at a place inside the picture; places outside are those of the nearest edge.
    pub fn at(&self, x: isize, y: isize) -> [u8; 3] {
        let x = x.clamp(0, self.width as isize - 1) as usize;
        let y = y.clamp(0, self.height as isize - 1) as usize;
        let start = (y * self.width + x) * 3;
        [self.rgb[start], self.rgb[start + 1], self.rgb[start + 2]]
    }
}

impl Drop for Image {
    fn drop(&mut self) {
        self.rgb.zeroize();
    }
}

impl std::fmt::Debug for Image {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Image({} × {})", self.width, self.height)
    }
}
