//! 「複数の資格が該当した場合、窓口担当者が氏名等から特定作業を行う」: all of them side by side with the paper, and why it is this one.

use super::super::coverage;
use super::super::sheet::{Cell, Part, Say, Sheet, act};
use super::{label, sent, slip, title};
use crate::components::redraw::{flag, text};
use crate::components::text_field::{TextField, text_field};
use crate::locale::Locale;
use crate::runner::Runner;
use crate::text::Message;
use crate::{browser, format};
use leptos::prelude::*;
use madoguchi_flow::coverage::Coverage;
use madoguchi_flow::entry::{Field, Slip};
use madoguchi_flow::{Act, number_reception};
use madoguchi_shared::bridge::his::{PaperNumbers, Papers};
use madoguchi_shared::qualification::{Personal, QualificationResult};
use madoguchi_shared::{Redacted, Scheme};

/// Characters of a reason; the bridge refuses more.
const LONGEST: usize = 200;

/// The comparison.
pub(super) fn sheet(papers: &Papers, persons: &[Coverage]) -> Sheet {
    let paper = number_reception::sent(papers);
    let scheme = paper.scheme;
    let mut head = vec![Message::ITEM.into(), title(papers.used, scheme)];
    let name = |person: &Coverage| {
        let result = person.qualifications.first().map(|first| &first.result);
        let name = result.and_then(|result| result.name.clone());
        name.unwrap_or_default().into_inner()
    };
    let names: Vec<String> = persons.iter().map(name).collect();
    head.extend(
        (1..=names.len()).map(|place| Say::with(Message::SEVERAL_PERSON, "place", &place.to_string())),
    );
    let rows = compared(paper, persons);
    vec![
        Part::Title(Message::SEVERAL_TITLE.into()),
        Part::Text(Message::SEVERAL_TEXT.into()),
        Part::Table(head, rows),
        Part::View(Box::new(move || reason(names, scheme))),
        Part::Actions(vec![
            act(Act::NoneOfThem, Message::SEVERAL_NONE),
            act(Act::Correct, Message::CORRECT),
            act(Act::ByCard, Message::BY_CARD),
        ]),
    ]
}

/// Lines of what the paper says, and of what tells the persons apart.
fn compared(paper: &PaperNumbers, persons: &[Coverage]) -> Vec<Vec<Cell>> {
    let scheme = paper.scheme;
    let results: Vec<&QualificationResult> = persons
        .iter()
        .filter_map(|person| person.qualifications.first())
        .map(|first| &first.result)
        .collect();
    let plain = |text: &Option<Personal>| text.as_ref().map(|text| Say::Plain(text.expose().clone()));
    let line = |name: Say, on_paper: Option<Say>, told: &dyn Fn(&QualificationResult) -> Option<Say>| {
        let told: Vec<Option<Say>> = results.iter().map(|result| told(result)).collect();
        let alike = told
            .windows(2)
            .all(|pair| matches!(pair, [one, other] if one == other));
        let shown = !alike || on_paper.is_some();
        let cell = |say: Option<Say>| (say.unwrap_or(Message::NOT_GIVEN.into()), None);
        shown.then(|| {
            let cells = std::iter::once((name, None)).chain([cell(on_paper)]);
            cells.chain(told.into_iter().map(cell)).collect()
        })
    };
    let of_paper = |field: Field, told: &dyn Fn(&QualificationResult) -> Option<Say>| {
        line(label(field, scheme), Some(sent::value(paper, field)), told)
    };
    let mut lines = vec![
        of_paper(Field::Name, &|r| plain(&r.name)),
        line(Message::FIELD_KANA.into(), None, &|r| {
            Some(Say::Plain(format::full_width(r.name_kana.as_ref()?.expose())))
        }),
        of_paper(Field::Birth, &|r| {
            Some(Say::Day(r.birthdate.as_ref()?.expose().clone()))
        }),
        line(Message::FIELD_SEX.into(), None, &|r| {
            Some(coverage::sex(r.sex1.as_ref()?).into())
        }),
        line(Message::FIELD_ADDRESS.into(), None, &|r| plain(&r.address)),
    ];
    lines.extend(match scheme {
        Scheme::MedicalAssistance => vec![of_paper(Field::Recipient, &|r| {
            plain(&r.insured_identification_number)
        })],
        Scheme::HealthInsurance => vec![
            of_paper(Field::Symbol, &|r| plain(&r.insured_card_symbol)),
            of_paper(Field::Number, &|r| plain(&r.insured_identification_number)),
            of_paper(Field::Branch, &|r| plain(&r.insured_branch_number)),
        ],
    });
    lines.into_iter().flatten().collect()
}

