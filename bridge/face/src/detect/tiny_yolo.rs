//! The outputs of face-api.js's small YOLO v2: `1 × 25 × rows × columns`; five boxes in a cell, each with x and y in the
//! cell, logarithms of width and height in units of its anchor, and the logit of its score.

use super::Detection;
use crate::Area;
use crate::model::{NetError, Output};

/// Pixels of a cell.
pub(super) const CELL: usize = 32;
/// Longer sides of the net's picture, in the order in which they are tried before the largest. A face at the desk or on a
/// card then has 60 to 130 pixels, where the net is surest (`docs/face.md`).
pub(super) const SIDES: [usize; 3] = [224, 320, 160];
/// Least score of a face; the peer's default.
const LEAST_SCORE: f32 = 0.5;
/// Numbers of a box.
const NUMBERS: usize = 5;
/// Widths and heights in cells that boxes start from.
const ANCHORS: [(f32, f32); 5] = [
    (1.603_231, 2.094_468),
    (6.041_143, 7.080_126),
    (2.882_459, 3.518_061),
    (4.266_906, 5.178_857),
    (9.041_765, 10.663_08),
];
/// Largest logarithm that is believed: e⁴ times the anchor is more than any picture.
const MAX_LOGARITHM: f32 = 4.0;

/// Areas in pixels of the net's picture.
pub(super) fn read(output: &Output) -> Result<Vec<Detection>, NetError> {
    let [1, channels, rows, columns] = output.sizes[..] else {
        return Err(NetError::shape(&output.sizes));
    };
    let cells = rows * columns;
    if channels != ANCHORS.len() * NUMBERS || output.values.len() != channels * cells {
        return Err(NetError::shape(&output.sizes));
    }
    let mut found = Vec::new();
    for (anchor, (wide, high)) in ANCHORS.into_iter().enumerate() {
        for cell in 0..cells {
            let number = |index: usize| output.values[(anchor * NUMBERS + index) * cells + cell];
            let score = sigmoid(number(4));
            let length = |index, unit| number(index).min(MAX_LOGARITHM).exp() * unit * CELL as f32;
            let (width, height) = (length(2, wide), length(3, high));
            let x = ((cell % columns) as f32 + sigmoid(number(0))) * CELL as f32;
            let y = ((cell / columns) as f32 + sigmoid(number(1))) * CELL as f32;
            let area = Area {
                left: x - width / 2.0,
                top: y - height / 2.0,
                width,
                height,
            };
            // Neither holds for what is no number.
            if score > LEAST_SCORE && x + y + width + height > 0.0 && width > 0.0 && height > 0.0 {
                found.push(Detection { area, score });
            }
        }
    }
    Ok(found)
}

fn sigmoid(x: f32) -> f32 {
    1.0 / (1.0 + (-x).exp())
}

#[cfg(test)]
mod tests {
    use super::*;

    fn output(change: impl FnOnce(&mut [f32])) -> Output {
        let mut values = vec![-9.0; 25 * 6];
        change(&mut values);
        Output {
            sizes: vec![1, 25, 2, 3],
            values,
        }
    }

    #[test]
    fn a_box_is_read_from_its_cell_and_anchor() {
        // Second anchor, second row, third column.
        let found = read(&output(|values| {
            for (number, value) in [0.0, 0.0, 0.0, 2_f32.ln(), 3.0].into_iter().enumerate() {
                values[(5 + number) * 6 + 5] = value;
            }
        }));
        let [Detection { area, score }] = found.unwrap()[..] else {
            panic!("one face");
        };
        assert!((score - 0.9526).abs() < 1e-3);
        assert!((area.width - 6.041_143 * 32.0).abs() < 1e-3);
        assert!((area.height - 2.0 * 7.080_126 * 32.0).abs() < 1e-3);
        assert!((area.left + area.width / 2.0 - 80.0).abs() < 1e-3);
        assert!((area.top + area.height / 2.0 - 48.0).abs() < 1e-3);
    }

    #[test]
    fn no_numbers_and_huge_ones_are_no_faces_or_bounded() {
        assert!(read(&output(|values| values.fill(f32::NAN))).unwrap().is_empty());
        let found = read(&output(|values| values.fill(f32::INFINITY))).unwrap();
        assert!(
            found
                .iter()
                .all(|face| face.area.width.is_finite() && face.area.left.is_finite())
        );
    }

    #[test]
    fn other_shapes_are_refused() {
        let mut wrong = output(|_| ());
        wrong.sizes = vec![1, 24, 2, 3];
        assert!(read(&wrong).is_err());
        wrong.sizes = vec![1, 25, 2];
        assert!(read(&wrong).is_err());
        wrong.sizes = vec![1, 25, 2, 4];
        assert!(read(&wrong).is_err());
    }
}
