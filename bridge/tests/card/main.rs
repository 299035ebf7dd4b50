//! The card path, from the door to the card's bytes: over readers in software and over the real pcscd.

#![cfg(feature = "simulator")]
#![allow(clippy::unwrap_used, reason = "tests and their helpers")]

mod pcscd;
mod simulator;
mod support;
