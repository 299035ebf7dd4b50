//! Where the nets expect the points of a face.

use crate::Point;

/// Room around the mean face in dlib's chip, as part of the face's side.
const PADDING: f32 = 0.25;

/// dlib's mean face: index of the point, its place in the face's square. Brows, chin and lower lip move too much and are
/// not used. Source: the numbers of `mean_face_shape_x` and `_y` in dlib (`image_transforms/interpolation.h`), with which
/// the net was trained.
pub(super) const DLIB: [(usize, (f32, f32)); 33] = [
    (27, (0.490_127, 0.203_352)),
    (28, (0.490_127, 0.307_009)),
    (29, (0.490_127, 0.409_805)),
    (30, (0.490_127, 0.515_625)),
    (31, (0.366_88, 0.587_326)),
    (32, (0.426_036, 0.609_345)),
    (33, (0.490_127, 0.628_106)),
    (34, (0.554_217, 0.609_345)),
    (35, (0.613_373, 0.587_326)),
    (36, (0.121_737, 0.216_423)),
    (37, (0.187_122, 0.178_758)),
    (38, (0.265_825, 0.179_852)),
    (39, (0.334_606, 0.231_733)),
    (40, (0.260_918, 0.245_099)),
    (41, (0.182_743, 0.244_077)),
    (42, (0.645_647, 0.231_733)),
    (43, (0.714_428, 0.179_852)),
    (44, (0.793_132, 0.178_758)),
    (45, (0.858_516, 0.216_423)),
    (46, (0.797_51, 0.244_077)),
    (47, (0.719_335, 0.245_099)),
    (48, (0.254_149, 0.780_233)),
    (49, (0.340_985, 0.745_405)),
    (50, (0.428_858, 0.727_388)),
    (51, (0.490_127, 0.742_578)),
    (52, (0.551_395, 0.727_388)),
    (53, (0.639_268, 0.745_405)),
    (54, (0.726_104, 0.780_233)),
    (60, (0.290_379, 0.784_792)),
    (61, (0.428_096, 0.778_746)),
    (62, (0.490_127, 0.785_343)),
    (63, (0.552_157, 0.778_746)),
    (64, (0.689_874, 0.784_792)),
];

/// Eyes, tip of the nose, corners of the mouth in 112 × 112 pixels, left before right as seen in the picture. Source: the
/// published template of ArcFace, which OpenCV's `FaceRecognizerSF` uses for SFace.
pub(super) const ARC_FACE: [Point; 5] = [
    Point {
        x: 38.2946,
        y: 51.6963,
    },
    Point {
        x: 73.5318,
        y: 51.5014,
    },
    Point {
        x: 56.0252,
        y: 71.7366,
    },
    Point {
        x: 41.5493,
        y: 92.3655,
    },
    Point {
        x: 70.7299,
        y: 92.2041,
    },
];

/// A place of the mean face in a chip of `side` pixels.
pub(super) fn in_chip((x, y): (f32, f32), side: f32) -> Point {
    let place = |value: f32| (PADDING + value) / (2.0 * PADDING + 1.0) * side;
    Point {
        x: place(x),
        y: place(y),
    }
}
