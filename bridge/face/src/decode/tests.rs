//! Every format, and what is refused.

mod hostile;

use super::*;

const PORTRAITS: [&[u8]; 6] = [
    include_bytes!("../../../../tests/people/photos/bald-beard.jp2"),
    include_bytes!("../../../../tests/people/photos/elderly.jp2"),
    include_bytes!("../../../../tests/people/photos/infant.jp2"),
    include_bytes!("../../../../tests/people/photos/long-hair.jp2"),
    include_bytes!("../../../../tests/people/photos/short-hair-glasses.jp2"),
    include_bytes!("../../../../tests/people/photos/short-hair.jp2"),
];
const BASELINE: &[u8] = include_bytes!("../../tests/pictures/baseline.jpg");
const PROGRESSIVE: &[u8] = include_bytes!("../../tests/pictures/progressive.jpg");
const GREY: &[u8] = include_bytes!("../../tests/pictures/grey.jpg");
const CMYK: &[u8] = include_bytes!("../../tests/pictures/cmyk.jpg");
const JP2: &[u8] = include_bytes!("../../tests/pictures/colour.jp2");
const JP2_ALPHA: &[u8] = include_bytes!("../../tests/pictures/alpha.jp2");
const TILES: &[u8] = include_bytes!("../../tests/pictures/tiles.j2k");
const WIDTH: usize = 61;
const HEIGHT: usize = 47;

#[test]
fn portraits_of_cards() {
    for bytes in PORTRAITS {
        let image = decode(bytes, Limits::CARD_PHOTO).unwrap();
        assert_eq!((image.width(), image.height()), (240, 320));
        assert!(
            image
                .pixels()
                .chunks_exact(3)
                .all(|p| p[0] == p[1] && p[1] == p[2]),
            "grey"
        );
        // The backdrop is light and the shoulders are dark.
        assert!(image.at(5, 5)[0] > 200 && image.at(120, 318)[0] < 110);
    }
}

#[test]
fn colour_in_every_format() {
    let png = png_of(WIDTH as u32, HEIGHT as u32, ::png::ColorType::Rgb, &drawn());
    for (name, bytes) in [
        ("baseline", BASELINE),
        ("progressive", PROGRESSIVE),
        ("cmyk", CMYK),
        ("jp2", JP2),
        ("alpha", JP2_ALPHA),
        ("tiles", TILES),
        ("png", &png),
    ] {
        let image = decode(bytes, Limits::CARD_PHOTO).unwrap_or_else(|error| panic!("{name}: {error}"));
        assert_eq!((image.width(), image.height()), (WIDTH, HEIGHT), "{name}");
        for (x, y, wanted) in [
            (18, 18, [230, 40, 40]),
            (44, 28, [30, 40, 220]),
            (58, 4, [214, 46, 84]),
        ] {
            let found = image.at(x, y);
            let far = found
                .iter()
                .zip(wanted)
                .map(|(a, b)| a.abs_diff(b))
                .max()
                .unwrap();
            assert!(far <= 12, "{name} at {x}, {y}: {found:?}, not {wanted:?}");
        }
    }
}

#[test]
fn grey_is_spread_and_alpha_dropped() {
    let image = decode(GREY, Limits::FRAME).unwrap();
    assert!(
        image
            .pixels()
            .chunks_exact(3)
            .all(|p| p[0] == p[1] && p[1] == p[2])
    );
    let bytes = png_of(2, 1, ::png::ColorType::GrayscaleAlpha, &[7, 0, 9, 255]);
    assert_eq!(
        decode(&bytes, Limits::FRAME).unwrap().pixels(),
        [7, 7, 7, 9, 9, 9]
    );
    let bytes = png_of(2, 1, ::png::ColorType::Rgba, &[1, 2, 3, 0, 4, 5, 6, 255]);
    assert_eq!(
        decode(&bytes, Limits::FRAME).unwrap().pixels(),
        [1, 2, 3, 4, 5, 6]
    );
}

#[test]
fn too_long_too_large_unknown() {
    let limits = Limits {
        bytes: BASELINE.len() - 1,
        ..Limits::FRAME
    };
    assert_eq!(
        decode(BASELINE, limits).unwrap_err(),
        DecodeError::TooManyBytes {
            bytes: BASELINE.len(),
            limit: BASELINE.len() - 1
        }
    );
    let png = png_of(WIDTH as u32, HEIGHT as u32, ::png::ColorType::Rgb, &drawn());
    let limits = Limits {
        pixels: WIDTH * HEIGHT - 1,
        ..Limits::FRAME
    };
    for bytes in [BASELINE, PROGRESSIVE, JP2, TILES, &png] {
        assert_eq!(
            decode(bytes, limits).unwrap_err(),
            DecodeError::TooManyPixels {
                width: WIDTH,
                height: HEIGHT,
                limit: WIDTH * HEIGHT - 1
            }
        );
    }
    for bytes in [&b""[..], b"GIF89a", b"\xff\xd8", b"RIFF\0\0\0\0WEBP"] {
        assert_eq!(
            decode(bytes, Limits::FRAME).unwrap_err(),
            DecodeError::UnknownFormat
        );
    }
}

/// The picture that `draw.py` draws.
fn drawn() -> Vec<u8> {
    let inside = |x: usize, y: usize, [left, top, right, bottom]: [f32; 4]| {
        let across = (x as f32 - f32::midpoint(left, right)) / ((right - left) / 2.0);
        let down = (y as f32 - f32::midpoint(top, bottom)) / ((bottom - top) / 2.0);
        across * across + down * down <= 1.0
    };
    let mut rgb = Vec::new();
    for y in 0..HEIGHT {
        for x in 0..WIDTH {
            rgb.extend(if inside(x, y, [8.0, 8.0, 28.0, 30.0]) {
                [230, 40, 40]
            } else if inside(x, y, [34.0, 16.0, 54.0, 40.0]) {
                [30, 40, 220]
            } else {
                [40 + 3 * x as u8, 30 + 4 * y as u8, 200 - 2 * x as u8]
            });
        }
    }
    rgb
}

fn png_of(width: u32, height: u32, colour: ::png::ColorType, samples: &[u8]) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut encoder = ::png::Encoder::new(&mut bytes, width, height);
    encoder.set_color(colour);
    encoder.write_header().unwrap().write_image_data(samples).unwrap();
    bytes
}
