//! A hostile 券面.

#![no_main]

#[path = "../entries.rs"]
mod entries;

use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| entries::face_tlv(bytes));
