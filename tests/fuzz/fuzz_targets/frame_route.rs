//! A hostile request to the route for frames, through guard and all.

#![no_main]

#[path = "../entries.rs"]
mod entries;

use std::sync::{LazyLock, Mutex, PoisonError};

use entries::desk::Desk;
use libfuzzer_sys::fuzz_target;

static DESK: LazyLock<Mutex<Desk>> = LazyLock::new(|| Mutex::new(Desk::start()));

fuzz_target!(
    // Its keys and cards take seconds, which are no request's.
    init: drop(LazyLock::force(&DESK).lock()),
    |bytes: &[u8]| {
        DESK.lock().unwrap_or_else(PoisonError::into_inner).frame(bytes);
    }
);
