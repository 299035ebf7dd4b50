//! 読み替え is complete: every step, for both schemes, at both facilities, in both languages.

#[path = "../../../../../flow/tests/support/mod.rs"]
mod support;

mod face;
mod states;

use super::super::{changes, coverage, numbers, step};
use super::{Does, Part, Sheet};
use crate::text::Words;
use madoguchi_flow::Act;
use madoguchi_flow::first_registration;
use madoguchi_flow::identify::{self, Remedy};
use madoguchi_flow::number_reception::{self, Asked};
use madoguchi_flow::reception::{Differing, Match, Reviewed, State};
use madoguchi_flow::unentrusted_check::{self, Case};
use madoguchi_shared::bridge::his::CallAnswer;
use madoguchi_shared::code::QualificationValidity;
use madoguchi_shared::terms::Term;
use madoguchi_shared::{ErrorCode, Facility, Language, Scheme};
use states::*;

/// Words that do not belong to a patient of the scheme.
fn foreign(scheme: Scheme) -> &'static [&'static str] {
    match scheme {
        Scheme::MedicalAssistance => &["保険", "特定健診", "nsurance", "nsurer", "nsured"],
        Scheme::HealthInsurance => &[
            "扶助",
            "公費",
            "受給",
            "福祉",
            "保護",
            "医療券",
            "調剤券",
            "ssistance",
            "elfare",
            "edical ticket",
            "ispensing ticket",
        ],
    }
}

#[test]
fn no_step_says_a_word_of_the_other_scheme_or_facility() {
    for scheme in [Scheme::MedicalAssistance, Scheme::HealthInsurance] {
        for facility in Facility::ALL {
            for language in Language::ALL {
                let words = Words {
                    language,
                    facility,
                    scheme: None,
                };
                for state in states(scheme).into_iter().chain(face::identifying()) {
                    let name = format!("{state:?}");
                    let sheet = match state {
                        // Loaded later: what is in it.
                        State::Numbers(inner) => numbers::sheet(inner),
                        State::Identifying(identify::State::Facing(entry)) => {
                            super::super::face::facing(&entry)
                        }
                        state => step::sheet(state),
                    };
                    let said = texts(sheet, words);
                    assert!(!said.is_empty(), "nothing is said: {name}");
                    for text in said {
                        for word in foreign(scheme) {
                            assert!(!text.contains(word), "{scheme:?} {facility:?}: {text}\n{name}");
                        }
                        assert!(!text.contains('{'), "a place is open: {text}");
                        if facility == Facility::Pharmacy {
                            for word in ["カルテ", "問診票", "診察", "この医療機関"] {
                                assert!(!text.contains(word), "{text}\n{name}");
                            }
                        }
                    }
                }
            }
        }
    }
}

/// What can be pressed in a step, as its acts, the one that is meant to be pressed marked.
fn buttons(state: State) -> Vec<(Act, bool)> {
    let sheet = match state {
        State::Numbers(inner) => numbers::sheet(inner),
        state => step::sheet(state),
    };
    let buttons = sheet.into_iter().flat_map(|part| match part {
        Part::Actions(buttons) => buttons,
        _ => Vec::new(),
    });
    let pressed = buttons.filter_map(|button| match button.does {
        Does::Act(act) => Some((*act, button.primary)),
        Does::Close | Does::Print => None,
    });
    pressed.collect()
}

/// State and acts that its texts send to; `true`: it is meant to be pressed.
#[test]
fn every_way_that_a_step_speaks_of_has_its_button() {
    use number_reception::State as S;
    let scheme = Scheme::MedicalAssistance;
    let failed = |code, from| State::Failed(code, Box::new(from));
    let asking = || State::Querying(support::evidence("a"));
    let asked = || {
        Box::new(Asked {
            papers: papers(scheme),
            chart: None,
        })
    };
    let coverage = || reviewed(scheme, QualificationValidity::ValidUnregistered).coverage;
    let unentrusted = |asked, answer| {
        let coverage = coverage();
        State::Unentrusted(unentrusted_check::State::Calling(
            Case { coverage, asked },
            answer,
        ))
    };
    let numbers = |state| State::Numbers(state);
    let identifying = |code| State::Identifying(identify::State::Failed(code, Remedy::StartWithCard(card())));
    let cases = [
        (
            failed(ErrorCode::CertificateRevoked, asking()),
            Act::ByNumbers,
            true,
        ),
        (
            failed(ErrorCode::CertificateExpired, asking()),
            Act::ByNumbers,
            true,
        ),
        (
            failed(ErrorCode::BackendUnavailable, asking()),
            Act::ByNumbers,
            false,
        ),
        (identifying(ErrorCode::BackendUnavailable), Act::ByNumbers, false),
        (
            State::Identifying(identify::State::Failed(
                ErrorCode::CardUnreadable,
                Remedy::TakeCardAway(card()),
            )),
            Act::ByNumbers,
            !ErrorCode::CardUnreadable.retryable(),
        ),
        (State::TakingPapers, Act::ByNumbers, false),
        (State::NothingValid(coverage()), Act::ByNumbers, true),
        (unentrusted(None, None), Act::ByNumbers, false),
        (
            unentrusted(None, Some(CallAnswer::CallBack)),
            Act::ByNumbers,
            false,
        ),
        (unentrusted(Some(asked()), None), Act::ByCard, false),
        (unentrusted(Some(asked()), None), Act::Correct, false),
        (
            numbers(S::PickingPerson(asked(), vec![coverage(), coverage()])),
            Act::ByCard,
            false,
        ),
        (
            numbers(S::PickingPatient(Box::new(papers(scheme)), Vec::new())),
            Act::ByCard,
            false,
        ),
        (
            State::FirstRegistration(first_registration::State::NothingToLink),
            Act::ByNumbers,
            true,
        ),
    ];
    for (state, act, primary) in cases {
        let name = format!("{state:?}");
        let there = buttons(state);
        assert!(there.contains(&(act, primary)), "{there:?}\n{name}");
        assert!(
            there.iter().filter(|(_, primary)| *primary).count() <= 1,
            "{name}"
        );
    }
}

