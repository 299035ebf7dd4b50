//! The photo on a card, cut out of a picture: grey, 240 × 320 pixels, the face half as high.

use madoguchi_face::{Face, Image, Point};

use crate::draw::colour;

const WIDTH: usize = 240;
const HEIGHT: usize = 320;
/// Height of the face to that of the photo.
const PART: f32 = 0.5;

/// As a PGM file, which any encoder of JPEG 2000 takes.
pub fn card_photo(picture: &Image, face: &Face) -> Vec<u8> {
    let scale = face.area.height / (PART * HEIGHT as f32);
    let middle = Point {
        x: face.area.left + face.area.width / 2.0,
        y: face.area.top + face.area.height / 2.0,
    };
    let mut file = format!("P5\n{WIDTH} {HEIGHT}\n255\n").into_bytes();
    for row in 0..HEIGHT {
        for column in 0..WIDTH {
            let place = Point {
                x: middle.x + (column as f32 + 0.5 - WIDTH as f32 / 2.0) * scale,
                y: middle.y + (row as f32 + 0.5 - HEIGHT as f32 / 2.0) * scale,
            };
            let [r, g, b] = colour(picture, place, scale).map(u32::from);
            file.push(((299 * r + 587 * g + 114 * b) / 1000) as u8);
        }
    }
    file
}
