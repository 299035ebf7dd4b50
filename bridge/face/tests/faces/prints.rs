//! What the net shows of a picture that is held before the camera and turned, and whether frames are judged as fit.

use madoguchi_face::{Advice, Image, Pose, judge};

use crate::support::{OTHER, blurred, face, frame, picture, recogniser};

/// Degrees, turned and tilted.
const HELD: [(f32, f32); 6] = [
    (25.0, 0.0),
    (45.0, 0.0),
    (-45.0, 0.0),
    (0.0, 40.0),
    (0.0, -40.0),
    (35.0, 35.0),
];

/// The liveness asks for 15° of a nod and 16° of a turn.
#[test]
fn a_turned_print_looks_straight_on() {
    for name in ["obama", OTHER] {
        let frame = frame(&picture(name), face(&picture(name)).unwrap().area);
        let straight = Pose::of(&face(&frame).unwrap().landmarks).unwrap();
        for (yaw, pitch) in HELD {
            let Some(face) = face(&held(&frame, yaw, pitch)) else {
                continue;
            };
            let pose = Pose::of(&face.landmarks).unwrap();
            let (turned, nodded) = (pose.yaw - straight.yaw, pose.pitch - straight.pitch);
            println!("{name}, held at {yaw}°, {pitch}°: {turned:.1}°, {nodded:.1}°");
            assert!(turned.abs() < 12.0 && nodded < 12.0);
        }
    }
}

#[test]
fn a_sharp_frame_is_fit_and_a_blurred_one_is_not() {
    for name in ["obama", OTHER] {
        let frame = frame(&picture(name), face(&picture(name)).unwrap().area);
        let advice = |image: &Image| judge(image, &recogniser().find(image).unwrap()).advice;
        assert_eq!(advice(&frame), None, "{name}");
        assert_eq!(advice(&blurred(&frame, 5)), Some(Advice::HoldStill), "{name}");
    }
}

/// `image` as a print as wide as the view of a camera of 60°, turned about its middle. Around it is grey.
fn held(image: &Image, yaw: f32, pitch: f32) -> Image {
    let (width, height) = (image.width() as f32, image.height() as f32);
    let focal = 0.87 * width;
    let ((sin, cos), (tilt_sin, tilt_cos)) = (yaw.to_radians().sin_cos(), pitch.to_radians().sin_cos());
    // Where the print's sides point: to the right, down, towards the camera.
    let across = [cos, -sin * tilt_sin, -sin * tilt_cos];
    let down = [0.0, tilt_cos, -tilt_sin];
    let seen = |column: usize, row: usize| {
        let right = (column as f32 + 0.5 - width / 2.0) / focal;
        let below = (row as f32 + 0.5 - height / 2.0) / focal;
        // With the distance as unit: right · (1 − z) = x and below · (1 − z) = y, where (x, y, z) is a part of `across` and one of `down`.
        let (first, second) = (across[0] + right * across[2], down[0] + right * down[2]);
        let (third, fourth) = (across[1] + below * across[2], down[1] + below * down[2]);
        let whole = first * fourth - third * second;
        let x = (right * fourth - below * second) / whole * focal + width / 2.0;
        let y = (first * below - third * right) / whole * focal + height / 2.0;
        let inside = (0.0..width).contains(&x) && (0.0..height).contains(&y);
        if inside {
            image.at(x as isize, y as isize)
        } else {
            [90; 3]
        }
    };
    let rows = 0..image.height();
    let pixels = rows.flat_map(|row| {
        (0..image.width()).flat_map({
            let seen = &seen;
            move |column| seen(column, row)
        })
    });
    Image::new(image.width(), image.height(), pixels.collect()).unwrap()
}
