//! The nets on pictures of two people, which the set-up brings. What is missing fails: `cargo xtask setup` installs it.

mod hostile;
mod peer;
mod robust;
mod same;
mod speed;
mod support;
