//! A hostile picture of this format. What is of another one is passed over.

#![no_main]

use libfuzzer_sys::fuzz_target;
use madoguchi_face::{Format, Limits, decode};

fuzz_target!(|bytes: &[u8]| {
    if Format::of(bytes) == Some(Format::Png) {
        let _ = decode(bytes, Limits::CARD_PHOTO);
    }
});
