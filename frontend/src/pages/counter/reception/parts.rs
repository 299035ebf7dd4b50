//! Small parts that the steps are made of.

use crate::components::redraw::flag;
use crate::locale::t;
use crate::runner::Runner;
use crate::text::Message;
use leptos::html;
use leptos::prelude::*;
use madoguchi_flow::Act;

/// The heading of a step: takes the focus when the step appears.
#[component]
pub(super) fn StepTitle(
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let node = NodeRef::<html::H3>::new();
    Effect::new(move || {
        if let Some(node) = node.get() {
            // Refused only for an element that is not in the page.
            let _ = node.focus();
        }
    });
    view! { <h3 tabindex="-1" node_ref=node>{text}</h3> }
}

/// A step in which nothing can be done but wait.
#[component]
pub(super) fn Working(
    /// What is going on.
    message: Message,
) -> impl IntoView {
    view! {
        <StepTitle text=Signal::derive(t(message)) />
        <div class="working" role="progressbar" aria-label=t(message)></div>
    }
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
) -> impl IntoView {
    let runner = Runner::here();
    let desk = runner.desk();
    view! {
        <button
            type="button"
            class=if primary { "button primary" } else { "button" }
            disabled=flag(move || disabled.get() || !desk.holds_lease())
            on:click=move |_| runner.act(act.clone())
        >
            {text}
        </button>
    }
}
