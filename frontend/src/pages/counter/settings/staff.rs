//! The staff to choose from: who is on duty, another name, out of the list and back into it. Nothing here cannot be undone, so
//! nothing is asked twice.

mod line;

use crate::api::Fault;
use crate::browser;
use crate::components::ProblemPanel;
use crate::components::redraw::{flag, redraw, when};
use crate::desk::Desk;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use line::{Away, OnDuty};
use madoguchi_shared::bridge::desk::Staff;
use madoguchi_shared::bridge::settings::{STAFF_NAME_LIMIT, StaffChange, StaffEdit};

/// A change, and what is said when it is made.
type Change = Callback<(StaffEdit, Message)>;

#[component]
pub(super) fn StaffOnList() -> impl IntoView {
    let desk = Desk::here();
    let fault = RwSignal::new(None::<Fault>);
    let done = RwSignal::new(None::<Message>);
    let busy = RwSignal::new(false);
    // Who is being given another name.
    let renaming = RwSignal::new(None::<String>);
    let may = Signal::derive(move || desk.may_receive() && !busy.get());
    let change: Change = Callback::new(move |(change, said): (StaffEdit, Message)| {
        let Some(staff_id) = desk.staff.get_untracked().filter(|_| may.get_untracked()) else {
            return;
        };
        let change = StaffChange {
            change,
            tab: desk.tab(),
            staff_id,
        };
        fault.set(None);
        done.set(None);
        busy.set(true);
        spawn_local(async move {
            let answer = desk.bridge().change_staff(&change).await;
            busy.try_set(false);
            match answer {
                // The bridge tells every counter to read the list anew, this one too.
                Ok(()) => {
                    renaming.try_set(None);
                    done.try_set(Some(said));
                    browser::focus("#settings-staff");
                }
                Err(problem) => drop(fault.try_set(Some(problem))),
            }
        });
    });
    let staff = Memo::new(move |_| {
        let configuration = desk.configuration.get();
        configuration
            .map(|configuration| configuration.staff)
            .unwrap_or_default()
    });
    let of = move |left: bool| -> Vec<Staff> {
        let all = staff.get().into_iter();
        all.filter(|one| one.left == left).collect()
    };
    let on_duty = redraw(move || {
        of(false)
            .into_iter()
            .map(|one| view! { <OnDuty one renaming may change /> })
            .collect_view()
            .into_any()
    });
    let away = redraw(move || {
        of(true)
            .into_iter()
            .map(|one| view! { <Away one may change /> })
            .collect_view()
            .into_any()
    });
    view! {
        <section class="panel stack settings" aria-labelledby="settings-staff">
            <h3 id="settings-staff" tabindex="-1">
                {t(Message::STAFF_TITLE)}
            </h3>
            <ul class="rows plain">{on_duty}</ul>
            {when(move || staff.with(|all| all.iter().any(|one| one.left)), move || view! {
                <h4 id="staff-away">{t(Message::STAFF_AWAY)}</h4>
            }.into_any())}
            <ul class="rows plain" aria-labelledby="staff-away">{away}</ul>
            <p role="status">{redraw(move || done.get().map(t).into_any())}</p>
            <ProblemPanel fault on_close=Callback::new(move |()| fault.set(None)) />
            <Add may change done />
        </section>
    }
}

/// Somebody new.
#[component]
fn Add(
    /// Whether the list can be changed now.
    may: Signal<bool>,
    /// Changes it.
    change: Change,
    /// What is said of the last change.
    done: RwSignal<Option<Message>>,
) -> impl IntoView {
    let desk = Desk::here();
    let name = RwSignal::new(String::new());
    let ready = move || may.get() && !name.with(|name| name.trim().is_empty());
    // What was typed is gone only when it is on the list.
    Effect::new(move || {
        if done.get() == Some(Message::STAFF_ADDED) {
            name.set(String::new());
        }
    });
    view! {
        <form
            class="stack"
            on:submit=move |event| {
                event.prevent_default();
                if untrack(ready) {
                    let name = name.get_untracked();
                    change.run((StaffEdit::Add { name }, Message::STAFF_ADDED));
                }
            }
        >
            <div class="field">
                <label for="staff-name">{t(Message::STAFF_NEW)}</label>
                <input
                    id="staff-name"
                    type="text"
                    autocomplete="off"
                    maxlength=STAFF_NAME_LIMIT
                    aria-describedby="staff-hint"
                    prop:value=name
                    on:input=move |event| name.set(event_target_value(&event))
                />
                <button type="submit" class="button" disabled=flag(move || !ready())>
                    {t(Message::STAFF_ADD)}
                </button>
            </div>
            <p id="staff-hint" class="quiet">
                {t(Message::STAFF_HINT)}
            </p>
            {when(move || desk.staff.get().is_none(), || view! {
                <p class="quiet">{t(Message::POLICY_NEEDS_STAFF)}</p>
            }.into_any())}
        </form>
    }
}
