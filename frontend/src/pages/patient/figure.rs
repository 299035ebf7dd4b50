//! The drawing beside a step that is about the card.

use leptos::prelude::*;

/// A card above the reader; the arrow points to where it goes.
#[component]
pub(super) fn CardFigure(
    /// The card is to be taken away.
    away: bool,
) -> impl IntoView {
    let arrow = if away {
        "M100 44V12M86 26l14-14 14 14"
    } else {
        "M100 12v32M86 30l14 14 14-14"
    };
    view! {
        <svg class="figure" viewBox="0 0 200 128" aria-hidden="true">
            <g fill="none" stroke="currentColor" stroke-width="5" stroke-linecap="round" stroke-linejoin="round">
                <path d=arrow></path>
                <rect x="58" y="56" width="84" height="36" rx="6"></rect>
                <path d="M70 70h18M70 79h30"></path>
                <path d="M28 104h144M40 118h120"></path>
            </g>
        </svg>
    }
}
