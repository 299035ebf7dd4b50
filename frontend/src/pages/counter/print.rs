//! What goes on paper: shown over the page first, and printed by the browser. Only this is ever printed of an opened
//! reception; what a patient carries names no scheme (D11).

mod call_sheet;
mod carried;
mod choice;
mod paper;
mod qr;

use crate::components::redraw::{flag, redraw};
use crate::components::{ProblemPanel, take_focus};
use crate::desk::Desk;
use crate::desk::printing::Printout;
use crate::lazy::{Drawn, drawn};
use crate::locale::t;
use crate::text::Message;
use crate::{browser, lazy};
use leptos::ev;
use leptos::prelude::*;
use madoguchi_shared::ErrorCode;

/// Nothing, until something is to be printed; then that, while the page below is out of reach.
pub(super) fn over(desk: Desk) -> impl IntoView {
    redraw(move || {
        let Some((what, _)) = desk.printing.get() else {
            return ().into_any();
        };
        let close = Callback::new(move |()| desk.end_printing());
        let escape = window_event_listener(ev::keydown, move |event| {
            if event.key() == "Escape" {
                close.run(());
            }
        });
        on_cleanup(move || escape.remove());
        let load = move || lazy!(draw(what.clone()));
        view! { <div class="over">{lazy::page(Message::PRINT_LOADING, close, load)}</div> }.into_any()
    })
}

/// What a printout is made of.
struct Parts {
    /// What can be chosen about it.
    choices: AnyView,
    /// It is all there.
    ready: Signal<bool>,
    /// As it will be on paper.
    sheet: AnyView,
}

#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(print, fallible, wasm_split_path = leptos::wasm_split)
)]
fn draw(what: Printout) -> Drawn {
    let desk = Desk::here();
    let Parts {
        choices,
        ready,
        sheet,
    } = match what {
        Printout::Carried(carried) => carried::parts(carried),
        Printout::CallSheet(sheet) => call_sheet::parts(sheet),
    };
    let fault = RwSignal::new(None);
    let print = move |_| {
        let printed = browser::print();
        fault.set((!printed).then(|| ErrorCode::PrintUnavailable.into()));
    };
    let view = view! {
        <section class="print" role="dialog" aria-modal="true" aria-labelledby="print-title">
            <div class="panel stack settings">
                <h2 id="print-title" tabindex="-1" use:take_focus>
                    {t(Message::PRINT_TITLE)}
                </h2>
                <div class="actions">
                    <button type="button" class="button primary" disabled=flag(move || !ready.get()) on:click=print>
                        {t(Message::PRINT_NOW)}
                    </button>
                    <button type="button" class="button" on:click=move |_| desk.end_printing()>
                        {t(Message::CLOSE)}
                    </button>
                </div>
                <ProblemPanel fault />
                {choices}
            </div>
            <div role="group" aria-label=t(Message::PRINT_PREVIEW)>
                {sheet}
            </div>
        </section>
    };
    drawn(view.into_any())
}

#[cfg(test)]
mod tests;
