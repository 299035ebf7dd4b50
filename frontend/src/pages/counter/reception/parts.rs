//! Small parts that the steps are made of.

use crate::api::Fault;
use crate::components::redraw::flag;
use crate::components::{Heading, ProblemPanel};
use crate::locale::t;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_shared::ErrorCode;
use std::time::Duration;

/// The second press of a double click comes sooner than this.
const DOUBLE_CLICK: Duration = Duration::from_millis(600);

/// A step that failed: cause, next step, and the button for it, "try again" only where that can help.
pub(super) fn failed(code: ErrorCode, title: Message) -> impl IntoView {
    let runner = Runner::here();
    let fault = Signal::stored(Some(Fault::from(code)));
    let retry = Callback::new(move |()| runner.act(Act::Retry));
    let panel = if code.retryable() {
        view! { <ProblemPanel fault on_retry=retry /> }.into_any()
    } else {
        view! {
            <ProblemPanel fault />
            <div class="actions">
                <ActButton act=Act::Abandon text=Message::CLOSE_RECEPTION primary=true />
            </div>
        }
        .into_any()
    };
    view! {
        <Heading inner=true text=title />
        {panel}
    }
}

/// A step in which nothing can be done but wait.
#[component]
pub(super) fn Working(
    /// What is going on.
    message: Message,
) -> impl IntoView {
    view! {
        <Heading inner=true text=message />
        <div class="working" role="progressbar" aria-label=t(message)></div>
    }
}

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
