//! The papers, typed in: which scheme's first, then its fields in the order of the paper; at a pharmacy the prescription
//! beside it where it differs.

use super::super::parts::ActButton;
use super::paper;
use super::title;
use super::typed::Form;
use crate::browser;
use crate::components::Heading;
use crate::components::redraw::{flag, redraw, text, when};
use crate::locale::t;
use crate::text::Message;
use leptos::prelude::*;
use madoguchi_flow::Act;
use madoguchi_shared::bridge::his::{Paper, Papers};
use madoguchi_shared::{Facility, Scheme};

/// The form, beginning with what was sent before.
pub(super) fn draw(before: Option<Box<Papers>>) -> AnyView {
    let form = Form::begin(before);
    let scheme = Memo::new(move |_| form.scheme());
    redraw(move || match scheme.get() {
        None => choice(form),
        Some(scheme) => fields(form, scheme),
    })
    .into_any()
}

fn choice(form: Form) -> AnyView {
    let locale = form.locale;
    let buttons = Scheme::ALL.into_iter().rev().map(|scheme| {
        view! {
            <button type="button" class="button big" on:click=move |_| form.choose(Some(scheme))>
                <span class="cap">{text(move || title(Paper::Certificate, scheme).said(locale.words()))}</span>
            </button>
        }
    });
    let said = match locale.facility() {
        Facility::Clinic => Message::PAPER_TEXT,
        Facility::Pharmacy => Message::PAPER_TEXT_PHARMACY,
    };
    view! {
        <Heading inner=true text=Message::PAPER_TITLE />
        <p>{t(said)}</p>
        <div class="actions">{buttons.collect_view()}</div>
        <div class="actions">
            <ActButton act=Act::ByCard text=Message::BY_CARD />
        </div>
    }
    .into_any()
}

fn fields(form: Form, scheme: Scheme) -> AnyView {
    let desk = form.desk();
    let differs = move || form.compares();
    let submit = move |event: leptos::ev::SubmitEvent| {
        event.prevent_default();
        form.hand_in(scheme);
    };
    let prescription = (form.locale.facility() == Facility::Pharmacy).then(|| {
        let compare = Callback::new(move |differs| form.compare(differs));
        check(
            "checkbox",
            flag(differs),
            compare,
            text(t(Message::PRESCRIPTION_DIFFERS)),
        )
    });
    let beside = when(differs, move || paper::draw(form, Paper::Prescription, scheme));
    let which = when(differs, move || which(form, scheme));
    // Here the work goes on at once, also for a reader of barcodes.
    browser::focus("#certificate-0");
    view! {
        <h3 id="entry-title" tabindex="-1">{text(move || form.locale.words_of(scheme).say(Message::ENTRY_TITLE))}</h3>
        <p class="quiet">{t(Message::ENTRY_TEXT)}</p>
        <form class="stack" aria-labelledby="entry-title" on:submit=submit>
            <div class="papers">{paper::draw(form, Paper::Certificate, scheme)} {beside}</div>
            {prescription}
            {which}
            <div class="actions">
                <button type="submit" class="button primary" disabled=flag(move || !desk.holds_lease())>
                    {t(Message::ASK_NUMBERS)}
                </button>
                <button type="button" class="button" on:click=move |_| form.choose(None)>
                    {t(Message::OTHER_CERTIFICATE)}
                </button>
                <ActButton act=Act::ByCard text=Message::BY_CARD />
            </div>
        </form>
    }
    .into_any()
}

/// Which of two that differ is asked with.
fn which(form: Form, scheme: Scheme) -> AnyView {
    let one = |paper: Paper| {
        let by_prescription = paper == Paper::Prescription;
        let chosen = flag(move || form.asks_by_prescription() == by_prescription);
        let choose = Callback::new(move |_| form.ask_by_prescription(by_prescription));
        let said = text(move || title(paper, scheme).said(form.locale.words()));
        check("radio", chosen, choose, said)
    };
    view! {
        <div role="radiogroup" aria-labelledby="ask-by">
            <p id="ask-by" class="of cap">
                {t(Message::ASK_BY)}
            </p>
            {one(Paper::Certificate)}
            {one(Paper::Prescription)}
        </div>
    }
    .into_any()
}

fn check(
    kind: &'static str,
    checked: Signal<bool>,
    on_change: Callback<bool>,
    said: Signal<String>,
) -> AnyView {
    view! {
        <label class="check">
            <input
                type=kind
                name="ask-by"
                prop:checked=checked
                on:change=move |event| on_change.run(event_target_checked(&event))
            />
            <span class="cap">{said}</span>
        </label>
    }
    .into_any()
}
