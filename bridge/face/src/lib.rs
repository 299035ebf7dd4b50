//! 顔認証: the photo on the card against the face before the camera.
//!
//! A picture comes in as bytes ([`decode`]), a face is found in it, measured and turned into numbers, and two faces are
//! compared. Nothing here decides what happens at the desk: the flow does.
//!
//! **Invariant:** no network, no clock, no randomness, no logging. What a picture shows never leaves the types of this
//! crate, and is wiped when they are dropped.

mod geometry;
mod image;

pub use geometry::{Area, Face, Landmarks, Point};
pub use image::{Image, Pixels};
