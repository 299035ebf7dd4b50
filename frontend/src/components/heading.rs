//! The heading of a step.

use leptos::html;
use leptos::prelude::*;

/// The first heading of a new step: it takes the focus, so that a screen reader says it and the keyboard goes on
/// from there.
#[component]
pub fn Heading(
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
) -> impl IntoView {
    let node = NodeRef::<html::H1>::new();
    Effect::new(move || {
        if let Some(node) = node.get() {
            // Refused only for an element that is not in the page.
            let _ = node.focus();
        }
    });
    view! { <h1 tabindex="-1" node_ref=node>{text}</h1> }
}
