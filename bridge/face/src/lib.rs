//! 顔認証: the photo on the card against the face before the camera.
//!
//! A picture comes in as bytes ([`decode()`]), a face is found in it, measured and turned into numbers, and two faces are
//! compared. Nothing here decides what happens at the desk: the flow does.
//!
//! **Invariant:** no network, no clock, no randomness, no logging. What a picture shows never leaves the types of this
//! crate, and is wiped when they are dropped.

#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    reason = "pixels: an image has at most 2²⁴ of them, which every type here holds exactly"
)]
#![cfg_attr(
    test,
    allow(clippy::float_cmp, reason = "tests choose numbers that come out exactly")
)]

mod align;
mod compare;
mod decide;
mod decode;
mod detect;
mod embed;
mod geometry;
mod image;
mod known;
mod landmarks;
mod liveness;
mod model;
mod pose;
mod quality;
mod recogniser;
#[cfg(test)]
mod simulated;
mod warp;

pub use decide::{Decision, MIN_FRAMES, Outcome, Policy, decide};
pub use decode::{DecodeError, Format, Limits, decode};
pub use detect::Detection;
pub use embed::Embedding;
pub use geometry::{Area, Face, Landmarks, Point};
pub use image::{Image, MAX_PIXELS, Pixels};
pub use known::Known;
pub use liveness::{Challenge, DEADLINE_MS, Failure, Instruction, Liveness, Print, Progress, Sight, Stage};
pub use model::{
    Channels, DetectorKind, Input, LandmarksKind, MANIFEST, Manifest, Metric, ModelError, NetError, Origin,
    Part, RecognitionKind, Thresholds,
};
pub use pose::Pose;
pub use quality::{Advice, Light, Measures, Verdict, judge};
pub use recogniser::Recogniser;
