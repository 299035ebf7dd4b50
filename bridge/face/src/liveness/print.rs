//! A frame in a few bytes, to see whether the next is the same.

use zeroize::Zeroize;

use crate::Image;

/// The brightest pixels of a black picture, 0–255. Ours: a covered lens with gain gives up to about 15.
const BLACK: u8 = 20;
const ACROSS: usize = 64;
const DOWN: usize = 48;

/// The green of 64 × 48 single pixels, evenly spread. Single ones, not means: a camera's noise shows in them, so that two
/// frames of a real camera always differ, also of a scene that is still. Wiped when dropped.
pub struct Print(Vec<u8>);

impl Print {
    /// Of a frame of any size.
    pub fn of(image: &Image) -> Self {
        let pick = |index: usize, count: usize, size: usize| (2 * index + 1) * size / (2 * count);
        let mut bytes = Vec::with_capacity(ACROSS * DOWN);
        for row in 0..DOWN {
            let y = pick(row, DOWN, image.height());
            bytes.extend((0..ACROSS).map(|column| {
                let x = pick(column, ACROSS, image.width());
                image.at(x.cast_signed(), y.cast_signed())[1]
            }));
        }
        Self(bytes)
    }

    /// Mean difference of a pixel, 0–255.
    pub fn difference(&self, other: &Self) -> f32 {
        let sum: u32 = self
            .0
            .iter()
            .zip(&other.0)
            .map(|(one, other)| u32::from(one.abs_diff(*other)))
            .sum();
        sum as f32 / (ACROSS * DOWN) as f32
    }

    /// Whether nothing is to be seen.
    pub fn is_black(&self) -> bool {
        self.brightest() <= BLACK
    }

    /// The value that only 1 pixel in 100 is above, 0–255.
    pub fn brightest(&self) -> u8 {
        let mut counts = [0_u32; 256];
        for value in &self.0 {
            counts[usize::from(*value)] += 1;
        }
        let mut left = (ACROSS * DOWN / 100) as u32;
        for (value, count) in (0..=u8::MAX).zip(counts).rev() {
            match left.checked_sub(count) {
                Some(rest) => left = rest,
                None => return value,
            }
        }
        0
    }
}

impl Clone for Print {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl Drop for Print {
    fn drop(&mut self) {
        self.0.zeroize();
    }
}

impl std::fmt::Debug for Print {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Print")
    }
}
