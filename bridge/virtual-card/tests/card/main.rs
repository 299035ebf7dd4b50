//! The card by its bytes: what a terminal sends and gets, as in `domain.md §3.4` and `§3.5`.

#![allow(clippy::unwrap_used, reason = "helpers of tests")]

mod faults;
mod pin;
mod properties;
mod reading;
mod support;
