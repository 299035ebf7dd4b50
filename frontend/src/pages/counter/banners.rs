//! What stands in the way of the whole desk.

use super::header::lost;
use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::components::redraw::when;
use crate::desk::Desk;
use crate::events::Link;
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::ErrorCode;

/// Line lost, not enrolled, another tab in charge, an act that failed, a patient who calls. None of it is covered with
/// the reception.
#[component]
pub(super) fn Banners() -> impl IntoView {
    let desk = Desk::here();
    let line = Signal::derive(move || lost(desk));
    let enrolment = Signal::derive(move || {
        let missing = desk
            .configuration
            .with(|c| c.as_ref().is_some_and(|c| c.desk_id.is_none()));
        missing.then(|| Fault::from(ErrorCode::DeskNotEnrolled))
    });
    // While the line is lost every act fails for the same reason, which is said already.
    let act = Signal::derive(move || desk.problem.get().filter(|_| lost(desk).is_none()));
    let close = Callback::new(move |()| desk.problem.set(None));
    let elsewhere = move || desk.live.link.get() == Link::Online && !desk.holds_lease();
    view! {
        <div class="banners">
            <ProblemPanel fault=line />
            <ProblemPanel fault=enrolment />
            <ProblemPanel fault=act on_close=close />
            <div role="alert">
                {when(move || desk.called.get(), move || view! {
                    <div class="notice">
                        <p class="cause">{t(Message::PATIENT_CALLS)}</p>
                        <div class="actions">
                            <button type="button" class="button" on:click=move |_| desk.called.set(false)>
                                {t(Message::CLOSE)}
                            </button>
                        </div>
                    </div>
                }.into_any())}
            </div>
            <div role="status">
                {when(elsewhere, move || view! {
                    <div class="notice">
                        <p class="cause">{t(Message::ANOTHER_TAB)}</p>
                        <div class="actions">
                            <button type="button" class="button" on:click=move |_| desk.take_lease()>
                                {t(Message::WORK_HERE)}
                            </button>
                        </div>
                    </div>
                }.into_any())}
            </div>
        </div>
    }
}
