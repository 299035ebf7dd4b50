//! Weights as TensorFlow.js keeps them: a list in JSON, the numbers one after the other in a binary file.

use std::collections::HashMap;

use anyhow::{Context, Result, bail};
use serde_json::Value;

/// A tensor, row by row.
pub(super) struct Tensor {
    pub(super) sizes: Vec<usize>,
    pub(super) values: Vec<f32>,
}

/// All tensors of a net by their names.
pub(super) struct Weights(HashMap<String, Tensor>);

impl Weights {
    /// Reads the list and the numbers. A `uint8` stands for `value × scale + min`, computed in 64 bits and rounded
    /// once, as TensorFlow.js does.
    pub(super) fn read(list: &[u8], numbers: &[u8]) -> Result<Self> {
        let list: Value = serde_json::from_slice(list).context("the list of weights is not JSON")?;
        let list = list[0]["weights"]
            .as_array()
            .context("the list of weights is empty")?;
        let mut rest = numbers;
        let mut tensors = HashMap::new();
        for entry in list {
            let name = entry["name"].as_str().context("a weight without a name")?;
            let tensor = tensor(entry, &mut rest).with_context(|| format!("weight {name}"))?;
            tensors.insert(name.to_owned(), tensor);
        }
        if !rest.is_empty() {
            bail!("{} bytes are left over after the last weight", rest.len());
        }
        Ok(Self(tensors))
    }

    /// The tensor `name`, which must have as many sizes as `rank` says.
    pub(super) fn get(&self, name: &str, rank: usize) -> Result<&Tensor> {
        let tensor = self
            .0
            .get(name)
            .with_context(|| format!("there is no weight {name}"))?;
        if tensor.sizes.len() != rank {
            bail!("weight {name} has the shape {:?}", tensor.sizes);
        }
        Ok(tensor)
    }

    /// Whether there is such a tensor.
    pub(super) fn has(&self, name: &str) -> bool {
        self.0.contains_key(name)
    }
}

#[allow(clippy::cast_possible_truncation, reason = "weights are kept in 32 bits")]
fn tensor(entry: &Value, rest: &mut &[u8]) -> Result<Tensor> {
    let sizes = entry["shape"].as_array().context("no shape")?;
    let sizes = sizes
        .iter()
        .map(|size| size.as_u64().and_then(|size| usize::try_from(size).ok()));
    let sizes: Vec<usize> = sizes.collect::<Option<_>>().context("a size is no number")?;
    let count: usize = sizes.iter().product();
    let values = match &entry["quantization"] {
        Value::Null => take(rest, count * 4)?
            .as_chunks()
            .0
            .iter()
            .map(|bytes| f32::from_le_bytes(*bytes))
            .collect(),
        quantised if quantised["dtype"] == "uint8" => {
            let scale = quantised["scale"].as_f64().context("no scale")?;
            let min = quantised["min"].as_f64().context("no min")?;
            let bytes = take(rest, count)?.iter();
            bytes
                .map(|byte| (f64::from(*byte) * scale + min) as f32)
                .collect()
        }
        quantised => bail!("numbers are kept as {}", quantised["dtype"]),
    };
    Ok(Tensor { sizes, values })
}

fn take<'bytes>(rest: &mut &'bytes [u8], count: usize) -> Result<&'bytes [u8]> {
    let (taken, left) = rest
        .split_at_checked(count)
        .context("the file of numbers ends early")?;
    *rest = left;
    Ok(taken)
}

#[cfg(test)]
mod tests {
    use super::*;

    const LIST: &[u8] = br#"[{"weights": [
        {"name": "a", "shape": [2], "dtype": "float32", "quantization": {"dtype": "uint8", "scale": 0.5, "min": -1.0}},
        {"name": "b", "shape": [1, 1], "dtype": "float32"}]}]"#;

    #[test]
    fn bytes_are_scaled_and_floats_are_as_they_are() {
        let weights = Weights::read(LIST, &[0, 4, 0, 0, 0x80, 0x3f]).unwrap();
        assert_eq!(weights.get("a", 1).unwrap().values, [-1.0, 1.0]);
        assert_eq!(weights.get("b", 2).unwrap().values, [1.0]);
        assert!(weights.get("b", 1).is_err() && weights.get("c", 1).is_err());
    }

    #[test]
    fn too_few_and_too_many_numbers_are_noticed() {
        assert!(Weights::read(LIST, &[0, 4, 0]).is_err());
        assert!(Weights::read(LIST, &[0; 7]).is_err());
    }
}
