//! Of areas that cover each other, the surest.

use super::{Detection, MAX_CANDIDATES, MAX_FACES};
use crate::Area;
use crate::model::DetectorKind;

/// The surest first; none that shares more than the kind's part with a surer one.
pub(super) fn without(mut found: Vec<Detection>, kind: DetectorKind) -> Vec<Detection> {
    let most = match kind {
        DetectorKind::TinyYolo => 0.4,
        DetectorKind::Yunet => 0.3,
    };
    found.sort_by(|a, b| b.score.total_cmp(&a.score));
    found.truncate(MAX_CANDIDATES);
    let mut kept: Vec<Detection> = Vec::new();
    for detection in found {
        if kept.len() < MAX_FACES
            && kept
                .iter()
                .all(|other| shared(other.area, detection.area) <= most)
        {
            kept.push(detection);
        }
    }
    kept
}

/// What two areas share, as part of what both cover; 0–1.
fn shared(a: Area, b: Area) -> f32 {
    let width = (a.left + a.width).min(b.left + b.width) - a.left.max(b.left);
    let height = (a.top + a.height).min(b.top + b.height) - a.top.max(b.top);
    let both = width.max(0.0) * height.max(0.0);
    both / (a.width * a.height + b.width * b.height - both)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(left: f32, score: f32) -> Detection {
        let area = Area {
            left,
            top: 0.0,
            width: 10.0,
            height: 10.0,
        };
        Detection { area, score }
    }

    #[test]
    fn the_surest_of_those_that_overlap_stays() {
        let kept = without(
            vec![at(0.0, 0.6), at(2.0, 0.9), at(30.0, 0.7), at(8.0, 0.65)],
            DetectorKind::TinyYolo,
        );
        assert_eq!(kept, [at(2.0, 0.9), at(30.0, 0.7), at(8.0, 0.65)]);
    }

    #[test]
    fn the_number_of_faces_is_bounded() {
        let many = (0..900_u16).map(|n| at(f32::from(n) * 20.0, 0.9)).collect();
        assert_eq!(without(many, DetectorKind::Yunet).len(), MAX_FACES);
    }
}