/// Why, and who it is.
fn reason(names: Vec<String>, scheme: Scheme) -> AnyView {
    let (locale, runner) = (Locale::here(), Runner::here());
    let desk = runner.desk();
    let reason = RwSignal::new(desk.draft(&runner.reception()).reason.into_inner());
    let tried = RwSignal::new(false);
    let wrong = move || match reason.with(|reason| reason.trim().chars().count()) {
        0 => Some(Slip::Empty),
        count if count > LONGEST => Some(Slip::TooLong),
        _ => None,
    };
    let hint = move || match wrong().filter(|_| tried.get()) {
        Some(slip) => (true, slip::said(slip, locale.words_of(scheme))),
        None => (false, locale.say(Message::SEVERAL_REASON_HELP)),
    };
    let pick = Callback::new(move |at: usize| {
        tried.set(true);
        if untrack(wrong).is_some() {
            browser::focus("#reason");
        } else {
            let because = reason.with_untracked(|reason| reason.trim().to_owned());
            runner.act(Act::PickPerson(at, because.into()));
        }
    });
    let buttons = names.into_iter().enumerate().map(|(at, name)| {
        let place = (at + 1).to_string();
        let said =
            text(move || locale.say_with(Message::SEVERAL_PICK, &[("place", &place), ("name", &name)]));
        view! {
            <button
                type="button"
                class="button"
                disabled=flag(move || !runner.desk().holds_lease())
                on:click=move |_| pick.run(at)
            >
                {said}
            </button>
        }
    });
    view! {
        <div class="paper">
            {text_field(TextField {
                id: "reason".into(),
                label: text(move || locale.say(Message::SEVERAL_REASON)),
                optional: false,
                numeric: false,
                value: reason.into(),
                on_input: Callback::new(move |typed: String| {
                    let kept = Redacted::new(typed.clone());
                    desk.keep_draft(&runner.reception(), |draft| draft.reason = kept);
                    reason.set(typed);
                }),
                on_leave: Callback::new(|()| {}),
                next: None,
                hint: Signal::derive(hint),
                differs: Signal::stored(false),
            })}
        </div>
        <div class="actions">{buttons.collect_view()}</div>
    }
    .into_any()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::Words;
    use madoguchi_flow::coverage::{Qualification, Standing};
    use madoguchi_shared::{Facility, Language};

    #[test]
    fn what_helps_to_tell_them_apart_is_shown() {
        let paper = PaperNumbers {
            scheme: Scheme::HealthInsurance,
            insurer_number: "138057".into(),
            symbol: None,
            number: "7".into(),
            branch: None,
            birth_date: "20040314".into(),
            name: "双葉 葵".into(),
        };
        let person = |name: &str, branch: &str| Coverage {
            qualifications: vec![Qualification {
                scheme: Scheme::HealthInsurance,
                standing: Standing::Valid,
                result: QualificationResult {
                    name: Some(name.into()),
                    birthdate: Some("20040314".into()),
                    address: Some("東京都".into()),
                    insured_identification_number: Some("7".into()),
                    insured_branch_number: Some(branch.into()),
                    ..QualificationResult::default()
                },
            }],
            notice: None,
            only: Some(Scheme::HealthInsurance),
        };
        let words = Words {
            language: Language::Ja,
            facility: Facility::Clinic,
            scheme: None,
        };
        let said: Vec<String> = compared(&paper, &[person("双葉　葵", "02"), person("双葉　蓮", "03")])
            .iter()
            .map(|line| {
                line.iter()
                    .map(|(say, _)| say.said(words))
                    .collect::<Vec<_>>()
                    .join("|")
            })
            .collect();
        let day = "2004年3月14日（平成16年）";
        assert_eq!(
            said,
            [
                "氏名|双葉 葵|双葉　葵|双葉　蓮".to_owned(),
                ["生年月日", day, day, day].join("|"),
                "記号|―|―|―".into(),
                "番号|7|7|7".into(),
                "枝番|―|02|03".into(),
            ]
        );
    }
}
