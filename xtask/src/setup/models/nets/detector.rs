//! The finder of faces: a small YOLO v2, 0.19 M weights, 32 pixels a cell, 5 boxes of 5 numbers in each.

use anyhow::Result;

use super::{Builder, NO_PADS, PADS_1, PADS_END};
use crate::setup::models::onnx::{Attribute, Size};
use crate::setup::models::weights::Weights;

/// Slope below 0.
const LEAK: f32 = 0.1;

/// Input `1 × 3 × height × width`, both multiples of 32; output `1 × 25 × height/32 × width/32`.
pub(crate) fn detector(weights: &Weights) -> Result<Vec<u8>> {
    let mut net = Builder::new(weights);
    let x = net.conv("picture", ("conv0/filters", "conv0/bias"), 1, NO_PADS)?;
    let mut x = leaky(&mut net, &x);
    for layer in 1..=5 {
        x = halve(&mut net, &x);
        x = net.separable(&x, &format!("conv{layer}"), 1, PADS_1)?;
        x = leaky(&mut net, &x);
    }
    // Of stride 1: the size stays.
    x = net.pool("MaxPool", &x, 2, 1, PADS_END);
    let boxes = net.conv(&x, ("conv8/filters", "conv8/bias"), 1, NO_PADS)?;
    let input = [
        Size::Fixed(1),
        Size::Fixed(3),
        Size::Named("height"),
        Size::Named("width"),
    ];
    let output = [
        Size::Fixed(1),
        Size::Fixed(25),
        Size::Named("rows"),
        Size::Named("columns"),
    ];
    Ok(net
        .graph
        .finish("detector", ("picture", &input), (&boxes, &output)))
}

fn leaky(net: &mut Builder<'_>, x: &str) -> String {
    net.graph
        .node("LeakyRelu", &[x], &[("alpha", Attribute::Float(LEAK))])
}

/// Halves the size, rounded up.
fn halve(net: &mut Builder<'_>, x: &str) -> String {
    let attributes = [
        ("kernel_shape", Attribute::Ints(vec![2; 2])),
        ("strides", Attribute::Ints(vec![2; 2])),
        ("ceil_mode", Attribute::Int(1)),
    ];
    net.graph.node("MaxPool", &[x], &attributes)
}
