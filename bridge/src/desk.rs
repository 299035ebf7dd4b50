//! The desk: its screens and what ties them together.

pub mod pairing;
pub mod secret;
