//! The outputs of YuNet (2023): for cells of 8, 16 and 32 pixels, row by row, `cls_N` and `obj_N` (two scores whose
//! geometric mean counts) and `bbox_N` (x and y from the cell, logarithms of width and height, all in cells).
//!
//! Read from the published contract of OpenCV's `FaceDetectorYN`; not tried with its weights. Its five points
//! (`kps_N`) are left out: the 68 points hold them.

use std::collections::HashMap;
use std::slice::Iter;

use super::Detection;
use crate::Area;
use crate::model::{NetError, Output};

/// Pixels of a cell.
const CELLS: [usize; 3] = [8, 16, 32];
/// Least score of a face; OpenCV's default.
const LEAST_SCORE: f32 = 0.9;
/// Largest logarithm that is believed.
const MAX_LOGARITHM: f32 = 6.0;

/// Areas in pixels of the net's picture, which is `width × height`.
pub(super) fn read(
    outputs: &HashMap<String, Output>,
    width: usize,
    height: usize,
) -> Result<Vec<Detection>, NetError> {
    let mut found = Vec::new();
    for cell in CELLS {
        let (rows, columns) = (height / cell, width / cell);
        let numbers = |name: &str, each: usize| -> Result<Iter<'_, f32>, NetError> {
            let name = format!("{name}_{cell}");
            let output = outputs.get(&name).ok_or_else(|| NetError::missing(&name))?;
            if output.values.len() != rows * columns * each {
                return Err(NetError::shape(&output.sizes));
            }
            Ok(output.values.iter())
        };
        let scores = numbers("cls", 1)?.zip(numbers("obj", 1)?);
        for (index, ((class, object), place)) in scores
            .zip(numbers("bbox", 4)?.as_slice().as_chunks().0)
            .enumerate()
        {
            let score = (class.clamp(0.0, 1.0) * object.clamp(0.0, 1.0)).sqrt();
            let area = area(*place, (index % columns, index / columns), cell as f32);
            if score > LEAST_SCORE
                && area.left.is_finite()
                && area.top.is_finite()
                && area.width * area.height > 0.0
            {
                found.push(Detection { area, score });
            }
        }
    }
    Ok(found)
}

fn area([x, y, width, height]: [f32; 4], (column, row): (usize, usize), cell: f32) -> Area {
    let (width, height) = (
        width.min(MAX_LOGARITHM).exp() * cell,
        height.min(MAX_LOGARITHM).exp() * cell,
    );
    Area {
        left: (column as f32 + x) * cell - width / 2.0,
        top: (row as f32 + y) * cell - height / 2.0,
        width,
        height,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// 64 × 64 pixels: 64, 16 and 4 cells.
    fn outputs() -> HashMap<String, Output> {
        let mut outputs = HashMap::new();
        for cell in CELLS {
            let cells = (64 / cell) * (64 / cell);
            for (name, each) in [("cls", 1), ("obj", 1), ("bbox", 4)] {
                let output = Output {
                    sizes: vec![1, cells, each],
                    values: vec![0.0; cells * each],
                };
                outputs.insert(format!("{name}_{cell}"), output);
            }
        }
        outputs
    }

    #[test]
    fn a_face_is_read_from_its_cell() {
        let mut outputs = outputs();
        // Cell 6 of 16 pixels: second row, third column.
        outputs.get_mut("cls_16").unwrap().values[6] = 1.2;
        outputs.get_mut("obj_16").unwrap().values[6] = 0.9;
        let place = [0.5, -0.25, 2_f32.ln(), 3_f32.ln()];
        outputs.get_mut("bbox_16").unwrap().values[24..28].copy_from_slice(&place);
        let [Detection { area, score }] = read(&outputs, 64, 64).unwrap()[..] else {
            panic!("one face");
        };
        assert!((score - 0.9_f32.sqrt()).abs() < 1e-6);
        assert!((area.width - 32.0).abs() < 1e-4 && (area.height - 48.0).abs() < 1e-4);
        assert!((area.left - (2.5 * 16.0 - 16.0)).abs() < 1e-4);
        assert!((area.top - (0.75 * 16.0 - 24.0)).abs() < 1e-4);
    }

    #[test]
    fn missing_and_wrong_outputs_are_refused_and_no_numbers_are_no_faces() {
        let mut wrong = outputs();
        wrong.remove("obj_8");
        assert!(read(&wrong, 64, 64).is_err());
        assert!(read(&outputs(), 96, 64).is_err());
        let mut none = outputs();
        for output in none.values_mut() {
            output.values.fill(f32::NAN);
        }
        assert!(read(&none, 64, 64).unwrap().is_empty());
    }
}
