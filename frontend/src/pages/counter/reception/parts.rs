//! Small parts that the steps are made of.

use crate::browser;
use crate::components::Early;
use crate::components::redraw::flag;
use crate::runner::Runner;
use leptos::prelude::*;
use madoguchi_flow::Act;
use std::time::Duration;

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
