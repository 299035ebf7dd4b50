//! One net in the engine.
//!
//! Takes `1 × 3 × height × width` numbers, gives all outputs by name. The engine is the one place that is not ours: what
//! it keeps between layers is freed, not wiped.

use std::collections::HashMap;
use std::sync::Arc;

use rten::{Model, ModelOptions, NodeId, OpRegistry, RunOptions, ThreadPool, ValueOrView, op_registry};
use rten_tensor::prelude::*;
use rten_tensor::{NdTensorView, Tensor};
use zeroize::Zeroize;

/// The engine failed on a picture it should have taken.
#[derive(Debug, thiserror::Error)]
#[error("the net failed: {0}")]
pub struct NetError(String);

impl NetError {
    /// An output has other sizes than its kind has.
    pub(crate) fn shape(sizes: &[usize]) -> Self {
        Self(format!("an output of {sizes:?} numbers is not of this kind"))
    }

    /// An output is not there.
    pub(crate) fn missing(name: &str) -> Self {
        Self(format!("there is no output {name}"))
    }

    /// The points of a face do not make one.
    pub(crate) fn points() -> Self {
        Self("the points of the face lie in one place".to_owned())
    }
}

/// A net that is ready to run.
pub(crate) struct Net {
    model: Model,
    outputs: Vec<(String, NodeId)>,
    pool: Arc<ThreadPool>,
}

/// An output: its sizes and its numbers, row by row. Wiped when dropped.
pub(crate) struct Output {
    pub(crate) sizes: Vec<usize>,
    pub(crate) values: Vec<f32>,
}

impl Drop for Output {
    fn drop(&mut self) {
        self.values.zeroize();
    }
}

impl Net {
    /// Reads an ONNX file; the reason where the engine does not take it.
    pub(crate) fn read(bytes: Vec<u8>, pool: Arc<ThreadPool>) -> Result<Self, String> {
        let model = ModelOptions::with_ops(operators())
            .prepack_weights(true)
            .load(bytes)
            .map_err(|error| error.to_string())?;
        if model.input_ids().len() != 1 {
            return Err(format!("it has {} inputs", model.input_ids().len()));
        }
        let named = model.output_ids().iter().map(|id| {
            let name = model
                .node_info(*id)
                .and_then(|node| node.name().map(str::to_owned));
            (name.unwrap_or_default(), *id)
        });
        let outputs = named.collect();
        Ok(Self { model, outputs, pool })
    }

    /// `picture` is `3 × height × width` numbers. Outputs by name.
    pub(crate) fn run(
        &self,
        picture: &[f32],
        width: usize,
        height: usize,
    ) -> Result<HashMap<String, Output>, NetError> {
        let failed = |error: &dyn std::fmt::Display| NetError(error.to_string());
        let view =
            NdTensorView::try_from_data([1, 3, height, width], picture).map_err(|error| failed(&error))?;
        let inputs: Vec<(NodeId, ValueOrView<'_>)> = self
            .model
            .input_ids()
            .iter()
            .map(|id| (*id, view.into()))
            .collect();
        let ids: Vec<NodeId> = self.outputs.iter().map(|(_, id)| *id).collect();
        let options = RunOptions::default().with_thread_pool(Some(Arc::clone(&self.pool)));
        let values = self
            .model
            .run(inputs, &ids, Some(options))
            .map_err(|error| failed(&error))?;
        let mut outputs = HashMap::new();
        for ((name, _), value) in self.outputs.iter().zip(values) {
            let tensor: Tensor<f32> = value
                .try_into()
                .map_err(|_| failed(&"an output is not of floats"))?;
            let output = Output {
                sizes: tensor.shape().to_vec(),
                values: tensor.into_data(),
            };
            outputs.insert(name.clone(), output);
        }
        Ok(outputs)
    }

    /// The same for a net with one output.
    pub(crate) fn run_one(&self, picture: &[f32], width: usize, height: usize) -> Result<Output, NetError> {
        let mut outputs = self.run(picture, width, height)?.into_values();
        match (outputs.next(), outputs.next()) {
            (Some(output), None) => Ok(output),
            _ => Err(NetError("it has not one output".to_owned())),
        }
    }
}

/// What nets of the known kinds are made of; a file that asks for more is refused.
fn operators() -> OpRegistry {
    op_registry!(
        Add,
        AveragePool,
        BatchNormalization,
        Clip,
        Concat,
        Conv,
        Div,
        Dropout,
        Flatten,
        Gemm,
        GlobalAveragePool,
        Identity,
        LeakyRelu,
        MatMul,
        MaxPool,
        Mul,
        PRelu,
        Pad,
        ReduceMean,
        Relu,
        Reshape,
        Resize,
        Shape,
        Sigmoid,
        Slice,
        Softmax,
        Sub,
        Transpose,
        Unsqueeze
    )
}
