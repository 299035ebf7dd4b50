//! 照合番号B keyed in by staff, for a patient who cannot: the same pad as on the patient screen, when it is asked for.

use crate::components::CollationPad;
use crate::components::redraw::{flag, redraw};
use crate::locale::t;
use crate::runner::Runner;
use crate::text::Message;
use leptos::prelude::*;

/// A button, then the pad in its place. The digits go to the bridge, and nothing of them is kept here.
pub(super) fn draw(face_request: String, tries_left: u8, wrong: bool) -> AnyView {
    let desk = Runner::here().desk();
    let here = RwSignal::new(false);
    redraw(move || {
        if !here.get() {
            return view! {
                <div class="actions">
                    <button
                        type="button"
                        class="button"
                        disabled=flag(move || !desk.holds_lease())
                        on:click=move |_| here.set(true)
                    >
                        {t(Message::FACE_NUMBER_HERE)}
                    </button>
                </div>
            }
            .into_any();
        }
        let (bridge, face_request) = (desk.bridge(), face_request.clone());
        view! {
            <CollationPad bridge face_request tries_left wrong hint=Message::FACE_NUMBER_HINT />
        }
        .into_any()
    })
    .into_any()
}
