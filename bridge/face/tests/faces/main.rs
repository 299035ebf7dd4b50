//! The nets on pictures of two people, which the set-up brings. What is missing fails: `cargo xtask setup` installs it.

#![allow(clippy::unwrap_used, reason = "helpers of tests may stop them")]
#![allow(
    clippy::cast_possible_truncation,
    clippy::cast_possible_wrap,
    clippy::cast_precision_loss,
    clippy::cast_sign_loss,
    clippy::float_cmp,
    reason = "pixels"
)]

mod hostile;
mod peer;
mod prints;
mod robust;
mod same;
mod speed;
mod support;
