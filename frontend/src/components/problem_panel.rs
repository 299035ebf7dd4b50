//! A problem as a person meets it: cause, next step, code.

use crate::api::Fault;
use crate::components::redraw::redraw;
use crate::locale::{Locale, t};
use crate::text::Message;
use leptos::prelude::*;

/// The panel, said at once by a screen reader; empty while there is no problem.
#[component]
pub fn ProblemPanel(
    /// The problem; `None`: nothing is shown.
    #[prop(into)]
    fault: Signal<Option<Fault>>,
    /// Offers to try again.
    #[prop(optional)]
    on_retry: Option<Callback<()>>,
    /// Offers to close the panel.
    #[prop(optional)]
    on_close: Option<Callback<()>>,
) -> impl IntoView {
    let locale = Locale::here();
    let offer = |callback: Option<Callback<()>>, class: &'static str, message: Message| {
        callback.map(|callback| {
            view! {
                <button type="button" class=class on:click=move |_| callback.run(())>
                    {t(message)}
                </button>
            }
        })
    };
    let draw = move |fault: Fault| {
        let wording = fault.code.wording(locale.language());
        let code = locale.say_with(Message::ERROR_CODE_IS, &[("code", fault.code.code())]);
        let request = fault
            .request_id
            .map(|id| locale.say_with(Message::REQUEST_IS, &[("request", &id)]));
        view! {
            <div class="problem">
                <p class="cause">{wording.cause}</p>
                <p>{wording.next_step}</p>
                <p class="code">{code} " " {request}</p>
                <div class="actions">
                    {offer(on_retry, "button primary", Message::RETRY)} {offer(on_close, "button", Message::CLOSE)}
                </div>
            </div>
        }
    };
    view! { <div role="alert">{redraw(move || fault.get().map(draw).into_any())}</div> }
}
