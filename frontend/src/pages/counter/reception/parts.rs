//! Small parts that the steps are made of.

use crate::browser;
use crate::components::redraw::{flag, when};
use crate::locale::t;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use std::time::Duration;

/// The second press of a double click comes sooner than this.
const DOUBLE_CLICK: Duration = Duration::from_millis(600);

/// The moment after a step has appeared, in which a press was meant for the step before. For what names a person and
/// cannot be taken back.
#[derive(Clone, Copy)]
pub(super) struct Early {
    now: RwSignal<bool>,
    pressed: RwSignal<bool>,
}

impl Early {
    /// Begins now.
    pub(super) fn begin() -> Self {
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
    pub(super) fn attribute(self) -> Signal<Option<&'static str>> {
        Signal::derive(move || self.now.get().then_some("true"))
    }

    /// Whether a press comes too early; then that is said.
    pub(super) fn refuses(self) -> bool {
        let now = self.now.get_untracked();
        if now {
            self.pressed.set(true);
        }
        now
    }

    /// Where it is said.
    pub(super) fn said(self) -> AnyView {
        let said = when(
            move || self.pressed.get(),
            || view! { <p class="notice">{t(Message::TOO_EARLY)}</p> }.into_any(),
        );
        view! { <div role="status">{said}</div> }.into_any()
    }
}

/// Whether a condition has held for so long; of what is as a rule over before that, nothing is said.
pub(super) fn for_long(holds: impl Fn() -> bool + Send + Sync + 'static, long: Duration) -> Signal<bool> {
    let holds = Memo::new(move |_| holds());
    let said = RwSignal::new(false);
    Effect::new(move || {
        said.set(false);
        if holds.get() {
            let timer = browser::after(long, move || said.set(true));
            on_cleanup(move || {
                if let Some(timer) = timer {
                    timer.clear();
                }
            });
        }
    });
    said.into()
}

/// A button that does one thing to the machine. Works only in the tab that holds the lease.
#[component]
pub(super) fn ActButton(
    /// What it does.
    act: Act,
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// The one that is meant to be pressed.
    #[prop(optional)]
    primary: bool,
    /// Not to be pressed now.
    #[prop(optional, into)]
    disabled: Signal<bool>,
    /// Not to be pressed yet.
    #[prop(optional)]
    early: Option<Early>,
    /// What a screen reader says, where several say the same.
    #[prop(optional)]
    label: Option<Signal<String>>,
) -> impl IntoView {
    let runner = Runner::here();
    let desk = runner.desk();
    view! {
        <button
            type="button"
            class=if primary { "button primary" } else { "button" }
            aria-label=label
            disabled=flag(move || disabled.get() || !desk.holds_lease())
            aria-disabled=early.map(Early::attribute)
            on:click=move |_| {
                if !early.is_some_and(Early::refuses) {
                    runner.act(act.clone());
                }
            }
        >
            {text}
        </button>
    }
}
