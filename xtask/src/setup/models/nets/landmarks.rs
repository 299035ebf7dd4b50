//! The 68 points of a face: four blocks whose convolutions add up, 0.09 M weights.

use anyhow::Result;

use super::{Builder, NO_PADS, PADS_1, PADS_END};
use crate::setup::models::onnx::Size;
use crate::setup::models::weights::Weights;

/// Side of the picture in pixels.
const SIDE: u64 = 112;

/// Input `1 × 3 × 112 × 112`; output `1 × 136`, x and y in turn, 0–1 of the picture's side.
pub(crate) fn landmarks(weights: &Weights) -> Result<Vec<u8>> {
    let mut net = Builder::new(weights);
    let mut x = "picture".to_owned();
    for index in 0..4 {
        x = block(&mut net, &x, index)?;
    }
    // 7 × 7 is left: the average of all.
    let x = net.pool("AveragePool", &x, 7, 2, NO_PADS);
    let x = net.graph.node("Flatten", &[&x], &[]);
    let matrix = weights.get("fc/weights", 2)?;
    let matrix = net.graph.floats("fc/weights", &matrix.sizes, &matrix.values);
    let bias = weights.get("fc/bias", 1)?;
    let bias = net.graph.floats("fc/bias", &bias.sizes, &bias.values);
    let points = net.graph.node("Gemm", &[&x, &matrix, &bias], &[]);
    let input = [
        Size::Fixed(1),
        Size::Fixed(3),
        Size::Fixed(SIDE),
        Size::Fixed(SIDE),
    ];
    let output = [Size::Fixed(1), Size::Fixed(136)];
    Ok(net
        .graph
        .finish("landmarks", ("picture", &input), (&points, &output)))
}

/// Halves the size; each convolution takes the sum of all before it.
fn block(net: &mut Builder<'_>, x: &str, index: usize) -> Result<String> {
    let name = |conv: usize| format!("dense{index}/conv{conv}");
    let first = if net.weights.has(&format!("{}/filters", name(0))) {
        let (filters, bias) = (format!("{}/filters", name(0)), format!("{}/bias", name(0)));
        net.conv(x, (&filters, &bias), 2, PADS_END)?
    } else {
        net.separable(x, &name(0), 2, PADS_END)?
    };
    let mut input = net.relu(&first);
    let mut sum = input.clone();
    for conv in 1..4 {
        let out = net.separable(&input, &name(conv), 1, PADS_1)?;
        sum = net.add(&sum, &out);
        input = net.relu(&sum);
    }
    Ok(input)
}
