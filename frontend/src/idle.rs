//! When nobody is at a screen.

use crate::{browser, clock};
use leptos::ev;
use leptos::prelude::*;
use std::time::Duration;

/// So long without a touch, ms: nobody is there.
const IDLE_MS: i64 = 120_000;
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Does something whenever nobody has touched, pointed, turned the wheel or typed for two minutes, until the owner is gone.
pub fn watch(act: impl Fn() + 'static) {
    if browser::window().is_none() {
        return;
    }
    let touched_ms = StoredValue::new(clock::now_ms());
    let touch = move || touched_ms.set_value(clock::now_ms());
    let handles = [
        window_event_listener(ev::pointerdown, move |_| touch()),
        window_event_listener(ev::pointermove, move |_| touch()),
        window_event_listener(ev::keydown, move |_| touch()),
        window_event_listener(ev::wheel, move |_| touch()),
    ];
    on_cleanup(move || {
        for handle in handles {
            handle.remove();
        }
    });
    browser::every(LOOK_EVERY, move || {
        // `None`: the owner is gone, and its timer with it but for this once.
        let touched_ms = touched_ms.try_get_value();
        if touched_ms.is_some_and(|touched_ms| clock::now_ms() - touched_ms >= IDLE_MS) {
            // Counted anew: once, unless it did not come through.
            touch();
            act();
        }
    });
}
