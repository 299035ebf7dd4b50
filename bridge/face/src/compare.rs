//! How far apart two faces are: 0 for the same numbers, more for other faces, by the pair's metric.

use crate::Embedding;
use crate::model::Metric;

/// Finite, at least 0. Numbers of different pairs cannot be compared; the result then means nothing.
pub(crate) fn distance(metric: Metric, a: &Embedding, b: &Embedding) -> f32 {
    let pairs = || a.numbers().iter().zip(b.numbers());
    match metric {
        Metric::Euclidean => pairs()
            .map(|(a, b)| (a - b).powi(2))
            .sum::<f32>()
            .sqrt()
            .min(f32::MAX),
        Metric::Cosine => {
            let product: f64 = pairs().map(|(a, b)| f64::from(*a) * f64::from(*b)).sum();
            let cosine = product / (length(a) * length(b));
            // Numbers without a direction are as far from any other as can be.
            if cosine.is_finite() {
                (1.0 - cosine).clamp(0.0, 2.0) as f32
            } else {
                2.0
            }
        }
    }
}

fn length(embedding: &Embedding) -> f64 {
    let squares = embedding
        .numbers()
        .iter()
        .map(|number| f64::from(*number).powi(2));
    squares.sum::<f64>().sqrt()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn of(start: [f32; 2]) -> Embedding {
        let mut numbers = [0.0; 128];
        numbers[..2].copy_from_slice(&start);
        Embedding::new(numbers).unwrap()
    }

    #[test]
    fn the_length_of_the_difference() {
        assert_eq!(distance(Metric::Euclidean, &of([1.0, 2.0]), &of([4.0, 6.0])), 5.0);
        assert!(distance(Metric::Euclidean, &of([3e38, 0.0]), &of([-3e38, 0.0])).is_finite());
    }

    #[test]
    fn the_angle_between() {
        let distance = |a, b| distance(Metric::Cosine, &of(a), &of(b));
        assert!(distance([1.0, 1.0], [5.0, 5.0]) < 1e-6);
        assert!((distance([1.0, 0.0], [0.0, 2.0]) - 1.0).abs() < 1e-6);
        assert!((distance([1.0, 0.0], [-3.0, 0.0]) - 2.0).abs() < 1e-6);
        assert_eq!(distance([0.0, 0.0], [1.0, 0.0]), 2.0);
    }
}
