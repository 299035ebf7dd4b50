//! A press that was meant for what stood in the same place before.

use crate::browser;
use crate::components::redraw::when;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use std::time::Duration;

/// The second press of a double click comes sooner than this.
const DOUBLE_CLICK: Duration = Duration::from_millis(600);

/// The moment after a step has appeared, in which a press was meant for the step before. For what somebody answers for, and what
/// names a person and cannot be taken back.
#[derive(Clone, Copy)]
pub struct Early {
    now: RwSignal<bool>,
    pressed: RwSignal<bool>,
}

impl Early {
    /// Begins now.
    pub fn begin() -> Self {
        let (now, pressed) = (RwSignal::new(true), RwSignal::new(false));
        let timer = browser::after(DOUBLE_CLICK, move || now.set(false));
        on_cleanup(move || {
            if let Some(timer) = timer {
                timer.clear();
            }
        });
        Self { now, pressed }
    }

    /// For `aria-disabled`: the button can be focused, and looks as if it filled up.
    pub fn attribute(self) -> Signal<Option<&'static str>> {
        Signal::derive(move || self.now.get().then_some("true"))
    }

    /// Whether a press comes too early; then that is said, where [`Self::said`] is drawn. The patient screen draws nothing: nobody
    /// has read its question by then.
    pub fn refuses(self) -> bool {
        let now = self.now.get_untracked();
        if now {
            self.pressed.set(true);
        }
        now
    }

    /// Where it is said.
    pub fn said(self) -> AnyView {
        let said = when(
            move || self.pressed.get(),
            || view! { <p class="notice">{t(Message::TOO_EARLY)}</p> }.into_any(),
        );
        view! { <div role="status">{said}</div> }.into_any()
    }
}
