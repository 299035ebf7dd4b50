//! No picture makes anything panic.

use madoguchi_face::{Area, Image, Landmarks, Point};

use crate::support::recogniser;

#[test]
fn pictures_of_any_shape_are_searched() {
    for (width, height) in [
        (1, 1),
        (1, 4096),
        (4096, 1),
        (2, 3),
        (4000, 7),
        (31, 33),
        (3000, 3000),
    ] {
        for value in [0, 127, 255] {
            let image = Image::new(width, height, vec![value; width * height * 3]).unwrap();
            let found = recogniser().find(&image).unwrap();
            assert!(found.is_empty(), "{width} × {height}, {value}");
        }
    }
}

#[test]
fn noise_is_searched() {
    let mut state = 1_u32;
    let pixels = std::iter::repeat_with(|| {
        state = state.wrapping_mul(1_664_525).wrapping_add(1_013_904_223);
        (state >> 24) as u8
    });
    let image = Image::new(640, 480, pixels.take(640 * 480 * 3).collect()).unwrap();
    for face in recogniser().find(&image).unwrap() {
        recogniser().embed(&image, &face).unwrap();
    }
}

#[test]
fn areas_and_points_that_cannot_be_are_errors_or_numbers() {
    let image = Image::new(64, 48, vec![90; 64 * 48 * 3]).unwrap();
    for value in [0.0, -5.0, 1e9, 1e30, f32::NAN, f32::INFINITY] {
        let area = Area {
            left: value,
            top: -value,
            width: value,
            height: value,
        };
        let _ = recogniser().landmarks(&image, area);
        let mut points = [Point { x: value, y: 2.0 }; 68];
        points[40] = Point { x: 3.0, y: value };
        let _ = recogniser().align(&image, &Landmarks(points));
    }
}
