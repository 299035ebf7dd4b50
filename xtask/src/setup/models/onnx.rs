//! Writes ONNX files: the few messages of its protobuf schema that a plain feed-forward graph needs.
//!
//! Source: `onnx.proto3`, IR version 8, operator set 13. Fields that are not written keep their defaults.

/// IR version of the file.
const IR_VERSION: u64 = 8;
/// Operator set of the domain `ai.onnx`.
const OPSET: u64 = 13;
/// `TensorProto.DataType`.
const FLOAT: u64 = 1;
const INT64: u64 = 7;
/// `AttributeProto.AttributeType`.
const ATTRIBUTE_FLOAT: u64 = 1;
const ATTRIBUTE_INT: u64 = 2;
const ATTRIBUTE_INTS: u64 = 7;

/// An attribute of a node.
pub(super) enum Attribute {
    Float(f32),
    Int(i64),
    Ints(Vec<i64>),
}

/// A size of an input or output.
#[derive(Clone, Copy)]
pub(super) enum Size {
    Fixed(u64),
    Named(&'static str),
}

/// A graph that grows at its end.
pub(super) struct Graph {
    nodes: Message,
    constants: Message,
    count: usize,
}

impl Graph {
    pub(super) fn new() -> Self {
        Self {
            nodes: Message::default(),
            constants: Message::default(),
            count: 0,
        }
    }

    /// Adds a node and names its output.
    pub(super) fn node(&mut self, op: &str, inputs: &[&str], attributes: &[(&str, Attribute)]) -> String {
        self.count += 1;
        let output = format!("{}_{}", op.to_lowercase(), self.count);
        let mut node = Message::default();
        for input in inputs {
            node.text(1, input);
        }
        node.text(2, &output);
        node.text(3, &output);
        node.text(4, op);
        for (name, value) in attributes {
            node.message(5, &attribute(name, value));
        }
        self.nodes.message(1, &node);
        output
    }

    /// Adds a constant of the shape `sizes`, row by row, and names it.
    pub(super) fn floats(&mut self, name: &str, sizes: &[usize], values: &[f32]) -> String {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.constant(name, FLOAT, sizes, &bytes)
    }

    /// Adds a list of whole numbers and names it.
    pub(super) fn ints(&mut self, name: &str, values: &[i64]) -> String {
        let bytes: Vec<u8> = values.iter().flat_map(|value| value.to_le_bytes()).collect();
        self.constant(name, INT64, &[values.len()], &bytes)
    }

    fn constant(&mut self, name: &str, kind: u64, sizes: &[usize], bytes: &[u8]) -> String {
        let mut tensor = Message::default();
        for size in sizes {
            tensor.number(1, *size as u64);
        }
        tensor.number(2, kind);
        tensor.text(8, name);
        tensor.bytes(9, bytes);
        self.constants.message(5, &tensor);
        name.to_owned()
    }

    /// The file: `name`, one input and one output, each with its name and sizes.
    pub(super) fn finish(self, name: &str, input: (&str, &[Size]), output: (&str, &[Size])) -> Vec<u8> {
        let mut graph = self.nodes;
        graph.text(2, name);
        graph.0.extend(self.constants.0);
        graph.message(11, &value(input));
        graph.message(12, &value(output));
        let mut opset = Message::default();
        opset.number(2, OPSET);
        let mut model = Message::default();
        model.number(1, IR_VERSION);
        model.text(2, "madoguchi");
        model.message(7, &graph);
        model.message(8, &opset);
        model.0
    }
}

fn attribute(name: &str, value: &Attribute) -> Message {
    let mut message = Message::default();
    message.text(1, name);
    let kind = match value {
        Attribute::Float(number) => {
            message.key(2, 5);
            message.0.extend(number.to_le_bytes());
            ATTRIBUTE_FLOAT
        }
        Attribute::Int(number) => {
            message.number(3, number.cast_unsigned());
            ATTRIBUTE_INT
        }
        Attribute::Ints(numbers) => {
            for number in numbers {
                message.number(8, number.cast_unsigned());
            }
            ATTRIBUTE_INTS
        }
    };
    message.number(20, kind);
    message
}

/// `ValueInfoProto` of a float tensor.
fn value((name, sizes): (&str, &[Size])) -> Message {
    let mut shape = Message::default();
    for size in sizes {
        let mut dimension = Message::default();
        match size {
            Size::Fixed(size) => dimension.number(1, *size),
            Size::Named(name) => dimension.text(2, name),
        }
        shape.message(1, &dimension);
    }
    let mut tensor = Message::default();
    tensor.number(1, FLOAT);
    tensor.message(2, &shape);
    let mut kind = Message::default();
    kind.message(1, &tensor);
    let mut value = Message::default();
    value.text(1, name);
    value.message(2, &kind);
    value
}

/// A protobuf message that is being written.
#[derive(Default)]
struct Message(Vec<u8>);

impl Message {
    fn varint(&mut self, mut value: u64) {
        while value >= 0x80 {
            self.0.push(value.to_le_bytes()[0] | 0x80);
            value >>= 7;
        }
        self.0.push(value.to_le_bytes()[0]);
    }

    fn key(&mut self, field: u64, wire: u64) {
        self.varint(field << 3 | wire);
    }

    fn number(&mut self, field: u64, value: u64) {
        self.key(field, 0);
        self.varint(value);
    }

    fn bytes(&mut self, field: u64, value: &[u8]) {
        self.key(field, 2);
        self.varint(value.len() as u64);
        self.0.extend(value);
    }

    fn text(&mut self, field: u64, value: &str) {
        self.bytes(field, value.as_bytes());
    }

    fn message(&mut self, field: u64, value: &Message) {
        self.bytes(field, &value.0);
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn numbers_of_several_bytes_and_negative_ones() {
        let mut message = Message::default();
        message.number(1, 300);
        assert_eq!(message.0, [0x08, 0xac, 0x02]);
        let mut message = Message::default();
        message.number(3, (-1_i64).cast_unsigned());
        assert_eq!(message.0.len(), 11);
    }

    #[test]
    fn a_node_has_its_inputs_output_and_attributes() {
        let mut graph = Graph::new();
        let output = graph.node("Relu", &["x"], &[("a", Attribute::Float(1.0))]);
        assert_eq!(output, "relu_1");
        let expected = b"\x0a\x26\x0a\x01x\x12\x06relu_1\x1a\x06relu_1\x22\x04Relu\x2a\x0b\x0a\x01a\x15\0\0\x80\x3f\xa0\x01\x01";
        assert_eq!(graph.nodes.0, expected);
    }
}