#[test]
fn another_person_on_the_paper_is_compared_and_corrected_first() {
    use number_reception::State as S;
    let scheme = Scheme::MedicalAssistance;
    let asked = || {
        Box::new(Asked {
            papers: otherwise(scheme),
            chart: None,
        })
    };
    let valid = Reviewed {
        papers: Some(Box::new(otherwise(scheme))),
        ..reviewed(scheme, QualificationValidity::Valid)
    };
    let chart = support::chart("000001", valid.basics.clone(), Vec::new());
    let found = Match {
        changes: Vec::new(),
        chart: chart.clone(),
        by_number: true,
    };
    let case = Case {
        coverage: reviewed(scheme, QualificationValidity::ValidUnregistered).coverage,
        asked: Some(asked()),
    };
    let lost = coverage(scheme, lost(scheme), QualificationValidity::Valid);
    for state in [
        State::TakingQuestionnaire(valid.clone()),
        State::PickingChart(valid.clone(), Vec::new()),
        State::ConfirmingUpdate(valid.clone(), found),
        State::ChartDiffers(valid, Differing::UnknownNumber("000009".into())),
        State::Unentrusted(unentrusted_check::State::Calling(case, None)),
        State::Numbers(S::Lost(asked(), lost)),
    ] {
        let name = format!("{state:?}");
        let there = buttons(state.clone());
        let primary: Vec<_> = there.iter().filter(|(_, primary)| *primary).collect();
        assert_eq!(primary, [&(Act::Correct, true)], "{name}");
        assert_eq!(
            there.iter().filter(|(act, _)| *act == Act::Correct).count(),
            1,
            "{name}"
        );
        let sheet = match state {
            State::Numbers(inner) => numbers::sheet(inner),
            state => step::sheet(state),
        };
        let both = sheet
            .iter()
            .any(|part| matches!(part, Part::Table(_, rows) if rows.len() == 2));
        assert!(both, "{name}");
    }
}

/// All that a step says.
fn texts(sheet: Sheet, words: Words) -> Vec<String> {
    let mut all = Vec::new();
    for part in sheet {
        match part {
            Part::Title(say)
            | Part::DescribedTitle(say, _)
            | Part::Text(say)
            | Part::Quiet(say)
            | Part::Notice(say)
            | Part::Working(say) => all.push(say.said(words)),
            Part::Live(_, parts) => all.extend(texts(parts, words)),
            Part::Problem(code, _) => {
                let wording = code.wording(words.language);
                all.extend([wording.cause.to_owned(), wording.next_step.to_owned()]);
            }
            Part::Changes(changes) => all.extend(changes.iter().flat_map(|change| {
                let words = Words {
                    scheme: change.scheme,
                    ..words
                };
                changes::line(change, words)
            })),
            Part::Table(head, rows) => {
                all.extend(head.iter().map(|say| say.said(words)));
                let cells = rows.iter().flatten();
                all.extend(cells.map(|(say, _)| say.said(words)));
            }
            Part::Choices(choices) => {
                for choice in choices {
                    all.push(choice.who.0);
                    all.extend(choice.about.iter().map(|(say, _)| say.said(words)));
                    all.push(choice.button.text.said(words));
                    all.extend(choice.button.label.iter().map(|say| say.said(words)));
                }
            }
            Part::Actions(buttons) => {
                for button in buttons {
                    all.push(button.text.said(words));
                }
            }
            Part::Standings(coverage) | Part::Coverage(coverage) => {
                for qualification in coverage.qualifications {
                    let words = Words {
                        scheme: Some(qualification.scheme),
                        ..words
                    };
                    all.push(words.word(Term::SchemeName).to_owned());
                    let rows = coverage::rows(&qualification.result, words);
                    all.extend(rows.into_iter().flat_map(|(name, value)| [name, value]));
                }
            }
            // What it says is said with sentences that the test of the texts reads.
            Part::View(_) => {}
        }
    }
    all
}
