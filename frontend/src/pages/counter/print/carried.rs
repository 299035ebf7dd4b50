//! 受付票 and 診察券: what a patient carries past others. The types it is drawn from have no place for a scheme (D11).

mod card;
mod slip;

use super::Parts;
use super::choice::choice;
use super::paper::Paper;
use crate::api::Fault;
use crate::browser::{self, Keep};
use crate::components::ProblemPanel;
use crate::components::redraw::{flag, redraw, when};
use crate::desk::Desk;
use crate::desk::printing::{Carried, Carry};
use crate::locale::t;
use crate::text::Message;
use card::Owner;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::ErrorCode;
use madoguchi_shared::bridge::his::ChartLookup;
use madoguchi_shared::qualification::Personal;

/// What the desk keeps: papers, and whether the name stands on 受付票.
const SLIP_PAPER: &str = "madoguchi.paper.slip";
const CARD_PAPER: &str = "madoguchi.paper.card";
const SLIP_NAME: &str = "madoguchi.slip.name";
const YES: &str = "yes";

const ON_SLIP: [Paper; 2] = [Paper::Roll, Paper::A4];
const ON_CARD: [Paper; 2] = [Paper::Card, Paper::A4];

/// Both, one of them shown.
pub(super) fn parts(carried: Carried) -> Parts {
    let Carried {
        first,
        reception,
        number,
        name,
        kana,
    } = carried;
    let desk = Desk::here();
    let both = reception.is_some() && number.is_some();
    let shown = RwSignal::new(first);
    let is_slip = move || shown.get() == Carry::Slip;
    let slip_paper = RwSignal::new(Paper::kept(SLIP_PAPER, ON_SLIP));
    let card_paper = RwSignal::new(Paper::kept(CARD_PAPER, ON_CARD));
    let named = RwSignal::new(browser::kept(Keep::Always, SLIP_NAME).as_deref() == Some(YES));

    let known = kana.and_then(|kana| {
        let (number, name) = (number.clone()?, name.clone()?);
        Some(Owner { number, name, kana })
    });
    let owner = RwSignal::new(known);
    let fault = RwSignal::new(None::<Fault>);
    let wanted = number.clone();
    let look_up = Callback::new(move |()| {
        let Some(number) = wanted.clone() else { return };
        fault.set(None);
        spawn_local(async move {
            // Refused, as the other is, when this is closed by now.
            match of_chart(desk, number).await {
                Ok(found) => drop(owner.try_set(Some(found))),
                Err(problem) => drop(fault.try_set(Some(problem))),
            }
        });
    });
    let show = Callback::new(move |carry: Carry| {
        shown.set(carry);
        if carry == Carry::Card && owner.with_untracked(Option::is_none) {
            look_up.run(());
        }
    });

    let what = both.then(|| {
        let at = Signal::derive(move || usize::from(!is_slip()));
        let choose = Callback::new(move |at| show.run(if at == 0 { Carry::Slip } else { Carry::Card }));
        choice(
            "print-what",
            Message::PRINT_WHAT,
            [Message::SLIP, Message::CARD],
            at,
            choose,
        )
    });
    let has_name = name.is_some();
    let choices = view! {
        {what}
        {redraw(move || if is_slip() {
            on(slip_paper, ON_SLIP, SLIP_PAPER)
        } else {
            on(card_paper, ON_CARD, CARD_PAPER)
        })}
        {when(move || has_name && is_slip(), move || with_name(named))}
    };
    let sheet = redraw(move || {
        if let (Carry::Slip, Some((order, opened_at_ms))) = (shown.get(), reception) {
            let name = name.clone().filter(|_| named.get());
            return slip::draw(slip_paper.get(), order, opened_at_ms, number.clone(), name);
        }
        match owner.get() {
            Some(owner) => card::draw(card_paper.get(), owner),
            None => view! {
                {when(move || fault.with(Option::is_none), || view! {
                    <div class="working" role="progressbar" aria-label=t(Message::PRINT_LOADING)></div>
                }.into_any())}
                <ProblemPanel fault on_retry=look_up />
            }
            .into_any(),
        }
    });
    Parts {
        choices: choices.into_any(),
        ready: flag(move || is_slip() || owner.with(Option::is_some)),
        sheet: sheet.into_any(),
    }
}

/// How a name is written: a long one smaller, so that it stands on a card whole.
fn name_class(name: &str) -> &'static str {
    /// Characters.
    const LONG: usize = 12;
    const VERY_LONG: usize = 40;
    let length = name.chars().count();
    if length > VERY_LONG {
        "name very long"
    } else if length > LONG {
        "name long"
    } else {
        "name"
    }
}

/// Who the chart of this number is about.
async fn of_chart(desk: Desk, patient_number: Personal) -> Result<Owner, Fault> {
    let found = desk
        .bridge()
        .look_up_chart(&ChartLookup { patient_number })
        .await?;
    let chart = found.chart.ok_or(Fault::from(ErrorCode::ChartUnknown))?;
    Ok(Owner {
        number: chart.patient_number,
        name: chart.basics.name,
        kana: chart.basics.kana,
    })
}

/// The papers it can be printed on.
fn on(paper: RwSignal<Paper>, offered: [Paper; 2], key: &'static str) -> AnyView {
    let at = Signal::derive(move || usize::from(paper.get() != offered[0]));
    let choose = Callback::new(move |at: usize| {
        let chosen = if at == 0 { offered[0] } else { offered[1] };
        chosen.keep(key);
        paper.set(chosen);
    });
    choice(
        "print-on",
        Message::PRINT_ON,
        offered.map(Paper::name),
        at,
        choose,
    )
}

/// Whether the name stands on it: at first not, since others see it.
fn with_name(named: RwSignal<bool>) -> AnyView {
    let change = move |event| {
        let wanted = event_target_checked(&event);
        browser::keep(Keep::Always, SLIP_NAME, wanted.then_some(YES));
        named.set(wanted);
    };
    view! {
        <label>
            <input type="checkbox" prop:checked=named on:change=change />
            {t(Message::PRINT_WITH_NAME)}
        </label>
    }
    .into_any()
}
