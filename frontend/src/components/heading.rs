//! The heading of a step.

use leptos::prelude::*;
use wasm_bindgen::JsCast;
use web_sys::{Element, HtmlElement};

/// The first heading of a new step: it takes the focus, so that a screen reader says it and the keyboard goes on
/// from there.
#[component]
pub fn Heading(
    /// What it says.
    #[prop(into)]
    text: Signal<String>,
    /// It stands inside of a page that has a heading of its own, and inside of a reception.
    #[prop(optional)]
    inner: bool,
    /// Id of what is said after it.
    #[prop(default = None, into)]
    described_by: Option<&'static str>,
) -> impl IntoView {
    if inner {
        view! { <h3 tabindex="-1" aria-describedby=described_by use:take_focus>{text}</h3> }.into_any()
    } else {
        view! { <h1 tabindex="-1" aria-describedby=described_by use:take_focus>{text}</h1> }.into_any()
    }
}

/// A directive: the element takes the focus as soon as it is in the page.
pub fn take_focus(element: Element) {
    queue_microtask(move || {
        if let Ok(element) = element.dyn_into::<HtmlElement>() {
            // Refused only for an element that is not in the page.
            let _ = element.focus();
        }
    });
}
