//! The three nets as graphs. Pictures are `1 × 3 × height × width`, red first, with the mean taken off and divided by
//! 255; the bridge does both. Shapes, paddings and the order of layers are those of the package (`src/`).
//!
//! What TensorFlow calls SAME is padding at the end first: one row where the stride is 2 and the size even.

mod detector;
mod landmarks;
mod recognition;

use anyhow::Result;

use super::onnx::{Attribute, Graph};
use super::weights::{Tensor, Weights};

pub(super) use detector::detector;
pub(super) use landmarks::landmarks;
pub(super) use recognition::recognition;

/// A graph with the weights it takes its constants from.
struct Builder<'weights> {
    graph: Graph,
    weights: &'weights Weights,
}

/// Rows and columns of zeros around a picture: top, left, bottom, right.
type Pads = [i64; 4];

const NO_PADS: Pads = [0; 4];
const PADS_1: Pads = [1; 4];
const PADS_END: Pads = [0, 0, 1, 1];

impl<'weights> Builder<'weights> {
    fn new(weights: &'weights Weights) -> Self {
        Self {
            graph: Graph::new(),
            weights,
        }
    }

    /// A convolution with the filters `height × width × in × out` and the bias of these names.
    fn conv(&mut self, x: &str, name: (&str, &str), stride: i64, pads: Pads) -> Result<String> {
        let filters = outputs_first(self.weights.get(name.0, 4)?);
        let bias = self.weights.get(name.1, 1)?.values.clone();
        Ok(self.conv_of(x, name.0, &filters, &bias, (stride, pads, 1)))
    }

    /// A convolution of each channel by itself, then one across them.
    fn separable(&mut self, x: &str, name: &str, stride: i64, pads: Pads) -> Result<String> {
        let depthwise = channels_first(self.weights.get(&format!("{name}/depthwise_filter"), 4)?);
        let groups = depthwise.sizes[0];
        let weights = self
            .graph
            .floats(&format!("{name}/depthwise"), &depthwise.sizes, &depthwise.values);
        let attributes = conv_attributes(&depthwise.sizes, (stride, pads, groups));
        let x = self.graph.node("Conv", &[x, &weights], &attributes);
        let pointwise = format!("{name}/pointwise_filter");
        self.conv(&x, (&pointwise, &format!("{name}/bias")), 1, NO_PADS)
    }

    /// Filters `out × in × height × width`; stride, pads and groups.
    fn conv_of(
        &mut self,
        x: &str,
        name: &str,
        filters: &Tensor,
        bias: &[f32],
        how: (i64, Pads, usize),
    ) -> String {
        let weights = self.graph.floats(name, &filters.sizes, &filters.values);
        let bias = self.graph.floats(&format!("{name}/b"), &[bias.len()], bias);
        self.graph.node(
            "Conv",
            &[x, &weights, &bias],
            &conv_attributes(&filters.sizes, how),
        )
    }

    fn relu(&mut self, x: &str) -> String {
        self.graph.node("Relu", &[x], &[])
    }

    fn add(&mut self, a: &str, b: &str) -> String {
        self.graph.node("Add", &[a, b], &[])
    }

    /// `op` is `MaxPool` or `AveragePool`.
    fn pool(&mut self, op: &str, x: &str, side: i64, stride: i64, pads: Pads) -> String {
        let attributes = [
            ("kernel_shape", Attribute::Ints(vec![side; 2])),
            ("strides", Attribute::Ints(vec![stride; 2])),
            ("pads", Attribute::Ints(pads.to_vec())),
        ];
        self.graph.node(op, &[x], &attributes)
    }
}

#[allow(clippy::cast_possible_wrap, reason = "sizes of filters are small")]
fn conv_attributes(
    sizes: &[usize],
    (stride, pads, groups): (i64, Pads, usize),
) -> [(&'static str, Attribute); 4] {
    [
        (
            "kernel_shape",
            Attribute::Ints(vec![sizes[2] as i64, sizes[3] as i64]),
        ),
        ("strides", Attribute::Ints(vec![stride; 2])),
        ("pads", Attribute::Ints(pads.to_vec())),
        ("group", Attribute::Int(groups as i64)),
    ]
}

/// `height × width × in × out` to `out × in × height × width`.
fn outputs_first(tensor: &Tensor) -> Tensor {
    let [height, width, inputs, outputs] = four(tensor);
    let mut values = Vec::with_capacity(tensor.values.len());
    for output in 0..outputs {
        for input in 0..inputs {
            for place in 0..height * width {
                values.push(tensor.values[(place * inputs + input) * outputs + output]);
            }
        }
    }
    Tensor {
        sizes: vec![outputs, inputs, height, width],
        values,
    }
}

/// `height × width × channels × 1` to `channels × 1 × height × width`.
fn channels_first(tensor: &Tensor) -> Tensor {
    let [height, width, channels, _] = four(tensor);
    let mut values = Vec::with_capacity(tensor.values.len());
    for channel in 0..channels {
        for place in 0..height * width {
            values.push(tensor.values[place * channels + channel]);
        }
    }
    Tensor {
        sizes: vec![channels, 1, height, width],
        values,
    }
}

fn four(tensor: &Tensor) -> [usize; 4] {
    [tensor.sizes[0], tensor.sizes[1], tensor.sizes[2], tensor.sizes[3]]
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn filters_change_the_order_of_their_axes() {
        let tensor = Tensor {
            sizes: vec![1, 2, 2, 3],
            values: (0..12_u8).map(f32::from).collect(),
        };
        let turned = outputs_first(&tensor);
        assert_eq!(turned.sizes, [3, 2, 1, 2]);
        assert_eq!(turned.values[..6], [0.0, 6.0, 3.0, 9.0, 1.0, 7.0]);
    }

    #[test]
    fn filters_of_single_channels_too() {
        let tensor = Tensor {
            sizes: vec![1, 2, 3, 1],
            values: (0..6_u8).map(f32::from).collect(),
        };
        assert_eq!(channels_first(&tensor).values, [0.0, 3.0, 1.0, 4.0, 2.0, 5.0]);
    }
}
