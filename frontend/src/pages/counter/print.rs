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
use crate::desk::printing::{CallSheet, Carried};
use crate::lazy::{Drawn, drawn};
use crate::locale::t;
use crate::pages::counter::banners::Banners;
use crate::text::Message;
use crate::{browser, lazy};
use leptos::prelude::*;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::reception::ReceptionEntry;

/// Nothing, until something is to be printed; then that, while the page below is out of reach. What stands in the way of the
/// whole desk is said over it, too.
pub(super) fn over(desk: Desk) -> impl IntoView {
    redraw(move || {
        let Some(printing) = desk.printing.get() else {
            return ().into_any();
        };
        let close = Callback::new(move |()| desk.end_printing());
        let load = move || (printing.load)();
        view! {
            <div class="over">
                <Banners />
                {lazy::page(Message::PRINT_LOADING, close, load)}
            </div>
        }
        .into_any()
    })
}

/// What a patient carries.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(print, fallible, wasm_split_path = leptos::wasm_split)
)]
pub(super) fn carried(what: Carried) -> Drawn {
    drawn(draw(carried::parts(what)))
}

/// What the patient of a line of the book carries.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(print, fallible, wasm_split_path = leptos::wasm_split)
)]
pub(super) fn entry(line: ReceptionEntry) -> Drawn {
    drawn(draw(carried::parts(Carried::of_entry(line))))
}

/// What is beside the telephone.
#[cfg_attr(
    feature = "split",
    leptos::wasm_split::wasm_split(print, fallible, wasm_split_path = leptos::wasm_split)
)]
pub(super) fn call_sheet(sheet: CallSheet) -> Drawn {
    drawn(draw(call_sheet::parts(sheet)))
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

fn draw(parts: Parts) -> AnyView {
    let desk = Desk::here();
    let Parts {
        choices,
        ready,
        sheet,
    } = parts;
    browser::on_key("Escape", move || desk.end_printing());
    let fault = RwSignal::new(None);
    let print = move |_| {
        let printed = browser::print();
        fault.set((!printed).then(|| ErrorCode::PrintUnavailable.into()));
    };
    view! {
        // Not `aria-modal`, which would hide a patient's call: what is below is inert.
        <section class="print" role="dialog" aria-labelledby="print-title">
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
    }
    .into_any()
}

#[cfg(test)]
mod tests;
