//! A face as numbers.
//!
//! Input: a face that was laid out (`align`), 150 × 150 or 112 × 112 pixels by kind. Output: 128 finite numbers.

use zeroize::{Zeroize, ZeroizeOnDrop};

use crate::Image;
use crate::model::{Input, Net, NetError};
use crate::warp::{Similarity, numbers};

/// Count of numbers.
const COUNT: usize = 128;

/// A face as 128 finite numbers: personal data as much as the picture. Wiped when dropped; `Debug` hides them.
#[derive(Zeroize, ZeroizeOnDrop)]
pub struct Embedding([f32; COUNT]);

impl Embedding {
    /// `None` where a number is not finite.
    pub fn new(numbers: [f32; COUNT]) -> Option<Self> {
        numbers
            .iter()
            .all(|number| number.is_finite())
            .then_some(Self(numbers))
    }

    /// The numbers, in the net's order.
    pub fn numbers(&self) -> &[f32; COUNT] {
        &self.0
    }
}

impl std::fmt::Debug for Embedding {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Embedding(…)")
    }
}

/// A net that turns faces into numbers.
pub(crate) struct Embedder {
    pub(crate) input: Input,
    pub(crate) net: Net,
}

impl Embedder {
    pub(crate) fn embed(&self, face: &Image) -> Result<Embedding, NetError> {
        let Input { width, height, .. } = self.input;
        // A face that is laid out is not scaled any more.
        let picture = numbers(face, Similarity::UNIT, (width, height), &self.input);
        let output = self.net.run_one(&picture, width, height)?;
        let numbers = output.values.as_slice().try_into().ok();
        numbers
            .and_then(Embedding::new)
            .ok_or_else(|| NetError::shape(&output.sizes))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_are_hidden_and_finite() {
        let embedding = Embedding::new([0.25; COUNT]).unwrap();
        assert!(!format!("{embedding:?}").contains("25"));
        assert!(Embedding::new([f32::NAN; COUNT]).is_none());
    }
}
