//! A face laid out as its net was trained: turned upright, eyes, nose and mouth where they always are.
//!
//! Input: a picture and the 68 points of a face in it. Output: a square picture, 150 × 150 or 112 × 112 pixels by kind;
//! what lies outside the picture is black.

mod templates;

use crate::model::RecognitionKind;
use crate::warp::{Similarity, cut_out, middle, shrunk};
use crate::{Image, Landmarks};

/// `None` where the points do not make a face: all in one place, or no numbers.
pub(crate) fn align(image: &Image, landmarks: &Landmarks, kind: RecognitionKind) -> Option<Image> {
    let (side, to_image) = match kind {
        RecognitionKind::Dlib150 => (150, dlib(landmarks)?),
        RecognitionKind::Sface112 => (112, five_points(landmarks)?),
    };
    let smaller = shrunk(image, to_image.scale());
    let (seen, factor) = smaller
        .as_ref()
        .map_or((image, 1.0), |(image, factor)| (image, *factor));
    cut_out(seen, to_image.over(factor), side, side)
}

/// From dlib's chip of 150 pixels to the picture.
fn dlib(landmarks: &Landmarks) -> Option<Similarity> {
    let from = templates::DLIB.map(|(_, place)| templates::in_chip(place, 150.0));
    let to = templates::DLIB.map(|(index, _)| landmarks.0[index]);
    Similarity::between(&from, &to)
}

/// From ArcFace's picture of 112 pixels to the picture.
fn five_points(landmarks: &Landmarks) -> Option<Similarity> {
    let points = &landmarks.0;
    let to = [
        middle(&points[36..42]),
        middle(&points[42..48]),
        points[30],
        points[48],
        points[54],
    ];
    Similarity::between(&templates::ARC_FACE, &to)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Point;

    /// A face whose points are where dlib's chip has them, seen through `view`.
    fn face(view: Similarity) -> Landmarks {
        let mut points = [Point::default(); 68];
        for (index, place) in templates::DLIB {
            points[index] = view.apply(templates::in_chip(place, 150.0));
        }
        Landmarks(points)
    }

    #[test]
    fn a_turned_face_comes_out_upright() {
        let view = Similarity {
            a: 0.9,
            b: 0.5,
            dx: 80.0,
            dy: 20.0,
        };
        let found = dlib(&face(view)).unwrap();
        for (a, b) in [(found.a, view.a), (found.b, view.b)] {
            assert!((a - b).abs() < 1e-4);
        }
        assert!((found.dx - view.dx).abs() < 1e-2 && (found.dy - view.dy).abs() < 1e-2);
    }

    #[test]
    fn the_five_points_keep_left_and_right() {
        let view = Similarity {
            a: 2.0,
            b: 0.0,
            dx: 0.0,
            dy: 0.0,
        };
        let found = five_points(&face(view)).unwrap();
        assert!(found.a > 0.0 && found.b.abs() < 0.1 * found.a, "{found:?}");
    }

    #[test]
    fn points_in_one_place_and_no_numbers_give_nothing() {
        let image = Image::new(40, 30, vec![9; 3600]).unwrap();
        for kind in [RecognitionKind::Dlib150, RecognitionKind::Sface112] {
            for value in [0.0, f32::NAN, f32::INFINITY, 1e38] {
                let points = [Point { x: value, y: value }; 68];
                assert!(align(&image, &Landmarks(points), kind).is_none());
            }
        }
    }
}
