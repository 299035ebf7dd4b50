//! Whom the search has found.

use crate::api::Fault;
use crate::components::ProblemPanel;
use crate::components::redraw::{redraw, text};
use crate::desk::Desk;
use crate::desk::printing::{Carried, Carry};
use crate::format;
use crate::lazy;
use crate::locale::{Locale, t};
use crate::pages::counter::print;
use crate::text::Message;
use leptos::prelude::*;
use leptos::task::spawn_local;
use madoguchi_shared::bridge::his::{Chart, ChartCandidate, PatientSearch};

/// Asks for `typed`, and draws what comes.
pub(super) fn draw(typed: String) -> AnyView {
    let desk = Desk::here();
    let found = RwSignal::new(None::<Result<Vec<ChartCandidate>, Fault>>);
    let ask = Callback::new(move |()| {
        found.set(None);
        let search = PatientSearch {
            name: typed.clone().into(),
            birth_date: None,
        };
        spawn_local(async move {
            let answer = desk.bridge().find_patients(&search).await;
            // Refused when something else is asked for by now.
            found.try_set(Some(answer.map(|answer| answer.candidates)));
        });
    });
    ask.run(());
    redraw(move || match found.get() {
        None => view! { <div class="working" role="progressbar" aria-label=t(Message::FIND_RUNS)></div> }
            .into_any(),
        Some(Err(fault)) => {
            let fault = Signal::stored(Some(fault));
            view! { <ProblemPanel fault on_retry=ask /> }.into_any()
        }
        Some(Ok(candidates)) if candidates.is_empty() => {
            view! { <p class="notice">{t(Message::FIND_NONE)}</p> }.into_any()
        }
        Some(Ok(candidates)) => list(desk, candidates),
    })
    .into_any()
}

/// Those that were found.
fn list(desk: Desk, candidates: Vec<ChartCandidate>) -> AnyView {
    let lines = candidates
        .into_iter()
        .map(|one| line(desk, one.chart))
        .collect_view();
    view! { <ul class="rows plain" aria-label=t(Message::FIND_FOUND)>{lines}</ul> }.into_any()
}

fn line(desk: Desk, chart: Chart) -> AnyView {
    let locale = Locale::here();
    let id = ["print-", &chart.chart].concat();
    let (from, carried) = (id.clone(), Carried::of_chart(Carry::Card, &chart));
    let press = move |_| {
        let carried = carried.clone();
        desk.print(from.clone(), move || lazy!(print::carried(carried.clone())));
    };
    let last_ms = chart.last_registered_at_ms.unwrap_or(chart.created_at_ms);
    let number = chart.patient_number.into_inner();
    let whose = number.clone();
    let number = text(move || locale.say_with(Message::PATIENT_NUMBER_IS, &[("number", &number)]));
    let label = text(move || [&locale.say(Message::PRINT_CARD), ": ", &whose].concat());
    let birth = text(move || format::day(chart.basics.birth_date.expose(), locale.language()));
    let last = text(move || format::moment(last_ms, locale.language()));
    view! {
        <li>
            <div>
                <p class="who">{chart.basics.name.into_inner()}</p>
                <p class="about">
                    <span>{format::full_width(chart.basics.kana.expose())}</span>
                    <span>{t(Message::FIELD_BIRTH)} " " {birth}</span>
                    <span class="number">{number}</span>
                    <span>{t(Message::LAST_RECEPTION)} " " {last}</span>
                </p>
            </div>
            <button type="button" id=id class="button" aria-label=label on:click=press>
                {t(Message::PRINT_CARD)}
            </button>
        </li>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::drawn::html;
    use madoguchi_shared::bridge::his::PatientBasics;
    use madoguchi_shared::code::Sex;
    use madoguchi_shared::qualification::QualificationResult;
    use madoguchi_shared::{Facility, Language};

    #[test]
    fn who_was_found_is_shown_without_a_scheme() {
        let chart = Chart {
            chart: "a".into(),
            patient_number: "000001".into(),
            basics: PatientBasics {
                name: "見本 花子".into(),
                kana: "ミホン ハナコ".into(),
                birth_date: "19550217".into(),
                sex: Sex::Female,
                address: Some("東京都".into()),
            },
            created_at_ms: 0,
            last_registered_at_ms: None,
            qualifications: vec![QualificationResult {
                insurer_name: Some("東福祉事務所".into()),
                insurer_number: Some("12131234".into()),
                ..QualificationResult::default()
            }],
        };
        let one = ChartCandidate {
            chart,
            same_name: false,
            name_variant: false,
            same_kana: false,
            same_sex: false,
        };
        let draw = || list(Desk::here(), vec![one]);
        let found = html(Facility::Pharmacy, Language::Ja, |_| (), draw);
        for told in ["見本 花子", "ミホン ハナコ", "患者番号票 000001", "1955年2月17日"] {
            assert!(found.contains(told), "{told}\n{found}");
        }
        for word in ["福祉", "1213", "東京都", "診察"] {
            assert!(!found.contains(word), "{word}\n{found}");
        }
    }
}
