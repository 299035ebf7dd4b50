//! Where the three parts stand on the card. A drawing, not a picture of a card: only the places are as on it, about.

use super::number::{Part, Seen};
use leptos::prelude::*;

/// The card, with the part that is being entered marked.
#[component]
pub(super) fn CardFace(
    /// What has been entered.
    seen: RwSignal<Seen>,
) -> impl IntoView {
    let part_now = Memo::new(move |_| seen.get().part);
    let marked = move |part: Part, y: u32, width: u32, children: AnyView| {
        let here = move || part_now.get() == part;
        view! {
            <g class="place" class:here=here>
                <rect x="112" y=y width=width height="30" rx="5"></rect>
                {children}
            </g>
        }
    };
    let text = |x: u32, y: u32, text: &'static str| view! { <text x=x y=y>{text}</text> };
    view! {
        <svg class="card-face" viewBox="0 0 320 204" aria-hidden="true" lang="ja">
            <rect class="edge" x="2" y="2" width="316" height="200" rx="14"></rect>
            <g class="lines">
                <path d="M18 26h150M18 46h228"></path>
                <path d="M206 150h94M206 166h94M206 182h60"></path>
            </g>
            <g class="photo">
                <rect x="18" y="66" width="82" height="104" rx="4"></rect>
                <circle cx="59" cy="104" r="18"></circle>
                <path d="M27 166c3-24 15-36 32-36s29 12 32 36"></path>
            </g>
            {marked(Part::BirthDate, 62, 190, text(122, 83, "○○年○○月○○日生").into_any())}
            {marked(Part::ExpiryYear, 98, 190, text(122, 119, "○○○○年　まで有効").into_any())}
            {marked(Part::SecurityCode, 146, 82, text(122, 167, "○○○○").into_any())}
        </svg>
    }
}
