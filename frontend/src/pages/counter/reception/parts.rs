//! Small parts that the steps are made of.

use crate::components::redraw::flag;
use crate::runner::Runner;
use leptos::prelude::*;
use madoguchi_flow::Act;
use std::time::Duration;

/// The second press of a double click comes sooner than this.
const DOUBLE_CLICK: Duration = Duration::from_millis(600);

/// Turns to false a moment after the step has appeared: a press that was meant for the step before falls into the
/// void. For what names a person and cannot be taken back.
pub(super) fn too_early() -> Signal<bool> {
    let early = RwSignal::new(true);
    let timer = set_timeout_with_handle(move || early.set(false), DOUBLE_CLICK);
    on_cleanup(move || {
        if let Ok(timer) = timer {
            timer.clear();
        }
    });
    early.into()
}

/// Whether a condition has held for so long; of what is as a rule over before that, nothing is said.
pub(super) fn for_long(holds: impl Fn() -> bool + Send + Sync + 'static, long: Duration) -> Signal<bool> {
    let holds = Memo::new(move |_| holds());
    let said = RwSignal::new(false);
    Effect::new(move || {
        said.set(false);
        if holds.get() {
            let timer = set_timeout_with_handle(move || said.set(true), long);
            on_cleanup(move || {
                if let Ok(timer) = timer {
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
            on:click=move |_| runner.act(act.clone())
        >
            {text}
        </button>
    }
}
