//! Who is at the counter (D21).

use crate::components::redraw::{flag, redraw};
use crate::desk::Desk;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;

/// A short list to choose from. Only the id is kept, and only in this tab.
#[component]
pub fn StaffPicker(
    /// Id of the control; the picker may stand on a page more than once.
    id: &'static str,
) -> impl IntoView {
    let desk = Desk::here();
    let staff = move || {
        let configuration = desk.configuration.get();
        configuration.map(|c| c.staff).unwrap_or_default()
    };
    // The property: an attribute means nothing any more once somebody has chosen by hand.
    let options = redraw(move || {
        staff()
            .into_iter()
            .filter(|one| !one.left)
            .map(|one| {
                let id = one.id.clone();
                let selected = flag(move || desk.staff.get().as_ref() == Some(&id));
                view! { <option value=one.id prop:selected=selected>{one.name}</option> }
            })
            .collect_view()
            .into_any()
    });
    let choose = move |id: String| desk.choose_staff(Some(id).filter(|id| !id.is_empty()));
    view! {
        <div class="field">
            <label for=id>{t(Message::STAFF_ON_DUTY)}</label>
            <select id=id on:change=move |event| choose(event_target_value(&event))>
                <option value="" prop:selected=flag(move || desk.staff.get().is_none())>
                    {t(Message::CHOOSE_STAFF)}
                </option>
                {options}
            </select>
        </div>
    }
}
