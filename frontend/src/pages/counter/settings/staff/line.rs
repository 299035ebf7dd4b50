//! One of the list.

use super::Change;
use crate::browser;
use crate::components::redraw::{flag, redraw, text};
use crate::desk::Desk;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::bridge::desk::Staff;
use madoguchi_shared::bridge::settings::{STAFF_NAME_LIMIT, StaffEdit};

/// Somebody on duty. Whoever is at this desk does not take themselves out.
#[component]
pub(super) fn OnDuty(
    /// The member of staff.
    one: Staff,
    /// Id of who is being given another name.
    renaming: RwSignal<Option<String>>,
    /// Whether the list can be changed now.
    may: Signal<bool>,
    /// Changes it.
    change: Change,
) -> impl IntoView {
    let desk = Desk::here();
    let (id, name) = (StoredValue::new(one.id), StoredValue::new(one.name));
    let here = Memo::new(move |_| desk.staff.get() == Some(id.get_value()));
    let edited = Memo::new(move |_| renaming.get() == Some(id.get_value()));
    let typed = RwSignal::new(name.get_value());
    let save = move || {
        let edit = StaffEdit::Rename {
            id: id.get_value(),
            name: typed.get_untracked(),
        };
        change.run((edit, Message::STAFF_RENAMED));
    };
    let acts = redraw(move || {
        if edited.get() {
            return view! {
                <form
                    class="field"
                    on:submit=move |event| {
                        event.prevent_default();
                        save();
                    }
                >
                    <label for="staff-rename">{t(Message::STAFF_NAME)}</label>
                    <input
                        id="staff-rename"
                        type="text"
                        autocomplete="off"
                        maxlength=STAFF_NAME_LIMIT
                        aria-describedby="staff-hint"
                        prop:value=typed
                        on:input=move |event| typed.set(event_target_value(&event))
                    />
                    <button type="submit" class="button primary" disabled=flag(move || !may.get())>
                        {t(Message::STAFF_SAVE)}
                    </button>
                    <button
                        type="button"
                        class="button"
                        on:click=move |_| {
                            typed.set(name.get_value());
                            renaming.set(None);
                            browser::focus("#settings-staff");
                        }
                    >
                        {t(Message::STAFF_KEEP)}
                    </button>
                </form>
            }
            .into_any();
        }
        let begin = move |_| {
            renaming.set(Some(id.get_value()));
            browser::focus("#staff-rename");
        };
        let leave = move |_| change.run((StaffEdit::Leave { id: id.get_value() }, Message::STAFF_LEFT));
        view! {
            <div class="actions">
                {here.get().then(|| view! { <span class="quiet">{t(Message::STAFF_HERE)}</span> })}
                {button(Message::STAFF_RENAME, name, may, begin)}
                {(!here.get()).then(|| button(Message::STAFF_LEAVE, name, may, leave))}
            </div>
        }
        .into_any()
    });
    view! {
        <li>
            <span class="who">{name.get_value()}</span>
            {acts}
        </li>
    }
}

/// Somebody who has left.
#[component]
pub(super) fn Away(
    /// The member of staff.
    one: Staff,
    /// Whether the list can be changed now.
    may: Signal<bool>,
    /// Changes it.
    change: Change,
) -> impl IntoView {
    let (id, name) = (StoredValue::new(one.id), StoredValue::new(one.name));
    let back = move |_| change.run((StaffEdit::Return { id: id.get_value() }, Message::STAFF_BACK));
    view! {
        <li>
            <span class="who quiet">{name.get_value()}</span>
            {button(Message::STAFF_RETURN, name, may, back)}
        </li>
    }
}

/// A button that says whom it is about to who cannot see where it stands.
fn button(
    said: Message,
    name: StoredValue<String>,
    may: Signal<bool>,
    act: impl FnMut(leptos::ev::MouseEvent) + 'static,
) -> impl IntoView {
    let locale = Locale::here();
    let about = text(move || [&locale.say(said), ": ", &name.get_value()].concat());
    view! {
        <button type="button" class="button" aria-label=about disabled=flag(move || !may.get()) on:click=act>
            {t(said)}
        </button>
    }
}
