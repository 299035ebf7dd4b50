//! A hostile picture of this format.

#![no_main]

#[path = "../entries.rs"]
mod entries;

use libfuzzer_sys::fuzz_target;
use madoguchi_face::Format;

fuzz_target!(|bytes: &[u8]| entries::picture(Format::Png, bytes));
