//! `models.json`: one pair of nets with the contract of each.

use serde::Deserialize;

use super::{BUILT_IN, ModelError};

/// A pair: what finds a face, what measures it, what turns it into numbers.
#[derive(Debug, Clone, PartialEq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Manifest {
    /// Name of the pair, as settings show it.
    pub pair: String,
    /// How two faces are compared.
    pub metric: Metric,
    /// Distances at which a decision changes.
    pub thresholds: Thresholds,
    /// Finds faces.
    pub detector: Part<DetectorKind>,
    /// Finds the 68 points.
    pub landmarks: Part<LandmarksKind>,
    /// Turns a face into numbers.
    pub recognition: Part<RecognitionKind>,
}

/// A net of the pair.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Part<Kind> {
    /// What its outputs mean.
    pub kind: Kind,
    /// Where it comes from.
    #[serde(flatten)]
    pub origin: Origin,
    /// What it takes.
    pub input: Input,
}

/// Where a net comes from, as settings show it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
pub struct Origin {
    /// Name of the ONNX file, beside the manifest.
    pub file: String,
    /// Of the file, 64 hexadecimal digits.
    pub sha256: String,
    /// As its makers call it.
    pub name: String,
    /// As its makers count.
    pub version: String,
    /// SPDX expression.
    pub licence: String,
    /// Where it was got.
    pub source: String,
}

/// The picture a net takes: `1 × 3 × height × width`, `(value − mean) ÷ divisor` for values 0–255.
#[derive(Debug, Clone, PartialEq, Deserialize)]
pub struct Input {
    /// Pixels, 32–2048; where the net takes other sizes too, the largest.
    pub width: usize,
    /// Pixels, 32–2048; where the net takes other sizes too, the largest.
    pub height: usize,
    /// Which colour comes first.
    pub channels: Channels,
    /// Of each channel, in their order.
    pub mean: [f32; 3],
    /// Not 0.
    pub divisor: f32,
}

/// Which colour comes first.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Channels {
    /// Red.
    Rgb,
    /// Blue.
    Bgr,
}

/// What the outputs of a detector mean.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum DetectorKind {
    /// face-api.js's small YOLO v2: any size of whole cells, 32 pixels each, five boxes in a cell.
    TinyYolo,
    /// OpenCV's YuNet of 2023: twelve outputs, cells of 8, 16 and 32 pixels, always the whole input size.
    Yunet,
}

/// What the output of a net for points means.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum LandmarksKind {
    /// face-api.js's: x and y in turn, as parts of the side of the square it was given.
    Landmarks68,
}

/// How a face is laid out for a net, and what comes out.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum RecognitionKind {
    /// dlib's chip of 150 × 150 pixels with a quarter of padding; 128 numbers.
    Dlib150,
    /// The five points of ArcFace in 112 × 112 pixels; 128 numbers.
    Sface112,
}

/// How two faces are compared. Less is closer, always.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "camelCase")]
pub enum Metric {
    /// Length of the difference, 0 and up.
    Euclidean,
    /// 1 − cosine of the angle between them, 0–2.
    Cosine,
}

/// Distances, each greater than 0 and none less than the one before. They are the makers' or ours, for the pictures they
/// were tried with; none is a promise about people in Japan.
#[derive(Debug, Clone, Copy, PartialEq, Deserialize)]
pub struct Thresholds {
    /// At most this: the same person, where the desk is strict.
    pub strict: f32,
    /// At most this: the same person, elsewhere.
    pub standard: f32,
    /// More than this: another person. Between: not sure.
    pub different: f32,
}

impl Manifest {
    /// The pair that the set-up brings.
    pub fn built_in() -> Result<Self, ModelError> {
        Self::parse(BUILT_IN.as_bytes())
    }

    pub(crate) fn parse(text: &[u8]) -> Result<Self, ModelError> {
        let wrong = |reason: String| ModelError::Manifest { reason };
        let manifest: Self = serde_json::from_slice(text).map_err(|error| wrong(error.to_string()))?;
        manifest.check().map_err(wrong)?;
        Ok(manifest)
    }

    fn check(&self) -> Result<(), String> {
        let Self {
            detector,
            landmarks,
            recognition,
            thresholds,
            ..
        } = self;
        for origin in [&detector.origin, &landmarks.origin, &recognition.origin] {
            if origin.file.contains(['/', '\\']) || origin.file.starts_with('.') || origin.file.is_empty() {
                return Err(format!(
                    "`{}` is no name of a file beside the manifest",
                    origin.file
                ));
            }
        }
        for input in [&detector.input, &landmarks.input, &recognition.input] {
            let sizes = 32..=2048;
            if !sizes.contains(&input.width) || !sizes.contains(&input.height) {
                return Err(format!("an input of {} × {} pixels", input.width, input.height));
            }
            if !input.divisor.is_normal() || !input.mean.iter().all(|mean| mean.is_finite()) {
                return Err("mean and divisor must be numbers, the divisor not 0".to_owned());
            }
        }
        let side = match recognition.kind {
            RecognitionKind::Dlib150 => 150,
            RecognitionKind::Sface112 => 112,
        };
        if (recognition.input.width, recognition.input.height) != (side, side) {
            return Err(format!("recognition takes {side} × {side} pixels"));
        }
        if landmarks.input.width != landmarks.input.height {
            return Err("landmarks takes a square".to_owned());
        }
        if detector.input.width % 32 != 0 || detector.input.height % 32 != 0 {
            return Err("the detector takes multiples of 32 pixels".to_owned());
        }
        let order = [0.0, thresholds.strict, thresholds.standard, thresholds.different];
        if thresholds.strict > 0.0 && thresholds.different.is_finite() && order.is_sorted() {
            Ok(())
        } else {
            Err("thresholds must rise from strict to standard to different".to_owned())
        }
    }
}
