//! 受付票: the number by which the patient is called, and what comes next.

use crate::components::redraw::text;
use crate::desk::Desk;
use crate::format;
use crate::locale::{Locale, t};
use crate::pages::counter::print::carried::name_class;
use crate::pages::counter::print::paper::Paper;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_shared::Facility;
use madoguchi_shared::qualification::Personal;

/// The slip; `order`: number of the day; `number`: 診察券番号; `name` `None`: it is not to stand there.
pub(super) fn draw(
    paper: Paper,
    order: u32,
    opened_at_ms: i64,
    number: Option<Personal>,
    name: Option<Personal>,
) -> AnyView {
    paper.sheet("printed-slip", move || content(order, opened_at_ms, number, name))
}

fn content(order: u32, opened_at_ms: i64, number: Option<Personal>, name: Option<Personal>) -> AnyView {
    let (desk, locale) = (Desk::here(), Locale::here());
    let when = text(move || format::moment(opened_at_ms, locale.language()));
    let name = name.map(|name| {
        let class = name_class(name.expose());
        let called = text(move || locale.say_with(Message::CALLED, &[("name", name.expose())]));
        view! { <p class=class>{called}</p> }
    });
    let number = number.map(|number| {
        view! { <p>{t(Message::PATIENT_NUMBER)} " " <span class="number">{number.into_inner()}</span></p> }
    });
    let keep = match locale.facility() {
        Facility::Clinic => Message::SLIP_KEEP,
        Facility::Pharmacy => Message::SLIP_KEEP_PHARMACY,
    };
    view! {
        <p>{text(move || desk.institution())}</p>
        <h3>{t(Message::SLIP)}</h3>
        <p>{t(Message::SLIP_NUMBER)}</p>
        <p class="big number">{order}</p>
        {name}
        <p class="number">{when}</p>
        {number}
        <p>{t(Message::SLIP_WAIT)}</p>
        <p>{t(keep)}</p>
    }
    .into_any()
}
