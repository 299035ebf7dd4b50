//! The face as 128 numbers: the residual net of dlib (`dlib_face_recognition_resnet_model_v1`), 5.6 M weights.

use anyhow::{Result, bail};

use super::{Builder, NO_PADS, PADS_1, Pads, outputs_first};
use crate::setup::models::onnx::{Attribute, Size};
use crate::setup::models::weights::Weights;

/// Side of the picture in pixels.
const SIDE: u64 = 150;

/// A block with two convolutions.
struct Block {
    name: &'static str,
    down: Option<Down>,
}

/// How a block that halves the size adds its input.
#[derive(Clone, Copy)]
struct Down {
    /// Channels of zeros after those of the input: the block doubles them.
    channels: i64,
    /// Whether the convolutions come out one row and column smaller than the halved input.
    short: bool,
}

const fn same(name: &'static str) -> Block {
    Block { name, down: None }
}

const fn down(name: &'static str, channels: i64, short: bool) -> Block {
    Block {
        name,
        down: Some(Down { channels, short }),
    }
}

/// Sizes: 150 → 72 → 35, then 17, 8, 4 and 2.
const BLOCKS: &[Block] = &[
    same("conv32_1"),
    same("conv32_2"),
    same("conv32_3"),
    down("conv64_down", 32, false),
    same("conv64_1"),
    same("conv64_2"),
    same("conv64_3"),
    down("conv128_down", 64, false),
    same("conv128_1"),
    same("conv128_2"),
    down("conv256_down", 128, true),
    same("conv256_1"),
    same("conv256_2"),
    down("conv256_down_out", 0, true),
];

/// Input `1 × 3 × 150 × 150`; output `1 × 128`.
pub(crate) fn recognition(weights: &Weights) -> Result<Vec<u8>> {
    let mut net = Builder::new(weights);
    let x = scaled(&mut net, "picture", "conv32_down", 2, NO_PADS)?;
    let x = net.relu(&x);
    let mut x = net.pool("MaxPool", &x, 3, 2, NO_PADS);
    for block in BLOCKS {
        x = residual(&mut net, &x, block)?;
    }
    let axes = [
        ("axes", Attribute::Ints(vec![2, 3])),
        ("keepdims", Attribute::Int(0)),
    ];
    let x = net.graph.node("ReduceMean", &[&x], &axes);
    let matrix = weights.get("fc", 2)?;
    let matrix = net.graph.floats("fc", &matrix.sizes, &matrix.values);
    let numbers = net.graph.node("MatMul", &[&x, &matrix], &[]);
    let input = [
        Size::Fixed(1),
        Size::Fixed(3),
        Size::Fixed(SIDE),
        Size::Fixed(SIDE),
    ];
    let output = [Size::Fixed(1), Size::Fixed(128)];
    Ok(net
        .graph
        .finish("recognition", ("picture", &input), (&numbers, &output)))
}

fn residual(net: &mut Builder<'_>, x: &str, block: &Block) -> Result<String> {
    let stride = if block.down.is_some() { 2 } else { 1 };
    let pads = if block.down.is_some() { NO_PADS } else { PADS_1 };
    let out = scaled(net, x, &format!("{}/conv1", block.name), stride, pads)?;
    let out = net.relu(&out);
    let mut out = scaled(net, &out, &format!("{}/conv2", block.name), 1, PADS_1)?;
    let mut short = x.to_owned();
    if let Some(down) = block.down {
        short = net.pool("AveragePool", &short, 2, 2, NO_PADS);
        if down.channels > 0 {
            short = zeros_after(net, &short, block.name, "channels", [down.channels, 0, 0]);
        }
        if down.short {
            out = zeros_after(net, &out, block.name, "edge", [0, 1, 1]);
        }
    }
    let sum = net.add(&out, &short);
    Ok(net.relu(&sum))
}

/// A convolution whose result is scaled and shifted by channel; both are worked into filters and bias.
fn scaled(net: &mut Builder<'_>, x: &str, name: &str, stride: i64, pads: Pads) -> Result<String> {
    let mut filters = outputs_first(net.weights.get(&format!("{name}/conv/filters"), 4)?);
    let bias = &net.weights.get(&format!("{name}/conv/bias"), 1)?.values;
    let factor = &net.weights.get(&format!("{name}/scale/weights"), 1)?.values;
    let shift = &net.weights.get(&format!("{name}/scale/biases"), 1)?.values;
    let channels = filters.sizes[0];
    if [bias.len(), factor.len(), shift.len()] != [channels; 3] {
        bail!("{name}: scale and bias are not of {channels} channels");
    }
    let size = filters.values.len() / channels;
    for (filter, factor) in filters.values.chunks_exact_mut(size).zip(factor) {
        for value in filter {
            *value *= factor;
        }
    }
    let bias: Vec<f32> = bias
        .iter()
        .zip(factor)
        .zip(shift)
        .map(|((bias, factor), shift)| bias * factor + shift)
        .collect();
    Ok(net.conv_of(x, name, &filters, &bias, (stride, pads, 1)))
}

/// Zeros after the last channel, row and column.
fn zeros_after(net: &mut Builder<'_>, x: &str, block: &str, what: &str, after: [i64; 3]) -> String {
    let [channels, rows, columns] = after;
    let pads = [0, 0, 0, 0, 0, channels, rows, columns];
    let pads = net.graph.ints(&format!("{block}/{what}"), &pads);
    net.graph.node("Pad", &[x, &pads], &[])
}
