//! Nobody is at the screen: the patient is left, what was fetched is dropped, and the names are out of sight (D11).

use super::Screen;
use crate::clock;
use crate::components::take_focus;
use crate::locale::t;
use crate::text::Message;
use leptos::ev;
use leptos::prelude::*;
use std::time::Duration;

/// So long without a touch, ms.
const IDLE_MS: i64 = 120_000;
const LOOK_EVERY: Duration = Duration::from_secs(2);

/// Leaves the patient and covers the screen.
pub(super) fn cover(screen: Screen) {
    screen.opened.set(None);
    screen.covered.set(true);
}

/// Covers when nobody has touched anything for a while.
pub(super) fn watch(screen: Screen) {
    let touched_ms = StoredValue::new(clock::now_ms());
    let touch = move || touched_ms.set_value(clock::now_ms());
    let handles = [
        window_event_listener(ev::pointerdown, move |_| touch()),
        window_event_listener(ev::pointermove, move |_| touch()),
        window_event_listener(ev::keydown, move |_| touch()),
        window_event_listener(ev::wheel, move |_| touch()),
    ];
    let look = move || {
        if !screen.covered.get_untracked() && clock::now_ms() - touched_ms.get_value() >= IDLE_MS {
            cover(screen);
        }
    };
    let interval = set_interval_with_handle(look, LOOK_EVERY);
    on_cleanup(move || {
        for handle in handles {
            handle.remove();
        }
        if let Ok(interval) = interval {
            interval.clear();
        }
    });
}

#[component]
pub(super) fn Cover() -> impl IntoView {
    let screen = expect_context::<Screen>();
    view! {
        <section class="panel stack cover">
            <h2 tabindex="-1" use:take_focus>
                {t(Message::RECORDS_COVERED)}
            </h2>
            <p>{t(Message::RECORDS_COVERED_TEXT)}</p>
            <div class="actions">
                <button type="button" class="button primary" on:click=move |_| screen.covered.set(false)>
                    {t(Message::RECORDS_UNCOVER)}
                </button>
            </div>
        </section>
    }
}
