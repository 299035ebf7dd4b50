//! How sharp the face is.

use super::light::{inside, luminance};
use crate::{Image, Landmarks};

/// Width of the face's inside that it is measured at: what the comparing net sees is not much finer.
const WIDTH: usize = 96;
const MAX_HEIGHT: usize = 192;

/// Variance of the Laplacian as part of the variance of luminance, of the inside of the face brought to a width of 96
/// pixels (means of the pixels, never enlarged). Neither size nor light then changes it much. 0 for a face of one colour.
pub(super) fn of(image: &Image, landmarks: &Landmarks) -> f32 {
    let [left, top, right, bottom] = inside(image, landmarks);
    let width = WIDTH.min(right - left);
    let height = ((bottom - top) * width / (right - left)).clamp(1, MAX_HEIGHT.min(bottom - top));
    if width < 3 || height < 3 {
        return 0.0;
    }
    let mut small = Vec::with_capacity(width * height);
    for row in 0..height {
        let rows = edge(row, height, top, bottom)..edge(row + 1, height, top, bottom);
        for column in 0..width {
            let columns = edge(column, width, left, right)..edge(column + 1, width, left, right);
            let count = (rows.len() * columns.len()) as f32;
            let sum: f32 = rows
                .clone()
                .flat_map(|y| columns.clone().map(move |x| luminance(image, x, y)))
                .sum();
            small.push(sum / count);
        }
    }
    let mut laplacian = Vec::with_capacity(width * height);
    for row in 1..height - 1 {
        for column in 1..width - 1 {
            let at = row * width + column;
            laplacian.push(
                small[at - 1] + small[at + 1] + small[at - width] + small[at + width] - 4.0 * small[at],
            );
        }
    }
    let spread = variance(&small);
    let sharpness = if spread < 1.0 {
        0.0
    } else {
        variance(&laplacian) / spread
    };
    zeroize::Zeroize::zeroize(&mut small);
    zeroize::Zeroize::zeroize(&mut laplacian);
    sharpness
}

fn edge(index: usize, count: usize, from: usize, to: usize) -> usize {
    from + index * (to - from) / count
}

fn variance(values: &[f32]) -> f32 {
    let count = values.len() as f32;
    let mean = values.iter().sum::<f32>() / count;
    values.iter().map(|value| (value - mean).powi(2)).sum::<f32>() / count
}
