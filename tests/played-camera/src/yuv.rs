//! A picture as a frame of a Y4M clip: I420, BT.601, 16 to 235.

use madoguchi_face::Image;

/// Luma, then both chromas at half the width and height. Sides are even.
pub fn i420(image: &Image) -> Vec<u8> {
    let (width, height) = (image.width(), image.height());
    let mut frame = Vec::with_capacity(width * height * 3 / 2);
    let at = |column: usize, row: usize| {
        let start = (row * width + column) * 3;
        let pixel = &image.pixels()[start..start + 3];
        [pixel[0], pixel[1], pixel[2]].map(f32::from)
    };
    for (row, column) in (0..height).flat_map(|row| (0..width).map(move |column| (row, column))) {
        let [r, g, b] = at(column, row);
        frame.push((16.0 + 0.257 * r + 0.504 * g + 0.098 * b).round() as u8);
    }
    for weights in [[-0.148, -0.291, 0.439], [0.439, -0.368, -0.071]] {
        for row in (0..height).step_by(2) {
            for column in (0..width).step_by(2) {
                let four =
                    [(0, 0), (1, 0), (0, 1), (1, 1)].map(|(right, below)| at(column + right, row + below));
                let mean =
                    [0, 1, 2].map(|channel| four.iter().map(|pixel| pixel[channel]).sum::<f32>() / 4.0);
                let value: f32 = mean.iter().zip(weights).map(|(mean, weight)| mean * weight).sum();
                frame.push((128.0 + value).round() as u8);
            }
        }
    }
    frame
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn grey_has_no_colour_and_red_has() {
        let image = Image::new(4, 2, [[0; 12], [255; 12]].concat()).unwrap();
        let frame = i420(&image);
        assert_eq!(frame[..8], [16, 16, 16, 16, 235, 235, 235, 235]);
        assert_eq!(frame[8..], [128; 4]);
        let red = i420(&Image::new(2, 2, [255, 0, 0].repeat(4)).unwrap());
        assert_eq!(red[4..], [90, 240]);
    }
}
